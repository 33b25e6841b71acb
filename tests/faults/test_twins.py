"""A product that is there twice: told with both IDs, and left alone; a SKU that was taken meanwhile is somebody's."""

from pathlib import Path

import pytest

from tests.faults import judges, scene
from tests.faults.day import Attempt, Day, Document, day

LAMP = "lamp-1"
UNHEARD: list[tuple[Document, ...]] = [(), ({"name": "answer_lost", "on": "batch"},), ({"name": "responses_null"},)]


def lamps(attempt: Attempt) -> dict[str, Document]:
    return {str(product["id"]): product for product in attempt.state if product["sku"] == LAMP}


def told(attempt: Attempt, sku: str = LAMP) -> tuple[str, str, str]:
    assert attempt.done is not None
    row = next(row for row in attempt.done.report.rows if row.sku == sku)
    return row.result, row.reason.code if row.reason else "", str(row.reason.facts if row.reason else "")


def delete(bad: Day, product: str) -> None:
    api = bad.witness.base_url.join("../api/v3/1003/products/" + product)
    bad.witness.delete(api, headers={"Authorization": "Bearer " + bad.token}).raise_for_status()


@pytest.mark.parametrize(
    "also", [(), ({"name": "answer_lost", "on": "batch"},), ({"name": "responses_null"},)], ids=str
)
def test_a_product_that_the_store_made_twice_is_told_and_not_touched(
    also: tuple[Document, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, before: list[Document]
) -> None:
    with day(tmp_path, monkeypatch, before) as bad:
        bad.strike([{"name": "done_twice", "on": "create"}, *also])
        first = bad.run(scene.SHEET)

        two = lamps(first)
        assert len(two) == 2
        assert (first.exit_code, told(first)[:2]) == (4, ("unknown", "apply.made_twice"))
        assert all(id_ in told(first)[2] for id_ in two)
        assert [product["media"]["images"] for product in two.values()] == [[], []]
        assert judges.complaints(bad) == [f"creation of {LAMP} took effect 2 times"]

        delete(bad, min(two))
        assert first.done is not None
        second = bad.apply(str(first.done.report.plan_path))
        assert (second.exit_code, told(second)[0]) == (0, "created")
        assert [len(product["media"]["images"]) for product in lamps(second).values()] == [1]


def test_a_sku_that_another_run_gave_away_meanwhile_is_not_created_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, before: list[Document]
) -> None:
    with day(tmp_path, monkeypatch, before) as bad:
        plan = bad.planned(scene.SHEET)
        done = bad.run(scene.SHEET)
        late = bad.apply(plan)

        assert done.exit_code == 0
        assert late.ledger == done.ledger
        assert (late.exit_code, told(late)[:2]) == (4, ("conflict", "apply.taken"))
