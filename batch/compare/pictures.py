"""An image of the store never has the address that it was made from: the journal knows which came from where. Pure."""

from collections.abc import Iterator, Mapping

import numpy as np
import pandas as pd

from batch.compare.differences import taken
from batch.compare.match import Matched
from batch.model import galleries
from schemas.types import TEXT


def recognised(wanted: pd.DataFrame, here: Matched, pictures: Mapping[str, str]) -> pd.DataFrame:
    """The same wishes, with what the store holds already under the store's own address.

    ``pictures``: the store's address of an image to the one that it was made from.
    """
    known = {}
    if "image_url" in wanted:
        known["image_url"] = _main(wanted["image_url"], here, pictures)
    if "gallery" in wanted:
        known["gallery"] = _galleries(wanted["gallery"], here, pictures)
    return wanted.assign(**known) if known else wanted


def _main(image: pd.Series, here: Matched, pictures: Mapping[str, str]) -> pd.Series:
    there = taken(here.items["image_url"], here.found).set_axis(image.index)
    source = there.map(pictures, na_action="ignore").astype(TEXT)
    return image.mask(image.eq(source).fillna(False).astype(bool), there)


def _galleries(typed: pd.Series, here: Matched, pictures: Mapping[str, str]) -> pd.Series:
    """Rows of one product share one gallery, whichever of them says what."""
    new, _ = pd.factorize(here.rows["family"])
    products = pd.Series(np.where(here.bases >= 0, here.bases, -1 - new), index=typed.index)
    said = typed.dropna()
    asked = dict(_asked(said, products[said.index], here.items["gallery"], pictures))
    return products.map(asked).where(typed.notna()).astype(TEXT)


def _asked(
    said: pd.Series, products: pd.Series, held: pd.Series, pictures: Mapping[str, str]
) -> Iterator[tuple[int, str]]:
    """Product to the gallery that it shall have."""
    for product, texts in said.groupby(products):
        there = galleries.urls(_text(held.iat[product]) if int(product) >= 0 else None)
        lines = list(dict.fromkeys(texts))
        line = lines[0] if len(lines) == 1 else galleries.merged(lines)
        yield product, galleries.written(galleries.typed_over(line, there, [pictures.get(url) for url in there]))


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None
