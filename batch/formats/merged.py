"""Merged cells: a title over the table is nobody's concern; among the products each stands for one value."""

import re
from collections.abc import Iterable, Iterator

import pyarrow.compute as pc

from batch.formats.addresses import position
from batch.formats.grid import Grid
from batch.formats.guesses import listed
from batch.formats.taken import Place
from batch.model.catalog import Guess

_RANGE = re.compile(r"([A-Z]+)(\d+):([A-Z]+)(\d+)")
_END = re.compile(r":[A-Z]+(\d+)$")


def among_products(guesses: Iterable[Guess], first: int) -> Iterator[Guess]:
    """The guesses, but of the merged ranges only those that reach ``first``, the row below the headings."""
    for guess in guesses:
        if guess.code != "merged":
            yield guess
            continue
        ranges = [text for text in dict(guess.facts)["ranges"].split(",") if _last_row(text) >= first]
        if ranges:
            yield Guess("merged", (("count", str(len(ranges))), ("ranges", listed(ranges))))


def covered(grid: Grid, ranges: Iterable[str]) -> Iterator[Place]:
    """Filled cells that nobody sees: of merged cells only the first one shows."""
    for text in ranges:
        found = _RANGE.fullmatch(text)
        if found is None:
            continue
        left, right = position(found[1].encode()), position(found[3].encode())
        top, bottom = int(found[2]), int(found[4])
        for at in range(max(left, grid.left), min(right, grid.left + len(grid.columns) - 1) + 1):
            texts = grid.columns[at - grid.left].slice(max(top - grid.top, 0), bottom - max(top, grid.top) + 1)
            rows = pc.indices_nonzero(pc.is_valid(texts)).to_pylist() if texts.null_count < len(texts) else ()
            places = ((max(top, grid.top) + row, at) for row in rows)
            yield from (place for place in places if place != (top, left))


def _last_row(text: str) -> int:
    found = _END.search(text)
    return int(found[1]) if found else 0
