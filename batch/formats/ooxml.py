"""XLSX and XLSM, through calamine into Arrow; every cell as the text that a person would say stands there."""

import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

import fastexcel
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from batch.errors import UnreadableFile
from batch.formats import rich_text, xseries
from batch.formats.conditional import shown_by_rules
from batch.formats.excel import NO_DATE
from batch.formats.grid import Grid, blank_is_null, refuse_too_many_rows
from batch.formats.guesses import listed, of_tabs, spans
from batch.formats.merged import covered
from batch.formats.package import Worksheet, damage_told, looks_of, worksheets
from batch.formats.raw_cells import BLURRED, Raw, beyond_dates, hides_zeros, looks_told, raw
from batch.formats.tables import totals_of
from batch.formats.taken import Place, Taken
from batch.formats.xseries import Names
from batch.model.catalog import Guess
from batch.values import column_letters

_LOOKED_AT = 32 << 20  # bytes of another worksheet, to tell whether it is a catalog too


def take(content: bytes, package: zipfile.ZipFile, name: str, names: Names) -> Taken:
    """The first visible worksheet with a heading row; formulas as last calculated, nothing is ever evaluated."""
    tabs = worksheets(package, name)
    with calamine_told(name):
        book = fastexcel.read_excel(content)
    grid, chosen = _chosen(book, tabs, name, names)
    with damage_told(name), package.open(chosen.part) as part:
        looks = replace(looks_of(package, name), hides_zeros=hides_zeros(part))
    with damage_told(name), package.open(chosen.part) as part:
        held = xseries.held(grid, names)
        found = raw(part, _blurred(grid), looks, held)
        told = dict(rich_text.places(package, chosen.part, bool(found.runs)))
    with damage_told(name), package.open(chosen.part) as part:
        told |= looks_told(part, looks)
    with damage_told(name), package.open(chosen.part) as part:
        beyond = beyond_dates(part, looks)
        found.instead.update(beyond)
        found.kinds.update(dict.fromkeys(beyond, NO_DATE))
    with damage_told(name), package.open(chosen.part) as part:
        totals = tuple(totals_of(package, chosen.part))
    guesses = (*_of_tabs(book, package, tabs, chosen, names), *of_cells(found, grid, held))
    grid = corrected(grid, found, name)
    with damage_told(name):
        ruled = dict(shown_by_rules(package, chosen.part, grid, held, has_bars=bool(found.rules)))
    kinds = ruled | found.kinds | told | dict.fromkeys(covered(grid, found.merged), "covered")
    return Taken("xlsx", grid, chosen.name, guesses, kinds, totals)


class calamine_told:  # noqa: N801 - a context manager, used as damage_told is
    """Whatever calamine raises is told as one refusal; its panics are no Exceptions."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __enter__(self) -> None:
        """Nothing to prepare."""

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: object) -> None:
        if error is not None and not isinstance(error, KeyboardInterrupt | SystemExit | UnreadableFile | MemoryError):
            raise UnreadableFile("file.damaged", {"name": self._name}) from error


def _chosen(book: Any, tabs: tuple[Worksheet, ...], name: str, names: Names) -> tuple[Grid, Worksheet]:
    """Raises what there is to say of the first visible worksheet that has cells, when none has headings."""
    refusal = UnreadableFile("file.empty", {"name": name})
    lone: tuple[Grid, Worksheet] | None = None
    for worksheet in tabs:
        if not worksheet.visible:
            continue
        with calamine_told(name):
            grid = _grid(book, worksheet)
        refuse_too_many_rows(grid.height, name)
        if xseries.heading_row(grid, names) is not None:
            return grid, worksheet
        lone = lone or ((grid, worksheet) if xseries.lone_row(grid, names) is not None else None)
        refusal = refusal if refusal.code != "file.empty" else xseries.no_heading(grid, name)
    if lone:
        return lone
    raise refusal


def _grid(book: Any, worksheet: Worksheet) -> Grid:
    """Row 1 of the grid is row 1 of the worksheet; its left side is the first column in use."""
    places: list[int] = []

    def seen(column: fastexcel.ColumnInfoNoDtype) -> bool:
        places.append(column.absolute_index)
        return True

    batch = book.load_sheet(worksheet.name, header_row=None, skip_rows=0, dtypes="string", use_columns=seen, eager=True)
    columns = tuple(pa.chunked_array([blank_is_null(column)]) for column in batch.columns)
    return Grid(columns, left=min(places, default=0))


def _of_tabs(
    book: Any, package: zipfile.ZipFile, tabs: tuple[Worksheet, ...], chosen: Worksheet, names: Names
) -> Iterator[Guess]:
    others = [tab for tab in tabs if tab.visible and tab != chosen and _is_catalog(book, package, tab, names)]
    hidden = [tab.name for tab in tabs if not tab.visible]
    return of_tabs([tab.name for tab in others], hidden)


def _is_catalog(book: Any, package: zipfile.ZipFile, worksheet: Worksheet, names: Names) -> bool:
    """One that is too large to be looked at is told as well; one that is broken is nobody's loss."""
    if package.getinfo(worksheet.part).file_size > _LOOKED_AT:
        return True
    try:
        with calamine_told(worksheet.name):
            return xseries.heading_row(_grid(book, worksheet), names) is not None
    except UnreadableFile:
        return False


def of_cells(found: Raw, grid: Grid, held: Mapping[int, str]) -> Iterator[Guess]:
    """``held``: what the columns that we know hold. A number that is shown with its zeros is a code all right."""
    bottom = grid.top + grid.height
    rows = [row for row in found.hidden_rows if row < bottom]
    columns = [at for at in found.hidden_columns if grid.left <= at < grid.left + len(grid.columns)]
    if rows:
        yield Guess("hidden_rows", (("count", str(len(rows))), ("rows", spans(rows))))
    if columns:
        yield Guess("hidden_columns", (("columns", listed([column_letters(at) for at in columns])),))
    padded = {at for (_, at), kind in found.kinds.items() if kind == "padded"}
    codes = [column_letters(at) for at in sorted(found.numeric - padded) if held.get(at) == "code"]
    if codes:
        yield Guess("codes_as_numbers", (("columns", listed(codes)),))
    if found.merged:
        yield Guess("merged", (("count", str(len(found.merged))), ("ranges", ",".join(found.merged))))


def corrected(grid: Grid, found: Raw, name: str) -> Grid:
    by_column: dict[int, dict[int, str]] = {}
    for (row, position), text in found.instead.items():
        refuse_too_many_rows(row, name)
        if row < grid.top:
            raise UnreadableFile("file.damaged", {"name": name})
        by_column.setdefault(position - grid.left, {})[row - grid.top] = text
    height = max([grid.height, *(row - grid.top + 1 for row, _ in found.instead)])
    columns = (_with(_lengthened(column, height), by_column.get(at, {})) for at, column in enumerate(grid.columns))
    return replace(grid, columns=tuple(columns))


def _lengthened(column: pa.ChunkedArray, height: int) -> pa.ChunkedArray:
    """Rows of nothing but formulas without results lie outside what calamine calls the used range."""
    missing = height - len(column)
    return pa.chunked_array([*column.chunks, pa.nulls(missing, pa.string())]) if missing else column


def _blurred(grid: Grid) -> Mapping[Place, str]:
    found: dict[Place, str] = {}
    for at, column in enumerate(grid.columns):
        rows = pc.indices_nonzero(pc.match_substring_regex(column, BLURRED))
        texts = column.take(rows).to_pylist()
        found |= {(row + grid.top, at + grid.left): text for row, text in zip(rows.to_pylist(), texts, strict=True)}
    return found


def _with(column: pa.ChunkedArray, instead: Mapping[int, str]) -> pa.ChunkedArray:
    if not instead:
        return column
    rows = sorted(instead)
    mask = np.zeros(len(column), dtype=bool)
    mask[rows] = True
    return pc.replace_with_mask(column, pa.array(mask), pa.array([instead[row] for row in rows], pa.string()))
