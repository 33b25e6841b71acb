"""Batch requests: life of a ticket, order, failures, deduplication, limits."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
import pytest

from batch.sandbox import Settings, running, worker
from batch.sandbox.calls import Reply
from batch.sandbox.dispatch import perform as answered
from tests.sandbox.shop import Body, Shop, refusal


def creation(sku: str) -> Body:
    return {"id": sku, "path": "/products", "method": "POST", "body": {"name": sku, "sku": sku, "price": 1}}


WRONG = {"id": "wrong", "path": "products/1", "method": "PUT", "body": {"price": 2}}


def test_a_batch_is_executed_in_order_and_answers_for_each_request(shop: Shop) -> None:
    requests = [
        creation("A"),
        WRONG,
        creation("B"),
        {"path": "/products?sku=B&responseFields=total", "method": "GET", "body": ""},
    ]
    status = shop.finished(shop.queue(requests, "stopOnFirstFailure=false"))
    responses = status.pop("responses")
    assert status == {"status": "COMPLETED", "totalRequests": 4, "completedRequests": 4}
    assert [item.get("id") for item in responses] == ["A", "wrong", "B", None]
    assert [item["status"] for item in responses] == ["COMPLETED", "FAILED", "COMPLETED", "COMPLETED"]
    assert [item["httpStatusCode"] for item in responses] == [200, 404, 200, 200]
    assert [item["httpStatusLine"] for item in responses] == ["OK", "Product #1 not found", "OK", "OK"]
    assert responses[1]["httpBody"]["errorCode"] == "PRODUCT_NOT_FOUND"
    assert responses[3]["httpBody"] == {"total": 1}


def test_bodies_come_as_text_when_asked(shop: Shop) -> None:
    ticket = shop.queue([creation("A")])
    response = shop.finished(ticket, "&escapedJson=true")["responses"][0]
    assert response["escapedHttpBody"] == f'{{"id":{shop.found("sku=A")[0]}}}'
    assert "httpBody" not in response


def test_the_first_failure_stops_a_batch_unless_told_otherwise(shop: Shop) -> None:
    status = shop.finished(shop.queue([creation("A"), WRONG, creation("B")]))
    assert [item["status"] for item in status["responses"]] == ["COMPLETED", "FAILED", "NOT_EXECUTED"]
    assert status["responses"][2] == {"id": "B", "status": "NOT_EXECUTED"}
    assert shop.found("sku=B") == []


def test_a_failed_request_leaves_nothing_behind(shop: Shop) -> None:
    shop.create({"sku": "USED"})
    taken = {"id": "x", "path": "/products", "method": "POST", "body": {"name": "x", "sku": "USED"}}
    before = shop.state()
    shop.finished(shop.queue([taken], "stopOnFirstFailure=false"))
    assert shop.state() == before
    assert len(shop.ledger()) == 1


def test_a_repeated_key_returns_the_first_ticket_and_runs_nothing(shop: Shop) -> None:
    first = shop.queue([creation("A")], "deduplicationKey=k-1")
    assert shop.queue([creation("A")], "deduplicationKey=k-1") == first
    assert shop.queue([creation("B")], "deduplicationKey=k-1") == first
    assert shop.queue([creation("B")], "deduplicationKey=k-2") != first
    shop.finished(first)
    assert [entry["deduplication_key"] for entry in shop.ledger() if entry["body"]["sku"] == "A"] == ["k-1"]


@pytest.mark.parametrize("hours", [24, 2])
def test_a_key_is_forgotten_after_an_hour_and_a_ticket_later(hours: int) -> None:
    now = [1_800_000_000.0]
    with running(Settings(clock=lambda: now[0], switches={"ticket_hours": str(hours)})) as where:
        shop = Shop(where)
        first = shop.queue([creation("A")], "deduplicationKey=k&stopOnFirstFailure=false")
        shop.finished(first)
        now[0] += 3599
        assert shop.queue([creation("A")], "deduplicationKey=k") == first
        now[0] += 2
        assert shop.queue([creation("A")], "deduplicationKey=k") != first
        now[0] += hours * 3600 - 3700
        assert shop.api.get(f"batch?ticket={first}").status_code == 200
        now[0] += 100
        assert shop.api.get(f"batch?ticket={first}").status_code == 404
        shop.close()


def test_parallel_requests_come_back_in_another_order(shop: Shop) -> None:
    skus = [f"S{number}" for number in range(30)]
    status = shop.finished(shop.queue([creation(sku) for sku in skus], "allowParallelMode=true"))
    ids = [item["id"] for item in status["responses"]]
    assert ids != skus
    assert sorted(ids) == sorted(skus)
    assert [entry["body"]["sku"] for entry in shop.ledger()] != skus


MALFORMED: list[tuple[Any, str]] = [
    ([{"id": 1, "path": "/products", "method": "GET"}], "Path $[0].id contains bad value"),
    ([{"path": "/products", "method": "PATCH"}], "Path $[0].method contains bad value"),
    ([{"method": "GET"}], "Path $[0].path contains bad value"),
    ([creation("A"), creation("A")], "same id"),
    ([creation(f"S{number}") for number in range(501)], "More than 500"),
    ([], "empty"),
    ({}, "invalid"),
]


@pytest.mark.parametrize(("requests", "words"), MALFORMED)
def test_a_malformed_batch_is_refused_whole(shop: Shop, requests: Any, words: str) -> None:
    reply = shop.api.post("batch", json=requests)
    assert reply.status_code == 400
    assert words in reply.json()["errorMessage"]
    assert shop.ledger() == []


def test_500_requests_are_allowed_and_batches_run_one_after_another(shop: Shop) -> None:
    tickets = [shop.queue([creation(f"{name}{number}") for number in range(500)]) for name in "AB"]
    assert [shop.finished(ticket)["completedRequests"] for ticket in tickets] == [500, 500]
    assert [entry["body"]["sku"][0] for entry in shop.ledger()] == ["A"] * 500 + ["B"] * 500


def test_batches_are_listed_by_status(shop: Shop) -> None:
    ticket = shop.queue([creation("A")])
    shop.finished(ticket)
    assert shop.api.get("batch?status=COMPLETED").json() == {"items": [{"ticket": ticket, "status": "COMPLETED"}]}
    assert shop.api.get("batch?status=QUEUED").json() == {"items": []}
    assert shop.api.delete(f"batch?ticketId={ticket}").json() == {"deleteCount": 1}
    assert shop.api.delete(f"batch?ticketId={ticket}").json() == {"deleteCount": 0}


def test_a_cancelled_group_completes_with_work_undone(shop: Shop) -> None:
    tickets = [shop.queue([creation(f"{name}{n}") for n in range(300)], "groupId=g") for name in "ABC"]
    cancelled = shop.api.post("batch/cancel-group", json={"groupId": "g"}).json()["updateCount"]
    assert cancelled >= 1
    states = [item["status"] for item in shop.finished(tickets[2])["responses"]]
    assert "NOT_EXECUTED" in states
    assert len(shop.ledger()) < 900


def test_a_batch_needs_the_scopes_of_what_it_holds(shop: Shop) -> None:
    reader = Shop(shop.where, "secret_reader")
    assert refusal(reader.api.post("batch", json=[creation("A")])) == (403, "INSUFFICIENT_APP_SCOPE")
    assert reader.api.post("batch", json=[{"path": "products", "method": "GET"}]).status_code == 200
    reader.close()


def test_paths_are_taken_with_and_without_a_slash_and_bodies_in_every_form(shop: Shop) -> None:
    ids = [shop.create({"sku": sku}) for sku in "AB"]
    requests: list[Body] = [
        {"id": "object", "path": f"/products/{ids[0]}", "method": "PUT", "body": {"price": 2}},
        {"id": "text", "path": f"products/{ids[1]}", "method": "PUT", "body": '{"price": 3}'},
        {"id": "null", "path": f"products/{ids[0]}", "method": "GET", "body": None},
        {"id": "absent", "path": f"products/{ids[0]}", "method": "GET"},
    ]
    status = shop.finished(shop.queue(requests))
    assert [item["httpStatusCode"] for item in status["responses"]] == [200] * 4
    assert [shop.product(number)["price"] for number in ids] == [2, 3]


def test_nothing_happens_twice_when_a_timed_out_creation_is_sent_again(shop: Shop) -> None:
    url = f"{shop.where.api}/{shop.where.store_id}/batch?deduplicationKey=again"
    for _ in range(3):
        httpx.post(url, json=[creation("A")], headers={"Authorization": f"Bearer {shop.where.token}"}, verify=False)
    shop.finished(shop.queue([creation("Z")]))
    assert len(shop.found("sku=A")) == 1


def failing(times: int) -> tuple[Callable[..., Reply], list[str]]:
    """The store's answer, but for so many failures before it; and the paths it was asked for."""
    asked: list[str] = []

    def perform(store: Any, call: Any, answer: Any, scopes: Any) -> Reply:
        asked.append(call.path)
        if len(asked) <= times:
            raise RuntimeError("out of order")
        return answered(store, call, answer, scopes)

    return perform, asked


@pytest.mark.parametrize(
    ("query", "times", "asked", "statuses"),
    [
        ("stopOnFirstFailure=false", 2, 4, [200, 200]),
        ("stopOnFirstFailure=false", 6, 7, [500, 200]),
        ("", 1, 1, [500, None]),
    ],
)
def test_a_request_the_store_itself_fails_at_is_retried_five_times(
    shop: Shop, monkeypatch: pytest.MonkeyPatch, query: str, times: int, asked: int, statuses: list[int | None]
) -> None:
    perform, paths = failing(times)
    monkeypatch.setattr(worker, "perform", perform)
    monkeypatch.setattr(worker, "PAUSE", 0.01)
    status = shop.finished(shop.queue([creation("A"), creation("B")], query))
    assert [item.get("httpStatusCode") for item in status["responses"]] == statuses
    assert len(paths) == asked


def test_of_many_who_want_one_sku_at_once_one_gets_it(shop: Shop) -> None:
    def attempt(number: int) -> int:
        return shop.api.post("products", json={"name": f"x{number}", "sku": "ONE"}).status_code

    with ThreadPoolExecutor(8) as pool:
        statuses = sorted(pool.map(attempt, range(24)))
    assert statuses == [200] + [409] * 23
    assert len(shop.ledger()) == 1
