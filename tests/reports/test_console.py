"""Promises of the screen: one look, no colour needed, and the same figures as everywhere else."""

import io
import re
from dataclasses import replace
from typing import Any

import openpyxl
import pytest
from rich.console import Console

from batch.messages import Messages
from batch.model.changes import FieldChange
from batch.model.reports import Report, RowResult
from batch.model.runs import Reason
from batch.reports import console
from batch.reports.document import document
from batch.reports.figures import undone
from batch.reports.result import result_workbook
from tests.reports import shop

EN, FR = Messages("en"), Messages("fr")
FILES = {"result": "/shop/catalogue.result.xlsx", "changes": "/shop/changes.csv"}


def shown(report: Report, messages: Messages = EN, width: int = 100) -> str:
    out = io.StringIO()
    console.show(report, FILES, Console(file=out, width=width), messages)
    return out.getvalue()


def summary_figures(report: Report, messages: Messages) -> dict[str, int]:
    """What the sheet Summary says, by the words of its labels."""
    sheet: Any = openpyxl.load_workbook(io.BytesIO(result_workbook(report, shop.sheet(), messages))).worksheets[1]
    return {row[1].value[2:]: row[2].value for row in sheet.iter_rows() if isinstance(row[2].value, int)}


@pytest.mark.parametrize("messages", [EN, FR])
def test_the_figures_are_the_same_on_the_screen_in_json_and_in_the_workbook(messages: Messages) -> None:
    report = shop.run_report()
    figures: Any = document(report, FILES, messages)["totals"]

    workbook = summary_figures(report, messages)
    screen = " ".join(shown(report, messages, 300).split())
    for word, number in figures.items():
        assert workbook[messages(f"result.{word}")] == number
        assert " ".join(messages.count(f"counted.{word}", number).split()) in screen
    assert sum(figures.values()) == report.sheet.rows


def test_the_totals_line_reconciles() -> None:
    total, parts = re.findall(r"(\d+) rows = (.*)", shown(shop.run_report(), width=300))[0]

    assert int(total) == sum(int(number) for number in re.findall(r"\d+", parts))
    assert "✓ Every row is accounted for" in shown(shop.run_report())


def test_a_run_that_changed_nothing_has_no_heading_over_nothing() -> None:
    quiet = replace(shop.run_report(), outcomes={})

    assert EN("section.outcomes") in shown(shop.run_report())
    assert EN("section.outcomes") not in shown(quiet)


def test_totals_that_differ_are_said_aloud() -> None:
    assert "✗ The figures do not add up" in shown(replace(shop.run_report(), reconciled=False))


def test_without_a_terminal_there_is_no_colour_and_all_is_said() -> None:
    text = shown(shop.check_report())

    assert "\x1b" not in text
    assert "✗ 1  “28,9O” is not a price" in text
    assert "I4" in text
    assert "20 rows read: 15 ready, 1 left out, 4 refused" in text
    assert "CSV · CP1252 · semicolon" in text


def test_a_plan_shows_the_first_twenty_cells_and_counts_the_rest() -> None:
    text = shown(shop.plan_report())

    assert text.count("→") == console.FIRST_CHANGES
    assert "and 4 more, see changes.csv" in text
    assert "2 to create, 8 to update, 1 to put online, 1 to take offline" in text
    assert "3 items appear in the online store: TUQUE-BL, TUQUE-RG, CAR-1" in text
    assert "1 item disappears from the online store: TASSE-1" in text


def test_what_the_store_said_is_shown_once_for_each_kind() -> None:
    report = shop.run_report()
    failed = next(row for row in report.rows if row.result == "failed")
    twice = replace(report, rows=tuple(replace(row, reason=failed.reason, result="failed") for row in report.rows))

    assert shown(twice, width=300).count("Name is not allowed") == 1


def test_a_value_cannot_steer_the_terminal_or_pass_for_markup() -> None:
    field = FieldChange("name", "[red]x[/red]", "a\x1b[2Jb\u202ec")
    report = replace(shop.plan_report(), rows=(RowResult(2, "[clear]", "plan_update", (field,)),))

    text = shown(report)

    assert "\x1b" not in text
    assert "\u202e" not in text
    assert "[red]x[/red]" in text
    assert "[clear]" in text


@pytest.mark.parametrize("width", [40, 80, 200])
def test_it_fits_the_width_of_the_screen(width: int) -> None:
    tables = shown(shop.plan_report(), width=width).split("Changes to the online store")[1].split("Reports")[0]

    assert max(len(line.rstrip()) for line in tables.splitlines()) <= width


def test_one_line_messages_have_no_full_stop() -> None:
    for report in (shop.check_report(), shop.plan_report(), shop.run_report()):
        assert [line for line in shown(report, width=300).splitlines() if line.rstrip().endswith(".")] == []


def test_no_reason_is_told_of_a_row_that_has_another() -> None:
    moved = [
        Reason("apply.conflict", (("field", "name"), ("expected", "Mug"), ("found", "Cup"))),
        Reason("apply.conflict", (("field", "retail_price"), ("expected", "5.00"), ("found", "6.00"))),
    ]
    rows = [RowResult(row, f"P-{row}", "conflict", reason=moved[row == 3]) for row in (2, 3, 4)]
    report = replace(shop.run_report(), rows=tuple(rows), beside=())

    assert [[row.sku for row in group] for group in undone(report)] == [["P-2", "P-4"], ["P-3"]]
