"""Cells that were dragged down, so that a spreadsheet counted them up: 19.99, 20.99, 21.99 on products of all kinds.

Codes are counted in many a sound catalog, and so are names; whether SKUs were, the store tells. Prices, brands and
descriptions of different products have no reason to rise by one from row to row.
"""

from collections.abc import Iterator

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from batch.check.families import Families
from batch.check.looking import Looking
from batch.model.findings import Finding
from batch.model.groups import Mask, Rows, coded

_LEAST = 4  # rows; three in a row may be chance
_LEAST_WHOLE = 6  # of prices without cents, which stand in order in many a list
_TEXTS = ("brand_name", "description")


def counted(looking: Looking, kin: Families) -> Iterator[Finding]:
    """Warnings on all rows of a run but its first, which is what was dragged."""
    rows = np.flatnonzero(looking.products)
    others = np.append(False, kin.codes[rows][1:] != kin.codes[rows][:-1])
    if "retail_price" in looking:
        prices = looking.amounts("retail_price")[rows]
        steps = np.append(False, np.round(np.diff(prices), 6) == 1) | _follows(looking, "retail_price", rows, others)
        is_whole = np.mod(prices, 1) == 0
        yield from _told(looking, "price.counted", "retail_price", rows, _runs(steps & others & ~is_whole, _LEAST))
        yield from _told(looking, "price.counted", "retail_price", rows, _runs(steps & others & is_whole, _LEAST_WHOLE))
    for column in _TEXTS:
        if column in looking:
            follows = _follows(looking, column, rows, others)
            yield from _told(looking, "text.counted", column, rows, _runs(follows, _LEAST))


def _follows(looking: Looking, column: str, rows: Rows, others: Mask) -> Mask:
    """The rows whose text follows that of the row above, another product's."""
    found = np.zeros(len(rows), dtype=bool)
    read = looking.reads[column].column
    numbered = pc.fill_null(pc.match_substring_regex(read.texts, "[^0-9][0-9]{1,15}$"), False)
    if not pc.any(numbered).as_py():
        return found
    stems = pc.if_else(numbered, pc.replace_substring_regex(read.texts, "[0-9]+$", ""), None)
    ends = pc.if_else(numbered, pc.replace_substring_regex(read.texts, "^(?s:.*)[^0-9]", ""), None)
    codes = coded(read.laid(stems))[rows]
    counts = pc.fill_null(read.laid(ends.cast(pa.int64())), 0).to_numpy(zero_copy_only=False)[rows]
    found[1:] = (codes[1:] >= 0) & (codes[1:] == codes[:-1]) & (np.diff(counts) == 1) & others[1:]
    return found


def _runs(steps: Mask, least: int) -> Iterator[Rows]:
    """Neighbours of which each is a step from the one before; the first, from which they are counted, included."""
    places = np.flatnonzero(steps)
    for run in np.split(places, np.flatnonzero(np.diff(places) != 1) + 1):
        if len(run) >= least - 1:
            yield np.append(run[0] - 1, run)


def _told(looking: Looking, code: str, column: str, rows: Rows, runs: Iterator[Rows]) -> Iterator[Finding]:
    numbers = looking.places.texts.index.to_numpy()
    texts = looking.reads[column].column
    for run in runs:
        first, last = numbers[rows[run[[0, -1]]]].tolist()
        begun = texts.texts[texts.at[rows[run[0]]]].as_py()
        facts = (("first", begun), ("rows", f"{first}-{last}"))
        yield from looking.places.many(code, column, rows[run[1:]], None, [facts] * (len(run) - 1))
