"""A store that was read before is not read again, and yet no change in it is missed."""

import stat
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from batch import jobs
from tests.journeys.shop import Shop, opened

COUNT = 250
SHEET = "sku,name,retail_price\n" + "".join(f"S-{n},N {n},{n}.00\n" for n in range(COUNT))


class Clock:
    """The store's: goes on, and can be put forward, or stopped."""

    ahead = 0.0
    stopped: float | None = None

    def __call__(self) -> float:
        return (self.stopped or time.time()) + self.ahead


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture(params=["0", "30"])
def shop(tmp_path: Path, request: pytest.FixtureRequest, clock: Clock) -> Iterator[Shop]:
    old = {"createTimestamp": 1_600_000_000, "updateTimestamp": 1_600_000_000}
    seed = [{"id": n + 1, "sku": f"S-{n}", "name": f"N {n}", "price": n, "enabled": True} | old for n in range(COUNT)]
    with opened(tmp_path, {"index_lag": request.param}, clock, seed) as there:
        yield there


def reads(shop: Shop) -> int:
    return len([entry for entry in shop.requests() if entry["method"] == "GET"])


def planned(shop: Shop) -> tuple[list[str], int]:
    """The SKUs that a plan would change, and the requests that it took to know."""
    before = reads(shop)
    done = shop.plan(shop.sheet("all.csv", SHEET))
    assert done.report.plan is not None
    return [f"{change.action} {change.sku}" for change in done.report.plan.changes], reads(shop) - before


def later(clock: Clock) -> None:
    """When the index has caught up: nobody could see it before."""
    clock.ahead += 31


def file(shop: Shop) -> Path:
    return next((shop.folder / "home" / "snapshots").iterdir())


def test_a_second_plan_on_an_unchanged_store_costs_two_requests(shop: Shop) -> None:
    assert planned(shop) == ([], 3 + 2)
    assert planned(shop) == ([], 2)


def test_what_was_kept_is_for_the_merchant_alone(shop: Shop) -> None:
    planned(shop)

    assert stat.S_IMODE(file(shop).stat().st_mode) == 0o600
    assert stat.S_IMODE(file(shop).parent.stat().st_mode) == 0o700


def changed(shop: Shop) -> list[str]:
    shop.put("7", {"price": 99})
    return ["update S-6"]


def removed(shop: Shop) -> list[str]:
    shop.delete("9")
    return ["create S-8"]


def removed_and_made(shop: Shop) -> list[str]:
    """The count alone does not tell."""
    shop.delete("9")
    made(shop, {"sku": "other", "name": "Other"})
    return ["create S-8"]


def made_again(shop: Shop) -> list[str]:
    shop.delete("9")
    made(shop, {"sku": "S-8", "name": "N 8", "price": 7, "enabled": True})
    return ["update S-8"]


def made(shop: Shop, body: dict[str, Any]) -> None:
    url = f"{shop.api}/{shop.store_id}/products"
    httpx.post(url, json=body, headers={"Authorization": f"Bearer {shop.token}"}, verify=False).raise_for_status()


@pytest.mark.parametrize("change", [changed, removed, removed_and_made, made_again], ids=lambda change: change.__name__)
def test_a_change_in_the_store_is_seen_and_costs_a_handful(shop: Shop, clock: Clock, change: Any) -> None:
    planned(shop)
    expected = change(shop)
    later(clock)

    found, requests = planned(shop)
    assert found == expected
    assert requests <= 5
    assert planned(shop)[0] == expected


def test_what_the_index_saw_late_is_seen_the_next_time(shop: Shop, clock: Clock) -> None:
    planned(shop)
    shop.put("7", {"price": 99})
    planned(shop)
    later(clock)

    assert planned(shop)[0] == ["update S-6"]


def test_counts_that_do_not_agree_make_it_read_everything(shop: Shop, clock: Clock) -> None:
    planned(shop)
    made(shop, {"sku": "other", "name": "Other"})
    shop.faults({"name": "page_skips", "on": "list"})
    later(clock)

    assert planned(shop)[0] == []


@pytest.mark.parametrize("damage", [b"", b"PAR1 and no more", None])
def test_a_damaged_file_costs_only_time(shop: Shop, damage: bytes | None) -> None:
    planned(shop)
    if damage is None:
        file(shop).unlink()
    else:
        file(shop).write_bytes(damage)

    assert planned(shop) == ([], 3 + 2)


def test_another_unit_of_the_store_is_not_read_from_what_was_kept(shop: Shop) -> None:
    planned(shop)
    shop.switch({"weight_unit": "POUND"})

    assert planned(shop)[1] == 3 + 2


def test_our_own_changes_are_in_the_next_plan(shop: Shop, clock: Clock) -> None:
    done: jobs.Done = shop.run(shop.sheet("some.csv", "sku,retail_price\nS-3,77\n"))
    assert done.exit_code == 0
    later(clock)

    found, requests = planned(shop)
    assert (found, requests <= 5) == (["update S-3"], True)


@pytest.fixture
def young(tmp_path: Path, clock: Clock) -> Iterator[Shop]:
    """All of it was made within the last minutes, ten products a second."""
    with opened(tmp_path, {}, clock, just_made(at=int(clock()) - 2 * 60, a_second=10)) as there:
        yield there


def just_made(at: int, a_second: int) -> list[dict[str, Any]]:
    times = [at + n // a_second for n in range(4 * COUNT)]
    return [
        {"id": n + 1, "sku": f"S-{n}", "name": f"N {n}", "price": n, "enabled": True}
        | {"createTimestamp": time, "updateTimestamp": time}
        for n, time in enumerate(times)
    ]


def test_what_a_run_made_is_read_and_not_the_whole_store_again(young: Shop, clock: Clock) -> None:
    new = "".join(f"T-{n},T {n},5\n" for n in range(150))
    planned(young)
    clock.ahead += 5
    done = young.run(young.sheet("new.csv", f"sku,name,retail_price\n{new}"))
    assert done.exit_code == 0

    assert planned(young) == ([], 3 + 2 + 1)
    assert planned(young)[1] <= 5


def test_a_change_in_a_store_that_is_young_as_a_whole_is_seen(young: Shop, clock: Clock) -> None:
    planned(young)
    young.put("7", {"price": 99})
    clock.ahead += 5
    young.put("8", {"price": 98})
    young.delete("9")

    found, requests = planned(young)
    assert sorted(found) == ["create S-8", "update S-6", "update S-7"]
    assert requests <= 5


@pytest.mark.parametrize("late", [0, 1], ids=["within the second", "seen a second late"])
def test_a_change_in_the_last_second_that_was_read_is_seen(tmp_path: Path, clock: Clock, late: int) -> None:
    clock.stopped = 1_700_000_000
    seed = just_made(at=int(clock.stopped), a_second=4 * COUNT)
    with opened(tmp_path, {}, clock, seed) as shop:
        clock.ahead = late
        planned(shop)
        clock.ahead = 0
        shop.put("7", {"price": 99})
        clock.ahead = late

        assert planned(shop)[0] == ["update S-6"]
        assert planned(shop)[0] == ["update S-6"]


def test_what_was_young_is_settled_once_it_has_grown_old(young: Shop, clock: Clock) -> None:
    clock.ahead += 5
    planned(young)
    clock.ahead += 3600

    assert planned(young) == ([], 3)
    assert planned(young) == ([], 2)
