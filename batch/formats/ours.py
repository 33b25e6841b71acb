"""Reports of ours that are given back as sheets: their added columns are taken off, their guarded texts freed."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import pyarrow as pa

from batch.formats.grid import Grid, blank_is_null
from batch.messages import LANGUAGES, Messages
from batch.model.harmless import unguard
from batch.model.own import EXPORT_MARK, ROW_COLUMN, VERDICT_COLUMNS, WHY_COLUMNS
from schemas.headings import recognised


@dataclass(frozen=True, eq=False, slots=True)
class Bared:
    """The merchant's columns alone. ``export``: the id of the export that they were edited in, if they say so.

    ``answer_at``: the position of the first of our verdict columns, where there are any.
    """

    grid: Grid
    is_ours: bool
    export: str | None = None
    answer_at: int | None = None


def without_ours(grid: Grid, at: int) -> Bared:
    """``at``: offset of the heading row. An export may come back as a report, with columns of both on its right."""
    texts = grid.row(at)
    keep = len(texts) - _appended(tuple(texts))
    answer_at = grid.left + keep if len(texts) - keep == len(VERDICT_COLUMNS) else None
    export = _export(texts[keep - 1]) if keep else None
    keep -= export is not None
    first = int(texts[:1] == [ROW_COLUMN] and bool(recognised("".join(texts[1:2]))))
    if keep == len(texts) and not first:
        return Bared(grid, is_ours=False)
    widths = tuple(min(width, keep) - first for width in grid.widths)
    bare = Grid(grid.columns[first:keep], grid.left + first, grid.top, widths)
    return Bared(bare, is_ours=True, export=export, answer_at=answer_at)


def _export(heading: str) -> str | None:
    return heading.removeprefix(EXPORT_MARK).strip() if heading.startswith(EXPORT_MARK) else None


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
