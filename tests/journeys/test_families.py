"""Families in a real store: what a variant inherits, what is its own, and what only the store has."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.journeys.shop import Shop, opened

SWITCHES: list[dict[str, str]] = [
    {},
    {"attributes_on_update": "replace", "nested_on_update": "replace", "null_values": "ignored"},
    {"unlisted_variations": "deleted", "unique_skus": "off", "create_unlimited": "false"},
]
SEED: list[dict[str, Any]] = [
    {
        "id": 50,
        "sku": "TEE",
        "name": "Tee",
        "price": 20,
        "enabled": True,
        "weight": 0.5,
        "attributes": [{"name": "UPC", "type": "UPC", "value": "012345678905", "show": "DESCR"}],
        "options": [
            {"type": "SELECT", "name": "Size", "choices": [{"text": "S"}, {"text": "M", "priceModifier": 2.5}]},
        ],
        "combinations": [
            {"id": 501, "sku": "T-S", "options": [{"name": "Size", "value": "S"}]},
            {"id": 502, "sku": "T-M", "options": [{"name": "Size", "value": "M"}]},
        ],
    }
]
HEAD = "sku,retail_price,weight,weight_unit,upc,variant_option_one_name,variant_option_one_value\n"


@pytest.fixture(params=SWITCHES, ids=str)
def shop(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Shop]:
    with opened(tmp_path, request.param, seed=SEED) as there:
        yield there


def variation(shop: Shop, sku: str) -> dict[str, Any]:
    found: dict[str, Any] = next(v for v in shop.state()[0]["combinations"] if v.get("sku") == sku)
    return found


def given(shop: Shop, rows: str, head: str = HEAD) -> int:
    """Runs the sheet, and checks that it needs nothing more; returns how many changes the store accepted."""
    before = len(shop.ledger())
    done = shop.run(shop.sheet("tees.csv", head + rows))
    assert (done.exit_code, done.report.reconciled) == (0, True)
    again = shop.plan(shop.sheet("tees.csv", head + rows)).report.plan
    assert again is not None
    assert again.changes == ()
    return len(shop.ledger()) - before


def test_a_variant_that_inherits_what_the_sheet_wants_needs_no_change(shop: Shop) -> None:
    assert given(shop, "T-S,20,500,G,012345678905,Size,S\nT-M,22.50,0.5,KG,012345678905,Size,M\n") == 0


def test_a_variant_that_wants_something_else_gets_its_own(shop: Shop) -> None:
    assert given(shop, "T-S,21,0.7,KG,036000291452,Size,S\nT-M,22.50,0.5,KG,012345678905,Size,M\n") == 1
    small, medium = variation(shop, "T-S"), variation(shop, "T-M")

    assert (small["price"], small["weight"]) == (21, 0.7)
    assert [entry["value"] for entry in small["attributes"]] == ["036000291452"]
    assert not {"price", "weight"} & medium.keys()
    assert (shop.state()[0]["price"], shop.state()[0]["weight"]) == (20, 0.5)


def test_a_variant_is_added_with_values_of_its_own_and_the_others_stay(shop: Shop) -> None:
    before = [variation(shop, "T-S"), variation(shop, "T-M")]
    given(shop, "tee,T-S,,,,,Size,S\ntee,T-L,25,,,,Size,L\n", f"handle,{HEAD}")

    assert [variation(shop, "T-S"), variation(shop, "T-M")] == before
    assert variation(shop, "T-L")["price"] == 25
    assert [choice["text"] for choice in shop.state()[0]["options"][0]["choices"]] == ["S", "M", "L"]


def test_another_option_value_moves_the_variant_and_keeps_the_choices(shop: Shop) -> None:
    given(shop, "T-S,,,,,Size,Small\n")

    assert [pair["value"] for pair in variation(shop, "T-S")["options"]] == ["Small"]
    assert [choice["text"] for choice in shop.state()[0]["options"][0]["choices"]] == ["S", "M", "Small"]


def test_a_variation_that_only_the_store_has_is_left_alone(shop: Shop) -> None:
    before = variation(shop, "T-M")
    given(shop, "T-S,19,,,,Size,S\n")

    assert variation(shop, "T-M") == before


@pytest.mark.parametrize(
    ("rows", "code"),
    [("T-S,19,,,,Colour,S\n", "store.options_differ"), ("TEE,19,,,,Size,XL\n", "store.shape_differs")],
)
def test_an_option_that_is_renamed_and_a_product_of_another_kind_are_refused(shop: Shop, rows: str, code: str) -> None:
    done = shop.run(shop.sheet("tees.csv", HEAD + rows))

    assert done.exit_code == 3
    assert code in [finding.code for finding in done.report.findings]
    assert shop.ledger() == []


def test_200_variants_of_three_options_are_one_product_and_one_request(shop: Shop) -> None:
    head = "handle,sku,name,retail_price," + ",".join(
        f"variant_option_{number}_name,variant_option_{number}_value" for number in ("one", "two", "three")
    )
    rows = [f"big,B-{n},Big,{5 + n % 7},Size,S{n % 10},Colour,C{n // 10 % 10},Length,L{n // 100}\n" for n in range(200)]

    assert given(shop, "".join(rows), head + "\n") == 1
    made = next(product for product in shop.state() if product["name"] == "Big")
    assert len(made["combinations"]) == 200
    assert [len(option["choices"]) for option in made["options"]] == [10, 10, 2]


@pytest.mark.parametrize("own", [{}, {"sku": "CAP"}], ids=["without a SKU", "with the product's SKU"])
def test_a_simple_product_whose_first_variant_was_added_by_hand_gets_the_others_and_loses_nothing(
    tmp_path: Path, own: dict[str, str]
) -> None:
    cap = {"id": 60, "sku": "CAP", "name": "Cap", "price": 20, "quantity": 5, "dimensions": {"length": 1}}
    with opened(tmp_path, seed=[cap]) as shop:
        before = shop.state()[0]
        rows = "cap,CAP,20,,,,Size,S\ncap,CAP-M,25,,,,Size,M\n"
        refused = shop.run(shop.sheet("refused.csv", f"handle,{HEAD}{rows}"))
        assert {finding.code for finding in refused.report.findings} == {"store.shape_differs"}

        shop.post("60/combinations", own | {"options": [{"name": "Size", "value": "S"}]})
        given(shop, rows, f"handle,{HEAD}")

        after = shop.state()[0]
        small, medium = after["combinations"]
        assert (small["quantity"], medium["sku"], medium["price"]) == (5, "CAP-M", 25)
        assert [option["value"] for option in small["options"] + medium["options"]] == ["S", "M"]
        lasting = ("id", "sku", "price", "quantity", "url", "dimensions", "media", "created")
        assert {name: after[name] for name in lasting} == {name: before[name] for name in lasting}
