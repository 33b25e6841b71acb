"""Progress tells the truth: what was done, how fast, what the quota leaves; and nothing that nobody can know yet."""

from collections.abc import Mapping
from pathlib import Path

import pytest
from rich.console import Console

from batch.channels.turns import OwnTurns, SharedTurns
from batch.events import Events
from batch.messages import Messages
from batch.pace import Measured, Pace
from batch.ports import Unwatched
from batch.waiting import Bars
from batch.watch import Watch
from tests.channels.making import FakeTime


def test_a_rate_is_told_once_it_is_more_than_a_guess() -> None:
    work = Measured()
    work.at(100.0, 0, 1000)

    assert work.at(101.0, 50, 1000) == Pace(50, 1000)
    assert work.at(104.0, 200, 1000) == Pace(200, 1000, 50.0, 16.0)


def test_time_in_which_nothing_was_done_counts() -> None:
    """A wait for the quota makes the rate what it is."""
    work = Measured()
    work.at(0.0, 0, 100)

    assert work.at(50.0, 50, 100) == Pace(50, 100, 1.0, 50.0)
    assert work.at(100.0, 50, 100) == Pace(50, 100, 0.5, 100.0)


def test_the_next_batch_begins_anew() -> None:
    work = Measured()
    work.at(0.0, 0, 100)
    work.at(10.0, 100, 100)

    assert work.at(11.0, 0, 100) == Pace(0, 100)


@pytest.mark.parametrize("shared", [False, True])
def test_what_is_left_of_the_quota_is_what_can_be_asked_for(shared: bool, tmp_path: Path) -> None:
    turns = SharedTurns(5, 60.0, tmp_path / "turns.db", "secret_x") if shared else OwnTurns(5, 60.0)
    for moment in (0.0, 1.0, 30.0):
        assert turns.claim(moment) == moment

    assert [turns.left(moment) for moment in (30.0, 60.5, 100.0)] == [2, 3, 5]
    turns.close()


@pytest.mark.parametrize(("language", "words"), [("en", ("Sending", "12 of 540")), ("fr", ("Envoi", "12 sur 540"))])
def test_a_terminal_shows_the_work_and_the_quota(language: str, words: tuple[str, str]) -> None:
    console = Console(force_terminal=True, width=80, record=True)
    bars = Bars(console, Messages(language))
    bars.quota(12, 540)
    bars("sending", 3, 9)
    bars.rest()

    shown = console.export_text()
    assert all(word in shown for word in words)


def test_scripts_are_told_every_second_and_at_the_end() -> None:
    time, told = FakeTime(), list[Mapping[str, object]]()
    watch = Watch(Unwatched(), lambda _, facts: told.append(facts), time.clock)
    for done in range(31):
        watch("applying", done, 30)
        time.now += 0.1

    assert [line["done"] for line in told] == [0, 10, 20, 30]
    assert told[-1]["rate"] == pytest.approx(10.0)


def test_a_wait_is_told_at_its_beginning_and_its_end() -> None:
    told: list[Mapping[str, object]] = []
    watch = Watch(Unwatched(), lambda _, facts: told.append(facts))
    for seconds in (12.0, 11.0, 10.0, 0, 0):
        watch.waits(seconds)

    assert [line["seconds"] for line in told] == [12.0, 0]


def test_events_that_can_no_longer_be_written_stop_no_work(tmp_path: Path) -> None:
    folder = tmp_path / "there"
    folder.mkdir()
    events = Events(folder / "events.jsonl")
    events.tell("started", "r-1", {})
    (folder / "events.jsonl").unlink()
    folder.rmdir()
    events.follow("progress", {})

    assert events.fault is not None
