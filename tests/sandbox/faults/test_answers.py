"""Answers in place of the work, limits, clocks, pages and the profile, as a client sees them."""

import time
from collections.abc import Callable
from email.utils import parsedate_to_datetime
from typing import Any

import httpx
import pytest

from batch.sandbox import Settings, running
from tests.sandbox.shop import Shop

Fault = dict[str, Any]
Look = Callable[[httpx.Response], Any]


def coded(reply: httpx.Response) -> tuple[int, Any]:
    return reply.status_code, reply.json().get("errorCode")


def waiting(reply: httpx.Response) -> tuple[int, str | None]:
    return reply.status_code, reply.headers.get("retry-after")


ANSWERED: list[tuple[Fault, Look, Any, bool]] = [  # and whether the work was done
    ({"name": "too_many_requests"}, waiting, (429, "1"), False),
    ({"name": "too_many_requests", "retry_after": 600}, waiting, (429, "600"), False),
    ({"name": "too_many_requests", "retry_after": 0}, waiting, (429, "0"), False),
    ({"name": "too_many_requests", "retry_after": "-5"}, waiting, (429, "-5"), False),
    ({"name": "too_many_requests", "retry_after": "in a while"}, waiting, (429, "in a while"), False),
    ({"name": "too_many_requests", "retry_after": "absent"}, waiting, (429, None), False),
    ({"name": "too_many_requests", "retry_after": "date", "seconds": 60}, lambda reply: ahead(reply), 60, False),
    ({"name": "too_many_requests", "body": "empty"}, lambda reply: (reply.status_code, reply.text), (429, ""), False),
    ({"name": "token_blocked", "seconds": 120}, waiting, (429, "120"), False),
    ({"name": "server_error"}, coded, (503, "INTERNAL_ERROR"), False),
    ({"name": "server_error", "status": 408}, coded, (408, "INTERNAL_ERROR"), False),
    ({"name": "server_error", "status": 504, "done": "yes", "body": "html"},
     lambda reply: (reply.status_code, reply.headers["content-type"], reply.text[:6]), (504, "text/html", "<html>"),
     True),
    ({"name": "server_error", "body": "empty"}, lambda reply: (reply.status_code, reply.text), (503, ""), False),
    ({"name": "token_refused"}, coded, (403, "INVALID_API_TOKEN"), False),
    ({"name": "scope_missing"}, coded, (403, "INSUFFICIENT_APP_SCOPE"), False),
    ({"name": "suspended"}, coded, (402, "STORE_IS_SUSPENDED"), False),
    ({"name": "error_says"}, lambda reply: "secret_sandbox" in reply.text, True, False),
    ({"name": "error_says", "what": "header"}, lambda reply: "Bearer secret_sandbox" in reply.text, True, False),
    ({"name": "error_says", "what": "long"}, lambda reply: len(reply.content) > 1_000_000, True, False),
    ({"name": "error_says", "what": "escapes", "status": 400}, lambda reply: "\x1b[31m" in said(reply), True, False),
    ({"name": "error_says", "what": "formula", "status": 409}, lambda reply: said(reply)[:5], "=cmd|", False),
    ({"name": "error_says", "what": "markup"}, lambda reply: said(reply)[:8], "<script>", False),
]  # fmt: skip


@pytest.mark.parametrize(("fault", "look", "seen", "done"), ANSWERED, ids=[str(case[0]) for case in ANSWERED])
def test_an_answer_in_place_of_the_work(shop: Shop, fault: Fault, look: Look, seen: Any, done: bool) -> None:
    product_id = shop.create({"sku": "A"})
    shop.strike(fault)
    reply = shop.api.put(f"products/{product_id}", json={"price": 2})

    assert look(reply) == seen
    assert len(shop.ledger()) == 1 + done
    assert shop.fired() == {fault["name"]: 1}
    assert shop.requests()[-1]["status"] == reply.status_code


def said(reply: httpx.Response) -> str:
    return str(reply.json()["errorMessage"])


def ahead(reply: httpx.Response) -> float:
    moments = (parsedate_to_datetime(reply.headers[name]) for name in ("retry-after", "date"))
    after, now = moments
    return (after - now).total_seconds()


def test_a_blocked_token_is_blocked_for_all_it_asks_and_whoever_asks_is_noted(shop: Shop) -> None:
    shop.strike({"name": "token_blocked", "on": "list", "seconds": 0.3})
    before = shop.api.get("profile").status_code
    answers = [shop.api.get(path) for path in ("products", "profile", "products")]

    assert (before, [waiting(answer) for answer in answers]) == (200, [(429, "1")] * 3)
    assert shop.breaches() == ["too_early"] * 2
    time.sleep(0.3)
    assert shop.api.get("profile").status_code == 200


def test_a_token_that_is_shown_again_after_it_was_refused_is_noted(shop: Shop) -> None:
    shop.strike({"name": "token_refused"})
    for _ in range(3):
        shop.api.get("profile")

    assert shop.breaches() == ["token_again"] * 2
    assert "secret" not in shop.witness.get("breaches").text


def test_whoever_waits_as_told_is_not_noted(shop: Shop) -> None:
    shop.strike({"name": "too_many_requests", "retry_after": "1"})
    shop.api.get("profile")
    time.sleep(1.01)
    shop.api.get("profile")

    assert shop.breaches() == []


def test_whoever_was_told_to_wait_and_never_heard_it_is_not_noted(shop: Shop) -> None:
    shop.strike({"name": "too_many_requests", "retry_after": "60"}, {"name": "answer_lost"})
    with pytest.raises(httpx.ReadError):
        shop.api.get("profile")
    shop.api.get("profile")

    assert shop.breaches() == []


def test_a_key_with_another_body_is_noted(shop: Shop) -> None:
    first = {"id": "1", "path": "products", "method": "POST", "body": {"name": "x", "sku": "X"}}
    shop.queue([first], "deduplicationKey=k")
    shop.queue([first], "deduplicationKey=k")
    assert shop.breaches() == []
    shop.queue([{**first, "body": {"name": "y"}}], "deduplicationKey=k")
    assert shop.breaches() == ["key_reused"]


def test_deleting_without_an_id_is_noted(shop: Shop) -> None:
    shop.api.delete("products/")
    assert shop.breaches() == ["delete_all"]


LIMITED: list[tuple[Fault, list[int]]] = [
    ({"name": "quota_shared", "used": 7}, [200, 200, 200, 429]),
    ({"name": "quota_lowered", "limit": 2}, [200, 200, 429, 429]),
    ({"name": "quota_lowered", "limit": 100}, [200] * 4),
    ({"name": "no_bursts"}, [200, 429, 429, 429]),
]


@pytest.mark.parametrize(("fault", "statuses"), LIMITED, ids=[str(case[0]) for case in LIMITED])
def test_fewer_requests_are_allowed_than_the_store_says(fault: Fault, statuses: list[int]) -> None:
    now = [1_800_000_000.0]
    with running(Settings(clock=lambda: now[0], switches={"quota": "10"}, faults={"faults": [fault]})) as where:
        shop = Shop(where)
        assert [shop.api.get("profile").status_code for _ in range(4)] == statuses
        now[0] += 61
        assert shop.api.get("profile").status_code == 200
        shop.close()


def test_the_store_s_clock_jumps_and_forgets_a_key(shop: Shop) -> None:
    creation = {"id": "1", "path": "products", "method": "POST", "body": {"name": "x", "sku": "X"}}
    first = shop.queue([creation], "deduplicationKey=k")
    assert shop.queue([creation], "deduplicationKey=k") == first
    shop.strike({"name": "clock_jumps", "on": "batch", "seconds": 3700})
    before = moment(shop.api.get("profile"))
    assert shop.queue([creation], "deduplicationKey=k") != first
    assert 3690 < moment(shop.api.get("profile")) - before < 3710


def test_the_date_may_be_wrong_or_absent(shop: Shop) -> None:
    assert abs(moment(shop.api.get("profile")) - time.time()) < 10
    shop.strike({"name": "date_skewed", "seconds": -600})
    assert 590 < time.time() - moment(shop.api.get("profile")) < 610
    shop.strike({"name": "date_absent"})
    assert "date" not in shop.api.get("profile").headers


def moment(reply: httpx.Response) -> float:
    return parsedate_to_datetime(reply.headers["date"]).timestamp()


def test_search_is_slow_to_see_a_write_and_reading_by_id_is_not(shop: Shop) -> None:
    shop.strike({"name": "index_slow", "seconds": 0.2})
    product_id = shop.create({"sku": "A"})

    assert (shop.found("sku=A"), shop.product(product_id)["sku"]) == ([], "A")
    assert shop.found(f"productId={product_id}") == [product_id]
    time.sleep(0.21)
    assert shop.found("sku=A") == [product_id]


PAGES: list[tuple[Fault, tuple[int, int, int], str]] = [
    ({"name": "page_short", "most": 2}, (5, 2, 2), "AB"),
    ({"name": "page_cut"}, (5, 2, 4), "AB"),
    ({"name": "page_repeats"}, (5, 4, 4), "ABCA"),
    ({"name": "page_skips"}, (5, 3, 4), "BCD"),
    ({"name": "total_wrong", "by": -2}, (3, 4, 4), "ABCD"),
]


@pytest.mark.parametrize(("fault", "numbers", "skus"), PAGES, ids=[str(case[0]) for case in PAGES])
def test_a_page_that_is_not_the_whole_truth(shop: Shop, fault: Fault, numbers: tuple[int, ...], skus: str) -> None:
    for sku in "ABCDE":
        shop.create({"sku": sku})
    shop.strike(fault)
    page = shop.api.get("products?limit=4").json()

    assert tuple(page[name] for name in ("total", "count", "limit")) == numbers
    assert "".join(item["sku"] for item in page["items"]) == skus
    assert len(shop.state()) == 5


def test_the_profile_is_another_store_s(shop: Shop) -> None:
    shop.strike({"name": "other_store"})
    profile = shop.api.get("profile").json()

    assert (profile["generalInfo"]["storeId"], profile["settings"]["storeName"]) == (666, "Another store")
