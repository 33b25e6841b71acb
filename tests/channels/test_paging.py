"""Every product is read exactly once, however the store cuts its pages and whatever happens meanwhile."""

import itertools
import time
from collections.abc import Callable

import httpx
import pytest

from batch.errors import Refused, Unreachable
from tests.channels.making import channel, quiet

FORMATS: dict[str, object] = {
    "weightUnit": "KILOGRAM",
    "dimensionsUnit": "CM",
    "currency": "EUR",
    "currencyPrecision": 2,
}
PROFILE: dict[str, object] = {"generalInfo": {"storeId": 1003}, "formatsAndUnits": FORMATS}


class Shelf:
    """A store that lists ids; ``before`` is called with the number of pages given so far."""

    def __init__(self, count: int, most: int, before: Callable[["Shelf", int], None] | None = None) -> None:
        self.ids = list(range(1, count + 1))
        self.most, self.pages, self.before = most, 0, before
        self.queries: list[dict[str, str]] = []

    def __call__(self, request: httpx.Request) -> httpx.Response:
        if request.url.path.endswith("/profile"):
            return httpx.Response(200, json=PROFILE)
        if self.before:
            self.before(self, self.pages)
        self.pages += 1
        query = dict(request.url.params)
        self.queries.append(query)
        asked = [int(key) for key in query["productId"].split(",")] if "productId" in query else None
        listed = self.ids if asked is None else [key for key in self.ids if key in asked]
        start = int(query.get("offset", "0"))
        items = listed[start : start + min(self.most, int(query["limit"]))]
        body = {"total": len(listed), "count": len(items), "items": [{"id": key, "sku": str(key)} for key in items]}
        return httpx.Response(200, json=body)


def listed(shelf: Shelf) -> list[int]:
    with channel(shelf) as store:
        return [int(key) for key in store.snapshot({}, quiet).items["product"]]


@pytest.mark.parametrize("count", [0, 1, 99, 100, 101, 250, 1000])
@pytest.mark.parametrize("most", [100, 50, 7])
def test_every_product_once_in_order(count: int, most: int) -> None:
    assert listed(Shelf(count, most)) == list(range(1, count + 1))


def test_no_more_pages_are_asked_for_than_there_are() -> None:
    shelf = Shelf(1000, 100)
    listed(shelf)
    assert shelf.pages == 10
    assert shelf.queries[0] == {"sortBy": "ADDED_TIME_ASC", "limit": "100", "offset": "0"}


def test_products_added_meanwhile_are_read_too() -> None:
    def add(shelf: Shelf, pages: int) -> None:
        if pages == 2:
            shelf.ids += range(301, 421)

    assert listed(Shelf(300, 100, add)) == list(range(1, 421))


def test_a_product_deleted_meanwhile_makes_the_catalog_be_read_again() -> None:
    def delete(shelf: Shelf, pages: int) -> None:
        if pages == 1:
            del shelf.ids[4]

    assert listed(Shelf(300, 100, delete)) == [key for key in range(1, 301) if key != 5]


def test_a_catalog_that_does_not_hold_still_is_told() -> None:
    def delete(shelf: Shelf, pages: int) -> None:
        if pages % 3 == 1:
            del shelf.ids[0]

    with pytest.raises(Unreachable) as caught:
        listed(Shelf(300, 100, delete))
    assert caught.value.code == "channel.unsettled"


def test_products_are_read_back_by_id_in_hundreds_and_unknown_ones_are_absent() -> None:
    shelf = Shelf(250, 100)
    with channel(shelf) as store:
        found = store.products([*(str(key) for key in range(1, 252)), "251", "-1", "abc", "", "1,2", "²"])

    assert sorted(found, key=int) == [str(key) for key in range(1, 251)]
    assert sorted(len(query["productId"].split(",")) for query in shelf.queries) == [51, 100, 100]


def test_products_are_all_read_back_when_the_store_gives_fewer_at_once() -> None:
    with channel(Shelf(250, 30)) as store:
        assert len(store.products([str(key) for key in range(1, 300)])) == 250


@pytest.mark.parametrize("ids", [[], ["", "x"]])
def test_without_an_id_nothing_is_asked(ids: list[str]) -> None:
    shelf = Shelf(3, 100)
    with channel(shelf) as store:
        assert store.products(ids) == {}
    assert shelf.pages == 0


@pytest.mark.parametrize(
    "body",
    [
        None,
        [],
        {"items": []},
        {"total": 1, "items": [{"sku": "A"}]},
        {"total": 1},
        {"total": 1, "items": [3]},
        {"items": 1, "total": 1},
    ],
)
def test_a_page_that_is_none_is_unreachable(body: object) -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        return httpx.Response(200, json=PROFILE if request.url.path.endswith("/profile") else body)

    with channel(answer) as store, pytest.raises(Unreachable):
        store.snapshot({}, quiet)


def test_a_fault_on_one_page_ends_the_reading() -> None:
    def fail(shelf: Shelf, pages: int) -> None:
        if pages >= 3:
            shelf.most = -1

    with pytest.raises(Unreachable):
        listed(Shelf(1000, 100, fail))


def test_a_no_to_reading_is_a_refusal_of_the_store() -> None:
    reply = httpx.Response(404, json={"errorCode": "STORE_NOT_FOUND"})
    with channel(lambda _: reply) as store, pytest.raises(Refused) as caught:
        store.store()
    assert caught.value.facts["code"] == "STORE_NOT_FOUND"


@pytest.mark.parametrize(
    ("word", "unit"), [("CARAT", "CT"), ("GRAM", "G"), ("OUNCE", "OZ"), ("POUND", "LB"), ("KILOGRAM", "KG")]
)
def test_weight_units_are_those_of_the_sheet(word: str, unit: str) -> None:
    reply = PROFILE | {"formatsAndUnits": FORMATS | {"weightUnit": word}}
    with channel(lambda _: httpx.Response(200, json=reply)) as store:
        assert store.store().weight_unit == unit


def test_an_unknown_unit_is_never_guessed() -> None:
    reply = PROFILE | {"formatsAndUnits": FORMATS | {"weightUnit": "STONE"}}
    with channel(lambda _: httpx.Response(200, json=reply)) as store, pytest.raises(Unreachable):
        store.store()


def test_the_product_limit_is_read_when_the_token_may_see_it() -> None:
    account = {"limitsAndRestrictions": {"maxProductLimit": 2500}}
    with channel(lambda _: httpx.Response(200, json={**PROFILE, "account": account})) as store:
        assert store.store().product_limit == 2500
    with channel(lambda _: httpx.Response(200, json=PROFILE)) as store:
        assert store.store().product_limit is None


def test_a_token_that_is_refused_while_pages_are_read_is_shown_once_more_at_most() -> None:
    page = {"total": 3000, "items": [{"id": key, "sku": f"S-{key}"} for key in range(1, 101)]}
    asked = itertools.count()
    refused = itertools.count()

    def answering(request: httpx.Request) -> httpx.Response:
        if "profile" in request.url.path:
            return httpx.Response(200, json=PROFILE)
        time.sleep(0.01)
        if next(asked) < 3:
            return httpx.Response(200, json=page)
        next(refused)
        return httpx.Response(403, json={"errorMessage": "no", "errorCode": "INVALID_API_TOKEN"})

    with channel(answering) as eseries, pytest.raises(Refused):
        eseries.snapshot({}, quiet)

    assert next(refused) <= 2
