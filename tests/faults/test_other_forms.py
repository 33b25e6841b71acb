"""A store that keeps values in its own form: told once, with what is there, and not sent for ever."""

from pathlib import Path

import pytest

from tests.faults import judges, scene
from tests.faults.cases import Fault
from tests.faults.day import Attempt, Document, day

FORMS: list[tuple[Fault, str, str]] = [
    ({"name": "price_rounded"}, "MUG", "retail_price"),
    ({"name": "name_trimmed"}, "BOWL", "name"),
    ({"name": "html_cleaned"}, "MUG", "description"),
    ({"name": "sku_uppercased"}, "lamp-1", "sku"),
]


def told(attempt: Attempt, sku: str) -> tuple[str, str, str]:
    assert attempt.done is not None
    row = next(row for row in attempt.done.report.rows if row.sku == sku)
    return (
        row.result,
        row.reason.code if row.reason else "",
        dict(row.reason.facts).get("field", "") if row.reason else "",
    )


@pytest.mark.parametrize(("fault", "sku", "field"), FORMS, ids=[str(form[0]["name"]) for form in FORMS])
def test_what_the_store_keeps_otherwise_is_no_conflict(
    fault: Fault, sku: str, field: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, before: list[Document]
) -> None:
    with day(tmp_path, monkeypatch, before) as bad:
        bad.strike([fault])
        first = bad.run(scene.SHEET)
        assert first.done is not None
        again = bad.apply(str(first.done.report.plan_path))

        assert (first.exit_code, told(first, sku)) == (4, ("failed", "apply.not_held", field))
        assert (again.exit_code, told(again, sku)) == (4, ("failed", "apply.not_held", field))
        assert again.ledger == first.ledger
        assert judges.complaints(bad) == []
