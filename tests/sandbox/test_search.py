"""Search and paging of products."""

import time
from typing import Any

import pytest

from tests.sandbox.shop import Body, Shop, refusal

SHELF: dict[str, Body] = {
    "mug": {"name": "Red mug", "sku": "MUG", "price": 8.5, "quantity": 0, "description": "<p>for tea</p>"},
    "hat": {"name": "Hat", "sku": "HAT", "price": 20, "enabled": False, "externalReferenceId": "x-1"},
    "shirt": {"name": "Shirt", "sku": "SHIRT", "price": 30.1, "compareToPrice": 40},
    "plus": {"name": "A+B", "sku": "A+B", "price": 5, "attributes": [{"alias": "BRAND", "value": "Acme"}]},
}


@pytest.fixture
def shelf(shop: Shop) -> dict[str, int]:
    ids = {name: shop.create(body) for name, body in SHELF.items()}
    options = [{"name": "Size", "value": "L"}]
    shop.vary(ids["shirt"], {"options": options, "sku": "SHIRT-L", "quantity": 1, "externalReferenceId": "x-2"})
    return ids


def test_a_page_has_an_envelope_of_integers(shop: Shop, shelf: dict[str, int]) -> None:
    page = shop.api.get("products").json()
    items = page.pop("items")
    assert page == {"total": 4, "count": 4, "offset": 0, "limit": 100}
    assert [item["id"] for item in items] == sorted(shelf.values())


def test_paging_visits_every_product_once(shop: Shop) -> None:
    ids = [shop.create({"sku": f"S{number}"}) for number in range(7)]
    pages = [shop.api.get(f"products?limit=3&offset={offset}").json() for offset in (0, 3, 6, 9)]
    assert [item["id"] for page in pages for item in page["items"]] == ids
    assert [page["count"] for page in pages] == [3, 3, 1, 0]
    assert {page["total"] for page in pages} == {7}


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("sku=MUG", ["mug"]),
        ("sku=mug", []),
        ("sku=SHIRT-L", ["shirt"]),
        ("sku=SHIRT-L&enabled=false", ["shirt"]),
        ("sku=A%2BB", ["plus"]),
        ("keyword=mug", ["mug"]),
        ("keyword=tea", ["mug"]),
        ("keyword=mu*", ["mug"]),
        ("keyword=mu", []),
        ("keyword=%22red%20mug%22", ["mug"]),
        ("keyword=shirt-l", ["shirt"]),
        ("keyword=acme", ["plus"]),
        ("enabled=false", ["hat"]),
        ("enabled=YES", ["mug", "shirt", "plus"]),
        ("inStock=false", ["mug"]),
        ("inventory=outofstock", ["mug"]),
        ("onsale=onsale", ["shirt"]),
        ("priceFrom=8.5&priceTo=20", ["mug", "hat"]),
        ("createdFrom=2000-01-01", ["mug", "hat", "shirt", "plus"]),
        ("createdTo=2000-01-01%2010:00:00", []),
        ("updatedFrom=4000000000", []),
        ("externalReferenceId=x-1", ["hat"]),
        ("externalReferenceId=x-2", ["shirt"]),
        ("attribute_Brand=Acme,Other", ["plus"]),
        ("attribute_Brand=Other", []),
        ("option_Size=L", ["shirt"]),
        ("option_Size=M", []),
        ("category=0", ["mug", "hat", "shirt", "plus"]),
        ("isGiftCard=true", []),
        ("sortBy=PRICE_ASC", ["plus", "mug", "hat", "shirt"]),
        ("sortBy=NAME_DESC", ["shirt", "mug", "hat", "plus"]),
        ("sortBy=ADDED_TIME_ASC", ["mug", "hat", "shirt", "plus"]),
        ("somethingNew=1&storeId=7", ["mug", "hat", "shirt", "plus"]),
    ],
)
def test_a_filter_finds_what_it_says(shop: Shop, shelf: dict[str, int], query: str, names: list[str]) -> None:
    assert shop.found(query) == [shelf[name] for name in names]


def test_a_list_of_ids_overrides_every_filter(shop: Shop, shelf: dict[str, int]) -> None:
    wanted = f"productId={shelf['hat']},{shelf['mug']},12345&enabled=true&keyword=nothing"
    assert shop.found(wanted) == [shelf["mug"], shelf["hat"]]


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("enabled=maybe", "WRONG_PARAMETER"),
        ("limit=ten", "WRONG_PARAMETER"),
        ("offset=-1", "WRONG_PARAMETER"),
        ("sortBy=LUCK", "WRONG_PARAMETER"),
        ("createdFrom=yesterday", "WRONG_PARAMETER"),
        ("responseFields=items(id", "WRONG_PARAMETER"),
        ("cleanUrls=perhaps", "CLEAN_URLS_PARAMETER_IS_INVALID"),
    ],
)
def test_a_malformed_parameter_is_refused(shop: Shop, query: str, code: str) -> None:
    assert refusal(shop.api.get(f"products?{query}")) == (400, code)


@pytest.mark.parametrize(
    ("fields", "shown"),
    [
        ("total,items(sku)", {"total": 1, "items": [{"sku": "S"}]}),
        (
            "items(combinations(sku,options(value)))",
            {"items": [{"combinations": [{"sku": "S-L", "options": [{"value": "L"}]}]}]},
        ),
        ("count, limit", {"count": 1, "limit": 100}),
        ("nothing", {}),
    ],
)
def test_response_fields_leave_only_what_they_list(shop: Shop, fields: str, shown: Any) -> None:
    product = shop.create({"sku": "S"})
    shop.vary(product, {"options": [{"name": "Size", "value": "L"}], "sku": "S-L"})
    assert shop.api.get("products", params={"responseFields": fields}).json() == shown


def test_more_than_a_hundred_ids_are_too_many(shop: Shop) -> None:
    reply = shop.api.get("products?productId=" + ",".join(str(number) for number in range(101)))
    assert refusal(reply) == (402, "MAX_PRODUCTS_FOR_API_REQUEST_LIMIT_EXCEEDED")


def test_a_lagging_index_hides_writes_from_search_but_not_from_reading_by_id(shop: Shop) -> None:
    old = shop.create({"sku": "OLD", "price": 1})
    shop.turn({"index_lag": "1"})
    new = shop.create({"sku": "NEW"})
    shop.change(old, {"price": 99})
    assert shop.found("sku=NEW") == []
    assert shop.found("priceFrom=90") == []
    assert shop.found("") == [old]
    assert shop.found(f"productId={new}") == [new]
    assert shop.product(old)["price"] == 99
    time.sleep(1.1)
    assert shop.found("sku=NEW") == [new]
    assert shop.found("priceFrom=90") == [old]


def test_a_language_asked_for_replaces_the_plain_texts(shop: Shop) -> None:
    shop.turn({"languages": "en,fr"})
    product = shop.create({"name": "Hat", "nameTranslated": {"fr": "Chapeau"}})
    assert shop.product(product)["nameTranslated"] == {"en": "Hat", "fr": "Chapeau"}
    assert shop.api.get(f"products/{product}?lang=fr").json()["name"] == "Chapeau"
    assert shop.api.get("products?lang=fr&responseFields=items(name)").json() == {"items": [{"name": "Chapeau"}]}
    assert shop.api.get(f"products/{product}?lang=de").json()["name"] == "Hat"


def test_the_shape_of_addresses_can_be_asked_for(shop: Shop) -> None:
    product = shop.create({"name": "Red hat"})
    url = shop.api.get(f"products/{product}?baseUrl=https://shop.example/p&slugsWithoutIds=true").json()["url"]
    assert url == "https://shop.example/p/Red-hat"


def test_the_decimals_of_a_price_come_back_as_they_were_sent(shop: Shop) -> None:
    content = '{"name": "Pin", "price": 0.30, "weight": 12345678901234567.89}'
    reply = shop.api.post("products", content=content, headers={"Content-Type": "application/json"})
    text = shop.api.get(f"products/{reply.json()['id']}").text
    assert '"price":0.30,' in text
    assert '"weight":12345678901234567.89' in text
