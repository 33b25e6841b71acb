"""Reports of ours that are given back as sheets: their added columns are taken off, their guarded texts freed."""

from collections.abc import Sequence
from functools import cache

import pyarrow as pa

from batch.formats.grid import Grid, blank_is_null
from batch.messages import LANGUAGES, Messages
from batch.model.harmless import unguard
from batch.model.own import ROW_COLUMN, VERDICT_COLUMNS, WHY_COLUMNS
from schemas.headings import recognised


def without_ours(grid: Grid, at: int) -> tuple[Grid, bool]:
    """The merchant's columns alone, and whether there were any of ours. ``at``: offset of the heading row."""
    texts = grid.row(at)
    keep = len(texts) - _appended(tuple(texts))
    first = int(texts[:1] == [ROW_COLUMN] and bool(recognised("".join(texts[1:2]))))
    if keep == len(texts) and not first:
        return grid, False
    widths = tuple(min(width, keep) - first for width in grid.widths)
    return Grid(grid.columns[first:keep], grid.left + first, grid.top, widths), True


def freed(columns: Sequence[pa.ChunkedArray]) -> list[pa.ChunkedArray]:
    """The texts as they were before they were made harmless for spreadsheets."""
    return [pa.chunked_array([_freed(chunk) for chunk in column.chunks], pa.string()) for column in columns]


def _freed(chunk: pa.Array) -> pa.Array:
    texts = [text if text is None else unguard(text) for text in chunk.to_pylist()]
    return blank_is_null(pa.array(texts, pa.string()))


def _appended(texts: tuple[str, ...]) -> int:
    return next((len(ending) for ending in _endings() if texts[-len(ending) :] == ending), 0)


@cache
def _endings() -> tuple[tuple[str, ...], ...]:
    """The headings that we add on the right, in each language."""
    return tuple(
        tuple(Messages(language)(f"column.{name}") for name in columns)
        for language in LANGUAGES
        for columns in (VERDICT_COLUMNS, WHY_COLUMNS)
    )
