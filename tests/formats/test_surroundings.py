"""What surrounds the cells of a workbook: hidden, merged, other worksheets; and what kind of cell stands there."""

import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlsxwriter
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from batch.model.catalog import Sheet
from samples.drawer.old_books import SAMPLES
from tests.formats.making import in_file, refusal, sheet_of, table, workbook

HEAD = ["sku", "name", "retail_price", "active_online"]


def told(sheet: Sheet) -> dict[str, dict[str, str]]:
    return {guess.code: dict(guess.facts) for guess in sheet.guesses}


def test_hidden_rows_and_columns_are_read_and_told(tmp_path: Path) -> None:
    path = workbook(tmp_path, [HEAD, *([str(at), "a", 5, 1] for at in range(6))])
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    for row in (3, 4, 6):
        sheet.row_dimensions[row].hidden = True
    sheet.column_dimensions["C"].hidden = True
    book.save(path)
    read = sheet_of(path)
    assert list(table(read)) == [2, 3, 4, 5, 6, 7]
    assert told(read)["hidden_rows"] == {"count": "3", "rows": "3-4, 6"}
    assert told(read)["hidden_columns"] == {"columns": "C"}


def test_a_merged_title_is_nothing_to_tell_and_merged_products_are(tmp_path: Path) -> None:
    path = workbook(tmp_path, [["Spring catalog"], HEAD, *([str(at), "a", 5, 1] for at in range(4))])
    book = openpyxl.load_workbook(path)
    book.worksheets[0].merge_cells("A1:D1")
    book.save(path)
    assert "merged" not in told(sheet_of(path))
    book.worksheets[0].merge_cells("C4:C5")
    book.save(path)
    read = sheet_of(path)
    assert told(read)["merged"] == {"count": "1", "ranges": "C4:C5"}
    assert [row[2] for row in table(read).values()] == ["5", "5", "", "5"]


def test_other_catalogs_and_hidden_worksheets_are_told(tmp_path: Path) -> None:
    path = tmp_path / "sheet.xlsx"
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet("Read me").write_row(0, 0, ["Remember", "the milk"])
        for name in ("New", "Old", "Older"):
            book.add_worksheet(name).write_row(0, 0, ["sku", "name"])
        book.worksheets()[-1].hide()
    read = sheet_of(path)
    assert read.source.worksheet == "New"
    assert told(read)["other_sheets"] == {"names": "Old"}
    assert told(read)["hidden_sheets"] == {"names": "Older"}


def test_notable_cells_have_their_kind(tmp_path: Path) -> None:
    rows: list[list[Any]] = [
        [*HEAD, "Shelf"],
        [date(2025, 6, 4), "=A2", True, True, date(2025, 1, 1)],
        [7, "x", 5, 1, None],
    ]
    path = workbook(tmp_path, rows)
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    sheet["A3"].number_format = "0000"
    sheet["C3"].value, sheet["C3"].data_type = "#N/A", "e"
    book.save(path)
    read = sheet_of(path)
    assert table(read) == {2: ["2025-06-04", "=A2", "TRUE", "TRUE", "2025-01-01"], 3: ["0007", "x", "#N/A", "1", ""]}
    assert read.kinds == {(2, 0): "date", (2, 1): "formula", (2, 2): "boolean", (3, 0): "padded", (3, 2): "error"}


def test_dates_count_from_1904_where_the_workbook_says_so_whatever_stands_in_its_extensions(tmp_path: Path) -> None:
    path = workbook(tmp_path, [["sku", "name"], ["1", date(2025, 6, 4)]])
    book = openpyxl.load_workbook(path)
    book.epoch = CALENDAR_MAC_1904
    book.save(path)
    extension = b'<extLst><ext xmlns:x15="urn:a"><x15:workbookPr chartTrackingRefBase="1"/></ext></extLst></workbook>'
    parts = {}
    with zipfile.ZipFile(path) as zipped:
        parts = {name: zipped.read(name) for name in zipped.namelist()}
    parts["xl/workbook.xml"] = parts["xl/workbook.xml"].replace(b"</workbook>", extension)
    with zipfile.ZipFile(path, "w") as zipped:
        for name, content in parts.items():
            zipped.writestr(name, content)
    assert table(sheet_of(path))[2] == ["1", "2025-06-04"]


def test_an_old_workbook_is_read(tmp_path: Path) -> None:
    content = (Path(__file__).parent / "data" / "old.xls").read_bytes()
    read = sheet_of(in_file(tmp_path, content, "old.xls"))
    assert table(read) == {2: ["007", "Café glacé", "12.5"], 4: ["100200", "Écharpe", "0.1"]}
    assert (read.source.format, read.source.worksheet, read.source.delimiter) == ("xls", "old", None)


def test_an_old_workbook_is_read_as_it_is_shown_and_tells_what_it_hides(tmp_path: Path) -> None:
    content = next(sample.content for sample in SAMPLES if sample.name == "old-looks.xls")
    read = sheet_of(in_file(tmp_path, content, "old.xls"))
    assert table(read) == {
        2: ["00101", "Bol", "25%", "TRUE"],
        3: ["2026-06-04", "3.50", "#DIV/0!", "1"],
        4: ["A1", "Tasse", "1250", "0"],
        5: ["B1", "Banc", "31", "1"],
        6: ["B2", "Banc", "77", "1"],
    }
    assert read.kinds == {
        (2, 0): "padded",
        (2, 2): "percent",
        (3, 0): "date",
        (3, 1): "padded",
        (3, 2): "error",
        (4, 2): "rich",
        (6, 2): "covered",
    }
    assert told(read)["hidden_rows"] == {"count": "1", "rows": "4"}
    assert told(read)["hidden_columns"] == {"columns": "D"}
    assert told(read)["hidden_sheets"] == {"names": "Notes"}
    assert told(read)["merged"] == {"count": "1", "ranges": "C5:C6"}


@pytest.mark.parametrize("part", [0.2, 0.5, 0.9])
def test_an_old_workbook_cut_short_is_refused(tmp_path: Path, part: float) -> None:
    content = (Path(__file__).parent / "data" / "old.xls").read_bytes()
    assert refusal(in_file(tmp_path, content[: int(len(content) * part)], "old.xls")).startswith("file.")


def totalled(folder: Path, first_column: int) -> Path:
    """A catalog of two rows in A to C, and a table of Excel's own from there on, with a row of totals."""
    path = folder / "totals.xlsx"
    rows = [["A1", "Mug", 12], ["2", "Cup", 9]]
    with xlsxwriter.Workbook(path) as book:
        worksheet = book.add_worksheet()
        worksheet.write_row(0, 0, ["sku", "name", "retail_price"])
        for number, row in enumerate([*rows, ["2", "Pot", 10.5]], 1):
            worksheet.write_row(number, 0, row)
        totals = [{"header": "sku", "total_function": "count"}, {"header": "name"}]
        totals.append({"header": "retail_price", "total_function": "average"})
        options = {"columns": totals, "total_row": True, "data": rows}
        worksheet.add_table(0, first_column, 3, first_column + 2, options)
        if not first_column:
            book.calc_on_load = False  # as Excel saves it
            worksheet.write_formula(3, 0, "=SUBTOTAL(103,[sku])", None, 2)
            worksheet.write_formula(3, 2, "=SUBTOTAL(101,[retail_price])", None, 10.5)
    return path


def test_the_totals_row_of_a_table_of_excel_is_no_product(tmp_path: Path) -> None:
    read = sheet_of(totalled(tmp_path, 0))

    assert list(table(read)) == [2, 3]
    assert [(row.row, row.reason) for row in read.skipped] == [(4, "total")]


def test_the_totals_of_a_table_beside_the_catalog_hide_no_product(tmp_path: Path) -> None:
    assert list(table(sheet_of(totalled(tmp_path, 5)))) == [2, 3, 4]


def test_codes_that_a_workbook_keeps_as_numbers_are_told(tmp_path: Path) -> None:
    head = ["sku", "supplier_code", "name", "retail_price"]
    path = workbook(tmp_path, [head, [101, "00417", "501", 24.5], [102, "7", "Bol", 12]])

    assert told(sheet_of(path))["codes_as_numbers"] == {"columns": "A"}


def test_codes_that_are_texts_or_are_shown_with_their_zeros_are_no_numbers(tmp_path: Path) -> None:
    path = workbook(tmp_path, [["sku", "supplier_code", "retail_price"], [101, "00417", 24.5], [102, "7", 12]])
    book = openpyxl.load_workbook(path)
    for row in (2, 3):
        book.worksheets[0].cell(row, 1).number_format = "000000"
    book.save(path)

    assert "codes_as_numbers" not in told(sheet_of(path))
