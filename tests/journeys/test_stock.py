"""Stock in a store that sells: sent only when asked for, and a difference never twice."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from batch import jobs
from batch import plan as planning
from batch.jobs import folders
from batch.model.changes import Action, Change, FieldChange
from batch.model.choices import Choices, Stock
from batch.model.guards import Guard
from batch.model.rules import QUANTITY_DELTA
from batch.values import now
from tests.journeys.shop import STORE, Shop, opened

SHEET = "sku,name,retail_price,inventory_Main,inventory_North\nCUP,Cup,5,3,4\nMUG,Mug,6,-2,1\n"
FAMILY = (
    "handle,sku,name,retail_price,variant_option_one_name,variant_option_one_value,inventory_Main\n"
    "tee,T-S,Tee,5,Size,S,3\ntee,T-L,Tee,6,Size,L,8\n"
)
ABSOLUTE = Choices(stock=Stock.ABSOLUTE)


@pytest.fixture(params=[{}, {"create_unlimited": "false", "delta_on_unlimited": "400"}], ids=str)
def shop(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Shop]:
    with opened(tmp_path, request.param) as there:
        yield there


def given(shop: Shop, text: str, choices: Choices) -> jobs.Done:
    with jobs.run(shop.context(), shop.sheet("stock.csv", text), STORE, choices) as work:
        return work.go_on()


def stock(shop: Shop) -> dict[str, int | None]:
    found = [item for product in shop.state() for item in (product["combinations"] or [product])]
    return {item["sku"]: None if item["unlimited"] else item["quantity"] for item in found}


def test_a_plain_sheet_sends_no_stock(shop: Shop) -> None:
    given(shop, SHEET, Choices())
    bodies = [entry["body"] for entry in shop.ledger()]

    assert len(bodies) == 2
    assert not [key for body in bodies for key in body if key in ("quantity", "unlimited", "locationInventory")]


def test_the_number_is_sent_when_it_is_asked_for(shop: Shop) -> None:
    assert given(shop, SHEET, ABSOLUTE).exit_code == 0
    assert stock(shop) == {"CUP": 7, "MUG": 0}
    assert given(shop, SHEET.replace("5,3,4", "5,3,5"), ABSOLUTE).report.totals["updated"] == 1
    assert stock(shop) == {"CUP": 8, "MUG": 0}


def test_variants_have_their_own_stock(shop: Shop) -> None:
    given(shop, FAMILY, ABSOLUTE)
    assert stock(shop) == {"T-S": 3, "T-L": 8}
    done = given(shop, FAMILY.replace("L,8", "L,9"), ABSOLUTE)

    assert (done.exit_code, stock(shop)) == (0, {"T-S": 3, "T-L": 9})
    assert given(shop, FAMILY.replace("L,8", "L,9"), ABSOLUTE).report.totals["unchanged"] == 2


def differences(shop: Shop, wanted: dict[str, str]) -> str:
    """The path of a plan that adds so much to the stock of each product."""
    made = shop.plan(shop.sheet("stock.csv", SHEET))
    plan = made.report.plan
    assert plan is not None
    there = {product["sku"]: str(product["id"]) for product in shop.state()}
    changes = tuple(
        Change(Action.UPDATE, row, sku, sku, there[sku], None, (FieldChange(QUANTITY_DELTA, "1", delta),))
        for row, (sku, delta) in enumerate(wanted.items(), 2)
    )
    altered = planning.sealed(replace(plan, changes=changes, unchanged=()))
    folders.keep(shop.folder / "home", altered, planning.text(altered).encode(), shop.folder / "stock.csv")
    path = shop.folder / "stock.plan.json"
    path.write_text(planning.text(altered), "utf-8")
    return str(path)


def test_a_difference_is_added_to_whatever_is_left(shop: Shop) -> None:
    given(shop, SHEET, ABSOLUTE)
    plan = differences(shop, {"CUP": "+3", "MUG": "-2"})
    shop.put(str(shop.state()[0]["id"]), {"quantity": 2})

    done = shop.apply(plan)
    assert (done.exit_code, done.report.totals["updated"]) == (0, 2)
    assert stock(shop) == {"CUP": 5, "MUG": -2}
    assert shop.apply(plan).exit_code == 0
    assert stock(shop) == {"CUP": 5, "MUG": -2}


@pytest.mark.parametrize("lost", [("answer_lost", "batch"), ("answer_lost", "poll"), ("ticket_forgotten", "poll")])
def test_a_difference_whose_answer_was_lost_is_not_sent_again(shop: Shop, lost: tuple[str, str]) -> None:
    given(shop, SHEET, ABSOLUTE)
    plan = differences(shop, {"CUP": "+3", "MUG": "+1"})
    shop.faults({"name": lost[0], "on": lost[1]})
    shop.apply(plan)
    shop.apply(plan)

    assert stock(shop) == {"CUP": 10, "MUG": 1}


def test_the_same_sheet_with_the_same_base_does_not_count_twice_unless_it_is_meant(shop: Shop) -> None:
    given(shop, SHEET, ABSOLUTE)
    edited = Choices(base=str(shop.sheet("base.csv", SHEET)))
    assert given(shop, SHEET.replace("5,3,4", "5,3,6"), edited).exit_code == 0
    assert stock(shop)["CUP"] == 9

    again = shop.sheet("again.csv", SHEET.replace("5,3,4", "5,3,8"))
    stopped = shop.plan(again, edited)
    assert stopped.exit_code == 6
    assert [one.guard for one in stopped.report.plan.stopped_by] == [Guard.STOCK_AGAIN]  # type: ignore[union-attr]

    assert shop.run(again, replace(edited, allow=(Guard.STOCK_AGAIN,), reason="four more came")).exit_code == 0
    assert stock(shop)["CUP"] == 13


def test_undo_takes_a_difference_back_once(shop: Shop) -> None:
    given(shop, SHEET, ABSOLUTE)
    ran = given(shop, SHEET.replace("5,3,4", "5,3,6"), Choices(base=str(shop.sheet("base.csv", SHEET))))
    assert stock(shop)["CUP"] == 9

    for _ in range(2):
        plan = jobs.undo(shop.context(), ran.report.run.id, None, Action.KEEP)
        assert shop.apply(plan.files["plan"]).exit_code == 0
        assert stock(shop)["CUP"] == 7


def later(shop: Shop, seconds: int) -> jobs.Context:
    """A plan is known by the second in which it is made."""
    return replace(shop.context(), clock=lambda: now() + timedelta(seconds=seconds))


def test_two_undos_of_one_run_take_its_difference_back_once(shop: Shop) -> None:
    given(shop, SHEET, ABSOLUTE)
    ran = given(shop, SHEET.replace("5,3,4", "5,3,6"), Choices(base=str(shop.sheet("base.csv", SHEET))))
    made = [
        jobs.undo(later(shop, n), ran.report.run.id, shop.folder / f"{n}.json", Action.KEEP).files["plan"]
        for n in range(2)
    ]
    done = [shop.apply(plan) for plan in made]

    assert [one.exit_code for one in done] == [0, 4]
    assert {row.reason.code for row in done[1].report.rows if row.reason} == {"apply.counted"}
    assert stock(shop)["CUP"] == 7


def test_two_plans_of_one_sheet_send_its_difference_once(shop: Shop) -> None:
    given(shop, SHEET, ABSOLUTE)
    edited = Choices(base=str(shop.sheet("base.csv", SHEET)))
    sheet = shop.sheet("stock.csv", SHEET.replace("5,3,4", "5,3,6"))
    made = [jobs.plan(later(shop, n), sheet, STORE, shop.folder / f"{n}.json", edited).files["plan"] for n in range(2)]
    done = [shop.apply(plan) for plan in made]

    assert [one.exit_code for one in done] == [0, 4]
    assert {row.reason.code for row in done[1].report.rows if row.reason} == {"apply.counted"}
    assert stock(shop)["CUP"] == 9
