"""Taking back what we did, and nothing of what somebody else did meanwhile."""

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest

from batch import jobs
from batch.model.changes import Action
from tests.journeys.shop import Shop, opened

SHEET = "sku,name,retail_price\nMUG,Mug,12.00\n"


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Shop]:
    with opened(tmp_path) as there:
        there.run(there.sheet("first.csv", SHEET))
        yield there


def statuses(done: jobs.Done) -> dict[str, str]:
    with Path(done.files["changes"]).open(encoding="utf-8", newline="") as file:
        return {line["field"]: line["status"] for line in csv.DictReader(file)}


def test_what_somebody_else_had_set_already_is_told_and_not_taken_back(shop: Shop) -> None:
    made = shop.plan(shop.sheet("second.csv", SHEET.replace("12.00", "13.00").replace("Mug,", "Big mug,")))
    shop.put(str(shop.state()[0]["id"]), {"price": 13})
    ran = shop.apply(made.files["plan"])
    told = jobs.report(shop.context(), ran.report.run.id)
    back = jobs.undo(shop.context(), ran.report.run.id, None, Action.KEEP)

    assert statuses(ran) == statuses(told) == {"name": "applied", "retail_price": "skipped"}
    assert shop.apply(back.files["plan"]).exit_code == 0
    assert (shop.state()[0]["name"], shop.state()[0]["price"]) == ("Mug", 13)


def test_an_undo_that_must_wait_leads_to_another_undo_and_not_to_the_sheet(shop: Shop) -> None:
    """The rows of the sheet would do anew what was to be taken back."""
    ran = shop.run(shop.sheet("second.csv", SHEET.replace("12.00", "13.00")))
    undo = jobs.undo(shop.context(), ran.report.run.id, None, Action.KEEP)
    shop.put(str(shop.state()[0]["id"]), {"price": 77})
    done = shop.apply(undo.files["plan"])
    told = Path(done.files["report"]).read_text("utf-8")

    assert (done.exit_code, shop.state()[0]["price"], "fix" in done.files) == (4, 77, False)
    assert f"onshelf undo {ran.report.run.id}" in told
    assert "onshelf plan SHEET" not in told
