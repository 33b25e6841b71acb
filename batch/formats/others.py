"""XLS, through xlrd: typed cells to the text that a person would say stands there, as in the newer workbooks."""

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import xlrd
from xlrd.biffh import error_text_from_code

from batch.errors import UnreadableFile
from batch.formats import xseries
from batch.formats.excel import date_told, excel_number
from batch.formats.grid import MAX_COLUMNS, Column, Grid, placed, refuse_too_many_rows
from batch.formats.guesses import of_tabs
from batch.formats.merged import covered
from batch.formats.number_formats import Section, is_of_dates, sections, shown_text
from batch.formats.ooxml import calamine_told, corrected, of_cells
from batch.formats.raw_cells import Raw, has_two_readings, texts_told
from batch.formats.shown import as_shown
from batch.formats.taken import Place, Taken
from batch.formats.xseries import Names
from batch.values import cell_address

MAX_CELLS = 40_000_000  # a rectangle that no catalog fills
_ENCRYPTED = "Workbook is encrypted"  # xlrd's words
_TRUTHS = ("FALSE", "TRUE")


@dataclass(frozen=True, eq=False)
class Tab:
    """One worksheet. ``looks``: numbers under a format that may show them otherwise; ``raw``: what else is known."""

    name: str
    visible: bool
    grid: Grid
    raw: Raw
    looks: Mapping[Place, tuple[str, tuple[Section, ...]]]


def take(path: Path, names: Names) -> Taken:
    """The first visible worksheet with a heading row."""
    with calamine_told(path.name), Path(os.devnull).open("w") as talk:
        found = [_tab(_Book(book), sheet, path.name) for book, sheet in _sheets(path, talk)]
    visible = [tab for tab in found if tab.visible]
    chosen = [tab for tab in visible if xseries.heading_row(tab.grid, names) is not None]
    chosen = chosen or [tab for tab in visible if xseries.lone_row(tab.grid, names) is not None]
    if not chosen:
        raise xseries.no_heading_in([tab.grid for tab in visible], path.name)
    tab, others = chosen[0], [other.name for other in chosen[1:]]
    hidden = [other.name for other in found if not other.visible]
    grid = _as_shown(tab, path.name, names)
    kinds = tab.raw.kinds | dict.fromkeys(covered(grid, tab.raw.merged), "covered")
    return Taken(
        "xls", grid, tab.name, (*of_tabs(others, hidden), *of_cells(tab.raw, grid, xseries.held(grid, names))), kinds
    )


def _sheets(path: Path, talk: Any) -> Iterator[tuple[Any, Any]]:
    try:
        book = xlrd.open_workbook(str(path), logfile=talk, formatting_info=True, on_demand=True, ragged_rows=True)
    except xlrd.XLRDError as error:
        if str(error).startswith(_ENCRYPTED):
            raise UnreadableFile("file.encrypted", {"name": path.name}) from error
        raise
    for at in range(book.nsheets):
        yield book, book.sheet_by_index(at)
        book.unload_sheet(at)


@dataclass(frozen=True, eq=False)
class _Book:
    """What the workbook says of cells by their style."""

    book: Any

    def parts(self, style: int) -> tuple[Section, ...]:
        return self._parts[style] if style < len(self._parts) else ()

    def is_date(self, style: int) -> bool:
        """Also those that the reader takes for numbers, such as ``[hh]``."""
        return style < len(self._dates) and self._dates[style]

    def run(self, font: int) -> str:
        """What is to be said of a part of a text that has this font."""
        return "part" if font in self._struck else "rich" if font in self._raised else ""

    def look(self, style: int, kind: int) -> str:
        """What is to be said of a cell for its style alone: struck out, or a text or a truth that is not shown."""
        if style < len(self._styles) and self._styles[style].font_index in self._struck:
            return "struck"
        is_text = kind in (xlrd.XL_CELL_TEXT, xlrd.XL_CELL_BOOLEAN)
        return "unlike" if is_text and (parts := self.parts(style)) and shown_text(parts, "x") != "x" else ""

    @cached_property
    def _parts(self) -> list[tuple[Section, ...]]:
        formats = self.book.format_map
        return [sections(formats[xf.format_key].format_str) if xf.format_key in formats else () for xf in self._styles]

    @cached_property
    def _dates(self) -> list[bool]:
        formats = self.book.format_map
        return [xf.format_key in formats and is_of_dates(formats[xf.format_key].format_str) for xf in self._styles]

    @property
    def _styles(self) -> Any:
        return self.book.xf_list

    @cached_property
    def _struck(self) -> frozenset[int]:
        return frozenset(font.font_index for font in self.book.font_list if font.struck_out)

    @cached_property
    def _raised(self) -> frozenset[int]:
        return frozenset(font.font_index for font in self.book.font_list if font.escapement)


@dataclass(slots=True)
class _Drawn:
    """A worksheet as it is read."""

    columns: dict[int, Column] = field(default_factory=dict)
    raw: Raw = field(default_factory=Raw)
    looks: dict[Place, tuple[str, tuple[Section, ...]]] = field(default_factory=dict)
    doubtful: list[Place] = field(default_factory=list)
    numeric: set[int] = field(default_factory=set)


def _tab(book: _Book, sheet: Any, name: str) -> Tab:
    refuse_too_many_rows(sheet.nrows, name)
    if sheet.ncols > MAX_COLUMNS or sheet.nrows * sheet.ncols > MAX_CELLS:
        raise UnreadableFile("file.breaks_reader", {"name": name})
    drawn = _Drawn()
    for row in range(sheet.nrows):
        cells = zip(sheet.row_types(row), sheet.row_values(row), strict=True)
        for at, (kind, value) in enumerate(cells):
            if kind not in (xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK):
                _note(drawn, (row + 1, at), kind, value, sheet, book)
    drawn.raw.kinds.update(texts_told(drawn.doubtful, drawn.numeric))
    drawn.raw.numeric.update(drawn.numeric)
    for place, told in _rich(sheet, book):
        drawn.raw.kinds.setdefault(place, told)
    _surround(drawn.raw, sheet)
    return Tab(sheet.name, sheet.visibility == 0, placed(drawn.columns), drawn.raw, drawn.looks)


def _note(drawn: _Drawn, place: Place, kind: int, value: Any, sheet: Any, book: _Book) -> None:
    style = sheet.cell_xf_index(place[0] - 1, place[1])
    is_date = kind == xlrd.XL_CELL_NUMBER and book.is_date(style)
    text, word = _said(xlrd.XL_CELL_DATE if is_date else kind, value, book.book.datemode == 1)
    if not text:
        return
    rows, texts = drawn.columns.setdefault(place[1], ([], []))
    rows.append(place[0])
    texts.append(text)
    if look := book.look(style, kind):
        drawn.raw.kinds[place] = look
    elif word:
        drawn.raw.kinds[place] = word
    elif kind == xlrd.XL_CELL_NUMBER and not value and not sheet.show_zero_values:
        drawn.raw.kinds[place] = "unlike"
    elif kind == xlrd.XL_CELL_NUMBER:
        drawn.numeric.add(place[1])
        parts = book.parts(style)
        if parts:
            drawn.looks[place] = (text, parts)
    elif has_two_readings(text):
        drawn.doubtful.append(place)


def _said(kind: int, value: Any, is_1904: bool) -> tuple[str, str]:
    """The text, and the kind of cell where that is no number and no text."""
    if kind == xlrd.XL_CELL_TEXT:
        return value, ""
    if kind == xlrd.XL_CELL_NUMBER:
        return excel_number(repr(value)), ""
    if kind == xlrd.XL_CELL_DATE:
        return date_told(value, is_1904)
    if kind == xlrd.XL_CELL_BOOLEAN:
        return _TRUTHS[bool(value)], "boolean"
    return error_text_from_code.get(value, "#VALUE!"), "error"


def _rich(sheet: Any, book: _Book) -> Iterator[tuple[Place, str]]:
    for (row, at), runs in sheet.rich_text_runlist_map.items():
        told = {book.run(font) for _, font in runs}
        if kind := next((kind for kind in ("part", "rich") if kind in told), ""):
            yield (row + 1, at), kind


def _surround(raw: Raw, sheet: Any) -> None:
    raw.hidden_rows.extend(sorted(row + 1 for row, about in sheet.rowinfo_map.items() if about.hidden))
    raw.hidden_columns.extend(sorted(at for at, about in sheet.colinfo_map.items() if about.hidden))
    for top, below, left, right in sheet.merged_cells:
        raw.merged.append(f"{cell_address(top + 1, left)}:{cell_address(below, right - 1)}")


def _as_shown(tab: Tab, name: str, names: Names) -> Grid:
    held = xseries.held(tab.grid, names) if tab.looks else {}
    for place, (number, parts) in tab.looks.items():
        column = held.get(place[1])
        text, look = as_shown(number, parts, column) if column else (None, "")
        if text is not None:
            tab.raw.instead[place] = text
        if look:
            tab.raw.kinds[place] = look
    return corrected(tab.grid, tab.raw, name)
