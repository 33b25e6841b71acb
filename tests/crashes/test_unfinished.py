"""A run died with a batch on its way, and somebody types another command first: nothing is mixed up, nothing lost."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.crashes.ground import ground
from tests.crashes.scene import APPLY
from tests.crashes.trials import Trial, different
from tests.journeys.shop import STORE

# makes one of the products that the dead run has on its way, too
OTHER = "sku,name,retail_price\nLAMP,Lampe,89.90\n"
RUN, PLAN = ("run", "other.csv", "--store", STORE, "--yes"), ("plan", "other.csv", "--store", STORE, "--out", "o.json")


@pytest.fixture(scope="module")
def trial(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Trial]:
    with ground(tmp_path_factory.mktemp("unfinished"), APPLY) as there:
        yield Trial(there, APPLY)


def dead(trial: Trial, *before: tuple[str, ...]) -> None:
    """Killed with most of its batch undone in the store, and nothing heard of it."""
    shop = trial.there.shop
    trial.there.anew()
    shop.sheet("other.csv", OTHER)
    for words in before:
        assert trial.there.command(words).code == 0
    shop.switch({"batch_pace": "300"})
    trial.there.command(APPLY.words, killed_when=shop.ledger)


def once(trial: Trial) -> bool:
    return [product["sku"] for product in trial.there.shop.state()].count("LAMP") == 1


def test_another_run_waits_for_what_is_on_its_way(trial: Trial) -> None:
    dead(trial)
    another = trial.there.command(RUN)

    assert (another.code, once(trial)) == (0, True)
    assert trial.there.command(APPLY.words).code == 0
    assert list(different(trial.there.store(), trial.unbroken)) == []


def test_a_plan_from_before_is_refused_and_made_again(trial: Trial) -> None:
    dead(trial, PLAN)
    refused = trial.there.command(("apply", "o.json", "--yes"))
    again = trial.there.command(RUN)

    assert (refused.code, again.code, once(trial)) == (5, 0, True)
    assert "onshelf plan other.csv" in refused.told


def test_while_it_is_alive_another_run_is_refused_at_once(trial: Trial) -> None:
    shop = trial.there.shop
    trial.there.anew()
    shop.sheet("other.csv", OTHER)
    shop.switch({"batch_pace": "300"})
    with ThreadPoolExecutor(1) as beside:
        first = beside.submit(trial.there.command, APPLY.words)
        while not shop.ledger():
            assert not first.done(), first.result()
        another = trial.there.command(RUN)

    assert (another.code, first.result().code) == (75, 0), another.told
    assert list(different(trial.there.store(), trial.unbroken)) == []


@pytest.mark.parametrize("ahead", [3_700, 90_000, -86_400], ids=["an hour on", "a day on", "a day back"])
def test_a_clock_that_was_set_meanwhile_sends_nothing_twice(trial: Trial, ahead: int) -> None:
    """A day later a plan is too old to be gone on with, which is told; all else ends the same."""
    dead(trial)
    trial.there.shop.switch({"batch_pace": "0"})
    again = trial.there.command(APPLY.words, ahead=ahead)
    if ahead > 86_400:
        assert again.code == 5
        again = trial.there.command(APPLY.words)

    assert again.code == 0, again.told
    assert list(different(trial.there.store(), trial.unbroken)) == []
