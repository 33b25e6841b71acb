"""The sheet as it was exported goes with the sheet: only edits are sent, conflicts are held, and the totals add up."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from batch.jobs import folders
from tests.journeys.shop import STORE, Shop, opened
from tests.journeys.terminal import onshelf, valid

EXPORT = "sku,name,retail_price\nMUG,Tasse,18.50\nBOWL,Bol,22\nPOT,Pot,30\n"
EDITED = "sku,name,retail_price\nMUG,Tasse bleue,19\nBOWL,Bol,24\nPOT,Pot,30\n"


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Shop]:
    """Two products were changed in the store after the export."""
    with opened(tmp_path) as there:
        there.run(there.sheet("export.csv", EXPORT))
        ids = {product["sku"]: product["id"] for product in there.state()}
        there.put(ids["BOWL"], {"price": 23})
        there.put(ids["POT"], {"price": 31})
        yield there


def prices(shop: Shop) -> dict[str, float]:
    return {product["sku"]: product["price"] for product in shop.state()}


def test_what_both_changed_is_held_what_the_store_changed_is_left_and_the_rest_is_sent(shop: Shop) -> None:
    shop.sheet("edited.csv", EDITED)
    told = onshelf(shop, "run", "edited.csv", "--base", "export.csv", "--store", STORE, "--yes", "--json")
    document = valid("run", told.stdout)

    assert told.returncode == 4
    assert prices(shop) == {"MUG": 19, "BOWL": 23, "POT": 31}
    assert document["counts"]["conflict"] == document["totals"]["conflict"] == 1
    assert document["reconciled"] is True
    assert [found["code"] for found in document["findings"]] == ["store.conflict", "store.drift"]
    assert "BOWL" in (shop.folder / document["reports"]["fix"]).read_text("utf-8")
    assert "base" in [guess["code"] for guess in document["sheet"]["guesses"]]


@pytest.mark.parametrize(("choice", "bowl"), [("sheet", 24), ("store", 23)])
def test_whose_value_counts_can_be_said(shop: Shop, choice: str, bowl: float) -> None:
    shop.sheet("edited.csv", EDITED)
    said = ["--base", "export.csv", "--on-conflict", choice]
    told = onshelf(shop, "run", "edited.csv", *said, "--store", STORE, "--yes")

    assert (told.returncode, prices(shop)) == (0, {"MUG": 19, "BOWL": bowl, "POT": 31})


def test_what_was_chosen_is_sealed_in_the_plan_and_applied_later(shop: Shop) -> None:
    shop.sheet("edited.csv", EDITED)
    onshelf(shop, "plan", "edited.csv", "--base", "export.csv", "--store", STORE, "--out", "edited.plan.json")
    told = onshelf(shop, "apply", "edited.plan.json", "--yes", "--json")

    assert valid("run", told.stdout)["totals"]["conflict"] == 1
    assert prices(shop) == {"MUG": 19, "BOWL": 23, "POT": 31}


def test_a_base_that_is_no_sheet_is_refused_before_anything_is_read_of_the_store(shop: Shop) -> None:
    shop.sheet("edited.csv", EDITED)
    shop.sheet("base.csv", "<html></html>")
    told = onshelf(shop, "plan", "edited.csv", "--base", "base.csv", "--store", STORE)

    assert told.returncode == 66
    assert "Traceback" not in told.stderr


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_a_sheet_that_export_wrote_finds_its_base_by_itself(shop: Shop, form: str) -> None:
    """Given back untouched after the store moved on, it takes nothing back; a base can be done without."""
    onshelf(shop, "export", "--store", STORE, "--out", f"shop.{form}")
    ids = {product["sku"]: product["id"] for product in shop.state()}
    shop.put(ids["BOWL"], {"price": 25})

    planned = onshelf(shop, "plan", f"shop.{form}", "--store", STORE, "--json")
    against_all = onshelf(shop, "plan", f"shop.{form}", "--base", "none", "--store", STORE, "--json")

    assert [change["sku"] for change in valid("plan", planned.stdout)["changes"]] == []
    assert "store.drift" in [found["code"] for found in valid("plan", planned.stdout)["findings"]]
    assert [change["sku"] for change in valid("plan", against_all.stdout)["changes"]] == ["BOWL"]


def test_an_export_of_one_store_is_no_base_for_another_and_its_name_leads_nowhere_else(shop: Shop) -> None:
    onshelf(shop, "export", "--store", STORE, "--out", "shop.csv")
    mark = (shop.folder / "shop.csv").read_text("utf-8-sig").splitlines()[0].split(",")[-1].split()[-1]
    home = shop.folder / "home"

    assert folders.base_of(home, mark, STORE) is not None
    assert folders.base_of(home, mark, "another") is None
    assert folders.base_of(home, f"../exports/{mark}", STORE) is None
    assert folders.base_of(home, None, STORE) is None


def test_stock_that_was_edited_in_an_export_is_told_not_to_be_sent(shop: Shop) -> None:
    held = {product["sku"]: product["id"] for product in shop.state()}
    shop.put(held["MUG"], {"quantity": 7, "unlimited": False})
    shop.put(held["BOWL"], {"quantity": 8, "unlimited": False})
    onshelf(shop, "export", "--store", STORE, "--out", "mine.csv")
    exported = (shop.folder / "mine.csv").read_text("utf-8-sig")
    assert (exported.count(",7,"), exported.count(",8,")) == (1, 1)
    shop.sheet("mine.csv", exported.replace(",7,", ",9,").replace(",8,", ",,"))

    document = valid("plan", onshelf(shop, "plan", "mine.csv", "--store", STORE, "--json").stdout)
    assert [(found["code"], found["sku"], found["value"]) for found in document["findings"]] == [
        ("export.stock_unsent", "MUG", "9")
    ]
    asked = valid("plan", onshelf(shop, "plan", "mine.csv", "--store", STORE, "--stock", "absolute", "--json").stdout)
    assert "export.stock_unsent" not in [found["code"] for found in asked["findings"]]
