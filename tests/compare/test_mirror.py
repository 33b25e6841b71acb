"""A sheet that is the whole catalog: what it does not name goes, and what it may mean stays."""

from pathlib import Path
from typing import Any

import pytest

from batch.compare import Comparison
from batch.model.changes import NO_ROW
from batch.model.choices import Choices, Missing
from batch.model.codes import CODES
from tests.compare.test_deletions import CUP
from tests.compare.test_sync_rules import GLOVE, MUG
from tests.making import compare, sheet, told

HEAD = "id,handle,sku,name,retail_price,variant_option_one_name,variant_option_one_value,ecom_id,command\n"
MUG_ROW = ",mug,MUG,Mug,10,,,,\n"
SHOP = [MUG, GLOVE, CUP | {"pos_id": "pos-3"}]


def mirrored(rows: str, missing: Missing = Missing.DELETE, base: str | None = None, shop: Any = SHOP) -> Comparison:
    before = None if base is None else sheet(HEAD + base)
    return compare(sheet(HEAD + rows), shop, choices=Choices(missing=missing), base=before)


def gone(found: Comparison) -> list[str]:
    """The products, by id."""
    return list(dict.fromkeys(str(change.product) for change in found.changes if change.row == NO_ROW))


@pytest.mark.parametrize(
    ("row", "left"),
    [
        pytest.param(",glove,G-S,Glove,10,Size,S,,\n", ["3"], id="one of its variants"),
        pytest.param(",glove,G-X,Glove,10,Size,X,2,\n", ["3"], id="its id"),
        pytest.param(",glove,G-S,Glove,10,Size,S,,ignore\n", ["3"], id="a row left out"),
        pytest.param(",glove,G-S,Glove,ten,Size,S,,\n", ["3"], id="a row that cannot be read"),
        pytest.param(",glove,g-s,Glove,10,Size,S,,\n", ["3"], id="nearly its SKU"),
        pytest.param(",,G-Q, glove,10,Size,Q,,\n", ["3"], id="the name of a row that is refused"),
        pytest.param("pos-3,cup,CUP2,Cup,12,,,,ignore\n", ["2"], id="the id of Retail POS"),
        pytest.param(",glove,G-S,Glove,10,Size,S,,\n,glove,G-M,Glove,10,Size,,,\n", ["3"], id="a family half refused"),
    ],
)
def test_a_product_of_which_any_row_stands_in_the_sheet_stays(row: str, left: list[str]) -> None:
    assert gone(mirrored(MUG_ROW + row)) == left


def test_a_component_of_a_composite_names_its_product() -> None:
    head = "id,handle,sku,composite_name,composite_sku,composite_quantity,name,retail_price\n"
    rows = "1,set,SET,,,,Set,30\n1,set,SET,Mug,MUG,1,,\n"
    found = compare(sheet(head + rows), [MUG, CUP], choices=Choices(missing=Missing.DELETE))

    assert "1" not in gone(found)


@pytest.mark.parametrize(("note", "left"), [("note: CUP will come back.", []), ("note: HAT will come back", ["3"])])
def test_a_word_of_a_note_below_the_table_names_its_product(note: str, left: list[str]) -> None:
    assert gone(mirrored(f"{MUG_ROW},glove,G-S,Glove,10,Size,S,,\n\n{note}\n")) == left


def test_nobody_named_goes_without_a_mirror() -> None:
    assert mirrored(MUG_ROW, Missing.LEAVE).changes == ()


def test_a_product_goes_with_each_of_its_variants_and_all_that_they_held() -> None:
    found = mirrored(MUG_ROW)

    assert [(change.product, change.variation) for change in found.changes] == [
        ("2", None),
        ("2", "21"),
        ("2", "22"),
        ("3", None),
    ]
    assert all(change.fields for change in found.changes)


def test_hidden_instead_of_deleted() -> None:
    shop = [MUG, GLOVE | {"active_online": True}, CUP | {"active_online": False}]
    found = mirrored(MUG_ROW, Missing.DISABLE, shop=shop)

    assert [told(change) for change in found.changes] == ["disable G active_online 1>0"]
    assert found.changes[0].also == ("G-S", "G-M")


@pytest.mark.parametrize(
    "row",
    [
        pytest.param(",x,,Something,10,,,,", id="no SKU"),
        pytest.param(",x,7.45E+11,Something,10,,,,", id="a SKU that a spreadsheet has damaged"),
        pytest.param(",x,#REF!,Something,10,,,,", id="an error where the SKU was"),
        pytest.param(",x,4-Jun,Something,10,,,,", id="a date where the SKU was"),
        pytest.param(",x,Y,Something,10,,,,,,CUP", id="cells that are not its own"),
    ],
)
def test_a_refused_row_that_may_be_any_product_holds_all_of_them(row: str) -> None:
    found = mirrored(MUG_ROW + row + "\n")

    assert found.changes == ()
    assert [one.code for one in found.findings if one.code.startswith("mirror")] == ["mirror.held"]


@pytest.mark.parametrize("row", [",x,NEW,Bowl,ten,,,,\n", ",x,NEW,Bowl,10,,,,\n,y,NEW,Bowl,10,,,,\n"])
def test_a_refused_row_that_plainly_means_none_of_them_holds_nothing(row: str) -> None:
    assert gone(mirrored(MUG_ROW + row)) == ["2", "3"]


@pytest.mark.parametrize("missing", [Missing.DELETE, Missing.DISABLE])
def test_with_a_base_only_what_was_taken_out_since_goes(missing: Missing) -> None:
    shop = [product | {"active_online": True} for product in SHOP]
    found = mirrored(MUG_ROW, missing, base=MUG_ROW + ",cup,CUP,Cup,12,,,,\n", shop=shop)

    assert gone(found) == ["3"]
    assert [dict(one.facts)["skus"] for one in found.findings if one.code == "mirror.not_exported"] == ["G"]


def test_every_code_of_deleting_has_a_case() -> None:
    codes = [code.name for code in CODES if code.name.startswith(("delete.", "mirror."))]
    cases = "".join((Path(__file__).parent / f"test_{name}.py").read_text("utf-8") for name in ("deletions", "mirror"))

    assert codes != []
    assert [code for code in codes if f'"{code}' not in cases] == []
