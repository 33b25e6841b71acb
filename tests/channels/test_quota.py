"""The quota is kept by the client, in every window and in every thread."""

import threading
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from batch.channels.quota import Quota
from tests.channels.making import FakeTime


def most_in_a_window(moments: list[float], window: float) -> int:
    return max(sum(start <= moment < start + window for moment in moments) for start in moments)


@given(st.lists(st.floats(0, 3), min_size=1, max_size=150), st.integers(1, 7))
def test_no_window_ever_holds_more_than_the_budget(gaps: list[float], budget: int) -> None:
    time = FakeTime()
    quota = Quota(budget, 10.0, time.clock, time.sleep)
    moments = []
    for gap in gaps:
        time.now += gap
        assert quota.take()
        moments.append(time.now)

    assert most_in_a_window(moments, 10.0) <= budget


def test_the_default_budget_is_used_up_before_anyone_waits() -> None:
    time = FakeTime()
    quota = Quota(540, 60.0, time.clock, time.sleep)
    for _ in range(540):
        quota.take()
    assert time.slept == []

    quota.take()
    assert time.now == pytest.approx(1060.0)
    assert quota.waited() == pytest.approx(60.0)


def test_nobody_gets_a_turn_while_the_store_asks_for_a_pause() -> None:
    time = FakeTime()
    quota = Quota(10, 60.0, time.clock, time.sleep)
    quota.block(7.5)
    quota.block(2.0)
    quota.take()

    assert time.now == pytest.approx(1007.5)


def test_closing_ends_a_wait() -> None:
    time = FakeTime()
    quota = Quota(1, 60.0, time.clock, lambda _: quota.close())

    assert quota.take()
    assert not quota.take()


def test_threads_share_one_budget() -> None:
    time, lock = FakeTime(), threading.Lock()

    def sleep(seconds: float) -> None:
        with lock:
            time.sleep(seconds)

    quota, moments = Quota(5, 10.0, time.clock, sleep), []

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
