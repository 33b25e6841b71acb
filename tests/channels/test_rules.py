"""What the store holds, in our words: the values in force for each sellable thing."""

import time
from decimal import Decimal
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from batch.channels.eseries import rules
from batch.errors import Unreachable
from batch.model.rules import FIELDS
from batch.model.store import Store
from batch.values import canonical
from tests.channels.making import FAMILY, SIMPLE, STORE, product, read


def fields(text: str, variation: str | None = None) -> dict[str, str | None]:
    item = product(read(text)).item(variation)
    assert item is not None
    return dict(item.fields)


def test_a_simple_product_is_one_item_with_every_field() -> None:
    assert [str(item.id) for item in product(read(SIMPLE)).items] == ["1"]
    assert fields(SIMPLE) == {
        "name": "Cap",
        "description": "<p>Warm</p>",
        "brand_name": "Acme",
        "active_online": "1",
        "sku": "CAP",
        "upc": "012345678905",
        "variant_option_one_name": None,
        "variant_option_one_value": None,
        "variant_option_two_name": None,
        "variant_option_two_value": None,
        "variant_option_three_name": None,
        "variant_option_three_value": None,
        "retail_price": "12.50",
        "weight": "0.3",
        "length": "1.25",
        "width": "2",
        "height": "3",
        "image_url": "https://cdn.test/1.jpg",
        "gallery": None,
        "quantity": None,
        "quantity_delta": None,
    }


def test_a_variation_has_its_own_values_else_those_of_its_product() -> None:
    small, medium = fields(FAMILY, "21"), fields(FAMILY, "22")

    assert (small["sku"], small["upc"], small["weight"]) == ("GLOVE-S", "012345678905", "0.5")
    assert (medium["sku"], medium["upc"], medium["weight"]) == ("GLOVE-M", None, "0.75")
    assert {name: small[name] for name in ("name", "brand_name", "active_online", "length")} == {
        "name": "Glove",
        "brand_name": "Acme",
        "active_online": "0",
        "length": "4",
    }


def test_options_stand_in_the_order_of_the_product_and_texts_to_fill_in_are_none() -> None:
    small = fields(FAMILY, "21")

    assert [small[name] for name in ("variant_option_one_name", "variant_option_one_value")] == ["Size", "S"]
    assert [small[name] for name in ("variant_option_two_name", "variant_option_two_value")] == ["Colour", "Red"]
    assert small["variant_option_three_name"] is None


def test_an_inherited_price_includes_what_the_choices_add() -> None:
    assert fields(FAMILY, "21")["retail_price"] == "19.99"
    assert fields(FAMILY, "22")["retail_price"] == "24.50"  # 20, M adds 2.5, Red adds 10 %


@pytest.mark.parametrize(
    ("price", "precision", "read_as"),
    [("10.995", 2, "11.00"), ("10.994", 2, "10.99"), ("0.5", 0, "1.00"), ("1.0005", 3, "1.001"), ("0", 2, "0.00")],
)
def test_prices_are_rounded_half_up_to_the_precision_of_the_store(price: str, precision: int, read_as: str) -> None:
    store = Store("1", "x", "KG", "CM", "EUR", precision)
    found = rules.product({"id": 1, "price": Decimal(price)}, store)
    assert found.items[0].fields["retail_price"] == read_as


def test_what_the_store_does_not_hold_is_none_and_a_missing_number_is_zero() -> None:
    held = {name: value for name, value in product({"id": 7, "name": ""}).items[0].fields.items() if value is not None}
    assert held == {
        "active_online": "0",
        "retail_price": "0.00",
        "weight": "0",
        "length": "0",
        "width": "0",
        "height": "0",
    }


def test_stock_is_the_variations_own_only_where_its_sku_is() -> None:
    skus = '[{"id": 3, "sku": "A", "quantity": 5}, {"id": 4, "quantity": 9}, {"id": 5, "sku": "P", "unlimited": true}]'
    family = read(f'{{"id": 2, "sku": "P", "quantity": 7, "unlimited": false, "combinations": {skus}}}')
    found = rules.rows(family, STORE)

    assert [(row["own_stock"], row["quantity"]) for row in found] == [(True, 7), (True, 5), (False, 7), (False, 7)]


@pytest.mark.parametrize("document", [{"unlimited": True, "quantity": 3}, {"unlimited": True}, {}])
def test_stock_that_the_store_does_not_count_is_no_number(document: dict[str, object]) -> None:
    row = rules.rows({"id": 1} | document, STORE)[0]

    assert (row["unlimited"], row["quantity"]) == (True, None)


def test_a_gallery_is_the_other_images_in_their_order() -> None:
    images = [("9", False, 2), ("0", True, 0), ("8", False, 1)]
    media = {"images": [{"id": i, "isMain": m, "orderBy": o, "imageOriginalUrl": f"u{i}"} for i, m, o in images]}
    row = rules.rows({"id": 1, "media": media}, STORE)[0]

    assert (row["image_url"], row["gallery"]) == ("u0", "u8\nu9")


def test_a_variation_without_an_image_shows_its_products() -> None:
    family = read(FAMILY) | {
        "media": {"images": [{"id": "0", "isMain": True, "imageOriginalUrl": "https://cdn.test/m"}]}
    }
    found = [item.fields["image_url"] for item in rules.product(family, STORE).items]

    assert found == ["https://cdn.test/m", "https://cdn.test/m", "https://cdn.test/22.jpg"]


@pytest.mark.parametrize(
    "document",
    [{}, {"id": None}, {"id": "7"}, {"id": 0}, {"id": 1, "price": Decimal("1e30")}, {"id": 1, "weight": 10**16}],
)
def test_a_product_that_makes_no_sense_stops_the_reading(document: dict[str, object]) -> None:
    with pytest.raises(Unreachable):
        product(document)


@pytest.mark.parametrize("document", [{"combinations": [{"id": 5}, {"id": 5}]}, {"name": "half \ud83d"}])
def test_products_that_make_no_table_stop_the_reading(document: dict[str, object]) -> None:
    with pytest.raises(Unreachable):
        rules.frame(rules.flat({"id": 1} | document, STORE))


@pytest.mark.parametrize("junk", [None, "", 5, [], {}, [1, "a", None, []], {"x": 1}, True])
@pytest.mark.parametrize("key", ["attributes", "options", "combinations", "dimensions", "media", "weight", "price"])
def test_parts_of_an_unexpected_shape_count_as_missing(key: str, junk: object) -> None:
    assert product({"id": 1, "sku": "A", key: junk}).items[0].fields["sku"] == "A"


money = st.decimals(0, 10**6, allow_nan=False, places=5)
texts = st.one_of(st.none(), st.just(""), st.text(max_size=5))
documents = st.fixed_dictionaries(
    {"id": st.integers(1, 10**9)},
    optional={
        "sku": texts,
        "name": texts,
        "price": st.one_of(money, st.integers(0, 9)),
        "weight": money,
        "enabled": st.booleans(),
        "combinations": st.lists(
            st.fixed_dictionaries({"id": st.integers(1, 9)}, optional={"price": money, "sku": texts}),
            max_size=3,
            unique_by=lambda variation: str(variation["id"]),
        ),
    },
)


@given(st.lists(documents, max_size=4, unique_by=lambda document: str(document["id"])))
def test_items_and_frame_say_the_same(found: list[dict[str, object]]) -> None:
    frame = rules.frame(row for document in found for row in rules.flat(document, STORE))
    items = [item for document in found for item in product(document).items]

    assert [row_fields(row) for _, row in frame.iterrows()] == [dict(item.fields) for item in items]
    assert list(frame["product"]) == [item.id.product for item in items]
    assert [None if pd.isna(v) else v for v in frame["variation"]] == [item.id.variation for item in items]


def row_fields(row: "pd.Series[Any]") -> dict[str, str | None]:
    found = {r.name: canonical(None if pd.isna(row[r.name]) else row[r.name], r.kind) for r in FIELDS}
    return found | {"quantity_delta": found["quantity"]}


@pytest.mark.long
def test_a_hundred_thousand_products_are_flattened_in_seconds() -> None:
    document = read(FAMILY)
    start = time.perf_counter()
    rows = (row for key in range(1, 100_001) for row in rules.flat(document | {"id": key}, STORE))
    frame = rules.frame(rows)

    assert len(frame) == 300_000
    assert time.perf_counter() - start < 60
