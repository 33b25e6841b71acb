"""Deletions that really happen, in a store that keeps its own ledger: what was shown goes, once, and nothing else."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from batch import jobs
from batch.model.changes import Action
from batch.model.guards import Guard
from tests.journeys.deleting import HEAD, MIRROR, SHEET, WITHOUT_CUP_AND_HAT, filled, product, skus
from tests.journeys.shop import Shop, document, opened, written

SWITCHES = (
    {"delete_unknown_product": "200", "delete_unknown_variation": "404"},
    {"delete_unknown_product": "404", "delete_unknown_variation": "200"},
)


@pytest.fixture(
    scope="module",
    params=[
        pytest.param(SWITCHES[0], id="200 for what is gone"),
        pytest.param(SWITCHES[1], id="404 for what is gone", marks=pytest.mark.long),
    ],
)
def market(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shop]:
    with opened(tmp_path_factory.mktemp("shop"), request.param, seed=[]) as there:
        yield there


@pytest.fixture
def shop(market: Shop) -> Shop:
    return filled(market)


def typed(shop: Shop, **commands: str) -> Path:
    """The full sheet with commands by SKU."""
    named = {sku.replace("_", "-"): command for sku, command in commands.items()}
    lines = [line + named.get(line.split(",")[2], "") for line in SHEET.splitlines()[1:]]
    return shop.sheet("typed.csv", HEAD + "\n".join(lines) + "\n")


def since(shop: Shop, before: int) -> list[tuple[str, str]]:
    return [(entry["method"], entry["path"].partition("/products")[2]) for entry in shop.ledger()[before:]]


def test_a_product_and_one_variant_go_and_no_others(shop: Shop) -> None:
    left, before = skus(shop) - {"MUG", "G-S"}, len(shop.ledger())
    mug, glove = product(shop, "MUG")["id"], product(shop, "G-M-family")
    small = next(own["id"] for own in glove["combinations"] if own["sku"] == "G-S")
    done = shop.run(typed(shop, MUG="delete", G_S="delete"))

    assert skus(shop) == left
    assert set(since(shop, before)) == {("DELETE", f"/{mug}"), ("DELETE", f"/{glove['id']}/combinations/{small}")}
    assert (done.exit_code, done.report.totals["deleted"], done.report.totals["unchanged"]) == (0, 2, 4)
    assert written(done, "pos_import").splitlines()[1:] == [",mug,MUG,Mug,0"]


def test_all_rows_of_a_family_delete_its_product_with_one_request(shop: Shop) -> None:
    hat, before = product(shop, "H-M-family")["id"], len(shop.ledger())
    done = shop.run(typed(shop, H_S="delete", H_M="delete"))

    assert since(shop, before) == [("DELETE", f"/{hat}")]
    assert document(done)["totals"]["deleted"] == 2
    assert document(done)["beside"] == {}


def test_what_was_changed_since_the_plan_is_not_deleted(shop: Shop) -> None:
    planned = shop.plan(shop.sheet("some.csv", WITHOUT_CUP_AND_HAT), MIRROR)
    cup = product(shop, "CUP")["id"]
    shop.put(str(cup), {"price": 99})
    done = shop.apply(planned.files["plan"])

    assert "CUP" in skus(shop)
    assert "H-S" not in skus(shop)
    assert (done.exit_code, document(done)["beside"]) == (4, {"deleted": 1, "conflict": 1})


def test_a_variant_that_came_since_the_plan_keeps_its_product(shop: Shop) -> None:
    planned = shop.plan(shop.sheet("some.csv", WITHOUT_CUP_AND_HAT), MIRROR)
    shop.run(shop.sheet("more.csv", HEAD + ",hat,H-S,Hat,9,Size,S,1,\n,hat,H-L,Hat,9,Size,L,1,\n"))
    done = shop.apply(planned.files["plan"])

    assert {"H-S", "H-M", "H-L"} <= skus(shop)
    assert (done.exit_code, document(done)["beside"]) == (4, {"deleted": 1, "conflict": 1})
    shop.run(shop.sheet("gone.csv", HEAD + ",hat,H-L,Hat,9,Size,L,1,delete\n"))


@pytest.mark.parametrize("refused", [True, False])
def test_variants_make_room_for_a_new_one_only_when_that_is_there(shop: Shop, refused: bool) -> None:
    rows = ",jug,J-S,Jug,9,Size,S,1,\n"
    shop.run(shop.sheet("jug.csv", HEAD + rows))
    sheet = HEAD + rows.replace("1,\n", "1,delete\n") + ",jug,J-M,Jug,9,Size,M,1,\n"
    planned = shop.plan(shop.sheet("jug2.csv", sheet))
    if refused:
        shop.run(shop.sheet("taken.csv", HEAD + ",jar,J-M,Jar,9,,,1,\n"))
    done = shop.apply(planned.files["plan"])

    assert (done.exit_code, product(shop, "J-S-family")["combinations"][0]["sku"]) == (
        (4, "J-S") if refused else (0, "J-M")
    )
    if refused:
        assert next(row.reason.code for row in done.report.rows if row.reason) == "apply.no_variant_left"
    shop.delete(str(product(shop, "J-S-family")["id"]))
    if refused:
        shop.delete(str(product(shop, "J-M")["id"]))


def test_a_product_is_not_left_without_a_variant_that_was_to_stay(shop: Shop) -> None:
    """It would be on sale at the price of none of them."""
    planned = shop.plan(typed(shop, G_S="delete"))
    glove = product(shop, "G-M-family")
    medium = next(own["id"] for own in glove["combinations"] if own["sku"] == "G-M")
    shop.delete(f"{glove['id']}/combinations/{medium}")
    done = shop.apply(planned.files["plan"])

    assert "G-S" in skus(shop)
    assert (done.exit_code, done.report.totals["conflict"], done.report.totals["deleted"]) == (4, 1, 0)
    assert {row.reason.code for row in done.report.rows if row.reason} == {"apply.no_variant_left"}
    shop.run(typed(shop, G_S="delete", G_M="delete"))


def test_what_is_gone_already_is_done(shop: Shop) -> None:
    planned = shop.plan(typed(shop, MUG="delete", G_S="delete"))
    glove = product(shop, "G-M-family")
    small = next(own["id"] for own in glove["combinations"] if own["sku"] == "G-S")
    shop.delete(str(product(shop, "MUG")["id"]))
    shop.delete(f"{glove['id']}/combinations/{small}")
    before = len(shop.ledger())
    done = shop.apply(planned.files["plan"])

    assert since(shop, before) == []
    assert (done.exit_code, done.report.totals["unchanged"]) == (0, 6)
    assert {row.reason.code for row in done.report.rows if row.reason} == {"apply.gone_before"}


def test_a_deletion_that_nothing_was_heard_of_is_unknown_and_goes_when_the_plan_is_applied_again(shop: Shop) -> None:
    planned = shop.plan(typed(shop, MUG="delete", G_S="delete"))
    shop.faults({"name": "connection_reset", "on": "batch", "from": 1, "times": 2})
    first = shop.apply(planned.files["plan"])
    left = skus(shop)
    again = shop.apply(planned.files["plan"])

    assert (first.exit_code, first.report.totals["unknown"], {"MUG", "G-S"} <= left) == (4, 2, True)
    assert (again.exit_code, again.report.totals["deleted"], {"MUG", "G-S"} & skus(shop)) == (0, 2, set())


def test_applied_again_nothing_is_deleted_a_second_time(shop: Shop) -> None:
    planned = shop.plan(shop.sheet("some.csv", WITHOUT_CUP_AND_HAT), MIRROR)
    first = shop.apply(planned.files["plan"])
    before = len(shop.ledger())
    again = shop.apply(planned.files["plan"])

    assert since(shop, before) == []
    assert document(again)["beside"] == document(first)["beside"] == {"deleted": 2}


def test_what_was_deleted_can_be_made_again(shop: Shop) -> None:
    full = {there["sku"]: there for there in shop.state()}
    done = shop.run(shop.sheet("some.csv", WITHOUT_CUP_AND_HAT), MIRROR)
    undone = jobs.undo(shop.context(), done.report.run.id, None, Action.KEEP)
    back = shop.apply(undone.files["plan"])
    now = {there["sku"]: there for there in shop.state()}

    assert (back.exit_code, document(back)["beside"]) == (0, {"created": 2})
    assert now.keys() == full.keys()
    for name in ("name", "price", "enabled", "description"):
        assert {sku: there.get(name) for sku, there in now.items()} == {s: there.get(name) for s, there in full.items()}
    assert {own["sku"] for own in now["H-M-family"]["combinations"]} == {"H-S", "H-M"}
    assert "undo.made_again" in [found.code for found in undone.report.findings]
    assert jobs.undo(shop.context(), done.report.run.id, None, Action.KEEP).report.plan.changes == ()  # type: ignore[union-attr]


def test_one_variant_can_be_made_again(shop: Shop) -> None:
    done = shop.run(typed(shop, G_S="delete"))
    back = shop.apply(jobs.undo(shop.context(), done.report.run.id, None, Action.KEEP).files["plan"])

    assert (back.exit_code, back.report.totals["created"]) == (0, 1)
    small = next(own for own in product(shop, "G-M-family")["combinations"] if own["sku"] == "G-S")
    assert (small["price"], small["options"][0]["value"]) == (20, "S")


def test_a_plan_remembers_what_will_be_gone(shop: Shop) -> None:
    planned = shop.plan(shop.sheet("some.csv", WITHOUT_CUP_AND_HAT), MIRROR)
    kept = json.loads(Path(planned.files["plan"]).read_text("utf-8"))

    cup = next(change for change in kept["changes"] if change["sku"] == "CUP")
    assert {cell["name"]: cell["before"] for cell in cup["fields"]}["retail_price"] == "12.00"
    assert Guard.DELETES in [one.guard for one in planned.report.plan.guards]  # type: ignore[union-attr]
