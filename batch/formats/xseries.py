"""The X-Series dialect: which row holds the headings, what each heading means, which export the sheet comes from.

Source: header lines of real X-Series exports, with and without the online block, tax-inclusive and tax-exclusive.
Titles must be exact there and their order is free; so columns are found by name, never by position.
"""

from collections.abc import Collection, Sequence

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from batch.errors import UnreadableFile
from batch.formats.grid import Grid, filled_rows, is_filled
from batch.formats.ours import freed, without_ours
from batch.model.catalog import Heading, Sheet, Source
from schemas.headings import IDENTIFYING, recognised

# Every export that we know has these five; without them a sheet was made or cut down by hand.
BACKBONE = frozenset({"id", "handle", "sku", "name", "retail_price"})
ONLINE = "active_online"
TAX_INCLUSIVE = frozenset({"tax_name", "tax_value"})
LEGACY = frozenset({"composite_handle", "type"})
CURRENT = frozenset({"composite_name", "product_category"})

EXPECTED = "sku, name, retail_price"  # shown to people whose heading row was not found
_SHOWN = 120


def sheet(grid: Grid, source: Source) -> Sheet:
    """The grid under its heading row. Raises UnreadableFile when no row is one, or when there is nothing at all."""
    at = heading_row(grid)
    if at is None:
        raise no_heading(grid, source.name)
    grid, is_ours = without_ours(grid, at)
    width = len(grid.row(at))
    below = tuple(column.slice(at + 1) for column in grid.columns)
    kept = filled_rows(below)
    found = _without_trailing_blanks(headings(grid.row(at), grid.left), below[:width])
    numbers = pc.add(kept, grid.top + at + 1)
    columns = [_picked(below[heading.position - grid.left], kept) for heading in found]
    columns = freed(columns) if is_ours and source.delimiter else columns
    return Sheet(
        source=source,
        layout=layout(found),
        headings=found,
        cells=_frame(found, columns, numbers),
        overlong=_overlong(below[width:], grid.top + at + 1),
        heading_row=grid.top + at,
    )


def heading_row(grid: Grid) -> int | None:
    """The first row, near the top, whose cells read as the headings of a catalog."""
    rows = enumerate(grid.head())
    return next((at for at, texts in rows if is_catalog(headings(texts, grid.left))), None)


def headings(texts: Sequence[str], left: int = 0) -> tuple[Heading, ...]:
    """One heading per text. A column named twice goes to the exact name, else to the first; the other gets None."""
    columns = [recognised(text) if text else None for text in texts]
    owners: dict[str, int] = {}
    for at, column in enumerate(columns):
        if column and (column not in owners or (texts[at] == column != texts[owners[column]])):
            owners[column] = at
    return tuple(
        Heading(left + at, text, column if column and owners[column] == at else None)
        for at, (text, column) in enumerate(zip(texts, columns, strict=True))
    )


def is_catalog(found: Collection[Heading]) -> bool:
    """An identifying column and something to set."""
    columns = {heading.column for heading in found if heading.column}
    return bool(columns.intersection(IDENTIFYING)) and len(columns) > 1


def layout(found: Collection[Heading]) -> str:
    """The export that a sheet comes from: A, B, C, D, or minimal when the backbone of an export is missing.

    The online column decides first: A, or B when tax is inside the price. Without it the category or composite
    columns tell the current layout C, in either tax mode, from the legacy D; with neither the sheet is minimal.
    """
    columns = {heading.column for heading in found if heading.column}
    if not columns >= BACKBONE:
        return "minimal"
    if ONLINE in columns:
        return "B" if columns & TAX_INCLUSIVE else "A"
    if columns & CURRENT:
        return "C"
    return "D" if columns & LEGACY else "minimal"


def no_heading(grid: Grid, name: str) -> UnreadableFile:
    """What to say of a grid without a heading row: its first filled row is what was found."""
    first = next((texts for texts in grid.head() if any(text.strip() for text in texts)), None)
    if first is None:
        return UnreadableFile("file.empty", {"name": name})
    found = ", ".join(" ".join(text.split()) for text in first if text.strip())
    shown = found if len(found) <= _SHOWN else found[:_SHOWN] + "…"
    return UnreadableFile("file.no_heading", {"name": name, "found": shown, "expected": EXPECTED})


def _without_trailing_blanks(found: tuple[Heading, ...], below: Sequence[pa.ChunkedArray]) -> tuple[Heading, ...]:
    """A heading without a word stays only when it, or one to its right, has something to carry."""
    last = len(found)
    while last and not found[last - 1].text and not is_filled(below[last - 1]):
        last -= 1
    return found[:last]


def _picked(column: pa.ChunkedArray, kept: pa.Array) -> pa.ChunkedArray:
    return column if len(kept) == len(column) else column.take(kept)


def _frame(found: Sequence[Heading], columns: Sequence[pa.ChunkedArray], numbers: pa.Array) -> pd.DataFrame:
    index = pd.Index(numbers.to_numpy(zero_copy_only=False), dtype="int64")
    arrays = {h.position: pd.arrays.ArrowExtensionArray(column) for h, column in zip(found, columns, strict=True)}
    return pd.DataFrame(arrays, index=index, columns=pd.Index(list(arrays), dtype="int64"), copy=False)


def _overlong(extra: tuple[pa.ChunkedArray, ...], first: int) -> frozenset[int]:
    return frozenset(first + offset for offset in filled_rows(extra).to_pylist())
