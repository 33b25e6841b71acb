"""Options of one row, and the values of one option within a family."""

from collections.abc import Iterator
from itertools import combinations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from batch.check.families import Families
from batch.check.looking import Looking, listed
from batch.model.findings import Finding
from batch.model.groups import Codes, Mask, coded, combined, differing
from batch.model.places import Facts
from batch.model.rules import OPTIONS
from schemas.codes import looks
from schemas.numbers import Convention

_COMMA = r"^[0-9]+,[0-9]+$"


def options(looking: Looking, kin: Families) -> Iterator[Finding]:
    yield from _incomplete(looking)
    yield from _repeated(looking)
    for _, column in OPTIONS:
        if column in looking:
            yield from _alike(looking, kin, column)
            yield from _with_comma(looking, column)


def _incomplete(looking: Looking) -> Iterator[Finding]:
    """An option needs both its name and its value."""
    for name, value in OPTIONS:
        if name in looking and value in looking:
            named, valued = (np.asarray(pc.is_valid(looking.texts(column))) for column in (name, value))
            yield from looking.found("option.incomplete", name, ~named & valued)
            yield from looking.found("option.incomplete", value, named & ~valued)


def _repeated(looking: Looking) -> Iterator[Finding]:
    """The store has one choice for each option: a second one of the same name would take its place."""
    names = {name: _looks(looking, name) for name, _ in OPTIONS if name in looking}
    for first, second in combinations(names, 2):
        same = np.asarray(pc.fill_null(pc.equal(names[first], names[second]), False))
        yield from looking.found("option.repeated", second, same)


def _alike(looking: Looking, kin: Families, column: str) -> Iterator[Finding]:
    """Red and red are two choices to the store, and one to customers."""
    read = looking.reads[column].column
    shown = looks(read.texts)
    if pc.count_distinct(shown) == pc.count_distinct(read.texts):
        return
    values = coded(looking.texts(column))
    written = np.where(kin.several & looking.products, values, -1)
    pairs = combined(kin.codes, coded(read.laid(shown)))
    mask = differing(written, np.where(written >= 0, pairs, -1)) & (written >= 0)
    if mask.any():
        yield from looking.found("option.alike", column, mask, _spellings(looking, column, mask, pairs))


def _spellings(looking: Looking, column: str, mask: Mask, pairs: Codes) -> dict[int, Facts]:
    rows = np.flatnonzero(mask).tolist()
    texts = looking.texts(column).take(pa.array(rows)).to_pylist()
    spelt: dict[int, dict[str, None]] = {}
    for row, text in zip(rows, texts, strict=True):
        spelt.setdefault(int(pairs[row]), {})[text] = None
    return {row: (("values", listed([*spelt[int(pairs[row])]])),) for row in rows}


def _with_comma(looking: Looking, column: str) -> Iterator[Finding]:
    """12.19 that a French spreadsheet wrote: the numbers of the sheet have decimal commas too."""
    if not any(read.proof is Convention.COMMA for read in looking.reads.values()):
        return
    read = looking.reads[column].column
    mask = read.rows(np.asarray(pc.fill_null(pc.match_substring_regex(read.texts, _COMMA), False)))
    texts = read.texts.take(pa.array(read.at[mask])).to_pylist()
    found = dict(zip(np.flatnonzero(mask).tolist(), (text.replace(",", ".") for text in texts), strict=True))
    yield from looking.suggested("option.decimal_comma", column, found)


def _looks(looking: Looking, column: str) -> pa.Array:
    read = looking.reads[column].column
    return read.laid(looks(read.texts))
