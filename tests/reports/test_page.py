"""Promises of report.html: one file that asks for nothing, says what the other reports say, and can be heard."""

import base64
import hashlib
import re
from dataclasses import replace
from decimal import Decimal
from typing import Any

import lxml.html
import pytest

from batch.messages import Messages
from batch.model.changes import FieldChange
from batch.model.records import Link, Manifest, Operator
from batch.model.reports import Report, RowResult
from batch.reports import manifest
from batch.reports.figures import by_status, by_verdict, cell_changes
from batch.reports.page import contents, report_page
from batch.reports.prices import bands, price_moves
from batch.reports.sentences import summary, totals
from tests.reports import shop

EN, FR = Messages("en"), Messages("fr")
LANGUAGES = pytest.mark.parametrize("messages", [EN, FR], ids=["en", "fr"])
REPORTS = {"check": shop.check_report(), "plan": shop.plan_report(), "run": shop.run_report()}
NAMES = {number: row[3] for number, row in enumerate(shop.ROWS, start=shop.FIRST_ROW)}
HOSTILE = '<script>alert(1)</script>"&{{ 7 * 7 }}\x00\u202e=cmd()'


def recorded(report: Report, previous: Link | None = None) -> Manifest:
    made = manifest.manifest(report, Operator("élise", "caisse", "1.0"), {"changes.csv": b"a", "issues.csv": b"b"})
    return manifest.chained(made, previous) if report.reconciled is not None else made


def page(report: Report, messages: Messages = EN, names: dict[int, str] | None = None) -> str:
    shown = contents(report, NAMES if names is None else names, messages)
    return report_page(shown, report, recorded(report, Link("r-0", "c" * 64)), messages).decode()


def parsed(text: str) -> Any:
    return lxml.html.document_fromstring(text)


def told(element: Any) -> str:
    return " ".join(element.text_content().split())


@pytest.fixture(params=REPORTS)
def report(request: pytest.FixtureRequest) -> Report:
    return REPORTS[request.param]


@LANGUAGES
def test_it_says_the_sentence_and_the_sum_that_the_console_says(report: Report, messages: Messages) -> None:
    tree = parsed(page(report, messages))

    assert told(tree.find(".//header")).endswith(" ".join(summary(report, messages).split()))
    assert told(tree.find(".//section[@aria-labelledby='rows']//caption")) == " ".join(totals(report, messages).split())


@LANGUAGES
def test_its_figures_are_those_of_the_workbook_and_of_changes_csv(messages: Messages) -> None:
    report = shop.run_report()
    tree = parsed(page(report, messages))
    applied = [change for change in cell_changes(report) if change.status == "applied"]

    assert figures(tree, "rows") == [number for number in by_verdict(report).values() if number]
    assert figures(tree, "outcomes") == [number for number in by_status(report).values() if number]
    assert sum(figures(tree, "fields")) == len(applied)
    assert sum(figures(tree, "prices")) == len(price_moves(applied))


def figures(tree: Any, section: str) -> list[int]:
    return [
        int(cell.text) for cell in tree.findall(f".//section[@aria-labelledby='{section}']//tbody//td[@class='number']")
    ]


def test_it_asks_for_nothing_outside_and_runs_nothing(report: Report) -> None:
    text = page(report)
    tree = parsed(text)
    policy = tree.find(".//meta[@http-equiv='Content-Security-Policy']").get("content")
    style = tree.find(".//style").text
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()

    assert policy == f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    assert {node.tag for node in tree.iter() if isinstance(node.tag, str)} & {
        "script",
        "link",
        "img",
        "iframe",
        "a",
    } == set()
    assert not re.search(r"url\(|@import|expression", style)
    assert [node for node in tree.iter() if set(node.attrib) & {"src", "href", "style", "onclick", "onload"}] == []


@LANGUAGES
def test_it_can_be_heard(report: Report, messages: Messages) -> None:
    """Landmarks, one title, a caption and scopes for each table, a text for each picture, names that lead somewhere."""
    tree = parsed(page(report, messages))
    ids = [node.get("id") for node in tree.iter() if node.get("id")]

    assert tree.get("lang") == messages.language
    assert [len(tree.findall(f".//{tag}")) for tag in ("header", "main", "footer", "h1")] == [1, 1, 1, 1]
    assert all(told(table.find("caption")) for table in tree.findall(".//table"))
    assert all(cell.get("scope") in ("col", "row") for cell in tree.findall(".//th"))
    assert all(row.find("th") is not None for row in tree.findall(".//tr"))
    assert all(svg.get("role") == "img" and svg.find("title").text for svg in tree.findall(".//svg"))
    assert len(ids) == len(set(ids))
    assert {node.get("aria-labelledby") for node in tree.findall(".//section")} <= set(ids)


def test_a_listing_stays_a_table_to_the_ear_where_a_narrow_screen_lays_it_out_as_blocks() -> None:
    tables = parsed(page(shop.run_report())).findall(".//section/table[@role='table']")
    roles = {"thead": "rowgroup", "tbody": "rowgroup", "tr": "row", "td": "cell"}
    headings = {"col": "columnheader", "row": "rowheader"}

    assert len(tables) == 5
    for node in (node for table in tables for node in table.iter(*roles, *("th",))):
        assert node.get("role") == (roles.get(node.tag) or headings[node.get("scope")])


def test_a_chart_is_told_in_numbers_beside_each_bar() -> None:
    tree = parsed(page(shop.run_report()))

    for row in tree.findall(".//section[@aria-labelledby='prices']//tbody/tr"):
        whole = sum(figures(tree, "prices"))
        assert float(row.findall(".//rect")[1].get("width")) == round(100 * int(row.find("td").text) / whole, 2)


def test_nothing_that_was_typed_becomes_part_of_the_page() -> None:
    field = FieldChange("retail_price", "1.00", "2.00")
    row = RowResult(2, HOSTILE, "plan_update", (field,))
    report = replace(
        shop.plan_report(),
        rows=(row,),
        findings=(replace(shop.FINDINGS[1], value=HOSTILE, column=HOSTILE),),
        sheet=replace(shop.facts(), name=HOSTILE),
    )

    text = page(report, names={2: HOSTILE})

    assert "<script" not in text
    assert "49" not in re.sub(r"sha256-\S+", "", text.split("<body>")[1])
    assert "{{ 7 * 7 }}" in text
    assert not re.search("[\x00-\x08\x0b-\x1f\u202a-\u202e]", text)
    assert told(parsed(text).find(".//h1")) == HOSTILE.replace("\x00", "\ufffd").replace("\u202e", "\ufffd")


def test_a_check_has_its_rows_its_issues_and_its_record_and_no_changes() -> None:
    sections = [node.get("aria-labelledby") for node in parsed(page(shop.check_report())).findall(".//section")]

    assert sections == ["rows", "causes", "file", "record"]


def test_a_plan_says_what_would_be_and_a_run_what_is() -> None:
    planned, ran = page(shop.plan_report()), page(shop.run_report())

    assert "3 items would be shown that are not shown now" in planned
    assert "2 items are shown that were not shown before" in ran
    assert "1 item is no longer shown" in ran


def test_what_did_not_happen_is_said_with_its_reason_and_counted_in_no_other_figure() -> None:
    tree = parsed(page(shop.run_report()))

    assert "Name is not allowed" in told(tree.find(".//section[@aria-labelledby='undone']"))
    assert "STY-1" not in told(tree.find(".//section[@aria-labelledby='largest']"))


def test_columns_are_called_what_the_merchant_calls_them() -> None:
    assert "Prix de détail" in told(parsed(page(shop.run_report())).find(".//section[@aria-labelledby='fields']"))


def test_french_has_its_commas_its_spaces_and_its_dates() -> None:
    text = page(shop.run_report(), FR)

    assert "26,99" in text
    assert "26.99" not in text
    assert "+7,4\u00a0%" in text
    assert "1 mars 2026, 14 h 15 UTC" in text


def test_english_has_points() -> None:
    text = page(shop.run_report())

    assert all(words in text for words in ("26.99", "+7.4%", "March 1, 2026, 14:15 UTC"))


def test_a_large_run_is_told_by_its_first_with_the_true_counts() -> None:
    fields = (FieldChange("retail_price", "10.00", "11.00"), FieldChange("active_online", "0", "1"))
    rows = tuple(RowResult(number, f"S{number}", "plan_update", fields) for number in range(2, 20_002))
    report = replace(shop.plan_report(), rows=rows, sheet=replace(shop.facts(), rows=20_000))

    text = page(report)

    assert len(text) < 100_000
    assert "20,000 prices move" in text
    assert "and 19,980 more, see changes.csv" in text
    assert "20,000 items would be shown" in text


def test_the_record_names_every_file_and_the_run_before() -> None:
    record = told(parsed(page(shop.run_report())).find(".//section[@aria-labelledby='record']"))

    for words in (
        "r-20260301-091500-k3",
        "2026-03-01T14:15:42Z",
        "élise on caisse",
        "onshelf 1.0",
        "p-1",
        "r-0",
        "c" * 64,
    ):
        assert words in record
    assert manifest.sha256(b"a") in record
    assert "in no chain" in told(parsed(page(shop.plan_report())).find(".//section[@aria-labelledby='record']"))


@pytest.mark.parametrize(
    ("before", "after", "band"),
    [
        ("10", "4.99", (-1, "0.50", None)),
        ("10", "5", (-1, "0.20", "0.50")),
        ("10", "0", (-1, "0.50", None)),
        ("10", "9.99", (-1, "0", "0.05")),
        ("10", "10.50", (1, "0", "0.05")),
        ("10", "10.51", (1, "0.05", "0.10")),
        ("10", "30", (1, "0.50", None)),
        ("0", "30", (1, "0.50", None)),
    ],
)
def test_each_price_that_moves_is_in_one_band(before: str, after: str, band: tuple[int, str, str | None]) -> None:
    row = RowResult(2, "A", "plan_update", (FieldChange("retail_price", before, after),))
    sign, low, high = band

    counted = [one for one in bands(price_moves(cell_changes(replace(shop.plan_report(), rows=(row,))))) if one.number]

    assert [(one.sign, one.low, one.high) for one in counted] == [(sign, Decimal(low), high and Decimal(high))]


def test_the_price_that_moves_by_the_largest_factor_comes_first() -> None:
    pairs = (("10", "11"), ("10", "1"), ("10", "50"), ("10", "0"), ("10", "10.00"), ("", "5"))
    rows = tuple(RowResult(2, a + b, "plan_update", (FieldChange("retail_price", a, b),)) for a, b in pairs)

    assert [str(move.after) for move in price_moves(cell_changes(replace(shop.plan_report(), rows=rows)))] == [
        "0",
        "1",
        "50",
        "11",
    ]
