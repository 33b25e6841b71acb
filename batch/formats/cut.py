"""Rows in pieces: a line break inside a cell without quotes put the rest of the cell on rows of its own.

Proved where short rows that follow each other have, joined, as many cells as the headings, what then falls into columns
of numbers and flags can be read there, and other rows of the file are whole.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from batch.formats.grid import Lengths
from batch.model.catalog import Heading
from batch.model.groups import Mask
from schemas.kinds import NUMBERS, READERS, values

_LONGEST = 50  # lines of one cell
_OTHERS = 2  # whole rows above a last one that is cut
_LEAST = 3  # headings: with two any two short rows make a whole one


def cut_rows(found: Sequence[Heading], columns: Sequence[pa.ChunkedArray], lengths: Lengths) -> Iterator[int]:
    """The offsets of such rows and of what they left. ``lengths``: how many cells each row had as typed."""
    width = len(found)
    short = np.flatnonzero((lengths < width) & (lengths > 0))
    if width < _LEAST or not len(short) or len(short) == len(lengths):
        return
    runs = np.split(short, np.flatnonzero(np.diff(short) > 1) + 1)
    for run in runs:
        start = 0
        while start < len(run) - 1:
            end = _whole(lengths[run[start:]].tolist(), width)
            rows = run[start : start + end].tolist()
            if end > 1 and _reads(_joined(rows, columns, lengths), found):
                yield from rows
                start += end
            else:
                start += 1


def cut_end(found: Sequence[Heading], columns: Sequence[pa.ChunkedArray], lengths: Lengths) -> Iterator[int]:
    """The offset of the last row where it alone is short: the file ends in its middle. Only asked of a file without a
    line end behind it; a component of a composite is short by right."""
    by_right = _components(found, columns, len(lengths))
    filled = np.flatnonzero((lengths > 0) & ~by_right)
    if len(found) < _LEAST or len(filled) <= _OTHERS or (lengths[filled[:-1]] < len(found)).any():
        return
    last = int(filled[-1])
    if lengths[last] < len(found) and not (lengths[last + 1 :] > 0).any():
        yield last


def _components(found: Sequence[Heading], columns: Sequence[pa.ChunkedArray], count: int) -> Mask:
    for heading, column in zip(found, columns, strict=False):
        if heading.column == "composite_sku":
            return np.asarray(pc.is_valid(column))
    return np.zeros(count, dtype=bool)


def split_numbers(found: Sequence[Heading], columns: Sequence[pa.ChunkedArray]) -> Iterator[pa.Array]:
    """The offsets where ``12,50`` was split at its comma: 12 in a column of numbers, 50 beside it under no heading."""
    for place, (one, other) in enumerate(pairwise(found), 1):
        if one.column and values(one.column) in NUMBERS and not other.text.strip():
            whole = pc.match_substring_regex(columns[place - 1], r"^\d+$")
            rest = pc.match_substring_regex(columns[place], r"^\d{1,2}$")
            yield pc.indices_nonzero(pc.and_(whole, rest)).cast(pa.int64())


def _whole(lengths: Sequence[int], width: int) -> int:
    """How many of these rows are one row of the table; 0 for none."""
    cells = 1
    for count, length in enumerate(lengths[:_LONGEST], 1):
        cells += length - 1
        if cells >= width:
            return count if cells == width else 0
    return 0


def _joined(rows: Sequence[int], columns: Sequence[pa.ChunkedArray], lengths: Lengths) -> list[str]:
    cells: list[str] = []
    for row in rows:
        texts = [column[row].as_py() or "" for column in columns[: lengths[row]]]
        cells = [*cells[:-1], "\n".join([*cells[-1:], texts[0]]), *texts[1:]]
    return cells


def _reads(cells: Sequence[str], found: Sequence[Heading]) -> bool:
    """A component of a composite is short by right."""
    if any(heading.column == "composite_sku" and text for text, heading in zip(cells, found, strict=False)):
        return False
    typed = [
        READERS[values(heading.column)](text).fault != "unreadable"
        for text, heading in zip(cells, found, strict=False)
        if heading.column and values(heading.column) in READERS and text.strip()
    ]
    return bool(typed) and all(typed)
