"""An export as a workbook made for editing: codes stay text, flags and units are picked from a list, ids are locked."""

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
import xlsxwriter

from batch import scratch
from batch.messages import Messages
from batch.model.exports import Exported
from batch.reports.export_columns import MARK, PROTECTED, heading, hint, kind, mark
from batch.reports.looks import HAIRLINE, INK, LONGEST, SOFT, put
from schemas.cells import LENGTH_UNITS, WEIGHT_UNITS

PROPERTY = "onshelf_export"

_OPTIONS = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
_UNWRITABLE = re.compile("[\0\ufffe\uffff\ud800-\udfff]")  # no letters of XML. Source: W3C: XML 1.0, characters
_LISTS = {
    "flag": ["1", "0"],
    "weight-unit": sorted(set(WEIGHT_UNITS.values())),
    "length-unit": sorted(set(LENGTH_UNITS.values())),
}
_WIDTHS = {"description": 40, "name": 34, "sku": 18, "image_url": 24, MARK: 3}
_FORMATS = {"money": "0.00##", "number": "General"}
_NEW_ROWS = 1_000  # below the last row, for what is added
_LAST_ROW = 1_048_576
# What may be done to the sheet while its ids are locked.
_ALLOWED = dict.fromkeys(
    (
        *("format_cells", "format_columns", "format_rows", "insert_rows", "insert_columns", "delete_rows"),
        *("delete_columns", "sort", "autofilter", "select_locked_cells", "select_unlocked_cells"),
    ),
    True,
)


@dataclass(frozen=True, eq=False, slots=True)
class _Page:
    worksheet: Any
    columns: Sequence[str]
    looks: dict[str, Any]
    messages: Messages


def export_workbook(exported: Exported, export: str, words: str, messages: Messages) -> bytes:
    """``words``: exact, en or fr, for the headings. Nothing in it is live."""
    content = io.BytesIO()
    with (
        scratch.folder() as parts,
        xlsxwriter.Workbook(content, _OPTIONS | {"tmpdir": str(parts)}) as workbook,
    ):
        workbook.set_custom_property(PROPERTY, export)
        workbook.set_size(1600, 1000)
        columns = [str(name) for name in exported.rows.columns]
        page = _Page(workbook.add_worksheet(messages("tab.export")), columns, _looks(workbook), messages)
        last = len(exported.rows) + 1
        _lay_out(page, last)
        _write_headings(page, [*(heading(name, words) for name in columns), mark(export)])
        _write_rows(page, exported.rows)
    return content.getvalue()


def is_unwritable(text: str) -> bool:
    """No cell of a workbook can hold it: too long, or letters that have no place in such a file."""
    units = len(text) if len(text) < LONGEST // 2 else len(text.encode("utf-16-le", "surrogatepass")) // 2
    return units >= LONGEST or _UNWRITABLE.search(text) is not None


def _looks(workbook: Any) -> dict[str, Any]:
    """Text by default; ``locked`` is for ids."""

    def made(**look: object) -> Any:
        return workbook.add_format({"num_format": "@", "valign": "top", "font_color": INK, "locked": False} | look)

    return {
        "text": made(),
        "locked": made(locked=True, font_color=SOFT),
        "flag": made(num_format="0", align="center"),
        **{name: made(num_format=shown) for name, shown in _FORMATS.items()},
        "heading": made(bold=True, bg_color="#EEF1F4", bottom=1, bottom_color=HAIRLINE, valign="vcenter"),
        "locked_heading": made(bold=True, bg_color="#D5DAE0", font_color=SOFT, valign="vcenter", locked=True),
    }


def _lay_out(page: _Page, last: int) -> None:
    worksheet = page.worksheet
    end = min(last + _NEW_ROWS, _LAST_ROW) - 1
    for position, column in enumerate(page.columns):
        worksheet.set_column(position, position, _width(column), _look(column, page))
        if listed := _LISTS.get(kind(column)):
            worksheet.data_validation(1, position, end, position, {"validate": "list", "source": listed})
    worksheet.set_column(len(page.columns), len(page.columns), _WIDTHS[MARK], page.looks["locked"])
    worksheet.freeze_panes(1, page.columns.index("name") + 1)
    worksheet.autofilter(0, 0, max(last, 2) - 1, len(page.columns) - 1)
    worksheet.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})
    worksheet.set_row(0, 22)
    worksheet.protect("", _ALLOWED)


def _write_headings(page: _Page, texts: Sequence[str]) -> None:
    for position, (column, text) in enumerate(zip([*page.columns, MARK], texts, strict=True)):
        look = page.looks["locked_heading" if column in PROTECTED | {MARK} else "heading"]
        put(page.worksheet, 1, position, text, look, page.messages)
        said = page.messages("hint.mark") if column == MARK else hint(column, page.messages)
        page.worksheet.write_comment(0, position, said, {"author": "onshelf", "width": 260, "height": 90})


def _write_rows(page: _Page, rows: pd.DataFrame) -> None:
    kinds = [kind(column) for column in page.columns]
    looks = [_look(column, page) for column in page.columns]
    texts = zip(*(rows[column].astype(object).tolist() for column in page.columns), strict=True)
    for number, cells in enumerate(texts, 2):
        if any("\n" in cell for cell in cells if isinstance(cell, str)):
            page.worksheet.set_row(number - 1, 15)
        for position, (cell, is_kind, look) in enumerate(zip(cells, kinds, looks, strict=True)):
            if isinstance(cell, str):
                _write(page, number, position, cell, is_kind, look)


def _write(page: _Page, number: int, position: int, cell: str, is_kind: str, look: Any) -> None:
    """A number where a number is meant and a float holds it to the last digit; else text."""
    if is_kind in ("money", "number", "flag") and len(cell.replace("-", "").replace(".", "")) <= 15:
        page.worksheet.write_number(number - 1, position, float(cell), look)
    else:
        put(page.worksheet, number, position, cell, look, page.messages)


def _look(column: str, page: _Page) -> Any:
    if column in PROTECTED:
        return page.looks["locked"]
    return page.looks.get(kind(column), page.looks["text"])


def _width(column: str) -> int:
    return _WIDTHS.get(column, max(10, min(len(column) + 4, 18)))
