"""The rules between Retail POS and eCom, each by its own words: what flows, what never does, and who wins.

Source: the vendor's French help page on the integration of Retail POS and eCom.
"""

import re
from pathlib import Path
from typing import Any

import pytest

from batch.activate import Asked, switched
from batch.export import export
from batch.messages import Messages
from batch.model.choices import USUAL, Choices, Missing, Stock
from batch.model.exports import scope
from batch.model.named import NOTHING, shelf
from batch.model.rules import FIELDS, NEVER_FROM_SHEET, NEVER_IN_STORE
from tests.making import compare, sheet, snapshot, told

ROOT = Path(__file__).parents[2]
MUG: dict[str, Any] = {
    "id": "1",
    "sku": "MUG",
    "name": "Mug",
    "retail_price": "10",
    "active_online": False,
    "unlimited": False,
    "quantity": 4,
}
GLOVE: dict[str, Any] = {
    "id": "2",
    "sku": "G",
    "name": "Glove",
    "retail_price": "10",
    "variations": [
        {"id": "21", "sku": "G-S", "options": {"Size": "S"}},
        {"id": "22", "sku": "G-M", "options": {"Size": "M"}},
    ],
}
OPTION = "variant_option_one_name,variant_option_one_value"


def plans(text: str, *products: dict[str, Any], base: str | None = None, choices: Choices = USUAL) -> list[str]:
    before = None if base is None else sheet(base)
    return [told(change) for change in compare(sheet(text), products, choices=choices, base=before).changes]


@pytest.mark.parametrize(
    ("text", "planned"),
    [
        pytest.param("sku,name\nMUG,Tasse\n", "update MUG name Mug>Tasse", id="name"),
        pytest.param("sku,description\nMUG,<p>Grès</p>\n", "update MUG description ->…", id="description"),
        pytest.param("sku,brand_name\nMUG,Argile\n", "update MUG brand_name ->Argile", id="brand"),
        pytest.param("sku,ecom_id\nTASSE,1\n", "update TASSE sku MUG>TASSE", id="SKU"),
        pytest.param("sku,upc\nMUG,036000291452\n", "update MUG upc ->036000291452", id="UPC"),
        pytest.param(
            f"handle,sku,name,retail_price,{OPTION}\nhat,H-S,Hat,5,Size,S\n",
            "create H-S name ->Hat, active_online ->0, sku ->H-S, variant_option_one_name ->Size, "
            "variant_option_one_value ->S, retail_price ->5.00",
            id="attributes to options",
        ),
        pytest.param(
            f"sku,{OPTION}\nG-M,Size,Medium\n",
            "update G-M variant_option_one_value M>Medium",
            id="attribute values to option values",
        ),
        pytest.param("sku,active_online\nMUG,1\n", "enable MUG active_online 0>1", id="active to availability"),
        pytest.param("sku,retail_price\nMUG,12\n", "update MUG retail_price 10.00>12.00", id="retail price to price"),
        pytest.param("sku,image_url\nMUG,https://x.test/a.jpg\n", "update MUG image_url ->…", id="images"),
        pytest.param("sku,weight,weight_unit\nMUG,500,G\n", "update MUG weight 0>0.5", id="weight to weight in kg"),
        pytest.param("sku,length,dimensions_unit\nMUG,1,IN\n", "update MUG length 0>2.54", id="dimensions"),
    ],
)
def test_this_flows_from_the_pos_to_ecom(text: str, planned: str) -> None:
    changes = plans(text, MUG, GLOVE)

    assert len(changes) == 1
    assert changes[0].startswith(planned.removesuffix("…"))


def test_stock_flows_as_what_the_merchant_changed_or_as_the_number_when_asked() -> None:
    then, now = "sku,inventory_Main\nMUG,9\n", "sku,inventory_Main\nMUG,12\n"

    assert plans(now, MUG, base=then) == ["update MUG quantity_delta 4>+3"]
    assert plans(now, MUG, choices=Choices(stock=Stock.ABSOLUTE)) == ["update MUG quantity 4>12"]


def test_stock_levels_come_from_ecom_a_plain_sheet_has_old_news() -> None:
    assert plans("sku,inventory_Main\nMUG,9\n", MUG) == []


@pytest.mark.parametrize(
    "column",
    [
        pytest.param("handle", id="handle"),
        pytest.param("product_category", id="product category"),
        pytest.param("supplier_name", id="supplier"),
        pytest.param("supplier_code", id="supplier code"),
        pytest.param("supply_price", id="supplier price"),
        pytest.param("reorder_point_Main", id="reorder points"),
        pytest.param("restock_level_Main", id="reorder quantity"),
        pytest.param("tax_name", id="taxes"),
        pytest.param("tags", id="tags"),
    ],
)
def test_this_of_the_pos_never_flows(column: str) -> None:
    assert plans(f"sku,{column}\nMUG,7\n", MUG) == []
    assert any(column.startswith(name) for name in NEVER_FROM_SHEET)


@pytest.mark.parametrize(
    "key",
    [
        pytest.param("compareToPrice", id="compare-to price"),
        pytest.param("subtitle", id="product subtitle"),
        pytest.param("warningLimit", id="low-stock threshold"),
    ],
)
def test_this_of_ecom_has_no_source_in_the_pos_and_is_never_touched(key: str) -> None:
    assert key in NEVER_IN_STORE
    assert [rule.name for rule in FIELDS if key in rule.store] == []


def test_a_product_updated_in_ecom_is_overwritten_for_the_pos_is_the_system_of_record() -> None:
    assert plans("sku,retail_price\nMUG,9\n", MUG) == ["update MUG retail_price 10.00>9.00"]


def test_a_variant_added_in_the_pos_is_added_in_ecom() -> None:
    text = (
        f"handle,sku,name,retail_price,{OPTION}\ng,G-S,Glove,10,Size,S\ng,G-M,Glove,10,Size,M\ng,G-L,Glove,10,Size,L\n"
    )

    assert [change.split()[:2] for change in plans(text, GLOVE)] == [["create", "G-L"]]


def test_a_variant_added_in_ecom_is_left_alone() -> None:
    assert plans(f"handle,sku,name,retail_price,{OPTION}\ng,G-S,Glove,10,Size,S\n", GLOVE) == []


@pytest.mark.parametrize(("then", "now", "planned"), [("1", "0", "disable G"), ("0", "1", "enable MUG")])
def test_deactivating_in_the_pos_deactivates_in_ecom_and_activating_activates(
    then: str, now: str, planned: str
) -> None:
    def typed(flag: str) -> str:
        return f"sku,active\nMUG,{flag}\nG-S,{flag}\nG-M,{flag}\n"

    changes = plans(typed(now), MUG, GLOVE, base=typed(then))

    assert changes != []
    assert all(change.startswith(planned) for change in changes)


def test_activating_in_ecom_does_nothing_in_the_pos_and_a_sheet_that_did_not_turn_it_leaves_it() -> None:
    text = "sku,active_online\nMUG,1\n"  # somebody turned it off in eCom since

    assert plans(text, MUG, base=text) == []


def test_to_keep_a_product_in_the_shop_only_its_online_channel_is_turned_off() -> None:
    assert plans("sku,active,active_online\nMUG,1,0\n", MUG | {"active_online": True}) == [
        "disable MUG active_online 1>0"
    ]


def test_what_was_deleted_in_ecom_is_reported_as_out_of_step_and_not_made_again_unasked() -> None:
    text = "sku,name,retail_price,active_online\nGONE,Bowl,9,1\n"
    compared = compare(sheet(text), [MUG], base=sheet(text))

    assert compared.changes == ()
    assert [found.code for found in compared.findings if found.code.startswith("store.")] == ["store.out_of_step"]


def test_new_products_arrive_in_ecom_disabled() -> None:
    assert "active_online ->0" in plans("sku,name,retail_price,active\nNEW,Bowl,9,1\n")[0]


@pytest.mark.parametrize(("in_store", "online"), [("1", "0"), ("0", "1"), ("1", "1"), ("0", "0")])
def test_each_product_can_be_in_store_only_online_only_or_both(in_store: str, online: str) -> None:
    change = plans(f"sku,name,retail_price,active,active_online\nNEW,Bowl,9,{in_store},{online}\n")[0]

    assert f"active_online ->{online}" in change


def test_the_online_status_can_be_changed_in_the_spreadsheet() -> None:
    assert plans("sku,active_online\nMUG,oui\n", MUG) == ["enable MUG active_online 0>1"]


def test_deleting_in_the_pos_deletes_in_ecom() -> None:
    text = "id,handle,sku,name,retail_price\n1,mug,MUG,Mug,10\n"  # the export of a POS from which the glove was deleted

    mirrored = plans(text, MUG, GLOVE, choices=Choices(missing=Missing.DELETE))
    assert [change.split()[:2] for change in mirrored] == [["delete", "G"], ["delete", "G-S"], ["delete", "G-M"]]
    assert plans(text, MUG, GLOVE) == []
    assert plans("sku,command\nMUG,delete\n", MUG)[0].startswith("delete MUG")


@pytest.mark.parametrize("language", ["en", "fr"])
def test_to_keep_a_product_in_the_shop_only_turn_off_its_online_channel_instead(language: str) -> None:
    compared = compare(sheet("sku,command\nMUG,delete\n"), [MUG | {"linked": True}])

    assert "delete.linked" in [found.code for found in compared.findings]
    assert "active_online" in Messages(language)("delete.linked.fix")


@pytest.mark.parametrize("state", ["0", "1"])
@pytest.mark.parametrize("channels", [("active",), ("active_online",), ("active", "active_online")])
def test_channels_can_be_switched_for_one_product_or_for_many_at_once(state: str, channels: tuple[str, ...]) -> None:
    """In store, online, or both: what is not asked for is not touched."""
    there = shelf(snapshot([MUG, GLOVE]))
    asked = Asked(state, online="active_online" in channels, in_store="active" in channels)
    for text, products in (("sku\nMUG\n", 1), ("sku\nMUG\nG\n", 2)):
        rows = switched(sheet(text), there, NOTHING, asked)

        told = {name: rows[name].tolist() for name in ("active", "active_online") if name in rows}
        assert told == {name: [state] * products for name in channels}


# state, channel: the two products of this store that are shown, MUG being offline and CAP online
FILTER = {
    ("all", "all"): ["MUG", "CAP"],
    ("active", "all"): ["CAP"],
    ("active", "in-store"): ["MUG", "CAP"],
    ("active", "online"): ["CAP"],
    ("inactive", "all"): ["MUG"],
    ("inactive", "in-store"): ["MUG", "CAP"],
    ("inactive", "online"): ["MUG"],
}


@pytest.mark.parametrize(("state", "channel"), FILTER)
def test_the_catalog_filter_is_state_by_channel(state: str, channel: str) -> None:
    """What only the POS knows, the in-store state, filters nothing here, and that is said."""
    cap = MUG | {"id": "3", "sku": "CAP", "name": "Cap", "active_online": True}
    wanted = scope(state, channel)

    assert list(export(snapshot([MUG, cap]), wanted).rows["sku"]) == FILTER[state, channel]
    assert (wanted.note is not None) == (
        channel == "in-store" or (state, channel) in (("active", "all"), ("inactive", "all"))
    )


def test_other_integrations_exist_and_only_the_channel_knows_which_one_this_is() -> None:
    """BigCommerce and WooCommerce have no channel here yet. What is promised: one more would change no stage."""
    named = re.compile(r"eseries|e-series|ecwid", re.IGNORECASE)
    stages = [ROOT / "batch" / f"{name}.py" for name in ("read", "plan", "confirm", "summarize", "undo", "guards")]
    stages += [path for folder in ("check", "compare", "apply") for path in (ROOT / "batch" / folder).glob("*.py")]
    imports = [line for path in stages for line in path.read_text("utf-8").splitlines() if "import" in line]

    assert [line for line in imports if named.search(line) or "batch.channels" in line] == []
