"""Cells that a person took back, or cannot see: struck out, or under a number format that shows nothing."""

import io
from typing import Any

import xlwt

from samples.drawer.sample import Sample, reading
from samples.drawer.workbooks import Cell, book

_HEAD: list[Cell] = ["sku", "name", "retail_price", "active_online", "command"]
_NOTHING = ";;;"
_ROWS: list[list[Cell]] = [
    ["A", "Bol", 12.5, 1.0, "delete"],
    ["B", "Tasse", 31.0, 1.0, None],
    ["C", "Banc", 8.0, 0.0, None],
    ["D", "Lampe", 64.0, None, "delete"],
    ["E", "Table", 120.0, None, None],
    ["F", "Pot", 9.5, None, "ignore"],
    ["G", "Tapis bleu", 45.0, None, None],
]
_STRUCK = ((1, 4), (2, 2), (5, 0), (5, 1), (5, 2), (6, 4))
_UNSEEN = ((3, 3), (4, 4))
_READ = (
    ["A", "Bol", "12.50", "1", "delete"],
    ["B", "Tasse", "31.00", "1", ""],
    ["C", "Banc", "8.00", "0", ""],
    ["D", "Lampe", "64.00", "", "delete"],
    ["E", "Table", "120.00", "", ""],
    ["F", "Pot", "9.50", "", "ignore"],
    ["G", "Tapis bleu", "45.00", "", ""],
)
_FINDS = (
    "cell.struck_out E2 command",
    "cell.struck_out C3 retail_price",
    "cell.shown_otherwise D4 active_online",
    "cell.shown_otherwise E5 command",
    "cell.struck_out A6 sku",
    "cell.struck_out E7 command",
    "cell.struck B8 name",
)


def _new() -> bytes:
    def paint(workbook: Any, worksheet: Any) -> None:
        struck, unseen = workbook.add_format({"font_strikeout": True}), workbook.add_format({"num_format": _NOTHING})
        for places, look in ((_STRUCK, struck), (_UNSEEN, unseen)):
            for row, column in places:
                worksheet.write(row, column, _ROWS[row - 1][column], look)
        worksheet.write_rich_string(7, 1, "Tapis", struck, " bleu")

    return book([_HEAD, *_ROWS], paint=paint)


def _old() -> bytes:
    workbook = xlwt.Workbook(encoding="utf-8")
    worksheet = workbook.add_sheet("Produits")
    struck, unseen = xlwt.easyxf("font: struck_out on"), xlwt.easyxf(num_format_str=_NOTHING)
    looks = dict.fromkeys(_STRUCK, struck) | dict.fromkeys(_UNSEEN, unseen)
    for row, cells in enumerate([_HEAD, *_ROWS]):
        for column, value in enumerate(cells):
            if (row, column) == (7, 1):
                worksheet.write_rich_text(7, 1, [("Tapis", xlwt.Font()), (" bleu", struck.font)])
            elif value is not None:
                worksheet.write(row, column, value, looks.get((row, column), xlwt.Style.default_style))
    content = io.BytesIO()
    workbook.save(content)
    return content.getvalue()


SAMPLES = tuple(
    Sample(
        name=name,
        wrong="values struck out, wholly and in part, and values that the format ;;; does not show",
        content=content,
        reads=reading([list(map(str, _HEAD)), *_READ]),
        finds=_FINDS,
        note="a delete that is struck out or not seen deletes nothing",
    )
    for name, content in (("taken-back.xlsx", _new()), ("taken-back.xls", _old()))
)
