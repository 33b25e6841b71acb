"""Rows of the shop as files: a CSV as Retail POS exports it, a workbook as Excel leaves it."""

import csv
import io
import re
from collections.abc import Sequence
from datetime import datetime

import xlsxwriter

from samples.shop.rows import HEADINGS, OUTLETS, Row

_SAVED = datetime(2026, 3, 2, 9, 30)  # else every making would differ
_NUMBER = re.compile(r"-?\d+(\.\d+)?")
_MONEY = frozenset({"retail_price", "supply_price"})
_NUMBERS = frozenset({"active_online", "active", "track_inventory", "weight", "length", "width", "height"})
_COUNTED = ("inventory_", "reorder_point_", "restock_level_")
_WIDTHS = {"id": 38, "name": 40, "description": 64, "product_category": 26, "sku": 16, "handle": 30, "tags": 26}
_HEIGHT = 15  # of one line of text
_SHORT = len(HEADINGS) - 4 * len(OUTLETS)  # where the export ends the row of a component


def csv_file(rows: Sequence[Row]) -> bytes:
    """Comma, UTF-8, quoted where needed; component rows are shorter than the heading, as Retail POS writes them."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(HEADINGS)
    for row in rows:
        cells = [row[heading] for heading in HEADINGS]
        writer.writerow(cells[:_SHORT] if row["composite_sku"] else cells)
    return text.getvalue().encode()


def workbook_file(rows: Sequence[Row]) -> bytes:
    """Codes are text, prices and counts are numbers; what is no number stays as it was typed."""
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as workbook:
        workbook.set_properties({"created": _SAVED})
        bold = workbook.add_format({"bold": True, "bottom": 1})
        money = workbook.add_format({"num_format": "0.00", "valign": "top"})
        count = workbook.add_format({"valign": "top"})
        text = workbook.add_format({"num_format": "@", "valign": "top"})
        lines = workbook.add_format({"num_format": "@", "valign": "top", "text_wrap": True})
        sheet = workbook.add_worksheet("Produits")
        sheet.write_row(0, 0, HEADINGS, bold)
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, len(rows), len(HEADINGS) - 1)
        for column, heading in enumerate(HEADINGS):
            sheet.set_column(column, column, _WIDTHS.get(heading, len(heading) + 4))
        for line, row in enumerate(rows, 1):
            sheet.set_row(line, _HEIGHT * (1 + row["description"].count("\n")))
            for column, heading in enumerate(HEADINGS):
                value = row[heading]
                if value and is_number(heading) and _NUMBER.fullmatch(value):
                    sheet.write_number(line, column, float(value), money if heading in _MONEY else count)
                elif value:
                    sheet.write_string(line, column, value, lines if heading == "description" else text)
    return content.getvalue()


def is_number(heading: str) -> bool:
    return heading in _MONEY or heading in _NUMBERS or heading.startswith(_COUNTED)
