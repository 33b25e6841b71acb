"""The quota is kept by the client, in every window and in every thread."""

import threading
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from batch.channels.quota import Quota
from batch.channels.turns import OwnTurns, SharedTurns
from tests.channels.making import FakeTime


def most_in_a_window(moments: list[float], window: float) -> int:
    return max(sum(start <= moment < start + window for moment in moments) for start in moments)


@given(st.lists(st.floats(0, 3), min_size=1, max_size=150), st.integers(1, 7))
def test_no_window_ever_holds_more_than_the_budget(gaps: list[float], budget: int) -> None:
    time = FakeTime()
    quota = Quota(OwnTurns(budget, 10.0), time.clock, time.sleep)
    moments = []
    for gap in gaps:
        time.now += gap
        assert quota.take()
        moments.append(time.now)

    assert most_in_a_window(moments, 10.0) <= budget


def test_the_default_budget_is_used_up_before_anyone_waits() -> None:
    time = FakeTime()
    quota = Quota(OwnTurns(540, 60.0), time.clock, time.sleep)
    for _ in range(540):
        quota.take()
    assert time.slept == []

    quota.take()
    assert time.now == pytest.approx(1060.0)
    assert quota.waited() == pytest.approx(60.0)


def test_nobody_gets_a_turn_while_the_store_asks_for_a_pause() -> None:
    time = FakeTime()
    quota = Quota(OwnTurns(10, 60.0), time.clock, time.sleep)
    quota.block(7.5)
    quota.block(2.0)
    quota.take()

    assert time.now == pytest.approx(1007.5)


def test_closing_ends_a_wait() -> None:
    time = FakeTime()
    quota = Quota(OwnTurns(1, 60.0), time.clock, lambda _: quota.close())

    assert quota.take()
    assert not quota.take()


def test_threads_share_one_budget() -> None:
    time, lock = FakeTime(), threading.Lock()

    def sleep(seconds: float) -> None:
        with lock:
            time.sleep(seconds)

    quota, moments = Quota(OwnTurns(5, 10.0), time.clock, sleep), []

    def work() -> None:
        for _ in range(10):
            quota.take()
        moments.append(time.now)

    run_all([work] * 4)

    assert time.now >= 1000.0 + 7 * 10.0
    assert len(moments) == 4


def run_all(works: list[Callable[[], None]]) -> None:
    threads = [threading.Thread(target=work) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


@given(st.lists(st.tuples(st.floats(0, 3), st.booleans()), min_size=1, max_size=60), st.integers(1, 7))
def test_two_tools_on_one_token_keep_one_budget_and_a_restart_does_not_forget(
    gaps: list[tuple[float, bool]], budget: int
) -> None:
    time, moments = FakeTime(), []
    with TemporaryDirectory() as folder:
        path = Path(folder) / "turns.db"
        two = [SharedTurns(budget, 10.0, path, "secret_one") for _ in range(2)]
        for gap, restarted in gaps:
            time.now += gap
            if restarted:
                two[0].close()
                two = [two[1], SharedTurns(budget, 10.0, path, "secret_one")]
            assert Quota(two[0], time.clock, time.sleep).take()
            two.reverse()
            moments.append(time.now)
        for turns in two:
            turns.close()

    assert most_in_a_window(moments, 10.0) <= budget


def test_a_pause_that_the_store_asks_for_holds_for_every_tool_on_the_token_and_for_no_other(tmp_path: Path) -> None:
    time = FakeTime()
    one, same, other = (
        SharedTurns(9, 60.0, tmp_path / "turns.db", token) for token in ("secret_a", "secret_a", "secret_b")
    )
    Quota(one, time.clock, time.sleep).block(30.0)

    assert Quota(other, time.clock, time.sleep).take()
    assert time.now == 1000.0
    assert Quota(same, time.clock, time.sleep).take()
    assert time.now == pytest.approx(1030.0)
    for turns in (one, same, other):
        turns.close()
    assert b"secret" not in (tmp_path / "turns.db").read_bytes()


def test_a_machine_that_began_anew_does_not_wait_for_the_clock_of_before(tmp_path: Path) -> None:
    time = FakeTime()
    turns = SharedTurns(1, 60.0, tmp_path / "turns.db", "secret_a")
    time.now = 900_000.0
    quota = Quota(turns, time.clock, time.sleep)
    quota.take()
    quota.block(60.0)
    time.now = 5.0

    assert quota.take()
    assert time.now == 5.0
    turns.close()


def test_whoever_waits_is_told_how_long_and_when_it_is_over() -> None:
    time = FakeTime()
    told: list[float] = []
    quota = Quota(OwnTurns(1, 3.0), time.clock, time.sleep, told.append)
    quota.take()
    quota.take()

    assert told == [3.0, 2.0, 1.0, 0]
