"""Cells by where they stand, before anything is known about their meaning."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from batch.errors import UnreadableFile

Lengths = npt.NDArray[np.int32]
Column = tuple[list[int], list[str]]  # the filled cells: the rows that Excel shows, rising, and the texts

MAX_COLUMNS, MAX_ROWS = 16_384, 1_048_576  # as many as Excel has
HEAD_ROWS = 30  # how far down a heading row is looked for


@dataclass(frozen=True, eq=False, slots=True)
class Grid:
    """``columns``: Arrow text of equal length, blank is null; ``left``: position of the first one, 0 = A.

    ``top``: the number Excel shows for the first row. ``widths``: how many cells each of the first rows had as typed;
    rows beyond ``widths`` are as wide as the grid. ``lengths``: the same for every row of a text file.
    ``is_open``: no line end stands behind the last row.
    """

    columns: tuple[pa.ChunkedArray, ...]
    left: int = 0
    top: int = 1
    widths: tuple[int, ...] = ()
    lengths: Lengths | None = None
    is_open: bool = False

    @property
    def height(self) -> int:
        return len(self.columns[0]) if self.columns else 0

    def row(self, at: int) -> list[str]:
        """The texts of one row, as many as were typed; blank is the empty text."""
        width = self.widths[at] if at < len(self.widths) else len(self.columns)
        return [column[at].as_py() or "" for column in self.columns[:width]]

    def head(self) -> list[list[str]]:
        return [self.row(at) for at in range(min(self.height, HEAD_ROWS))]


def refuse_too_many_rows(last: int, name: str) -> None:
    """Raises UnreadableFile where a workbook has a row that no spreadsheet program would show."""
    if last > MAX_ROWS:
        raise UnreadableFile("file.too_many_rows", {"name": name, "limit": MAX_ROWS})


def placed(columns: Mapping[int, Column]) -> Grid:
    """From filled cells alone, by position, to the smallest grid that holds them."""
    rows = [row for found, _ in columns.values() for row in (found[0], found[-1])]
    if not rows:
        return Grid(())
    left, top, bottom = min(columns), min(rows), max(rows)
    laid = (_laid(columns.get(at, ([], [])), top, bottom) for at in range(left, max(columns) + 1))
    return Grid(tuple(laid), left=left, top=top)


def _laid(cells: Column, top: int, bottom: int) -> pa.ChunkedArray:
    rows, texts = cells
    places = np.full(bottom - top + 1, len(texts), dtype=np.int64)
    places[np.array(rows, dtype=np.int64) - top] = np.arange(len(texts))
    return pa.chunked_array([blank_is_null(pa.array([*texts, None], pa.string())).take(pa.array(places))])


def blank_is_null(texts: pa.Array) -> pa.Array:
    return pc.if_else(pc.equal(pc.binary_length(texts), 0), pa.scalar(None, pa.string()), texts)


def filled_rows(columns: tuple[pa.ChunkedArray, ...]) -> pa.Array:
    """The offsets of the rows that hold more than spaces, in order. Most rows are settled by the first column."""
    height = len(columns[0]) if columns else 0
    open_rows, settled = pa.array(np.arange(height)), []
    for column in columns:
        if not len(open_rows):
            break
        filled = filled_flags(column.take(open_rows) if len(open_rows) < height else column)
        settled.append(open_rows.filter(filled))
        open_rows = open_rows.filter(pc.invert(filled))
    return pc.take(found := pa.concat_arrays(settled or [open_rows]), pc.sort_indices(found))


def is_filled(column: pa.ChunkedArray) -> bool:
    return bool(pc.any(filled_flags(column)).as_py())


def filled_flags(column: pa.ChunkedArray) -> pa.Array:
    filled = pc.greater(pc.binary_length(pc.utf8_trim_whitespace(column)), 0)
    flags = pc.fill_null(filled, False)
    return flags.combine_chunks() if isinstance(flags, pa.ChunkedArray) else flags
