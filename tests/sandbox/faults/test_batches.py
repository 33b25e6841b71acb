"""Batches that go wrong, and requests that are not carried out as they should be; the ledger knows better."""

from collections.abc import Callable
from typing import Any

import pytest

from batch.sandbox import Settings, running, worker
from tests.sandbox.shop import Body, Shop

Fault = dict[str, Any]
GO_ON = "stopOnFirstFailure=false"
FIVE = "ABCDE"


def creation(sku: str) -> Body:
    return {"id": sku, "path": "/products", "method": "POST", "body": {"name": sku, "sku": sku, "price": 1.6}}


def batch(skus: str) -> list[Body]:
    return [creation(sku) for sku in skus]


def answered(shop: Shop, skus: str = FIVE, query: str = "") -> list[Body]:
    """The responses to a batch of creations."""
    found: list[Body] = shop.finished(shop.queue(batch(skus), GO_ON), query)["responses"]
    return found


def made(shop: Shop) -> str:
    """The SKUs that were created, in order, as the ledger has them."""
    return "".join(entry["body"]["sku"] for entry in shop.ledger() if entry["path"] == "/products")


RESPONSES: list[tuple[Fault, Callable[[list[Body]], Any], Any]] = [
    ({"name": "responses_fewer", "missing": 2}, lambda found: len(found), 3),
    ({"name": "responses_without_ids"}, lambda found: sum("id" in item for item in found), 4),
    ({"name": "responses_doubled"}, lambda found: len({item["id"] for item in found}) - len(found), -1),
    ({"name": "responses_doubled", "second": "failed"}, lambda found: found[-1]["httpStatusCode"], 404),
    ({"name": "responses_foreign"}, lambda found: found[0]["id"], "nobody's"),
    ({"name": "responses_shuffled"}, lambda found: in_order(found) != FIVE and sorted(in_order(found)), [*FIVE]),
    ({"name": "responses_not_executed"}, lambda found: found[0], {"id": "A", "status": "NOT_EXECUTED"}),
    ({"name": "bodies_in_one_form"}, lambda found: {"httpBody", "escapedHttpBody"} & found[0].keys(), {"httpBody"}),
    ({"name": "bodies_in_one_form", "form": "escaped"}, lambda found: found[0]["escapedHttpBody"][:5], '{"id"'),
    ({"name": "bodies_differ"}, lambda found: "id" in found[0]["httpBody"] and found[0]["escapedHttpBody"],
     '{"errorMessage":"Something else"}'),
    ({"name": "said_to_have_failed", "nth": 2}, lambda found: [item["httpStatusCode"] for item in found[:3]],
     [200, 500, 200]),
]  # fmt: skip


def in_order(found: list[Body]) -> str:
    return "".join(item["id"] for item in found)


@pytest.mark.parametrize(("fault", "look", "seen"), RESPONSES, ids=[str(case[0]) for case in RESPONSES])
def test_what_is_said_of_a_batch_is_not_what_was_done(
    shop: Shop, fault: Fault, look: Callable[[list[Body]], Any], seen: Any
) -> None:
    shop.strike(fault)
    query = "" if fault.get("form") else "&escapedJson=true"

    assert look(answered(shop, query=query)) == seen
    assert made(shop) == FIVE
    assert shop.fired() == {fault["name"]: 1}


def test_a_response_that_is_missing_stays_missing_and_the_seed_says_which(shop: Shop) -> None:
    def left(seed: int) -> str:
        shop.witness.post("reset")
        shop.strike({"name": "responses_fewer", "missing": 2}, seed=seed)
        ticket = shop.queue(batch(FIVE))
        seen = {in_order(shop.finished(ticket)["responses"]) for _ in range(5)}
        assert len(seen) == 1
        return seen.pop()

    assert left(3) == left(3) != left(4)


def test_responses_may_be_null(shop: Shop) -> None:
    shop.strike({"name": "responses_null"})
    status = shop.finished(shop.queue(batch("A")))

    assert (status["responses"], status["completedRequests"], made(shop)) == (None, 1, "A")


STATUSES: list[tuple[Fault, list[tuple[str, int]]]] = [
    ({"name": "status_queued", "times": 2}, [("QUEUED", 0), ("QUEUED", 0), ("COMPLETED", 5)]),
    ({"name": "status_stuck", "times": 2}, [("IN_PROGRESS", 4), ("IN_PROGRESS", 4), ("COMPLETED", 5)]),
    ({"name": "status_backwards", "times": 2}, [("IN_PROGRESS", 5), ("QUEUED", 0), ("COMPLETED", 5)]),
]


@pytest.mark.parametrize(("fault", "seen"), STATUSES, ids=[str(case[0]) for case in STATUSES])
def test_a_batch_that_is_done_is_said_to_be_on_its_way(shop: Shop, fault: Fault, seen: list[tuple[str, int]]) -> None:
    ticket = shop.queue(batch(FIVE))
    shop.finished(ticket)
    shop.strike(fault)
    polls = [shop.api.get(f"batch?ticket={ticket}").json() for _ in range(3)]

    assert [(poll["status"], poll["completedRequests"]) for poll in polls] == seen


@pytest.mark.parametrize("status", [404, 400])
def test_a_ticket_is_forgotten_once_its_batch_is_done(shop: Shop, status: int) -> None:
    ticket = shop.queue(batch("A"))
    shop.finished(ticket)
    shop.strike({"name": "ticket_forgotten", "status": status})

    assert [shop.api.get(f"batch?ticket={ticket}").status_code for _ in range(2)] == [status, 404]
    assert made(shop) == "A"


def test_a_key_may_be_ignored(shop: Shop) -> None:
    shop.strike({"name": "key_ignored"})
    tickets = [shop.queue(batch("A"), f"deduplicationKey=k&{GO_ON}") for _ in range(2)]

    assert tickets[0] != tickets[1]
    assert shop.finished(tickets[1])["responses"][0]["httpStatusCode"] == 409


def test_a_key_may_be_forgotten_early(shop: Shop) -> None:
    first = shop.queue(batch("A"), "deduplicationKey=k")
    shop.strike({"name": "key_forgotten", "seconds": 60}, {"name": "clock_jumps", "seconds": 50})
    assert shop.queue(batch("A"), "deduplicationKey=k") == first
    shop.strike({"name": "key_forgotten", "seconds": 60}, {"name": "clock_jumps", "seconds": 15})
    assert shop.queue(batch("A"), "deduplicationKey=k") != first


def test_a_batch_sent_again_may_get_another_ticket_for_the_same_work(shop: Shop) -> None:
    shop.strike({"name": "key_other_ticket"})
    tickets = [shop.queue(batch(FIVE), "deduplicationKey=k") for _ in range(3)]

    assert len(set(tickets)) == 3
    assert shop.finished(tickets[1]) == shop.finished(tickets[0])
    assert made(shop) == FIVE


WHOLE: list[tuple[Fault, str]] = [
    ({"name": "batch_too_long", "most": 4}, "More than 4 requests"),
    ({"name": "batch_too_large", "kilobytes": 1}, "too large"),
    ({"name": "batch_item_malformed", "holding": '"sku":"C"'}, "Path $[2].body"),
]


@pytest.mark.parametrize(("fault", "words"), WHOLE, ids=[str(case[0]) for case in WHOLE])
def test_a_batch_is_refused_whole_and_its_better_half_is_not(shop: Shop, fault: Fault, words: str) -> None:
    shop.strike(fault)
    requests = [{**item, "body": {**item["body"], "description": "x" * 200}} for item in batch(FIVE)]
    reply = shop.api.post("batch", json=requests)

    assert (reply.status_code, words in reply.json()["errorMessage"]) == (400, True)
    shop.finished(shop.queue(requests[:2]))
    assert made(shop) == "AB"


def test_the_first_failure_may_stop_a_batch_whatever_was_asked(shop: Shop) -> None:
    shop.create({"sku": "B"})
    shop.strike({"name": "stops_anyway"})

    assert [item["status"] for item in answered(shop, "ABC")] == ["COMPLETED", "FAILED", "NOT_EXECUTED"]


def test_a_batch_may_have_to_wait(shop: Shop) -> None:
    shop.strike({"name": "batch_held", "seconds": 0.2})
    ticket = shop.queue(batch("A"))

    assert shop.api.get(f"batch?ticket={ticket}").json()["status"] == "QUEUED"
    assert shop.state() == []
    shop.finished(ticket)
    assert made(shop) == "A"


@pytest.mark.parametrize("after", [0, 2])
def test_somebody_cancels_a_batch(shop: Shop, after: int) -> None:
    shop.strike({"name": "batch_cancelled", "after": after})
    states = [item["status"] for item in answered(shop)]

    assert states == ["COMPLETED"] * after + ["NOT_EXECUTED"] * (5 - after)
    assert made(shop) == FIVE[:after]
    assert len(answered(shop, "XYZ")) == 3


def test_the_newest_batch_may_come_first() -> None:
    now = [1_800_000_000.0]
    faults = [{"name": "batch_held", "from": 1, "seconds": 10}, {"name": "batches_out_of_order"}]
    with running(Settings(clock=lambda: now[0], faults={"faults": faults})) as where:
        shop = Shop(where)
        tickets = [shop.queue(batch(sku)) for sku in "AB"]
        now[0] += 11
        for ticket in tickets:
            shop.finished(ticket)
        assert made(shop) == "BA"
        shop.close()


def test_a_request_is_refused_inside_a_batch(shop: Shop) -> None:
    shop.strike({"name": "item_refused", "on": "create", "nth": [2, 3]})

    assert [item["httpStatusCode"] for item in answered(shop)] == [200, 429, 429, 200, 200]
    assert made(shop) == "ADE"


def test_the_store_tries_again_by_itself(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker, "PAUSE", 0.01)
    shop.strike({"name": "item_fails", "nth": [2, 3]})

    assert [item["httpStatusCode"] for item in answered(shop, "AB")] == [200, 200]
    assert shop.witness.get("faults").json()["faults"][0]["seen"] == 4


def test_the_plan_takes_no_more_products_but_changes(shop: Shop) -> None:
    product_id = shop.create({"sku": "OLD"})
    shop.strike({"name": "no_room", "from": 3})

    assert [item["httpStatusCode"] for item in answered(shop)] == [200, 200, 402, 402, 402]
    assert shop.change(product_id, {"price": 3})["price"] == 3


def test_a_yes_may_be_empty(shop: Shop) -> None:
    shop.strike({"name": "not_stored", "on": "create", "nth": 2})

    assert [item["httpStatusCode"] for item in answered(shop, "ABC")] == [200, 200, 200]
    assert made(shop) == "AC"
    assert [product["sku"] for product in shop.state()] == ["A", "C"]


def test_a_creation_may_happen_twice(shop: Shop) -> None:
    shop.strike({"name": "done_twice", "on": "create", "nth": 2})

    assert [item["httpStatusCode"] for item in answered(shop, "ABC")] == [200, 200, 200]
    assert [product["sku"] for product in shop.state()] == ["A", "B", "B", "C"]
    assert made(shop) == "ABBC"


def test_a_creation_that_happens_twice_may_be_told_as_a_conflict_with_itself(shop: Shop) -> None:
    shop.strike({"name": "done_twice", "on": "create", "second": "refused"})

    assert [item["httpStatusCode"] for item in answered(shop, "AB")] == [409, 200]
    assert made(shop) == "AB"


SIZE: Body = {"type": "SELECT", "name": "Size", "required": False} | {
    "choices": [{"text": "Small", "priceModifier": 0, "priceModifierType": "ABSOLUTE"}]
}
STORED: list[tuple[Fault, Body, Body]] = [
    ({"name": "price_rounded"}, {"price": 2.5}, {"price": 3}),
    ({"name": "html_cleaned"}, {"description": '<p class="x">a<!-- b --></p>'}, {"description": "<p>a</p>"}),
    ({"name": "name_trimmed", "most": 4}, {"name": "Big mug"}, {"name": "Big"}),
    ({"name": "sku_uppercased"}, {"sku": "mug-1"}, {"sku": "MUG-1"}),
    ({"name": "options_capitalised"}, {"options": [SIZE | {"name": "size"}]}, {"options": [SIZE | {"name": "Size"}]}),
]


@pytest.mark.parametrize(("fault", "sent", "stored"), STORED, ids=[str(case[0]) for case in STORED])
def test_a_value_may_be_stored_otherwise(shop: Shop, fault: Fault, sent: Body, stored: Body) -> None:
    product_id = shop.create({"sku": "A"})
    shop.strike(fault)
    product = shop.change(product_id, sent)

    assert {name: product[name] for name in stored} == stored
    assert shop.ledger()[-1]["body"] == sent
    assert shop.ledger()[-1]["after"] == product
