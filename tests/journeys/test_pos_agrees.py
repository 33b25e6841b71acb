"""The file for Retail POS says what the store holds also where the sheet says something else: imported, it must not
bring back what was taken back, or kept of somebody else's."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from batch.jobs.undo import undo
from batch.model.changes import Action
from batch.model.choices import Choices, OnConflict
from tests.journeys.shop import EVERYTHING, Shop, opened, written

HEADINGS = "id,sku,name,retail_price,weight,weight_unit,active_online\n"
SHEET = HEADINGS + "id-1,MUG,Tasse,12.5,500,G,1\nid-2,BOWL,Bol,34,0,,1\n"


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Shop]:
    with opened(tmp_path) as there:
        there.run(there.sheet("export.csv", SHEET))
        yield there


def put(shop: Shop, sku: str, body: dict[str, object]) -> None:
    shop.put(next(str(product["id"]) for product in shop.state() if product["sku"] == sku), body)


def edited(shop: Shop, *pairs: tuple[str, str], choices: Choices = EVERYTHING) -> str:
    text = SHEET
    for old, new in pairs:
        text = text.replace(old, new)
    base = replace(choices, base=str(shop.folder / "export.csv"))
    return written(shop.run(shop.sheet("edited.csv", text), base), "pos_import")


def taken_back(shop: Shop, sheet: str) -> str:
    ran = shop.run(shop.sheet("away.csv", sheet)).report.run.id
    return written(shop.apply(undo(shop.context(), ran, None, Action.KEEP).files["plan"]), "pos_import")


def test_an_undo_tells_what_came_back(shop: Shop) -> None:
    told = taken_back(shop, HEADINGS + "id-1,MUG,Tasse,13,800,G,0\nid-2,BOWL,Bol bleu,34,0,,1\n")

    assert told.splitlines() == [
        "id,sku,name,active_online,weight,weight_unit,retail_price",
        "id-1,MUG,Tasse,1,0.5,KG,12.50",
        "id-2,BOWL,Bol,1,0,,34.00",
    ]


def test_an_undo_tells_the_in_store_state_that_stood_for_the_online_state(shop: Shop) -> None:
    told = taken_back(shop, "id,sku,name,active\nid-1,MUG,Tasse,0\nid-2,BOWL,Bol,1\n")

    assert told == "id,sku,name,active\nid-1,MUG,Tasse,1\n"


def test_an_undo_of_a_deletion_tells_that_the_product_is_online_again_and_nothing_that_was_not_sent(shop: Shop) -> None:
    told = taken_back(shop, "id,sku,command,retail_price\nid-1,MUG,delete,99\n")

    assert [line for line in told.splitlines() if "99" in line] == []
    assert told.splitlines()[0].split(",")[:4] == ["id", "sku", "name", "active_online"]
    assert told.splitlines()[1].split(",")[:4] == ["id-1", "MUG", "Tasse", "1"]


def test_a_new_product_beside_a_column_of_commands_is_told_with_what_was_sent(shop: Shop) -> None:
    told = written(
        shop.run(shop.sheet("new.csv", "sku,name,retail_price,command\nPOT,Pot,30,\nJAR,Jar,9,create\n")), "pos_import"
    )

    assert told == "id,sku,name,retail_price\n,POT,Pot,30.00\n,JAR,Jar,9.00\n"


def test_a_cell_on_which_the_store_drifted_is_told_as_the_store_has_it(shop: Shop) -> None:
    put(shop, "MUG", {"price": 99, "weight": 0.7})

    assert edited(shop, ("Tasse", "Tasse bleue"), (",34,0,", ",35,2,KG")) == (
        "id,sku,name,weight,weight_unit,retail_price\nid-1,MUG,Tasse bleue,0.7,KG,99.00\nid-2,BOWL,Bol,2,KG,35.00\n"
    )


def test_a_conflict_that_the_store_won_is_told_as_the_store_has_it(shop: Shop) -> None:
    put(shop, "MUG", {"price": 21})
    choices = replace(EVERYTHING, on_conflict=OnConflict.STORE)

    told = edited(shop, ("Tasse", "Tasse bleue"), ("12.5", "22"), (",34,", ",35,"), choices=choices)

    assert told == "id,sku,name,retail_price\nid-1,MUG,Tasse bleue,21.00\nid-2,BOWL,Bol,35.00\n"
