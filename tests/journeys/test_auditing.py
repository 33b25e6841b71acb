"""The same figures everywhere, for whoever adds them up again; and a report that is given back changes nothing."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import lxml.html
import openpyxl
import pytest
from rich.console import Console

from batch import jobs
from batch.messages import Messages
from batch.reports import console
from tests.journeys.shop import Shop, document, opened, written
from tests.journeys.test_apply import SHEET

EDITED = SHEET.replace("18.50", "19.00").replace("22,", "cheap,")


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shop]:
    with opened(tmp_path_factory.mktemp("shop")) as there:
        there.run(there.sheet("earlier.csv", SHEET))
        yield there


@pytest.fixture(scope="module")
def ran(shop: Shop) -> jobs.Done:
    return shop.run(shop.sheet("catalog.csv", EDITED))


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_report_tells_the_same_figures(shop: Shop, ran: jobs.Done, language: str) -> None:
    messages = Messages(language)
    told = jobs.report(replace(shop.context(), messages=messages), ran.report.run.id)
    totals = {word: number for word, number in document(ran)["totals"].items() if number}
    book: Any = openpyxl.load_workbook(told.files["result"])
    page: Any = lxml.html.parse(told.files["report"])
    lines = list(csv.DictReader(io.StringIO(written(told, "changes"))))
    words = {messages(f"result.{word}"): number for word, number in totals.items()}

    assert Counter(_column(book.worksheets[0], messages("column.result"))) == words
    assert {
        row[1].value[2:]: row[2].value for row in book.worksheets[1].iter_rows() if row[2].value
    }.items() >= words.items()
    assert _figures(page, "rows") == list(totals.values())
    assert sum(_figures(page, "fields")) == sum(line["status"] == "applied" for line in lines)
    assert book.worksheets[2].max_row - 1 == len(lines)
    assert book.worksheets[3].max_row - 1 == len(document(ran)["findings"]) == written(told, "issues").count("\n") - 1
    screen = io.StringIO()
    console.show(told.report, told.files, Console(file=screen, width=400), messages)
    assert all(messages.count(f"counted.{word}", number) in screen.getvalue() for word, number in totals.items())


def test_every_row_of_the_sheet_stands_once_in_the_workbook(ran: jobs.Done) -> None:
    book: Any = openpyxl.load_workbook(ran.files["result"])
    typed = list(csv.reader(io.StringIO(EDITED)))

    shown = [[cell or "" for cell in row[: len(typed[0])]] for row in book.worksheets[0].iter_rows(values_only=True)]
    assert shown == typed


@pytest.mark.parametrize("name", ["result", "fix", "catalog", "pos_import"])
def test_a_report_that_is_given_back_changes_nothing(shop: Shop, ran: jobs.Done, name: str) -> None:
    """``catalog.csv`` too, although a cell that could not be read is blank in it."""
    plan = shop.plan(Path(ran.files[name])).report.plan

    assert plan is not None
    assert plan.changes == ()


def _column(sheet: Any, heading: str) -> list[str]:
    at = [cell.value for cell in sheet[1]].index(heading)
    return [row[at][2:] for row in sheet.iter_rows(min_row=2, values_only=True)]


def _figures(page: Any, section: str) -> list[int]:
    cells = page.findall(f".//section[@aria-labelledby='{section}']//tbody//td[@class='number']")
    return [int(re.sub(r"\D", "", cell.text)) for cell in cells]
