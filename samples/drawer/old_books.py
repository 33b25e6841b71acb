"""Old workbooks (XLS), whose cells look otherwise than what they hold."""

import io
from datetime import date

import xlwt

from samples.drawer.sample import Sample, reading

_HEAD = ("sku", "name", "retail_price", "active_online")
_READ = (
    ("00101", "Bol", "", "1"),
    ("2026-06-04", "3.50", "", "1"),
    ("A1", "Tasse", "1250.00", "0"),
    ("B1", "Banc", "31.00", "1"),
    ("B2", "Banc", "77.00", "1"),
)


def _looks() -> bytes:
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("Produits", cell_overwrite_ok=True)
    for at, heading in enumerate(_HEAD):
        sheet.write(0, at, heading)
    rows = [
        [(101, "00000"), "Bol", (0.25, "0%"), True],
        [(date(2026, 6, 4), "yyyy-mm-dd"), (3.5, "0.00"), xlwt.Formula("1/0"), 1],
        ["A1", "Tasse", None, 0],
        ["B1", "Banc", 31, 1],
        ["B2", "Banc", 77, 1],
    ]
    for number, cells in enumerate(rows, 1):
        for at, cell in enumerate(cells):
            value, look = cell if isinstance(cell, tuple) else (cell, "General")
            sheet.write(number, at, value, xlwt.easyxf(num_format_str=look))
    sheet.row(2).set_cell_error(2, "#DIV/0!")
    small = xlwt.Font()
    small.escapement = xlwt.Font.ESCAPEMENT_SUPERSCRIPT
    sheet.write_rich_text(3, 2, [("12", xlwt.Font()), ("50", small)])
    sheet.merged_ranges.append((4, 5, 2, 2))
    sheet.row(3).hidden = True
    sheet.col(3).hidden = True
    book.add_sheet("Notes").visibility = 1
    return _saved(book)


def _saved(book: xlwt.Workbook) -> bytes:
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


SAMPLES = (
    Sample(
        name="old-looks.xls",
        wrong="an old workbook: zeros by format, a percentage, a date, an error, a raised 50, merged and hidden",
        content=_looks(),
        reads=reading([_HEAD, *_READ]),
        finds=(
            "price.unreadable C2 retail_price",
            "code.date A3 sku",
            "text.no_name B3 name",
            "cell.excel_error C3 retail_price",
            "cell.struck C4 retail_price",
            "cell.covered C6 retail_price",
        ),
        tells=("hidden_rows", "hidden_columns", "hidden_sheets", "merged"),
        note="reads the SKU of row 2 with its zeros",
    ),
)
