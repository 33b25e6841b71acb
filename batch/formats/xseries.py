"""The X-Series dialect: which row holds the headings, what each heading means, which export the sheet comes from.

Source: header lines of real X-Series exports, with and without the online block, tax-inclusive and tax-exclusive.
Titles must be exact there and their order is free; so columns are found by name, never by position.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc

from batch.errors import UnreadableFile
from batch.formats import above
from batch.formats import guesses as told
from batch.formats.cut import cut_end, cut_rows, split_numbers
from batch.formats.grid import Grid, filled_rows, is_filled
from batch.formats.ours import freed, without_ours
from batch.formats.quotes import refuse_swallowed_rows
from batch.formats.rows import Table, no_products, other_headings
from batch.formats.tables import Totals, table_totals
from batch.model.catalog import Guess, Heading, Sheet, Skipped, Source
from batch.model.own import POS_ENDING
from schemas.headings import IDENTIFYING, is_not_carried, meaning
from schemas.kinds import NUMBERS, values

if TYPE_CHECKING:
    import pandas as pd

# Every export that we know has these five; without them a sheet was made or cut down by hand.
BACKBONE = frozenset({"id", "handle", "sku", "name", "retail_price"})
ONLINE = "active_online"
TAX_INCLUSIVE = frozenset({"tax_name", "tax_value"})
LEGACY = frozenset({"composite_handle", "type"})
CURRENT = frozenset({"composite_name", "product_category"})

EXPECTED = "sku, name, retail_price"  # shown to people whose heading row was not found
_SHOWN = 120


Names = Mapping[str, str]  # a heading as ``named`` has it, to the column that the merchant says it is
NO_NAMES: Names = {}
_MAPPED = -1


@dataclass(frozen=True, slots=True)
class Found:
    """What a format found out about the file. ``kinds`` as in Sheet, for all cells; ``totals``: tables with totals."""

    guesses: tuple[Guess, ...] = ()
    kinds: Mapping[tuple[int, int], str] = field(default_factory=dict)
    totals: Sequence[Totals] = ()


def sheet(grid: Grid, source: Source, names: Names = NO_NAMES, about: Found | None = None) -> Sheet:
    """The grid under its heading row. Raises UnreadableFile when no row is one, or when there is nothing at all."""
    at = heading_row(grid, names)
    at = lone_row(grid, names) if at is None else at
    if at is None:
        raise no_heading(grid, source.name)
    about = about or Found()
    bared = without_ours(grid, at)
    grid = bared.grid
    texts = grid.row(at)
    first = grid.top + at + 1
    below = tuple(column.slice(at + 1) for column in grid.columns)
    filled = filled_rows(below)
    found = _without_trailing_blanks(headings(texts, grid.left, names), below[: len(texts)])
    columns = [below[heading.position - grid.left] for heading in found]
    guarded = bared.is_ours or source.name.endswith(POS_ENDING)
    columns = freed(columns) if guarded and source.delimiter else columns
    beyond = filled_rows(below[_width(texts, source) :])
    overlong = pc.unique(pa.concat_arrays([beyond, *split_numbers(found, columns)]))
    table = Table(found, columns, filled.to_pylist())
    passed = no_products(table, set(overlong.to_pylist())) | table_totals(about.totals, table, first)
    _refuse_another_below(other_headings(table, passed), first, source.name)
    kept = filled if not passed else filled.filter(pc.invert(pc.is_in(filled, pa.array(list(passed), pa.int64()))))
    titles = _titles(grid, at)
    _refuse_two_tables(grid, at, titles, names, source.name)
    _refuse_products_above(titles, found, first, source.name)
    if source.delimiter:
        refuse_swallowed_rows(found, columns, first, source.delimiter, source.name)
    cut = _cut(found[: _width(texts, source)], columns, grid, at)
    skipped = (*_skipped(titles, "title"), *(Skipped(first + row, reason) for row, reason in sorted(passed.items())))
    return Sheet(
        source=source,
        layout=layout(found),
        headings=found,
        cells=_frame(found, [_picked(column, kept) for column in columns], pc.add(kept, first)),
        overlong=frozenset(first + row for row in overlong.to_pylist()),
        cut=frozenset(first + row for row in cut),
        heading_row=first - 1,
        guesses=(
            *told.of_table(about.guesses, found, first - 1, [first + row for row in _ends(filled)], len(filled)),
            *told.of_names(found, names, named),
            *told.of_skipped(skipped),
        ),
        skipped=skipped,
        passed=titles | _passed(found, columns, sorted(passed), first),
        kinds=_notable(about.kinds, found, first),
        export=bared.export,
        answer_at=bared.answer_at,
    )


def _cut(found: Sequence[Heading], columns: Sequence[pa.ChunkedArray], grid: Grid, at: int) -> Collection[int]:
    if grid.lengths is None:
        return ()
    lengths = grid.lengths[at + 1 :]
    return {*cut_rows(found, columns, lengths), *(cut_end(found, columns, lengths) if grid.is_open else ())}


def heading_row(grid: Grid, names: Names = NO_NAMES) -> int | None:
    """The row, near the top, with the most cells that are headings of a catalog; the first of equals."""
    known = [_known(headings(texts, grid.left, names)) for texts in grid.head()]
    best = max(known, default=0)
    return known.index(best) if best else None


def held(grid: Grid, names: Names = NO_NAMES) -> dict[int, str]:
    """What the known columns hold, by position: money, number, flag, code, or words."""
    at = heading_row(grid, names)
    at = lone_row(grid, names) if at is None else at
    found = headings(grid.row(at), grid.left, names) if at is not None else ()
    return {heading.position: _held(heading.column) for heading in found if heading.column}


def _held(column: str) -> str:
    kind = values(column)
    if kind in NUMBERS or kind == "flag":
        return kind
    return "code" if kind in ("code", "uuid") or column == "handle" else "words"


def lone_row(grid: Grid, names: Names = NO_NAMES) -> int | None:
    """The first row, near the top, that heads a mere list: one heading, of a column that says which product."""
    for at, texts in enumerate(grid.head()):
        columns = [heading.column for heading in headings(texts, grid.left, names) if heading.column]
        if len(columns) == 1 and columns[0] in IDENTIFYING:
            return at
    return None


def headings(texts: Sequence[str], left: int = 0, names: Names = NO_NAMES) -> tuple[Heading, ...]:
    """One heading per text. A column named twice goes to the surest name, else to the first; the other gets None."""
    meant = [_meant(text, names) for text in texts]
    owners: dict[str, int] = {}
    for at, (column, rank, _) in enumerate(meant):
        if column and (column not in owners or rank < meant[owners[column]][1]):
            owners[column] = at
    return tuple(
        Heading(left + at, text, column if column and owners[column] == at else None, could_be)
        for at, (text, (column, _, could_be)) in enumerate(zip(texts, meant, strict=True))
    )


def named(text: str) -> str:
    """A heading as it is compared with the names that the merchant gave: case and spaces apart."""
    return " ".join(text.replace("\ufeff", "").split()).casefold()


def _meant(text: str, names: Names) -> tuple[str | None, int, tuple[str, ...]]:
    """The column, how sure that is (the lower the surer), and what it could be when it is not sure at all."""
    if names and named(text) in names:
        return names[named(text)], _MAPPED, ()
    if not text.strip() or is_not_carried(text):
        return None, _MAPPED, ()
    what = meaning(text)
    return what.column, what.rank, () if what.column else what.columns


def _known(found: Collection[Heading]) -> int:
    return sum(heading.column is not None for heading in found) if is_catalog(found) else 0


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


def no_heading_in(grids: Sequence[Grid], name: str) -> UnreadableFile:
    """The same of several worksheets: of the first that holds something."""
    refusals = [no_heading(grid, name) for grid in grids]
    return next((one for one in refusals if one.code != "file.empty"), UnreadableFile("file.empty", {"name": name}))


def _without_trailing_blanks(found: tuple[Heading, ...], below: Sequence[pa.ChunkedArray]) -> tuple[Heading, ...]:
    """A heading without a word stays only when it, or one to its right, has something to carry."""
    last = len(found)
    while last and not found[last - 1].text and not is_filled(below[last - 1]):
        last -= 1
    return found[:last]


def _width(texts: Sequence[str], source: Source) -> int:
    """Where the table ends. In a text file a cell beyond the last heading is what a separator inside a cell pushed
    there, also under the separators that Excel writes behind the headings; in a workbook it is a note beside them."""
    width = len(texts)
    while source.delimiter and width and not texts[width - 1].strip():
        width -= 1
    return width


def _picked(column: pa.ChunkedArray, kept: pa.Array) -> pa.ChunkedArray:
    return column if len(kept) == len(column) else column.take(kept)


def _frame(found: Sequence[Heading], columns: Sequence[pa.ChunkedArray], numbers: pa.Array) -> "pd.DataFrame":
    import pandas as pd

    index = pd.Index(numbers.to_numpy(zero_copy_only=False), dtype="int64")
    arrays = {h.position: pd.arrays.ArrowExtensionArray(column) for h, column in zip(found, columns, strict=True)}
    return pd.DataFrame(arrays, index=index, columns=pd.Index(list(arrays), dtype="int64"), copy=False)


def _titles(grid: Grid, at: int) -> dict[int, dict[int, str]]:
    """What stands above the headings, by row number and position."""
    above = {grid.top + row: _filled(grid.left, grid.row(row)) for row in range(at)}
    return {number: texts for number, texts in above.items() if texts}


def _passed(
    found: Sequence[Heading], columns: Sequence[pa.ChunkedArray], rows: Sequence[int], first: int
) -> dict[int, dict[int, str]]:
    taken = [column.take(pa.array(rows, pa.int64())).to_pylist() for column in columns] if rows else []
    left = found[0].position if found else 0
    return {first + row: _filled(left, [texts[n] or "" for texts in taken]) for n, row in enumerate(rows)}


def _filled(left: int, texts: Sequence[str]) -> dict[int, str]:
    return {position: text for position, text in enumerate(texts, left) if text.strip()}


def _skipped(rows: Collection[int], reason: str) -> list[Skipped]:
    return [Skipped(row, reason) for row in rows]


def _refuse_two_tables(grid: Grid, at: int, titles: Collection[int], names: Names, name: str) -> None:
    """Raises UnreadableFile where headings of a catalog stand above those chosen, with rows between: not titles."""
    for row in range(at):
        between = [number for number in titles if grid.top + row < number < grid.top + at]
        if between and is_catalog(headings(grid.row(row), grid.left, names)):
            facts = {"name": name, "first": grid.top + row, "second": grid.top + at, "rows": told.spans(between)}
            raise UnreadableFile("file.two_tables", facts)


def _refuse_products_above(
    titles: Mapping[int, Mapping[int, str]], found: Sequence[Heading], first: int, name: str
) -> None:
    """Raises UnreadableFile where the headings were sorted in among the products: those above them would be lost."""
    rows = above.products(titles, found)
    if rows:
        raise UnreadableFile("file.headings_sorted", {"name": name, "row": first - 1, "rows": told.spans(rows)})


def _refuse_another_below(offset: int | None, first: int, name: str) -> None:
    """Raises UnreadableFile where the headings of another table stand below: its cells would be read as others."""
    if offset is not None:
        raise UnreadableFile("file.another_table", {"name": name, "first": first - 1, "second": first + offset})


def _ends(filled: pa.Array) -> list[int]:
    return [filled[0].as_py(), filled[-1].as_py()] if len(filled) else []


def _notable(
    kinds: Mapping[tuple[int, int], str], found: Sequence[Heading], first: int
) -> Mapping[tuple[int, int], str]:
    """Of the known columns, below the headings; a boolean is nothing to tell where a flag is expected, nor text where
    no number is."""
    columns = {heading.position: values(heading.column) for heading in found if heading.column}
    other = {value for value in columns.values() if value not in NUMBERS}
    usual = {("boolean", "flag"), *product(("text", "mixed"), other)}
    return {
        (row, position): kind
        for (row, position), kind in kinds.items()
        if row >= first and position in columns and (kind, columns[position]) not in usual
    }
