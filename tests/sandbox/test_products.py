"""Creating, updating and deleting products."""

from typing import Any

import pytest

from tests.sandbox.shop import Body, Shop, refusal

CHANGES: list[tuple[Body, Body]] = [
    ({"price": 3.25}, {"price": 3.25, "name": "Mug", "sku": "M"}),
    ({"name": "Cup"}, {"name": "Cup", "seoTitle": "Cup", "price": 10}),
    ({"description": "<b>new</b>"}, {"description": "<b>new</b>"}),
    ({"enabled": False}, {"enabled": False}),
    ({"quantity": 7}, {"quantity": 7, "unlimited": False, "inStock": True}),
    ({"quantity": 0, "unlimited": False}, {"quantity": 0, "inStock": False}),
    ({"quantity": 7, "unlimited": True}, {"unlimited": True, "inStock": True, "quantity": None}),
    ({"weight": 1.5}, {"weight": 1.5}),
    ({"isShippingRequired": False}, {"weight": None}),
    ({"dimensions": {"width": 3}}, {"dimensions": {"length": 1, "width": 3, "height": 2}}),
    ({"compareToPrice": 15}, {"compareToPrice": 15, "compareToPriceDiscount": 5, "compareToPriceDiscountPercent": 33}),
    ({"wholesalePrices": [{"quantity": 5, "price": 8}]}, {"wholesalePrices": [{"quantity": 5, "price": 8}]}),
    ({"googleProductCategory": 412}, {"googleProductCategory": 412}),
    ({"googleProductCategory": None}, {"googleProductCategory": None}),
    ({"productCondition": "USED"}, {"productCondition": "USED", "googleItemCondition": "USED"}),
    ({"subtitle": "for tea"}, {"subtitle": "for tea", "subtitleTranslated": {"en": "for tea"}}),
    ({"subtitle": ""}, {"subtitle": None, "subtitleTranslated": None}),
    ({"nameTranslated": {"en": "Beaker"}}, {"name": "Beaker"}),
    ({"shipping": {"type": "FREE_SHIPPING"}}, {"hasFreeShipping": True}),
    (
        {"id": 5, "inStock": False, "url": "x", "created": "2001-01-01", "unheardOf": 1},
        {"inStock": True, "unheardOf": None},
    ),
]

REFUSED_FIELDS: list[tuple[Body, int, str | None]] = [
    ({"price": "12.50"}, 400, "WRONG_PARAMETER"),
    ({"price": -1}, 400, "WRONG_PARAMETER"),
    ({"enabled": "yes"}, 400, "WRONG_PARAMETER"),
    ({"quantity": 1.5}, 400, "WRONG_PARAMETER"),
    ({"name": ""}, 400, "WRONG_PARAMETER"),
    ({"outOfStockVisibilityBehaviour": True}, 400, "WRONG_PARAMETER"),
    ({"costPrice": -2}, 400, "COST_PRICE_CANT_BE_NEGATIVE"),
    ({"wholesalePrices": [{"quantity": 1, "price": 5}]}, 400, "WHOLESALE_PRICES_QUANTITY_TOO_SMALL"),
    ({"wholesalePrices": [{"quantity": 2, "price": 500}]}, 400, "WHOLESALE_PRICES_TOO_BIG"),
    ({"wholesalePrices": [{"quantity": 2, "price": 0}]}, 400, "WHOLESALE_PRICES_CANT_BE_NULL"),
    ({"wholesalePrices": [{"quantity": 2, "price": -1}]}, 400, "WHOLESALE_PRICES_CANT_BE_NEGATIVE"),
    ({"nameTranslated": {"fr": "Tasse"}}, 400, "LANGUAGES_NOT_ALLOWED"),
    ({"locationInventory": {"1": 5}}, 409, "NOT_ALLOWED_TO_UPDATE_PARAMETER"),
    ({"categoryIds": [1]}, 404, "CATEGORIES_NOT_FOUND"),
    ({"productClassId": 99}, 404, None),
    ({"showOnFrontpage": -1}, 400, None),
    ({"tax": {"enabledManualTaxes": [5]}}, 409, None),
]


def plain(shop: Shop) -> int:
    sizes = {"dimensions": {"length": 1, "width": 1, "height": 2}, "weight": 0.4}
    return shop.create({"sku": "M", "name": "Mug", "price": 10, "subtitle": "s", **sizes})


def test_a_name_is_enough_and_the_rest_has_defaults(shop: Shop) -> None:
    reply = shop.api.post("products", json={"name": "Toys"})
    assert reply.json().keys() == {"id"}
    product = shop.product(reply.json()["id"])
    expected = {"sku": "00001", "price": 0, "enabled": True, "unlimited": True, "isShippingRequired": True}
    assert product.items() >= (expected | {"showOnFrontpage": 1, "options": [], "combinations": []}).items()
    assert "quantity" not in product
    assert "compareToPrice" not in product


def test_a_quantity_alone_starts_tracking(shop: Shop) -> None:
    product = shop.product(shop.create({"quantity": 10}))
    assert (product["quantity"], product["unlimited"]) == (10, False)


def test_a_product_has_a_name(shop: Shop) -> None:
    assert refusal(shop.api.post("products", json={"price": 1})) == (400, "WRONG_PARAMETER")


def test_generated_skus_pass_over_those_in_use(shop: Shop) -> None:
    shop.create({"sku": "00002"})
    skus = [shop.product(shop.api.post("products", json={"name": "x"}).json()["id"])["sku"] for _ in range(2)]
    assert skus == ["00001", "00003"]


def test_dates_come_as_text_and_as_seconds(shop: Shop) -> None:
    product = shop.product(shop.create({}))
    assert product["created"].endswith(" +0000")
    assert isinstance(product["createTimestamp"], int)


@pytest.mark.parametrize(("body", "expected"), CHANGES)
def test_an_update_writes_what_it_names_and_keeps_the_rest(shop: Shop, body: Body, expected: Body) -> None:
    product_id = plain(shop)
    before = shop.product(product_id)
    after = shop.change(product_id, body)
    assert {name: after.get(name) for name in expected} == expected
    kept = {"id", "sku", "created", "attributes", "media", "categoryIds"}
    assert {name: after[name] for name in kept} == {name: before[name] for name in kept}


@pytest.mark.parametrize(("body", "status", "code"), REFUSED_FIELDS)
def test_a_wrong_value_is_refused_and_changes_nothing(shop: Shop, body: Body, status: int, code: str | None) -> None:
    product_id = plain(shop)
    before = shop.state()
    assert refusal(shop.api.put(f"products/{product_id}", json={"price": 77, **body})) == (status, code)
    assert shop.state() == before


def test_an_update_can_return_the_product(shop: Shop) -> None:
    product_id = plain(shop)
    url = f"products/{product_id}?returnItem=true&responseFields=item(id,sku)"
    assert shop.api.put(url, json={"price": 4}).json() == {"item": {"id": product_id, "sku": "M"}}
    assert shop.api.put(f"products/{product_id}?returnItem=1", json={}).json()["item"]["price"] == 4


def test_a_used_sku_is_refused(shop: Shop) -> None:
    first, second = shop.create({"sku": "A"}), shop.create({"sku": "B"})
    shop.vary(first, {"options": [{"name": "Size", "value": "L"}], "sku": "A-L"})
    for taken in ("A", "A-L"):
        assert refusal(shop.api.put(f"products/{second}", json={"sku": taken})) == (409, "SKU_ALREADY_EXISTS")
        assert refusal(shop.api.post("products", json={"name": "x", "sku": taken})) == (409, "SKU_ALREADY_EXISTS")
    assert shop.change(second, {"sku": "B"})["sku"] == "B"


def test_a_freed_sku_can_be_taken(shop: Shop) -> None:
    first, second = shop.create({"sku": "A"}), shop.create({"sku": "B"})
    shop.change(first, {"sku": "C"})
    assert shop.change(second, {"sku": "A"})["sku"] == "A"
    shop.api.delete(f"products/{first}")
    assert shop.change(second, {"sku": "C"})["sku"] == "C"


def test_an_external_id_has_one_owner(shop: Shop) -> None:
    shop.create({"sku": "A", "externalReferenceId": "pos-1"})
    reply = shop.api.post("products", json={"name": "x", "externalReferenceId": "pos-1"})
    assert refusal(reply) == (409, "EXTERNAL_ID_ALREADY_USED")


def test_the_plan_limits_products(shop: Shop) -> None:
    shop.turn({"max_products": "1"})
    shop.create({})
    assert shop.api.post("products", json={"name": "x"}).status_code == 402
    assert shop.api.get("profile").json()["account"]["limitsAndRestrictions"] == {"maxProductLimit": 1}


def test_a_deleted_product_is_gone_and_listed_as_deleted(shop: Shop) -> None:
    product_id = shop.create({})
    assert shop.api.delete(f"products/{product_id}").json() == {"deleteCount": 1}
    assert refusal(shop.api.get(f"products/{product_id}")) == (404, "PRODUCT_NOT_FOUND")
    assert shop.api.get(f"products/{product_id}").json()["errorMessage"] == f"Product #{product_id} not found"
    gone = shop.api.get("products/deleted").json()
    assert (gone["total"], gone["items"][0]["id"]) == (1, product_id)
    assert shop.found("") == []


@pytest.mark.parametrize(
    ("quantity", "delta", "after", "warning"),
    [(15, -20, -5, "Product has negative stock."), (15, 5, 20, None), (-5, 5, 0, None)],
)
def test_stock_is_adjusted_by_a_difference(
    shop: Shop, quantity: int, delta: int, after: int, warning: str | None
) -> None:
    product_id = shop.create({"quantity": quantity})
    reply = shop.api.put(f"products/{product_id}/inventory", json={"quantityDelta": delta}).json()
    assert reply.pop("warning", None) == warning
    assert reply == {"updateCount": 1}
    assert shop.product(product_id)["quantity"] == after


ATTRIBUTES: list[tuple[list[Body], dict[str, Any]]] = [
    ([{"alias": "BRAND", "value": "Acme"}], {"BRAND": "Acme"}),
    ([{"alias": "UPC", "value": "00123"}, {"name": "Brand", "value": "B"}], {"UPC": "00123", "BRAND": "B"}),
    ([{"alias": "BRAND", "value": ""}], {}),
]


@pytest.mark.parametrize(("written", "shown"), ATTRIBUTES)
def test_brand_and_upc_need_no_id(shop: Shop, written: list[Body], shown: dict[str, Any]) -> None:
    attributes = shop.product(shop.create({"attributes": written}))["attributes"]
    assert {item["type"]: item["value"] for item in attributes} == shown
    assert all(item.keys() == {"id", "name", "value", "type", "show"} for item in attributes)


def test_an_attribute_is_known_by_its_id_too(shop: Shop) -> None:
    product_id = shop.create({"attributes": [{"alias": "UPC", "value": "1"}]})
    known = shop.product(product_id)["attributes"][0]["id"]
    after = shop.change(product_id, {"attributes": [{"id": known, "value": "2"}]})
    assert [item["value"] for item in after["attributes"]] == ["2"]


def test_a_product_in_categories_shows_their_names(shop: Shop) -> None:
    category = shop.api.post("categories", json={"name": "Fruit"}).json()["id"]
    product_id = shop.create({"categoryIds": [category]})
    assert shop.product(product_id)["categories"] == [{"id": category, "enabled": True, "name": "Fruit"}]
    assert "showOnFrontpage" not in shop.product(product_id)
    shop.api.put(f"categories/{category}", json={"name": "Nuts"})
    assert shop.product(product_id)["categories"][0]["name"] == "Nuts"
    assert shop.found(f"category={category}") == [product_id]
    shop.api.delete(f"categories/{category}")
    assert shop.product(product_id)["categoryIds"] == []


def test_assigning_products_adds_to_their_categories(shop: Shop) -> None:
    first, second = (shop.api.post("categories", json={"name": name}).json()["id"] for name in ("a", "b"))
    product_id = shop.create({"categoryIds": [first]})
    shop.api.post(f"categories/{second}/assignProducts", json={"productIds": [product_id]})
    assert shop.product(product_id)["categoryIds"] == [first, second]


def test_a_product_type_brings_its_own_attributes(shop: Shop) -> None:
    made = shop.api.post(
        "classes", json={"name": "Book", "attributes": [{"name": "Author", "type": "CUSTOM", "show": "DESCR"}]}
    )
    class_id = made.json()["id"]
    written = {"productClassId": class_id, "attributes": [{"name": "Author", "value": "Woolf"}]}
    product_id = shop.create(written)
    author = shop.api.get(f"classes/{class_id}").json()["attributes"][0]
    assert [(item["id"], item["value"]) for item in shop.product(product_id)["attributes"]] == [(author["id"], "Woolf")]
    shop.api.put(f"classes/{class_id}", json={"name": "Book", "attributes": [{**author, "name": "Writer"}]})
    assert shop.product(product_id)["attributes"][0]["name"] == "Writer"
    shop.api.put(f"classes/{class_id}", json={"attributes": []})
    assert shop.product(product_id)["attributes"] == []
    shop.api.delete(f"classes/{class_id}")
    assert shop.product(product_id)["productClassId"] == 0


def test_types_are_a_bare_array_that_begins_with_general(shop: Shop) -> None:
    general = shop.api.get("classes").json()[0]
    assert general["id"] == 0
    assert "name" not in general
    assert {item["type"] for item in general["attributes"]} == {"UPC", "BRAND"}


def test_brands_are_listed(shop: Shop) -> None:
    for number, brand in enumerate(("Zen", "Acme", "Acme")):
        shop.create({"sku": f"S{number}", "attributes": [{"alias": "BRAND", "value": brand}]})
    assert [item["name"] for item in shop.api.get("brands").json()["items"]] == ["Acme", "Zen"]
