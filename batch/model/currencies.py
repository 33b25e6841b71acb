"""The currencies that prices name: by a sign in the cell, by one that its number format shows, or by the heading's."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

import pyarrow as pa
import pyarrow.compute as pc

from batch.model.places import Places
from schemas import currencies

PRICE = "retail_price"  # the one that is sent; what a supplier asks may well be in another currency
SHOWN = "money "  # the kind of a number whose format shows a currency, before its sign


@dataclass(frozen=True, slots=True)
class Named:
    """``sign`` as it stands there; ``codes``: the currencies that it can mean."""

    sign: str
    codes: frozenset[str]


def named(places: Places) -> Mapping[int, Named]:
    """By the row that Excel shows; prices that name no currency are left out."""
    found: dict[int, Named] = {}
    meant = cache(currencies.named)
    if PRICE in places.texts:
        for row, sign in [*_headed(places), *_typed(places), *_shown(places)]:
            codes = meant(sign)
            if codes is not None:
                found[row] = Named(sign, codes)
    return found


def _headed(places: Places) -> Iterator[tuple[int, str]]:
    heading = places.sheet.heading(PRICE)
    if heading and (sign := currencies.signs(heading.text)):
        filled = places.texts[PRICE].notna()
        yield from ((int(row), sign) for row in places.texts.index[filled])


def _typed(places: Places) -> Iterator[tuple[int, str]]:
    texts = pa.array(places.texts[PRICE])
    signed = pc.indices_nonzero(pc.fill_null(pc.match_substring_regex(texts, currencies.MAY_BE_SIGN), False))
    signs = cache(currencies.signs)
    rows = places.texts.index.to_numpy()[signed.to_numpy()].tolist()
    for row, text in zip(rows, texts.take(signed).to_pylist(), strict=True):
        yield row, signs(text)


def _shown(places: Places) -> Iterator[tuple[int, str]]:
    heading = places.sheet.heading(PRICE)
    for (row, position), kind in places.sheet.kinds.items():
        if heading and position == heading.position and kind.startswith(SHOWN) and row in places.texts.index:
            yield row, kind.removeprefix(SHOWN)
