"""Promises of the workbook: the merchant's rows where they were, a verdict on each, and nothing in it that lives."""

import io
import re
import time
import zipfile
from dataclasses import replace
from typing import Any

import openpyxl
import pandas as pd
import pytest

from batch.messages import Messages
from batch.model.catalog import Heading, Sheet, Skipped
from batch.model.reports import Report
from batch.reports.looks import LONGEST
from batch.reports.result import result_workbook
from schemas.types import TEXT
from tests.reports import shop

EN, FR = Messages("en"), Messages("fr")
LIVING = r"<f[ />]|<hyperlink|/hyperlink\"|externalLink|ddeLink|TargetMode=\"External\""
NASTY = (
    "=1+1",
    "@SUM(A1)",
    "http://example.com",
    "mailto:a@b.ca",
    "<r><t>raw</t></r>",
    "<r></r><f>1</f><r></r>",
    "&amp;<>\"'",
    "00123",
    "1e5",
    "#N/A",
    "TRUE",
    " padded ",
    "two\nlines",
    "😀 é",
)


def opened(content: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(content))


def nasty_sheet() -> Sheet:
    cells = pd.DataFrame({0: pd.array(NASTY, dtype=TEXT)}, index=range(2, 2 + len(NASTY)))
    return replace(shop.sheet(), headings=(Heading(0, "=sku", "sku"),), cells=cells)


@pytest.mark.parametrize("report", [shop.check_report(), shop.plan_report(), shop.run_report()])
@pytest.mark.parametrize("messages", [EN, FR])
def test_every_row_of_the_sheet_stands_once_at_its_own_number_as_typed(report: Report, messages: Messages) -> None:
    sheet = opened(result_workbook(report, shop.sheet(), messages)).worksheets[0]

    width = len(shop.HEADINGS)
    assert [sheet.cell(1, 1 + position).value for position in range(width)] == [text for text, _ in shop.HEADINGS]
    for number, row in enumerate(shop.ROWS, start=shop.FIRST_ROW):
        typed = [sheet.cell(number, 1 + position).value or "" for position in range(width)]
        assert typed == list(row)
    assert sheet.max_row == len(shop.ROWS) + 1


def test_every_row_has_a_verdict_with_a_symbol_and_a_word() -> None:
    sheet = opened(result_workbook(shop.run_report(), shop.sheet(), EN)).worksheets[0]

    first = len(shop.HEADINGS) + 1
    headings = [sheet.cell(1, first + place).value for place in range(5)]
    assert headings == ["Result", "Message", "Fields changed", "Store ID", "Run"]
    verdicts = {row.row: EN(f"result.{row.result}") for row in shop.run_report().rows}
    for number, word in verdicts.items():
        assert re.fullmatch(rf"[✓✗·–!?…] {word}", sheet.cell(number, first).value)
        assert sheet.cell(number, first + 4).value == shop.run_report().run.id


@pytest.mark.parametrize(("messages", "words"), [(EN, "– left out"), (FR, "– laissée de côté")])
def test_a_row_that_is_no_product_keeps_its_text_and_says_why_it_was_left_out(messages: Messages, words: str) -> None:
    last = shop.FIRST_ROW + len(shop.ROWS)
    wide = len(shop.HEADINGS) + 2
    skipped, passed = (Skipped(last, "total"), Skipped(last + 3, "note")), {3: "Total", 8: "=SUM(I2:I21)"}
    with_rest = replace(shop.sheet(), skipped=skipped, passed={last: passed, last + 3: {wide: "see page 2"}})

    sheet = opened(result_workbook(shop.check_report(), with_rest, messages)).worksheets[0]

    assert {cell.column - 1: cell.value for cell in sheet[last][: wide + 1] if cell.value} == passed
    assert [cell.value for cell in sheet[last][wide + 1 : wide + 3]] == [words, messages("skipped.total")]
    assert sheet.cell(last + 3, wide + 1).value == "see page 2"
    assert sheet.cell(last + 3, wide + 3).value == messages("skipped.note")


def test_titles_above_the_headings_and_totals_between_the_rows_are_shown_too() -> None:
    rows = [number if number < 12 else number + 1 for number in range(6, 26)]
    skipped = (Skipped(12, "total"), Skipped(1, "title"))
    below = replace(shop.sheet(), cells=shop.sheet().cells.set_axis(rows), heading_row=4, skipped=skipped)
    report = shop.check_report()
    moved = replace(report, rows=tuple(replace(row, row=rows[row.row - shop.FIRST_ROW]) for row in report.rows))

    typed = replace(below, passed={1: {0: "Boutique"}, 12: {3: "Total"}})
    sheet = opened(result_workbook(replace(moved, findings=()), typed, EN)).worksheets[0]

    assert [sheet.cell(row, column).value for row, column in ((1, 1), (12, 4))] == ["Boutique", "Total"]
    assert [sheet.cell(row, len(shop.HEADINGS) + 1).value for row in (1, 12)] == ["– left out"] * 2
    assert [sheet.cell(row, 3).value for row in (4, 11, 13)] == ["sku", "00123", "00124"]


def test_the_headings_stand_in_the_row_where_they_stood() -> None:
    below = replace(shop.sheet(), cells=shop.sheet().cells.set_axis(range(6, 26)), heading_row=4)

    sheet = opened(result_workbook(shop.check_report(), below, EN)).worksheets[0]

    assert sheet["C4"].value == "sku"
    assert sheet["C6"].value == "GANT-P"


def test_the_other_sheets_are_summary_changes_issues_and_a_guide() -> None:
    titles = opened(result_workbook(shop.run_report(), shop.sheet(), EN)).sheetnames

    assert titles == ["Catalog", "Summary", "Changes", "Issues", "How to read this"]


def test_a_bad_cell_is_filled_and_says_what_was_found_and_expected() -> None:
    sheet = opened(result_workbook(shop.run_report(), shop.sheet(), EN)).worksheets[0]

    fine, bad = sheet["I3"], sheet["I4"]
    assert fine.comment is None
    assert bad.fill.fgColor.rgb != fine.fill.fgColor.rgb
    assert bad.comment.text.split("\n")[1:] == ["Found: 28,9O", "Expected: a number such as 12.50", "Try: 28,90"]


@pytest.mark.parametrize("sheet", [shop.sheet(), nasty_sheet()])
def test_nothing_in_the_workbook_lives(sheet: Sheet) -> None:
    parts = zipfile.ZipFile(io.BytesIO(result_workbook(shop.run_report(), sheet, FR)))

    for name in parts.namelist():
        assert "externalLink" not in name
        text = parts.read(name).decode()
        assert not re.search(r"<f[ />]|<hyperlink|/hyperlink\"|externalLink|ddeLink|TargetMode=\"External\"", text), (
            name
        )


def test_any_text_is_read_back_as_the_same_text() -> None:
    sheet = opened(result_workbook(shop.check_report(), nasty_sheet(), EN)).worksheets[0]

    cells = [sheet.cell(2 + number, 1) for number in range(len(NASTY))]
    assert [cell.value for cell in cells] == list(NASTY)
    assert {cell.data_type for cell in cells} == {"s"}


def test_a_text_too_long_for_a_cell_is_cut_and_says_so() -> None:
    long = pd.DataFrame({0: pd.array(["é" * 40_000], dtype=TEXT)}, index=[2])
    sheet = replace(nasty_sheet(), cells=long)

    text = opened(result_workbook(shop.check_report(), sheet, EN)).worksheets[0]["A2"].value

    assert len(text) == LONGEST
    assert text.endswith("[cut: the whole text has 40,000 characters, see your file]")


def test_without_the_sheet_the_rows_are_their_sku_and_their_verdict() -> None:
    sheet = opened(result_workbook(shop.run_report(), None, EN)).worksheets[0]

    assert [cell.value for cell in sheet[2]][:2] == ["GANT-P", "✓ updated"]


def test_the_same_report_gives_the_same_bytes() -> None:
    first = result_workbook(shop.run_report(), shop.sheet(), FR)
    time.sleep(2.1)  # a zip file counts in steps of two seconds

    assert result_workbook(shop.run_report(), shop.sheet(), FR) == first
