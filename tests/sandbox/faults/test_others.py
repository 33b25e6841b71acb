"""Somebody else at work in the store, between two requests of ours."""

import time
from collections.abc import Callable
from typing import Any

import pytest

from batch.sandbox.faults.kinds import BY_NAME, KINDS
from tests.sandbox.faults import test_answers, test_batches, test_lines
from tests.sandbox.shop import Body, Shop

Fault = dict[str, Any]
Look = Callable[[list[Body]], Any]


def prices(state: list[Body]) -> list[Any]:
    return [product["price"] for product in state]


def skus(state: list[Body]) -> list[str]:
    return [product["sku"] for product in state]


def varied(state: list[Body]) -> list[str]:
    return [item["sku"] for item in state[1]["combinations"]]


DONE: list[tuple[Fault, Look, Any]] = [
    ({"name": "product_deleted", "sku": "MUG"}, skus, ["TEE"]),
    ({"name": "product_disabled", "sku": "MUG"}, lambda state: [product["enabled"] for product in state],
     [False, True]),
    ({"name": "product_added"}, lambda state: skus(state)[2][:5], "ELSE-"),
    ({"name": "price_changed", "sku": "MUG"}, prices, [11, 20]),
    ({"name": "price_changed", "sku": "TEE-L"}, lambda state: [item["price"] for item in state[1]["combinations"]],
     [23, 24]),
    ({"name": "name_changed", "sku": "MUG"}, lambda state: state[0]["name"], "Mug (new)"),
    ({"name": "sku_changed", "sku": "MUG"}, skus, ["MUG-NEW", "TEE"]),
    ({"name": "sku_doubled", "sku": "MUG"}, skus, ["MUG", "MUG"]),
    ({"name": "sku_in_other_case", "sku": "MUG"}, skus, ["MUG", "mug"]),
    ({"name": "variation_removed", "sku": "TEE-M"}, varied, ["TEE-L"]),
    ({"name": "variation_like_product", "sku": "TEE-L"}, varied, ["TEE", "TEE-M"]),
    ({"name": "stock_sold", "sku": "MUG"}, lambda state: state[0]["quantity"], 4),
]  # fmt: skip


def stocked(shop: Shop) -> None:
    """A mug, and a tee in two sizes."""
    shop.create({"sku": "MUG", "price": 10, "quantity": 5})
    tee = shop.create({"sku": "TEE", "price": 20, "name": "Tee"})
    for size, price in (("L", 22), ("M", 23)):
        shop.vary(tee, {"options": [{"name": "Size", "value": size}], "sku": f"TEE-{size}", "price": price})


@pytest.mark.parametrize(("fault", "look", "seen"), DONE, ids=[str(case[0]) for case in DONE])
@pytest.mark.parametrize("moment", ["before", "after"])
def test_somebody_changes_something(shop: Shop, fault: Fault, look: Look, seen: Any, moment: str) -> None:
    stocked(shop)
    before, ledger = shop.api.get("products").json()["items"], len(shop.ledger())
    shop.strike({**fault, "on": "list", "moment": moment})
    page = shop.api.get("products").json()["items"]

    assert look(shop.state()) == seen
    assert (page == before) is (moment == "after")
    entries = shop.ledger()[ledger:]
    assert [entry["path"] for entry in entries] == [f"/_sandbox/faults/{fault['name']}"]
    assert "secret" not in str(entries)
    assert shop.fired() == {fault["name"]: 1}


def test_without_a_name_the_seed_chooses(shop: Shop) -> None:
    def sold(seed: int) -> list[str]:
        shop.witness.post("reset")
        for number in range(20):
            shop.create({"sku": f"S{number}"})
        shop.strike({"name": "product_deleted", "nth": [1, 2, 3]}, seed=seed)
        for _ in range(3):
            shop.api.get("profile")
        return [product["sku"] for product in shop.state()]

    assert sold(1) == sold(1) != sold(2)
    assert len(sold(1)) == 17


def test_in_a_store_without_such_a_product_nothing_happens(shop: Shop) -> None:
    shop.strike({"name": "variation_removed"}, {"name": "price_changed", "sku": "NONE"}, {"name": "sku_doubled"})
    shop.create({"sku": "A"})

    assert shop.api.get("profile").status_code == 200
    assert len(shop.ledger()) == 1


def test_a_change_is_undone_later(shop: Shop) -> None:
    product_id = shop.create({"sku": "A", "price": 10})
    shop.strike({"name": "change_undone", "on": "update", "seconds": 0.1})

    assert shop.change(product_id, {"price": 12})["price"] == 12
    time.sleep(0.11)
    assert shop.product(product_id)["price"] == 10
    assert shop.ledger()[-1]["path"] == "/_sandbox/faults/change_undone"
    assert shop.change(product_id, {"price": 12})["price"] == 12


def test_every_fault_is_seen_to_strike() -> None:
    """The tables of these tests, and the tests that name a fault of their own."""
    written: list[tuple[Any, ...]] = [
        *test_lines.BROKEN,
        *test_lines.SEEN,
        *test_answers.ANSWERED,
        *test_answers.LIMITED,
    ]
    written += [*test_answers.PAGES, *test_batches.RESPONSES, *test_batches.STATUSES, *test_batches.WHOLE]
    written += [*test_batches.STORED, *DONE]
    alone = {"clock_jumps", "date_skewed", "date_absent", "index_slow", "other_store", "responses_null", "no_room"}
    alone |= {"ticket_forgotten", "key_ignored", "key_forgotten", "key_other_ticket", "stops_anyway", "batch_held"}
    alone |= {"batch_cancelled", "batches_out_of_order", "item_refused", "item_fails", "not_stored", "done_twice"}
    alone |= {"change_undone"}

    assert {case[0]["name"] for case in written} | alone == set(BY_NAME)
    assert len(BY_NAME) == len(KINDS)
