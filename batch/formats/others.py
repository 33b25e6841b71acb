"""XLS, through calamine: typed cells to the text that stands there. Errors of Excel look like blanks here."""

from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pyarrow as pa

from batch.errors import UnreadableFile
from batch.formats import xseries
from batch.formats.grid import MAX_COLUMNS, Grid, blank_is_null
from batch.formats.guesses import of_tabs
from batch.formats.ooxml import MAX_ROWS, calamine_told
from batch.formats.raw_cells import excel_number, has_two_readings, texts_told
from batch.formats.taken import Place, Taken
from batch.formats.xseries import Names
from batch.model.catalog import Guess

MAX_CELLS = 40_000_000  # a rectangle that no catalog fills


def take(path: Path, names: Names) -> Taken:
    """The first visible worksheet with a heading row."""
    from python_calamine import CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

    with calamine_told(path.name):
        try:
            book = CalamineWorkbook.from_path(str(path))
        except PasswordError as error:
            raise UnreadableFile("file.encrypted", {"name": path.name}) from error
        tabs = [tab for tab in book.sheets_metadata if tab.typ == SheetTypeEnum.WorkSheet]
        visible = [tab.name for tab in tabs if tab.visible == SheetVisibleEnum.Visible]
        found = [(name, *_cells(book.get_sheet_by_name(name), path.name)) for name in visible]
    chosen = [sheet for sheet in found if xseries.heading_row(sheet[1], names) is not None]
    chosen = chosen or [sheet for sheet in found if xseries.lone_row(sheet[1], names) is not None]
    if not chosen:
        raise xseries.no_heading_in([grid for _, grid, _ in found], path.name)
    hidden = [tab.name for tab in tabs if tab.name not in visible]
    others = [name for name, _, _ in chosen[1:]]
    name, grid, kinds = chosen[0]
    return Taken("xls", grid, name, (Guess("plain_cells"), *of_tabs(others, hidden)), kinds)


def _cells(sheet: Any, name: str) -> tuple[Grid, dict[Place, str]]:
    start, end = sheet.start, sheet.end
    if start is None or end is None:
        return Grid(()), {}
    height, width = end[0] - start[0] + 1, end[1] - start[1] + 1
    if height * width > MAX_CELLS or end[0] >= MAX_ROWS or width > MAX_COLUMNS:
        raise UnreadableFile("file.breaks_reader", {"name": name})
    kinds: dict[Place, str] = {}
    doubtful: list[Place] = []
    numeric: set[int] = set()
    texts: list[list[str]] = [[] for _ in range(width)]
    for row, values in enumerate(sheet.to_python(skip_empty_area=True), start[0] + 1):
        for at, value in enumerate(values):
            texts[at].append(_text(value))
            place = (row, start[1] + at)
            if isinstance(value, str):
                doubtful += [place] if has_two_readings(value) else []
            elif isinstance(value, float | int) and not isinstance(value, bool):
                numeric.add(place[1])
            else:
                kinds[place] = "boolean" if isinstance(value, bool) else "date"
    kinds.update(texts_told(doubtful, numeric))
    columns = tuple(pa.chunked_array([blank_is_null(pa.array(column, pa.string()))]) for column in texts)
    return Grid(columns, left=start[1], top=start[0] + 1), kinds


def _text(value: object) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float | int):
        return excel_number(repr(value))
    if isinstance(value, datetime):
        return value.replace(microsecond=0).isoformat(" ").removesuffix(" 00:00:00")
    if isinstance(value, date | time):
        return value.isoformat()[:10]
    return str(value).rjust(8, "0") if isinstance(value, timedelta) else str(value)
