"""Stopped by Ctrl-C, by a signal or by force, a run says how far it came, and the command that it says goes on."""

import signal
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.journeys import forked
from tests.journeys.forked import Started
from tests.journeys.shop import STORE, Shop, opened
from tests.journeys.terminal import ONSHELF, onshelf, surroundings, valid

ROWS = 60
LONGEST = 10.0  # seconds from the signal to the end, on a machine that has the time for it
CHECK = 2.0  # seconds that checking the same sheet takes there, with all its reports


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Shop]:
    """A slow one: a batch of all rows takes it a minute."""
    with opened(tmp_path, {"batch_pace": "1000"}) as there:
        yield there


def begun(shop: Shop, *words: str) -> Started:
    return forked.started([str(ONSHELF), *words], shop.folder, surroundings(shop))


def started(shop: Shop, *words: str) -> Started:
    """A command that is at work in the store: some of its batch is done, and most is not."""
    process = begun(shop, *words)
    while not shop.ledger():
        assert process.poll() is None, process.communicate()
        time.sleep(0.1)
    return process


def sheet(shop: Shop) -> Path:
    rows = "".join(f"S{number:03},Produit {number},{number + 1}\n" for number in range(ROWS))
    return shop.sheet("slow.csv", "sku,name,retail_price\n" + rows)


def slowness(shop: Shop) -> float:
    """How many times longer than usual this machine takes now: others may be at work on it, too."""
    begun = time.monotonic()
    assert onshelf(shop, "check", "slow.csv").returncode == 0
    return max(1.0, (time.monotonic() - begun) / CHECK)


def once_each(shop: Shop) -> bool:
    skus = Counter(product["sku"] for product in shop.state())
    return len(skus) == len(shop.ledger()) == ROWS and set(skus.values()) == {1}


@pytest.mark.parametrize("asked", [signal.SIGINT, signal.SIGTERM, pytest.param(signal.SIGHUP, marks=pytest.mark.long)])
def test_a_run_that_is_told_to_stop_writes_its_reports_and_says_how_to_go_on(shop: Shop, asked: signal.Signals) -> None:
    sheet(shop)
    longest = LONGEST * slowness(shop)
    process = started(shop, "run", "slow.csv", "--store", STORE, "--yes", "--json")
    process.send_signal(asked)
    begun = time.monotonic()
    out, err = process.communicate(timeout=120)
    took = time.monotonic() - begun

    document = valid("run", out)
    assert process.returncode == 130
    assert took < longest
    assert document["outcomes"]["unknown"] == ROWS
    assert document["reconciled"] is True
    assert all((shop.folder / path).exists() for path in document["reports"].values())

    shop.switch({"batch_pace": "0"})
    onward = err.strip().splitlines()[-1].split(": ")[-1].split()
    done = onshelf(shop, *onward[1:])
    assert done.returncode == 0
    assert once_each(shop)


@pytest.mark.parametrize("pages", [1, 2], ids=["the first page", "pages side by side"])
def test_an_answer_that_does_not_come_is_not_waited_for(tmp_path: Path, pages: int) -> None:
    seed = [{"id": number, "sku": f"S{number}", "name": f"Produit {number}"} for number in range(1, 251)]
    with opened(tmp_path, seed=seed) as shop:
        shop.faults({"name": "no_answer", "seconds": 600, "on": "list", "from": pages})
        shop.sheet("hanging.csv", "sku,name\nS1,Autre nom\n")
        sheet(shop)
        longest = LONGEST * slowness(shop)
        process = begun(shop, "plan", "hanging.csv", "--store", STORE)
        while not shop.fired():
            assert process.poll() is None, process.communicate()
        told = time.monotonic()
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=120)

        assert (process.returncode, time.monotonic() - told < longest) == (130, True)
        assert "Traceback" not in err
        assert "Error" not in err


def test_a_batch_that_ends_soon_is_heard_before_the_run_stops(shop: Shop) -> None:
    sheet(shop)
    process = started(shop, "run", "slow.csv", "--store", STORE, "--yes", "--json")
    shop.switch({"batch_pace": "10"})
    process.send_signal(signal.SIGINT)
    out, _ = process.communicate(timeout=60)

    assert process.returncode == 130
    assert valid("run", out)["outcomes"]["applied"] == ROWS


def test_a_run_that_was_killed_is_no_longer_called_running(shop: Shop) -> None:
    sheet(shop)
    process = started(shop, "run", "slow.csv", "--store", STORE, "--yes", "--json")
    alive = valid("runs", onshelf(shop, "runs", "--json").stdout)["runs"][0]
    process.kill()
    process.communicate()
    dead = valid("runs", onshelf(shop, "runs", "--json").stdout)["runs"][0]

    assert (alive["status"], dead["status"]) == ("running", "interrupted")
