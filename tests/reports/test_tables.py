"""Promises of the CSV reports: as their contracts say, harmless, and read back unchanged."""

import io
from dataclasses import replace

import openpyxl
import pandas as pd
import pytest
from pandera.errors import SchemaError, SchemaErrors

from batch.messages import Messages
from batch.model.catalog import Sheet
from batch.model.harmless import unguard
from batch.model.rules import BY_NAME
from batch.reports.changes import changes_file
from batch.reports.figures import cell_changes
from batch.reports.fix import fix_file
from batch.reports.issues import issues_file
from batch.reports.result import result_workbook
from batch.reports.understood import understood_file
from batch.reports.unmended import OF_THE_COLUMN, OF_THE_FILE
from schemas.results import CHANGES, FIELDS, ISSUES, UNDERSTOOD
from schemas.types import TEXT
from tests.reports import shop
from tests.reports.test_harmless import live, read

EN, FR = Messages("en"), Messages("fr")
UNDERSTOOD_ROWS = pd.DataFrame(
    {
        "inventory_Québec": ["4", None, "-2"],
        "retail_price": ["28.99", None, "15.00"],
        "sku": ["00123", "=1+1", "TUQUE"],
        "description": ["[clear]", "a;=1+1", "two\nlines"],
        "image_url_2": [None, None, "https://x/y.jpg"],
        "active_online": ["1", None, "0"],
    },
    index=[2, 3, 7],
    dtype=TEXT,
)


def frame(content: bytes) -> pd.DataFrame:
    return pd.read_csv(io.BytesIO(content), dtype=str)


def rows(content: bytes, encoding: str = "utf-8", delimiter: str = ",") -> list[list[str]]:
    return [[unguard(cell) for cell in row] for row in read(content.decode(encoding), delimiter)]


def test_changes_are_as_their_contract_says() -> None:
    for report in (shop.plan_report(), shop.run_report(), shop.check_report()):
        CHANGES.validate(frame(changes_file(report)))


def test_a_change_is_of_a_field_that_the_contract_names() -> None:
    assert set(FIELDS) == set(BY_NAME)


def test_every_changed_cell_is_one_line_with_what_was_confirmed() -> None:
    lines = rows(changes_file(shop.run_report()))[1:]

    assert len(lines) == sum(len(change.fields) for change in shop.CHANGES)
    assert lines[0][2:] == ["2", "901/11", "GANT-P", "retail_price", "26.99", "28.99", "applied", "28.99"]
    assert ["11", "908", "=1+1", "name", "Affiche", shop.ROWS[9][3], "rejected", ""] in [line[2:] for line in lines]


def test_a_deletion_is_a_line_too() -> None:
    report = shop.run_report()
    gone = replace(report.rows[0], result="deleted", fields=(), confirmed={}, deletes=True)

    assert [change.field.name for change in cell_changes(replace(report, rows=(gone,)))] == [""]


@pytest.mark.parametrize("messages", [EN, FR])
def test_issues_are_as_their_contract_says_and_none_is_left_out(messages: Messages) -> None:
    content = issues_file(shop.run_report(), messages)

    ISSUES.validate(frame(content))
    assert [row[0] for row in rows(content)[1:]] == [finding.code for finding in shop.FINDINGS]


def test_what_was_understood_is_as_its_contract_says() -> None:
    content = understood_file(UNDERSTOOD_ROWS)

    UNDERSTOOD.validate(frame(content))
    assert rows(content) == [
        ["row", "sku", "description", "active_online", "retail_price", "inventory_Québec", "image_url_2"],
        ["2", "00123", "[clear]", "1", "28.99", "4", ""],
        ["3", "=1+1", "a;=1+1", "", "", "", ""],
        ["7", "TUQUE", "two\nlines", "0", "15.00", "-2", "https://x/y.jpg"],
    ]


@pytest.mark.parametrize(
    ("column", "values"),
    [
        ("active_online", ["yes", "1", "1"]),
        ("retail_price", ["1,50", "1.50", "1.50"]),
        ("row", ["2", "2", "3"]),
        ("shelf", ["A1", "A2", "A3"]),
    ],
)
def test_the_contract_of_what_was_understood_refuses(column: str, values: list[str]) -> None:
    read_back = frame(understood_file(UNDERSTOOD_ROWS)).assign(**{column: values})

    with pytest.raises((SchemaError, SchemaErrors)):
        UNDERSTOOD.validate(read_back)


def test_the_fix_file_holds_the_rows_that_need_a_hand_as_typed_and_says_why() -> None:
    lines = rows(fix_file(shop.run_report(), shop.sheet(), shop.FAMILIES, FR).content, "cp1252", ";")

    needing = [2, 3, 4, 8, 11, 12, 13, 15, 17, 18]  # 2 and 3 are of one product with 4
    assert lines[0] == [*(text for text, _ in shop.HEADINGS), "À corriger"]
    assert [tuple(line[:-1]) for line in lines[1:]] == [shop.ROWS[row - shop.FIRST_ROW] for row in needing]
    assert all(line[-1] for line in lines[1:])
    sibling = "rien à corriger\u00a0: figure ici parce que la ligne 4 du même produit est à corriger"
    assert all(line[-1].startswith(sibling) for line in lines[1:3])
    assert lines[3][-1].startswith("Prix de détail\u00a0: «\u00a028,9O\u00a0» n’est pas un prix")


@pytest.mark.parametrize(
    ("sheet", "encoding", "delimiter"),
    [
        (shop.sheet(";", "cp1252"), "cp1252", ";"),
        (shop.sheet("\t", "utf-16"), "utf-16", "\t"),
        (shop.sheet(",", "utf-8"), "utf-8", ","),
        (shop.sheet("|", "mac-roman"), "mac-roman", "|"),
        (shop.sheet(",", "ascii"), "utf-8-sig", ","),
    ],
)
def test_the_fix_file_wears_the_dress_of_the_input(sheet: Sheet, encoding: str, delimiter: str) -> None:
    content = fix_file(shop.run_report(), sheet, shop.FAMILIES, FR).content

    lines = read(content.decode(encoding), delimiter)
    assert len(lines) == 11
    assert content.startswith(b"\xef\xbb\xbf") == (encoding == "utf-8-sig")


@pytest.mark.parametrize("form", ["xlsx", "xls", "ods"])
def test_a_workbook_gets_a_workbook_of_the_rows_to_mend(form: str) -> None:
    """Codes are text with their zeros, amounts are numbers, what cannot be one stays as typed, and nothing is live."""
    fix = fix_file(shop.run_report(), shop.sheet(None, None, form), shop.FAMILIES, EN)
    book = openpyxl.load_workbook(io.BytesIO(fix.content))
    lines = list(book.worksheets[0].iter_rows())
    cells = {line[2].value: line for line in lines[1:]}

    assert fix.suffix == ".xlsx"
    assert [cell.value for cell in lines[0]] == [*(text for text, _ in shop.HEADINGS), "What to mend"]
    assert len(lines) == 11
    assert (cells["00124"][2].data_type, cells["00124"][2].number_format) == ("s", "@")
    assert cells["MIT-1"][8].value == -5
    assert cells["GANT-G"][8].value == "28,9O"
    assert cells["GANT-G"][8].comment
    assert cells["=1+1"][3].value == shop.ROWS[9][3]
    assert {cell.data_type for line in lines for cell in line} <= {"s", "n"}


@pytest.mark.parametrize("code", sorted(OF_THE_FILE | OF_THE_COLUMN))
def test_a_cell_at_fault_for_more_than_its_text_is_not_taken_for_mended_when_it_is_given_back(code: str) -> None:
    found = [shop.finding(code, 12, 8)]
    report = replace(shop.run_report(), findings=tuple(found))
    lines = read(fix_file(report, shop.sheet(",", "utf-8"), shop.FAMILIES, FR).content.decode(), ",")
    line = next(line for line in lines if line[0] == "7d24")
    at = 2 if code.startswith("row.") else 8

    assert [place for place, text in enumerate(line[:-1]) if text.startswith("[à corriger]")] == [at]
    assert line[at] == f"[à corriger] {shop.ROWS[10][at]}"


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_the_rows_to_mend_of_an_export_say_of_which_it_was(form: str) -> None:
    """Without it they would be compared with no base when they are given back, and win over the store."""
    sheet = replace(shop.sheet(",", "utf-8", form), export="e-20260301-091500-0001")
    content = fix_file(shop.run_report(), sheet, shop.FAMILIES, EN).content
    heading = read(content.decode(), ",")[0] if form == "csv" else _first_row(content)
    result = _first_row(result_workbook(shop.run_report(), sheet, EN))

    assert heading[-2] == "onshelf export e-20260301-091500-0001"
    assert result[-6] == "onshelf export e-20260301-091500-0001"


def _first_row(content: bytes) -> list[str]:
    sheet = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]
    return [str(cell.value) for cell in sheet[1]]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_no_cell_of_any_file_is_live_however_it_is_split(delimiter: str) -> None:
    files = [
        changes_file(shop.run_report()),
        issues_file(shop.run_report(), FR),
        understood_file(UNDERSTOOD_ROWS),
        fix_file(shop.run_report(), shop.sheet(delimiter, "utf-8"), shop.FAMILIES, FR).content,
    ]

    for content in files:
        for split in (",", ";", "\t"):
            assert [cell for row in read(content.decode(), split) for cell in row if live(cell)] == []


def test_the_same_report_gives_the_same_bytes() -> None:
    assert changes_file(shop.run_report()) == changes_file(shop.run_report())
    assert issues_file(shop.run_report(), FR) == issues_file(shop.run_report(), FR)
