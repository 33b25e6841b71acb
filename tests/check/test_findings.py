"""Every finding that a look at the sheet alone can make: when it comes, when it does not, and where it points."""

from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from batch.check import Checked, check
from batch.model.catalog import Guess
from batch.model.codes import CODES, Severity
from batch.model.findings import in_sheet_order, rows_with_errors
from samples.drawer.sample import position
from tests import cases
from tests.cases import Case
from tests.making import addressed, sheet

CASES = cases.cases(Path(__file__).parent / "cases")

# The others need a store: see tests/compare.
ELSEWHERE = ("export.", "delete.", "mirror.", "store.", "stock.", "undo.", "activation.", "price.rounded")
OURS = [code.name for code in CODES if not code.name.startswith(ELSEWHERE)]


@cache
def checked(text: str, kinds: tuple[tuple[str, str], ...] = (), rival: str = "") -> Checked:
    typed = sheet(text)
    unsure = Guess("encoding_unsure", (("encoding", "cp1252"), ("rival", rival)))
    typed = replace(typed, guesses=(*typed.guesses, unsure)) if rival else typed
    return check(replace(typed, kinds={position(address)[::-1]: kind for address, kind in kinds}) if kinds else typed)


@pytest.mark.parametrize("case", CASES, ids=cases.name)
def test_a_sheet_gives_exactly_these_findings_at_these_addresses(case: Case) -> None:
    found = addressed(checked(case.text, tuple(case.kinds.items()), case.rival).findings)

    assert sorted(found) == sorted(case.expected)
    assert not case.fires or any(line.startswith(case.fires + " ") for line in found)


@pytest.mark.parametrize("case", CASES, ids=cases.name)
def test_a_row_is_refused_exactly_when_it_has_an_error(case: Case) -> None:
    catalog = checked(case.text, tuple(case.kinds.items()), case.rival).catalog

    assert catalog.refused == rows_with_errors(checked(case.text, tuple(case.kinds.items()), case.rival).findings)
    assert not catalog.refused & catalog.ignored


@pytest.mark.parametrize("case", CASES, ids=cases.name)
def test_findings_come_in_the_order_of_the_sheet(case: Case) -> None:
    findings = checked(case.text, tuple(case.kinds.items()), case.rival).findings

    assert findings == in_sheet_order(findings)
    assert [found.row or 0 for found in findings] == sorted(found.row or 0 for found in findings)


@pytest.mark.parametrize("kind", ["fires", "spares"])
def test_every_code_has_a_case_that_makes_it_fire_and_one_that_only_just_does_not(kind: str) -> None:
    assert cases.without(kind, CASES, OURS) == []


@pytest.mark.parametrize("code", [code for code in CODES if code.example and code.name in OURS], ids=lambda c: c.name)
def test_the_example_of_a_code_stands_in_one_of_its_cases(code: object) -> None:
    name, example = getattr(code, "name", ""), str(getattr(code, "example", ""))
    shown = [case.text for case in CASES if case.fires == name]

    assert any(part in text for part in example.split(", ") for text in shown)


def test_a_finding_tells_sku_value_and_the_rows_that_it_is_about() -> None:
    typed = "sku,name,retail_price\nA,Mug,about 12\nB,Cup,1\nB,Cup,1\n"

    price, *twins = check(sheet(typed)).findings

    assert (price.sku, price.value, price.severity) == ("A", "about 12", Severity.ERROR)
    assert [(twin.value, twin.facts) for twin in twins] == [("B", (("rows", "3, 4"),))] * 2
