"""Guards: what is out of the ordinary stops a plan, what is ordinary does not."""

import pytest

from batch import compare as comparing
from batch.check import check
from batch.guards import tripped
from batch.model.guards import Guard, Limits, Tripped
from batch.model.store import Store
from tests.making import STORE, Described, sheet, snapshot

SHOP: list[Described] = [
    {"id": str(n), "name": f"P{n}", "sku": f"P{n}", "retail_price": "10.00", "active_online": n <= 10}
    for n in range(1, 13)
]


def guards(text: str, limits: Limits | None = None, store: Store = STORE) -> dict[str, dict[str, str]]:
    checked, prior = check(sheet(text)), snapshot(SHOP, store)
    compared = comparing.compare(checked.catalog, prior, checked.places)
    return {one.guard.value: dict(one.facts) for one in tripped(compared.changes, prior, limits or Limits())}


def prices(*new: str) -> str:
    return "sku,retail_price\n" + "".join(f"P{n},{price}\n" for n, price in enumerate(new, 1))


def off(count: int) -> str:
    return "sku,active_online\n" + "".join(f"P{n},0\n" for n in range(1, count + 1))


def deleted(*numbers: int) -> str:
    return "sku,command\n" + "".join(f"P{n},delete\n" for n in numbers)


@pytest.mark.parametrize(
    ("text", "stopped"),
    [
        (prices("15.00"), []),
        (prices("15.01"), ["price-moves"]),
        (prices("5.00"), []),
        (prices("4.99"), ["price-moves"]),
        (prices("0"), ["price-zero"]),
        (off(2), []),
        (off(3), ["disables"]),
        ("sku,active_online\nP11,0\nP12,0\n", []),
        (deleted(1, 2), ["deletes"]),
        (deleted(1, 2, 3), ["deletes", "disables"]),
        (deleted(1, 11, 12), ["deletes"]),
        ("sku,name,retail_price\nNEW,New,9000\n", []),
        ("sku,name\nP1,Other\nP2,Other\n", []),
    ],
)
def test_what_is_over_a_limit_stops_and_what_is_at_it_does_not(text: str, stopped: list[str]) -> None:
    assert list(guards(text)) == stopped


def test_a_family_of_many_variants_is_one_product_that_goes_offline() -> None:
    variations = [
        {"id": str(100 + n), "sku": f"V{n}", "options": {"Size": str(n)}, "retail_price": "1"} for n in range(5)
    ]
    shop = [*SHOP, {"id": "50", "name": "Family", "sku": "F", "active_online": True, "variations": variations}]
    checked = check(sheet("sku,active_online\n" + "".join(f"V{n},0\n" for n in range(5))))
    prior = snapshot(shop)
    compared = comparing.compare(checked.catalog, prior, checked.places)

    assert {change.product for change in compared.changes} == {"50"}
    assert tripped(compared.changes, prior, Limits()) == ()
    assert tripped(compared.changes, prior, Limits(disables_percent=9)) == (
        Tripped(Guard.DISABLES, (("n", "1"), ("examples", "V4"), ("limit", "9"), ("online", "11"))),
    )


@pytest.mark.parametrize(
    ("new", "factor"), [("1000.00", "100"), ("0.10", "100"), ("100.00", "10"), ("10000", "1000"), ("77", None)]
)
def test_prices_that_moved_like_a_lost_decimal_mark_are_told_as_such(new: str, factor: str | None) -> None:
    assert guards(prices(new, new, "16.00"))["price-moves"].get("factor") == factor


def test_the_products_that_the_stores_plan_takes_are_counted_with_those_that_are_there() -> None:
    new = "sku,name,retail_price\nA,A,1\nB,B,1\n"
    roomy, full = ({name: getattr(STORE, name) for name in STORE.__slots__} | {"product_limit": n} for n in (14, 13))

    assert guards(new, store=Store(**roomy)) == {}
    assert guards(new, store=Store(**full))["product-limit"]["n"] == "2"


def test_limits_are_settings() -> None:
    assert guards(prices("15.01"), Limits(price_percent=100)) == {}
    assert list(guards(off(1), Limits(disables_percent=0))) == ["disables"]
