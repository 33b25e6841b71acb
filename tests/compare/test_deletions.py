"""Rows that say ``delete``: what goes with them, what stays, and what is told."""

from typing import Any

import pytest

from batch.compare import Comparison
from batch.model.changes import NO_ROW, Action
from tests.compare.test_sync_rules import GLOVE, MUG
from tests.making import compare, sheet

CUP: dict[str, Any] = {"id": "3", "sku": "CUP", "name": "Cup", "retail_price": "12"}
OPTION = "variant_option_one_name,variant_option_one_value"
HEAD = f"handle,sku,name,retail_price,{OPTION},ecom_id,command\n"


def compared(rows: str) -> Comparison:
    return compare(sheet(HEAD + rows), [MUG, GLOVE, CUP])


def deleted(found: Comparison) -> list[str]:
    """``row product/variation`` of each; - where there is no row."""
    return [
        f"{change.row or '-'} {change.product}" + (f"/{change.variation}" if change.variation else "")
        for change in found.changes
        if change.action is Action.DELETE
    ]


def codes(found: Comparison) -> list[str]:
    return [f"{one.code} {one.row or ''}".strip() for one in found.findings if one.code.startswith(("delete", "store"))]


MUG_ROW = "mug,MUG,Mug,10,,,,delete\n"
SMALL, MEDIUM = "g,G-S,Glove,10,Size,S,,delete\n", "g,G-M,Glove,10,Size,M,,delete\n"


@pytest.mark.parametrize(
    ("rows", "gone", "told"),
    [
        pytest.param(MUG_ROW, ["2 1"], [], id="a product"),
        pytest.param(MUG_ROW.replace("delete", "DELETE"), ["2 1"], [], id="in any case"),
        pytest.param(",,Mug,10,,,1,delete\n", ["2 1"], [], id="by the store's id"),
        pytest.param(
            SMALL + MEDIUM.replace("delete", ""), ["2 2/21"], ["delete.pos_keeps"], id="a variant, the other stays"
        ),
        pytest.param(
            SMALL + MEDIUM + "g,G-L,Glove,cheap,Size,L,,\n",
            [],
            ["delete.contradicted 2", "delete.contradicted 3"],
            id="all variants, and the row of the only new one cannot be read",
        ),
        pytest.param(SMALL + MEDIUM, ["2 2/21", "3 2/22", "- 2"], [], id="all variants are the product"),
        pytest.param(
            SMALL,
            ["2 2/21"],
            ["delete.pos_keeps", "delete.product_stays 2"],
            id="a variant that the sheet does not name stays",
        ),
        pytest.param(",G,Glove,10,,,2,delete\n", ["2 2", "- 2/21", "- 2/22"], [], id="the product's own id: all of it"),
        pytest.param(
            ",G,Glove,10,,,2,delete\n,G-S,Glove,10,Size,S,,\n",
            [],
            ["delete.contradicted 2"],
            id="the product, and a variant that stays",
        ),
        pytest.param(
            ",G,Glove,10,,,2,delete\n,G-S,Glove,10,Size,S,,ignore\n",
            [],
            ["delete.contradicted 2"],
            id="the product, and a variant that is left alone",
        ),
        pytest.param(
            MUG_ROW + MUG_ROW.replace("delete", "Ignore"), [], ["delete.contradicted 2"], id="deleted and left alone"
        ),
        pytest.param(
            SMALL + SMALL.replace("delete", "ignore"), [], ["delete.contradicted 2"], id="a variant, and left alone"
        ),
        pytest.param(
            SMALL + MEDIUM.replace("delete", "ignore"),
            ["2 2/21"],
            ["delete.pos_keeps"],
            id="a variant, the other left alone",
        ),
        pytest.param(
            "g,G-S,Glove,ten,Size,S,,delete\n" + MEDIUM,
            ["3 2/22"],
            ["delete.pos_keeps"],
            id="a row that could not be read",
        ),
        pytest.param("x,X,Bowl,10,,,,delete\n", [], ["delete.absent 2"], id="what the store does not have"),
        pytest.param("x,X,Bowl,10,,,99,delete\n", [], ["delete.absent 2"], id="an id that is gone"),
        pytest.param(
            "x,MUG,Mug,10,,,99,delete\n", [], ["store.unknown_id 2"], id="an id that is gone, a SKU that is not"
        ),
        pytest.param("m,mug,Mug,10,,,,delete\n", [], ["store.sku_alike 2"], id="nearly a SKU of the store"),
        pytest.param(MUG_ROW.replace("10", "11"), ["2 1"], ["delete.edited 2"], id="and other changes"),
    ],
)
def test_what_a_row_deletes(rows: str, gone: list[str], told: list[str]) -> None:
    found = compared(rows)

    assert (deleted(found), codes(found)) == (gone, told)
    assert [change for change in found.changes if change.action is not Action.DELETE] == []


def test_every_row_has_one_verdict_with_deletions_too() -> None:
    found = compared(MUG_ROW + SMALL + "x,X,Bowl,10,,,,delete\n" + "cup,CUP,Cup,13,,,,\n")

    rows = [change.row for change in found.changes if change.row != NO_ROW]
    assert sorted([*rows, *found.unchanged, *found.refused, *found.conflicts, *found.idle]) == [2, 3, 4, 5]


def test_a_file_for_retail_pos_makes_nothing_of_what_the_store_lost() -> None:
    """Also of a row that says so of one, unless it says create."""
    told = {}
    for command in ("", "create"):
        text = HEAD + f"x,X,Bowl,10,,,,{command}\nmug,MUG,Mug,12,,,,\n"
        found = compare(sheet(text, "list.pos-import.csv"), [MUG])
        told[command] = ([change.sku for change in found.changes], found.idle, codes(found))

    assert told == {"": (["MUG"], (2,), ["delete.pos_file 2"]), "create": (["X", "MUG"], (), [])}


def test_a_deletion_keeps_all_that_the_item_held() -> None:
    change = compared(MUG_ROW).changes[0]

    held = {cell.name: (cell.before, cell.after) for cell in change.fields}
    assert held["name"] == ("Mug", None)
    assert held["retail_price"] == ("10.00", None)
    assert held["quantity"] == ("4", None)
    assert len({change.key for change in compared(",G,Glove,10,,,2,delete\n").changes}) == 3


def test_a_product_of_retail_pos_is_better_deleted_there() -> None:
    found = compare(sheet(HEAD + MUG_ROW), [MUG | {"linked": True}])

    assert deleted(found) == ["2 1"]
    assert [one.code for one in found.findings if one.severity == "warning"][-1:] == ["delete.linked"]
