"""Processes that are killed, put to sleep, or two at once: the store is as after an unbroken run, and it is told."""

import os
import random
import signal
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.crashes.ground import Ended, ground
from tests.crashes.points import Mishap
from tests.crashes.scene import AFTERWARDS_RUN, APPLY
from tests.crashes.trials import Trial, different
from tests.crashes.world import ended, onshelf, started
from tests.slices import piece

SEED = 20
BUSY = 75
START, WHOLE = 0.1, 2.0  # seconds: before, a process does not know what it is to do; after, there is nothing left to do
SOON = 60.0  # seconds; who waited for a process that sleeps would wait for ever


@pytest.fixture(scope="module")
def trial(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Trial]:
    with ground(tmp_path_factory.mktemp("processes"), APPLY) as there:
        yield Trial(there, APPLY)


def killed(trial: Trial, seconds: float) -> None:
    """The command, ended by force after so many seconds."""
    process = started(trial.there.shop, *APPLY.words)
    time.sleep(seconds)
    process.kill()
    process.communicate()


def wrong_after(trial: Trial, deaths: list[float]) -> list[str]:
    """What is not as promised once the command was typed again, after so many deaths."""
    trial.there.anew()
    for seconds in deaths:
        killed(trial, seconds)
    code, _, said = onshelf(trial.there.shop, *APPLY.words)
    found = [f"exit code {code}: {said}"] if code else []
    return [f"{deaths}: {words}" for words in (*found, *different(trial.there.store(), trial.unbroken))]


def deaths(times: int, lots: int) -> list[list[float]]:
    chance = random.Random(SEED + times)
    return [[round(chance.uniform(START, WHOLE), 3) for _ in range(times)] for _ in range(lots)]


def pair(trial: Trial) -> list[Ended]:
    """Two applies of one plan at the same moment."""
    trial.there.anew()
    with ThreadPoolExecutor(2) as both:
        words = [(*APPLY.words, "--out-dir", f"reports{number}") for number in range(2)]
        return list(both.map(trial.there.command, words))


def wrong_with_two(trial: Trial) -> list[str]:
    """One runs and one is told who does. Whoever comes when the first is through finds nothing to do."""
    both = pair(trial)
    codes = sorted(one.code for one in both)
    found = [] if codes in ([0, BUSY], [0, 0]) else [f"exit codes {codes}"]
    for number, one in enumerate(both):
        if one.code == BUSY and ("r-20" not in one.told or "process" not in one.told):
            found.append(f"does not say who: {one.told}")
        if one.code == BUSY and (trial.there.shop.folder / f"reports{number}").exists():
            found.append("whoever does nothing has nothing to report")
    return [*found, *different(trial.there.store(), trial.unbroken)]


def test_killed_at_any_moment_the_same_command_ends_the_same(trial: Trial) -> None:
    assert [words for lot in deaths(2, 1) for words in wrong_after(trial, lot)] == []


@pytest.mark.long
@pytest.mark.parametrize(("times", "lots"), [(1, 200), (2, 50), (3, 20)])
def test_killed_again_and_again_the_same_command_ends_the_same(trial: Trial, times: int, lots: int) -> None:
    print(f"{lots} times {times} kills, seed {SEED + times}")  # noqa: T201 what is needed to see it again

    assert [words for lot in piece(deaths(times, lots)) for words in wrong_after(trial, lot)] == []


def test_of_two_at_once_one_runs_and_one_says_who_does(trial: Trial) -> None:
    assert [words for _ in range(2) for words in wrong_with_two(trial)] == []


@pytest.mark.long
def test_of_a_hundred_pairs_one_runs_each_time(trial: Trial) -> None:
    assert [words for _ in range(100) for words in wrong_with_two(trial)] == []


def test_a_run_that_sleeps_keeps_its_store_and_ends_alone(trial: Trial) -> None:
    shop = trial.there.shop
    trial.there.anew()
    shop.switch({"batch_pace": "300"})
    first = started(shop, *APPLY.words)
    while not shop.ledger():
        assert first.poll() is None, first.communicate()
    os.kill(first.pid, signal.SIGSTOP)
    begun = time.monotonic()
    code, _, said = onshelf(shop, *APPLY.words)
    took = time.monotonic() - begun
    os.kill(first.pid, signal.SIGCONT)
    awake = ended(first)[0]

    assert (code, str(first.pid) in said) == (BUSY, True)
    assert took < SOON
    assert awake == 0
    assert list(different(trial.there.store(), trial.unbroken)) == []


@pytest.mark.parametrize("left", ["journal.db-wal", "journal.db"])
@pytest.mark.parametrize("seed", range(3))
def test_a_damaged_journal_is_told_or_mends_itself_and_sends_nothing_twice(trial: Trial, left: str, seed: int) -> None:
    assert wrong_when_damaged(trial, left, seed) == []


@pytest.mark.long
@pytest.mark.parametrize("left", ["journal.db-wal", "journal.db"])
def test_a_journal_damaged_in_any_place_is_told_or_mends_itself(trial: Trial, left: str) -> None:
    assert [words for seed in range(3, 103) for words in wrong_when_damaged(trial, left, seed)] == []


def wrong_when_damaged(trial: Trial, left: str, seed: int) -> list[str]:
    chance = random.Random(seed)
    there = trial.there
    trial.struck(Mishap(chance.randrange(trial.points // 4, trial.points)))
    damage(there.shop.folder / "home" / left, chance)
    again = there.command(APPLY.words)
    found = list(different(there.store(), trial.unbroken))
    if again.code == 0:
        found += [] if there.command(AFTERWARDS_RUN).code == 0 else ["an ordinary job does not work"]
    else:
        found = [words for words in found if "too often" in words]
        told = again.code in (73, 78) and "journal.db" in again.told
        found += [] if told else [f"exit code {again.code}: {again.told}"]
    return [f"{left} {seed}: {words}" for words in found]


def damage(path: Path, chance: random.Random) -> None:
    """Cut short somewhere, or one byte turned."""
    if not path.exists():
        return
    content = bytearray(path.read_bytes())
    place = chance.randrange(len(content))
    if chance.random() < 0.5:
        del content[place:]
    else:
        content[place] ^= 0xFF
    path.write_bytes(content)
