"""Variations, their options, their inheritance from the product, their SKUs and stock."""

import pytest

from tests.sandbox.shop import Body, Shop, refusal


def size(value: str) -> list[Body]:
    return [{"name": "Size", "value": value}]


def test_a_variation_adds_the_options_it_names(shop: Shop) -> None:
    product_id = shop.create({"sku": "T"})
    shop.vary(product_id, {"options": size("L")})
    shop.vary(product_id, {"options": size("M")})
    option = shop.product(product_id)["options"][0]
    assert (option["type"], option["name"]) == ("SELECT", "Size")
    assert [choice["text"] for choice in option["choices"]] == ["L", "M"]


def test_variations_are_a_bare_array_by_ascending_id(shop: Shop) -> None:
    product_id = shop.create({"sku": "T"})
    ids = [shop.vary(product_id, {"options": size(value)}) for value in "SML"]
    assert [item["id"] for item in shop.api.get(f"products/{product_id}/combinations").json()] == ids
    assert shop.api.get(f"products/{product_id}/combinations?responseFields=id").json() == [{"id": n} for n in ids]


def test_an_absent_key_inherits_from_the_product(shop: Shop) -> None:
    choices = [{"text": "L", "priceModifier": 20}, {"text": "XL", "priceModifier": 10, "priceModifierType": "PERCENT"}]
    product_id = shop.create(
        {"sku": "T", "price": 50, "quantity": 4, "options": [{"type": "SIZE", "name": "Size", "choices": choices}]}
    )
    large = shop.variation(product_id, shop.vary(product_id, {"options": size("L")}))
    assert (large["defaultDisplayedPrice"], large["quantity"], large["inStock"]) == (70, 4, True)
    assert not large.keys() & {"sku", "price", "weight", "warningLimit", "imageUrl"}
    extra = shop.variation(product_id, shop.vary(product_id, {"options": size("XL")}))
    assert extra["defaultDisplayedPrice"] == 55
    shop.change(product_id, {"quantity": 9})
    assert shop.variation(product_id, large["id"])["quantity"] == 9


def test_stock_follows_the_sku(shop: Shop) -> None:
    product_id = shop.create({"sku": "T", "quantity": 4})
    own = shop.vary(product_id, {"options": size("L"), "sku": "T-L", "quantity": 7})
    assert shop.variation(product_id, own)["quantity"] == 7
    url = f"products/{product_id}/combinations/{own}"
    assert shop.api.put(url + "/inventory?checkLowStockNotification=true", json={"quantityDelta": -4}).json() == {
        "updateCount": 1
    }
    assert shop.variation(product_id, own)["quantity"] == 3
    for nothing in (None, ""):
        shop.api.put(url, json={"sku": "T-L", "quantity": 7})
        assert shop.api.put(url, json={"sku": nothing}).status_code == 200
        assert shop.variation(product_id, own)["quantity"] == 4
        assert "sku" not in shop.variation(product_id, own)
    assert shop.api.put(url + "/inventory", json={"quantityDelta": 1}).status_code == 400


def test_a_price_of_its_own_can_be_given_and_taken_back(shop: Shop) -> None:
    product_id = shop.create({"sku": "T", "price": 50})
    variation = shop.vary(product_id, {"options": size("L"), "price": 60})
    assert shop.variation(product_id, variation)["defaultDisplayedPrice"] == 60
    shop.api.put(f"products/{product_id}/combinations/{variation}", json={"price": None})
    assert shop.variation(product_id, variation)["defaultDisplayedPrice"] == 50
    assert "price" not in shop.variation(product_id, variation)


REFUSED: list[tuple[Body, int, str | None]] = [
    ({"options": size("L")}, 409, "COMBINATION_DUPLICATED"),
    ({"options": []}, 400, "WRONG_PARAMETER"),
    ({}, 400, "WRONG_PARAMETER"),
    ({"options": size("M"), "sku": "OTHER"}, 409, "SKU_ALREADY_EXISTS"),
    ({"options": size("M"), "sku": "T-L"}, 409, "SKU_ALREADY_EXISTS"),
    ({"options": size("M"), "sku": "T", "quantity": 99}, 400, "DIFFERENT_COMBINATION_STOCK"),
    ({"options": size("M"), "quantity": 99}, 400, "DIFFERENT_COMBINATION_STOCK"),
    ({"options": size("M"), "sku": "T", "dimensions": {"width": 9}}, 400, "DIFFERENT_COMBINATION_DIMENSIONS"),
    ({"options": [{"name": "Engraving", "value": "x"}]}, 400, "WRONG_PARAMETER"),
]


@pytest.mark.parametrize(("body", "status", "code"), REFUSED)
def test_a_variation_that_cannot_be_is_refused(shop: Shop, body: Body, status: int, code: str | None) -> None:
    shop.create({"sku": "OTHER"})
    product_id = shop.create({"sku": "T", "quantity": 4, "options": [{"type": "TEXTFIELD", "name": "Engraving"}]})
    shop.vary(product_id, {"options": size("L"), "sku": "T-L", "quantity": 1})
    before = shop.state()
    assert refusal(shop.api.post(f"products/{product_id}/combinations", json=body)) == (status, code)
    assert shop.state() == before


def test_a_variation_may_share_its_own_products_sku(shop: Shop) -> None:
    product_id = shop.create({"sku": "T", "quantity": 4})
    variations = [shop.vary(product_id, {"options": size(value), "sku": "T", "quantity": 4}) for value in "LM"]
    assert [shop.variation(product_id, number)["sku"] for number in variations] == ["T", "T"]


def test_option_sets_have_no_order(shop: Shop) -> None:
    product_id = shop.create({"sku": "T"})
    pair = [{"name": "Size", "value": "L"}, {"name": "Colour", "value": "Red"}]
    shop.vary(product_id, {"options": pair})
    reply = shop.api.post(f"products/{product_id}/combinations", json={"options": pair[::-1]})
    assert refusal(reply) == (409, "COMBINATION_DUPLICATED")


@pytest.mark.parametrize(
    ("options", "code"),
    [
        ([], "COMBINATION_CONTAINS_REMOVED_OPTION"),
        ([{"type": "SELECT", "name": "Size", "choices": [{"text": "M"}]}], "COMBINATION_CONTAINS_REMOVED_OPTION_VALUE"),
    ],
)
def test_an_option_in_use_cannot_be_dropped(shop: Shop, options: list[Body], code: str) -> None:
    product_id = shop.create({"sku": "T"})
    shop.vary(product_id, {"options": size("L")})
    assert refusal(shop.api.put(f"products/{product_id}", json={"options": options})) == (409, code)


def test_variations_in_a_product_are_saved_only_when_asked(shop: Shop) -> None:
    body = {"name": "T", "sku": "T", "combinations": [{"options": size("L"), "sku": "T-L", "quantity": 2}]}
    without = shop.api.post("products", json=body).json()["id"]
    assert shop.product(without)["combinations"] == []
    shop.api.delete(f"products/{without}")
    product = shop.product(shop.api.post("products?saveCombinations=true", json=body).json()["id"])
    assert [(item["sku"], item["quantity"]) for item in product["combinations"]] == [("T-L", 2)]
    listed = [{"id": product["combinations"][0]["id"], "quantity": 5}, {"options": size("M"), "sku": "T-M"}]
    assert (
        shop.api.put(f"products/{product['id']}?saveCombinations=true", json={"combinations": listed}).status_code
        == 200
    )
    after = shop.product(product["id"])["combinations"]
    assert [(item["sku"], item.get("quantity")) for item in after] == [("T-L", 5), ("T-M", None)]


def test_more_than_200_variations_in_one_request_are_too_many(shop: Shop) -> None:
    body = {"name": "T", "combinations": [{"options": size(str(number))} for number in range(201)]}
    reply = shop.api.post("products?saveCombinations=true", json=body)
    assert refusal(reply) == (400, "COMBINATION_LIMIT_PER_REQUEST_EXCEEDED")
    body["combinations"] = [{"options": size(str(number))} for number in range(200)]
    assert shop.api.post("products?saveCombinations=true", json=body).status_code == 200


def test_variations_are_deleted_one_or_all(shop: Shop) -> None:
    product_id = shop.create({"sku": "T"})
    ids = [shop.vary(product_id, {"options": size(value), "sku": value}) for value in "SML"]
    assert shop.api.delete(f"products/{product_id}/combinations/{ids[0]}").json() == {"deleteCount": 1}
    assert shop.api.delete(f"products/{product_id}/combinations").json() == {"deleteCount": 2}
    assert shop.product(product_id)["combinations"] == []
    assert shop.create({"sku": "S"})


def test_an_unknown_variation_is_not_found(shop: Shop) -> None:
    product_id = shop.create({})
    reply = shop.api.put(f"products/{product_id}/combinations/1", json={})
    assert refusal(reply) == (404, "COMBINATION_NOT_FOUND")


def test_variations_need_a_plan_that_has_them(shop: Shop) -> None:
    product_id = shop.create({})
    shop.turn({"variations_on_plan": "no"})
    reply = shop.api.post(f"products/{product_id}/combinations", json={"options": size("L")})
    assert refusal(reply) == (402, "NOT_AVAILABLE_ON_CURRENT_PLAN")
    assert "COMBINATIONS" not in shop.api.get("profile").json()["account"]["availableFeatures"]


def test_the_default_variation_prices_the_product(shop: Shop) -> None:
    option = {"type": "SELECT", "name": "Size", "choices": [{"text": "L"}], "defaultChoice": 0}
    product_id = shop.create({"sku": "T", "price": 50, "options": [option]})
    variation = shop.vary(product_id, {"options": size("L"), "price": 65})
    product = shop.product(product_id)
    assert (product["defaultCombinationId"], product["defaultDisplayedPrice"], product["price"]) == (variation, 65, 50)
