"""Formulas, errors, booleans and dates in a workbook's cells."""

from datetime import datetime
from typing import Any

from samples.drawer.sample import HEADINGS, ROWS, Sample, reading
from samples.drawer.workbooks import Cell, book, changed

_SHEET = "xl/worksheets/sheet1.xml"
_PRICE, _ONLINE = HEADINGS.index("retail_price"), HEADINGS.index("active_online")
_CLEAN = [HEADINGS, *ROWS]
_NO_PRICE = reading(_CLEAN, {"N2": "", "N3": ""})
_UNWORKED = ("cell.formula N2 retail_price", "cell.formula N3 retail_price")


def _as_saved(workbook: Any) -> None:
    """Excel saves no workbook with the mark that its formulas are to be worked out yet."""
    workbook.calc_on_load = False


def _calculated(workbook: Any, worksheet: Any) -> None:
    _as_saved(workbook)
    worksheet.write_formula(1, _PRICE, "=ROUND(M2*1.9231,0)", None, 24)
    worksheet.write_formula(2, _PRICE, "=1000+250", None, 1250)
    worksheet.write_formula(3, 3, '="Gants"&" de laine"', None, "Gants de laine")


def _of_a_library(_: Any, worksheet: Any) -> None:
    worksheet.write_formula(1, _PRICE, "=ROUND(M2*1.9231,0)")
    worksheet.write_formula(2, _PRICE, "=1000+250")


def _uncalculated(workbook: Any, worksheet: Any) -> None:
    _as_saved(workbook)
    worksheet.write_formula(1, _PRICE, "=ROUND(M2*1.9231,0)", None, "")
    worksheet.write_formula(2, _PRICE, "=1000+250", None, "")


def _errors(_: Any, worksheet: Any) -> None:
    worksheet.write_formula(1, _PRICE, "=#REF!*2", None, "#REF!")
    worksheet.write_formula(2, _PRICE, "=VLOOKUP(C3,Z:Z,1)", None, "#N/A")


def _error_texts(_: Any, worksheet: Any) -> None:
    worksheet.write_string(1, _PRICE, "#REF!")
    worksheet.write_string(2, _PRICE, "#VALEUR!")


def _booleans(_: Any, worksheet: Any) -> None:
    for row in range(1, 6):
        worksheet.write_boolean(row, _ONLINE, True)
    for row in (6, 7):
        worksheet.write_boolean(row, _ONLINE, False)


def _boolean_price(_: Any, worksheet: Any) -> None:
    worksheet.write_boolean(1, _PRICE, True)


def _external(workbook: Any, worksheet: Any) -> None:
    _as_saved(workbook)
    worksheet.write_formula(1, _PRICE, "='[prix.xlsx]Feuil1'!$A$1", None, 24)
    worksheet.write_formula(2, _PRICE, '=WEBSERVICE("http://127.0.0.1:9/price")', None, 1250)


_DATES: list[list[Cell]] = [
    ["handle", "sku", "name", "variant_option_one_name", "variant_option_one_value", "retail_price"],
    ["bas", "BAS-1", "Bas", "Taille", "1-3", 12.0],
    ["bas", "BAS-2", "Bas", "Taille", datetime(2026, 6, 4), 12.0],
    ["fil", datetime(2026, 3, 1), "Fil", None, None, datetime(1900, 1, 12)],
]
_SERIAL: list[list[Cell]] = [
    ["sku", "name", "supplier_code"],
    ["A", "Bol", datetime(2026, 6, 4)],
    ["B", "Table", "004418"],
]
_CODES: list[list[Cell]] = [
    ["sku", "name", "supplier_code"],
    [100200.0, "Bol", 4417.0],
    [745000417023.0, "Table", 9421234567890120000.0],
    ["000101", "Banc", 0.1],
]


def _as_read(*rows: str) -> list[list[str]]:
    return [row.split(",") for row in rows]


SAMPLES = (
    Sample(
        name="formulas.xlsx",
        wrong="prices and a name by formula, calculated",
        content=book(paint=_calculated),
        note="reads what Excel calculated last: the clean catalog",
    ),
    Sample(
        name="formulas-never-calculated.xlsx",
        wrong="prices by formula, never calculated",
        content=book(paint=_uncalculated),
        reads=_NO_PRICE,
        finds=_UNWORKED,
        note="reads no price, and takes it for no blank",
    ),
    Sample(
        name="formulas-of-a-library.xlsx",
        wrong="prices by formula, each with the 0 that a library puts until Excel has worked it out",
        content=book(paint=_of_a_library),
        reads=_NO_PRICE,
        finds=_UNWORKED,
        note="reads no price, and no 0",
    ),
    Sample(
        name="formula-errors.xlsx",
        wrong="#REF! and #N/A where prices were",
        content=book(paint=_errors),
        reads=_NO_PRICE,
        finds=("cell.excel_error N2 retail_price", "cell.excel_error N3 retail_price"),
        note="reads no price",
    ),
    Sample(
        name="error-texts.xlsx",
        wrong="#REF! and #VALEUR! as text",
        content=book(paint=_error_texts),
        reads=_NO_PRICE,
        finds=("cell.excel_error N2 retail_price", "cell.excel_error N3 retail_price"),
        note="reads no price",
    ),
    Sample(name="booleans.xlsx", wrong="flags as Excel's TRUE and FALSE", content=book(paint=_booleans)),
    Sample(
        name="boolean-price.xlsx",
        wrong="TRUE where a price should be",
        content=book(paint=_boolean_price),
        reads=reading(_CLEAN, {"N2": ""}),
        finds=("price.unreadable N2 retail_price",),
        note="reads no price",
    ),
    Sample(
        name="linked-formulas.xlsx",
        wrong="formulas that would fetch from elsewhere",
        content=book(paint=_external),
        note="reads what was calculated last, fetches nothing: the clean catalog",
    ),
    Sample(
        name="dates-1900.xlsx",
        wrong="a size, a SKU and a price turned into dates",
        content=book(_DATES),
        reads=reading(
            _as_read(
                "handle,sku,name,variant_option_one_name,variant_option_one_value,retail_price",
                "bas,BAS-1,Bas,Taille,1-3,12.00",
                "bas,BAS-2,Bas,Taille,2026-06-04,12.00",
                "fil,2026-03-01,Fil,,,",
            )
        ),
        finds=(
            "option.date E3 variant_option_one_value",
            "code.date B4 sku",
            "price.unreadable F4 retail_price",
        ),
    ),
    Sample(
        name="dates-1904.xlsx",
        wrong="a date in a workbook that counts from 1904",
        content=book(_SERIAL, options={"date_1904": True}),
        reads=reading(_as_read("sku,name,supplier_code", "A,Bol,2026-06-04", "B,Table,004418")),
        finds=("code.changed_unsent C2 supplier_code",),
    ),
    Sample(
        name="codes-as-numbers.xlsx",
        wrong="codes kept as numbers",
        content=book(_CODES),
        finds=("code.damaged_unsent C3 supplier_code",),
        reads=reading(
            _as_read(
                "sku,name,supplier_code",
                "100200,Bol,4417",
                "745000417023,Table,9.42123456789012E+18",
                "000101,Banc,0.1",
            )
        ),
    ),
    Sample(
        name="binary-dust.xlsx",
        wrong="a price of 0.1 + 0.2, kept with its dust",
        content=changed(
            book([["sku", "name", "retail_price"], ["A", "Bol", 0.3], ["B", "Table", 24.99]]),
            _SHEET,
            ("<v>0.3</v>", "<v>0.30000000000000004</v>"),
            ("<v>24.99</v>", "<v>24.989999999999998</v>"),
        ),
        reads=reading(_as_read("sku,name,retail_price", "A,Bol,0.30", "B,Table,24.99")),
    ),
)
