"""Every finding that only a look at the store can make: when it comes, when it does not, and what is planned."""

from pathlib import Path

import pytest

from batch.check import check
from batch.model.base import Written
from batch.model.codes import CODES
from batch.model.findings import rows_with_errors
from batch.model.store import ItemId
from tests import cases
from tests.cases import Case
from tests.making import addressed, compare, sheet, told

CASES = cases.cases(Path(__file__).parent / "cases")

BOTH = [
    "price.rounded",
    "price.zero",
    "price.placeholder",
    "name.required",
    "price.required",
]  # said by check too, of what the sheet alone can tell
SHARED = ["family.names_differ", "family.values_differ", "family.mixed_online", "family.duplicate_options"]
OURS = [
    *(code.name for code in CODES if code.name.startswith(("store.", "stock."))),
    *BOTH,
    *SHARED,
]


@pytest.mark.parametrize("case", CASES, ids=cases.name)
def test_a_sheet_and_a_store_give_exactly_these_findings_and_changes(case: Case) -> None:
    checked = check(sheet(case.text))
    base = sheet(case.base) if case.base else None
    since = Written({ItemId(product): texts for product, texts in case.since.items()})
    compared = compare(checked, case.store, case.shop, case.choices, base, checked.findings, case.forms, since)

    assert compared.refused == rows_with_errors(compared.findings)
    assert sorted(addressed(compared.findings)) == sorted(case.expected)
    assert [told(change) for change in compared.changes] == case.plans


@pytest.mark.parametrize("kind", ["fires", "spares"])
def test_every_code_has_a_case_that_makes_it_fire_and_one_that_only_just_does_not(kind: str) -> None:
    assert cases.without(kind, CASES, OURS) == []
