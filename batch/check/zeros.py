"""Leading zeros that a spreadsheet dropped from SKUs: proved by check digits, by the family, or only possible."""

from collections.abc import Iterator, Mapping

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from batch.check.columns import Column
from batch.check.families import Families
from batch.check.looking import Looking
from batch.model.findings import Finding
from batch.model.groups import by_code
from schemas import codes

_PROVING = 3  # rows of a family: two that agree, one that lacks its zeros


def lost_zeros(looking: Looking) -> Iterator[Finding]:
    """SKUs of 11 digits that are barcodes with a zero before them, in a column whose other long SKUs are barcodes."""
    if "sku" in looking:
        yield from _suggested(looking, "sku.lost_zero", _lost(looking.reads["sku"].column))


def uncertain_zeros(looking: Looking) -> Iterator[Finding]:
    """UPCs among EANs in a column where no SKU begins with a zero: as EANs they would, and may have before.

    They are the same barcode either way, so that only the store can tell which of the two is its SKU.
    """
    if "sku" not in looking:
        return
    column = looking.reads["sku"].column
    if not _any(column.texts, "^[1-9][0-9]{12}$") or _any(column.texts, "^0[0-9]"):
        return
    lost = _lost(column)
    whole = {place: text.zfill(13) for place, text in _matching(column, "^[1-9][0-9]{10,11}$") if place not in lost}
    may = {place: text for place, text in whole.items() if codes.is_barcode(text)}
    yield from _suggested(looking, "sku.uncertain_zero", may)


def shorter_siblings(looking: Looking, kin: Families) -> Iterator[Finding]:
    """A SKU shorter than its family's, which are equally long and all begin with the zeros that it lacks."""
    if "sku" not in looking:
        return
    texts = looking.reads["sku"].column
    zeros = texts.rows(np.asarray(pc.fill_null(pc.match_substring_regex(texts.texts, "^0[0-9]+$"), False)))
    bare = texts.rows(np.asarray(pc.fill_null(pc.match_substring_regex(texts.texts, "^[1-9][0-9]*$"), False)))
    if not (zeros.any() and bare.any()):
        return
    skus = looking.texts("sku")
    wanted = np.where((zeros | bare) & (kin.sizes >= _PROVING), kin.codes, -1)
    found: dict[int, str | None] = {}
    for family in by_code(wanted, _PROVING):
        lengths = {len(text) for text in skus.take(pa.array(family[zeros[family]])).to_pylist()}
        short = [row for row in family.tolist() if bare[row]]
        if len(lengths) == 1 and len(short) == 1 and kin.sizes[short[0]] == len(family):
            length, text = lengths.pop(), skus[short[0]].as_py()
            found |= {short[0]: text.zfill(length)} if len(text) < length else {}
    yield from looking.suggested("sku.lost_zero", "sku", found)


def _lost(column: Column) -> dict[int, str]:
    """What the short SKUs were, by the place of their text; nothing unless all of them prove it."""
    long = [*_matching(column, "^[0-9]{11,13}$")]
    short = {place: codes.lost_zero(text) for place, text in long if len(text) == 11}
    whole = [codes.is_barcode(text) for _, text in long if len(text) > 11]
    proved = {place: text for place, text in short.items() if text is not None}
    return proved if len(proved) == len(short) and whole and all(whole) else {}


def _suggested(looking: Looking, code: str, found: Mapping[int, str]) -> Iterator[Finding]:
    """``found``: what the SKU should be, by the place of its text."""
    column = looking.reads["sku"].column
    mask = np.zeros(len(column.texts), dtype=bool)
    mask[list(found)] = True
    rows = np.flatnonzero(column.rows(mask)).tolist()
    yield from looking.suggested(code, "sku", {row: found[column.at[row]] for row in rows})


def _any(texts: pa.Array, pattern: str) -> bool:
    return bool(pc.any(pc.match_substring_regex(texts, pattern)).as_py())


def _matching(column: Column, pattern: str) -> Iterator[tuple[int, str]]:
    return column.each(np.asarray(pc.fill_null(pc.match_substring_regex(column.texts, pattern), False)))
