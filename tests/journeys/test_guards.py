"""A plan that is out of the ordinary: nothing of it is sent until it is allowed by name and with a reason."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from batch.errors import GuardStop
from tests.journeys.shop import STORE, Shop, document, opened
from tests.journeys.terminal import onshelf, valid
from tests.journeys.test_apply import SHEET

DOUBLED = SHEET.replace("18.50", "37.00")


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shop]:
    with opened(tmp_path_factory.mktemp("shop")) as there:
        there.run(there.sheet("catalog.csv", SHEET))
        yield there


def test_run_sends_nothing_and_leaves_with_6(shop: Shop) -> None:
    shop.sheet("doubled.csv", DOUBLED)
    before = shop.ledger()
    done = onshelf(shop, "run", "doubled.csv", "--store", STORE, "--yes", "--json")

    assert done.returncode == 6
    assert shop.ledger() == before
    guards = valid("run", done.stdout)["plan"]["guards"]
    assert [(one["guard"], one["allowed"]) for one in guards] == [("price-moves", False)]
    assert "nothing is sent" in done.stderr


def test_a_stopped_plan_cannot_be_applied(shop: Shop) -> None:
    sheet = shop.sheet("stopped.csv", DOUBLED)
    planned = onshelf(shop, "plan", str(sheet), "--store", STORE, "--out", "stopped.plan.json")
    before = shop.ledger()
    applied = onshelf(shop, "apply", "stopped.plan.json", "--yes")

    assert (planned.returncode, applied.returncode) == (6, 6)
    assert "--allow price-moves" in planned.stdout
    assert "onshelf apply" not in planned.stdout + planned.stderr
    assert shop.ledger() == before
    with pytest.raises(GuardStop):
        shop.apply(str(shop.folder / "stopped.plan.json"))
    assert shop.ledger() == before


def test_a_stopped_plan_that_was_edited_to_pass_is_refused(shop: Shop) -> None:
    onshelf(shop, "plan", str(shop.sheet("edited.csv", DOUBLED)), "--store", STORE, "--out", "edited.plan.json")
    path = shop.folder / "edited.plan.json"
    path.write_text(json.dumps(json.loads(path.read_text("utf-8")) | {"guards": []}, indent=1), "utf-8")

    assert onshelf(shop, "apply", str(path), "--yes").returncode == 5


def test_a_guard_passes_by_name_and_with_a_reason_that_is_kept(shop: Shop) -> None:
    sheet = str(shop.sheet("meant.csv", DOUBLED))
    without = onshelf(shop, "plan", sheet, "--store", STORE, "--allow", "price-moves")
    unknown = onshelf(shop, "plan", sheet, "--store", STORE, "--allow", "everything", "--reason", "x")
    meant = ("--allow", "price-moves", "--reason", "a new edition")
    done = onshelf(shop, "run", sheet, "--store", STORE, "--yes", "--json", *meant)
    plan = json.loads(Path(valid("run", done.stdout)["plan"]["path"]).read_text("utf-8"))

    assert (without.returncode, unknown.returncode, done.returncode) == (2, 2, 0)
    assert plan["choices"]["reason"] == "a new edition"
    assert {product["sku"]: product["price"] for product in shop.state()}["MUG"] == 37
    shop.run(shop.sheet("back.csv", SHEET))


def test_limits_come_from_the_settings_of_the_home_folder(shop: Shop) -> None:
    settings = shop.folder / "home" / "settings.json"
    settings.write_text('{"guards": {"price_percent": 100}}', "utf-8")
    sheet = shop.sheet("limits.csv", DOUBLED)
    try:
        assert document(shop.plan(sheet))["plan"]["guards"] == []
        settings.write_text('{"guards": {"price_percent": "a lot"}}', "utf-8")
        assert onshelf(shop, "plan", str(sheet), "--store", STORE).returncode == 78
    finally:
        settings.unlink()
