"""A batch is asked after about when it is done: seldom too early, never long after."""

from itertools import islice

import pytest

from batch.channels.eseries.rhythm import LONGEST, Rhythm


def looks(rhythm: Rhythm, steps: int, takes: float, age: float = 0.0) -> tuple[int, float]:
    """How often the store was asked, and how long after the end of the batch it was heard of."""
    now = age
    for count, pause in enumerate(rhythm.pauses(steps, age), 1):
        now += pause
        if now >= takes:
            rhythm.done(steps, now)
            return count, now - takes
    raise AssertionError


@pytest.mark.parametrize("takes", [0.02, 0.3, 1.0, 4.0, 20.0, 120.0])
@pytest.mark.parametrize("steps", [1, 10, 500])
def test_nobody_waits_long_after_the_end(takes: float, steps: int) -> None:
    assert looks(Rhythm(), steps, takes)[1] <= min(1.0 + takes, LONGEST)


def test_it_learns_how_long_the_store_takes() -> None:
    rhythm = Rhythm()
    counts = [looks(rhythm, 500, takes=3.0)[0] for _ in range(10)]

    assert counts[0] > 2
    assert sum(counts[1:]) <= 2 * len(counts[1:])


def test_a_store_that_became_quicker_is_heard_sooner() -> None:
    rhythm = Rhythm()
    looks(rhythm, 500, takes=4.0)
    late = [looks(rhythm, 500, takes=0.5)[1] for _ in range(25)]

    assert late[-1] < 0.3


def test_a_small_batch_teaches_nothing_about_a_large_one() -> None:
    rhythm = Rhythm()
    looks(rhythm, 1, takes=3.0)

    assert next(iter(rhythm.pauses(500, 0.0))) < 2.0


def test_time_that_went_by_already_is_not_waited_for_again() -> None:
    assert list(islice(Rhythm().pauses(500, age=30.0), 1)) == [0.0]
