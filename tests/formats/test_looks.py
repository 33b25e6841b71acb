"""What a workbook shows otherwise than it holds it: by a number format, a merge, a rule, or its view."""

from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlsxwriter
import xlwt
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

from batch.model.catalog import Sheet
from tests.formats.making import sheet_of, table, workbook

HEAD = ["sku", "name", "retail_price", "active_online"]


def told(sheet: Sheet) -> dict[str, dict[str, str]]:
    return {guess.code: dict(guess.facts) for guess in sheet.guesses}


def test_what_a_format_shows_is_what_is_read_of_codes_and_words_and_a_percentage_is_no_price(tmp_path: Path) -> None:
    path = workbook(tmp_path, [["sku", "name", "retail_price"], [1239, 3.5, 0.25], [101, 25, 12.5]])
    book = openpyxl.load_workbook(path)
    looks = {"A2": "[$-40C]00000", "B2": "0.00", "C2": "0%", "A3": '"SKU-"0', "B3": "[$$-409]#,##0", "C3": '"$"0.00'}
    for address, look in looks.items():
        book.worksheets[0][address].number_format = look
    book.save(path)

    assert table(sheet_of(path)) == {2: ["01239", "3.50", "25%"], 3: ["SKU-101", "$25", "12.5"]}


def test_values_under_merged_cells_and_texts_struck_in_part_are_noted(tmp_path: Path) -> None:
    rich = CellRichText("12", TextBlock(InlineFont(vertAlign="superscript"), "50"))
    path = workbook(tmp_path, [["sku", "retail_price"], ["A", 12], ["B", 99], ["C", rich]])
    book = openpyxl.load_workbook(path, rich_text=True)
    book.worksheets[0].merged_cells.add("B2:B3")
    book.save(path)

    assert sheet_of(path).kinds == {(3, 1): "covered", (4, 1): "rich"}


@pytest.mark.parametrize(
    ("look", "kind"),
    [
        *(("0", "rounded 1025"), ("#", "rounded 1025"), ("0.0", "rounded 1024.6"), ("#,##0", "rounded 1,025")),
        *(("0,", "unlike 1"), (";;;", "unlike"), ('"from "0.00', "unlike from 1024.55")),
    ],
)
def test_a_price_that_is_shown_as_another_one_is_noted(tmp_path: Path, look: str, kind: str) -> None:
    path = workbook(tmp_path, [["sku", "retail_price"], ["A", 1024.55], ["B", 12000], ["C", 24.5]])
    book = openpyxl.load_workbook(path)
    for row, shown_so in ((2, look), (3, "#,##0"), (4, '"$"0.00')):
        book.worksheets[0].cell(row, 2).number_format = shown_so
    book.save(path)

    assert table(sheet_of(path)) == {2: ["A", "1024.55"], 3: ["B", "12000"], 4: ["C", "24.5"]}
    assert sheet_of(path).kinds == {(2, 1): kind}


@pytest.mark.parametrize(
    ("look", "kind"),
    [
        ("[$€-40C] #,##0.00", "money €"),
        ('#,##0.00\\ "USD"', "money USD"),
        ("[$US$-409]0.00", "money US$"),
        ('0.00 "CHF"', "money CHF"),
        ('"DM" 0.00', "money DM"),
        ('_("$"* #,##0.00_)', None),
        ("0.00", None),
    ],
)
def test_a_currency_that_only_the_number_format_shows_is_noted(tmp_path: Path, look: str, kind: str | None) -> None:
    path = workbook(tmp_path, [["sku", "retail_price"], ["A", 1024.5]])
    book = openpyxl.load_workbook(path)
    book.worksheets[0].cell(2, 2).number_format = look
    book.save(path)

    assert table(sheet_of(path)) == {2: ["A", "1024.5"]}
    assert sheet_of(path).kinds == ({(2, 1): kind} if kind else {})


@pytest.mark.parametrize(
    ("look", "kinds"),
    [
        ('"Yes";;"No"', {}),
        ("0.00", {}),
        ('"No";;"Yes"', {(2, 1): "unlike No", (3, 1): "unlike Yes"}),
        ('[=1]"Non";[=0]"Oui"', {(2, 1): "unlike Non", (3, 1): "unlike Oui"}),
        ("0;-0;;@", {(3, 1): "unlike"}),
        ('"Off"', {(2, 1): "unlike Off", (3, 1): "unlike Off"}),
        ('0" no"', {(2, 1): "unlike 1 no", (3, 1): "unlike 0 no"}),
    ],
)
def test_a_switch_that_is_shown_as_another_one_is_noted(
    tmp_path: Path, look: str, kinds: dict[tuple[int, int], str]
) -> None:
    path = workbook(tmp_path, [["sku", "active_online"], ["A", 1], ["B", 0]])
    book = openpyxl.load_workbook(path)
    for row in (2, 3):
        book.worksheets[0].cell(row, 2).number_format = look
    book.save(path)

    assert table(sheet_of(path)) == {2: ["A", "1"], 3: ["B", "0"]}
    assert sheet_of(path).kinds == kinds


@pytest.mark.parametrize(
    ("look", "kind"), [('0.00;;"as before"', "unlike as before"), ("0.00;;", "unlike"), ('0.00;;"-"', None)]
)
def test_a_zero_that_is_shown_as_words_or_as_nothing_is_noted(tmp_path: Path, look: str, kind: str | None) -> None:
    path = workbook(tmp_path, [["sku", "weight"], ["A", 0]])
    book = openpyxl.load_workbook(path)
    book.worksheets[0].cell(2, 2).number_format = look
    book.save(path)

    assert sheet_of(path).kinds == ({(2, 1): kind} if kind else {})


@pytest.mark.parametrize(("look", "kinds"), [(";;;", {(2, 1): "unlike", (3, 1): "unlike"}), ("0.00", {})])
def test_a_price_that_a_conditional_format_may_hide_is_noted(
    tmp_path: Path, look: str, kinds: dict[tuple[int, int], str]
) -> None:
    path = tmp_path / "rules.xlsx"
    with xlsxwriter.Workbook(path) as book:
        worksheet = book.add_worksheet()
        for number, row in enumerate([["sku", "retail_price"], ["A", 12], ["B", 9.5], ["C", 8]]):
            worksheet.write_row(number, 0, row)
        rule = {"type": "cell", "criteria": ">", "value": 10, "format": book.add_format({"num_format": look})}
        worksheet.conditional_format("B2:B3", rule)

    assert sheet_of(path).kinds == kinds


@pytest.mark.parametrize(
    ("rule", "kinds"),
    [
        ({"type": "data_bar", "bar_only": True}, {(2, 1): "unlike", (3, 1): "unlike"}),
        (
            {"type": "icon_set", "icon_style": "3_traffic_lights", "icons_only": True},
            {(2, 1): "unlike", (3, 1): "unlike"},
        ),
        ({"type": "data_bar", "bar_only": True, "data_bar_2010": True}, {(2, 1): "unlike", (3, 1): "unlike"}),
        ({"type": "data_bar"}, {}),
        ({"type": "icon_set", "icon_style": "3_traffic_lights"}, {}),
    ],
)
def test_a_switch_that_is_only_a_bar_or_an_icon_is_noted(
    tmp_path: Path, rule: dict[str, Any], kinds: dict[tuple[int, int], str]
) -> None:
    path = tmp_path / "bars.xlsx"
    with xlsxwriter.Workbook(path) as book:
        worksheet = book.add_worksheet()
        for number, row in enumerate([["sku", "active_online"], ["A", 1], ["B", 0], ["C", 1]]):
            worksheet.write_row(number, 0, row)
        worksheet.conditional_format("B2:B3", rule)

    assert sheet_of(path).kinds == kinds


@pytest.mark.parametrize("look", ["yyyy-mm-dd", "h:mm", "[h]:mm", "mm-dd-yy", "[$-40C]mmm"])
def test_a_barcode_under_a_format_of_dates_is_no_blank(tmp_path: Path, look: str) -> None:
    path = workbook(tmp_path, [["sku", "upc", "retail_price"], ["A", 36000291452, 36000291452], ["B", 1, 12]])
    book = openpyxl.load_workbook(path)
    for address in ("B2", "C2"):
        book.worksheets[0][address].number_format = look
    book.save(path)

    assert table(sheet_of(path))[2] == ["A", "36000291452", "36000291452"]
    assert sheet_of(path).kinds == dict.fromkeys([(2, 1), (2, 2)], "unlike ########")


def test_an_old_workbook_is_read_with_a_barcode_as_a_date_and_tells_hours_beyond_a_day(tmp_path: Path) -> None:
    book = xlwt.Workbook()
    worksheet = book.add_sheet("Products")
    for at, word in enumerate(("sku", "upc", "retail_price")):
        worksheet.write(0, at, word)
    for row, (sku, upc, price, look) in enumerate([("A", 36000291452, 9, "yyyy-mm-dd"), ("B", 1, 12.5, "[hh]")], 1):
        worksheet.write(row, 0, sku)
        worksheet.write(row, 1, upc, xlwt.easyxf(num_format_str=look if row == 1 else "General"))
        worksheet.write(row, 2, price, xlwt.easyxf(num_format_str=look if row == 2 else "General"))
    path = tmp_path / "old.xls"
    book.save(path)

    assert table(sheet_of(path)) == {2: ["A", "36000291452", "9"], 3: ["B", "1", "1900-01-12 12:00:00"]}
    assert sheet_of(path).kinds == {(2, 1): "unlike ########", (3, 2): "date"}


def test_zeros_that_the_view_of_the_worksheet_leaves_blank_are_noted(tmp_path: Path) -> None:
    path = workbook(tmp_path, [["sku", "active_online", "retail_price"], ["A", 0, 12], ["B", 1, 0]])
    book = openpyxl.load_workbook(path)
    book.worksheets[0].sheet_view.showZeros = False
    book.save(path)

    assert sheet_of(path).kinds == {(2, 1): "unlike", (3, 2): "unlike"}
