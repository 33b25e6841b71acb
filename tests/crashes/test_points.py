"""Cut off anywhere, the same command ends in the same store: each change once, each row once, and life goes on."""

import json
import random
from collections.abc import Iterator

import pytest

from tests.crashes.ground import ground
from tests.crashes.points import DIED, Kind, Mishap
from tests.crashes.scene import APPLY, JOBS, MIRROR, RUN
from tests.crashes.trials import Trial
from tests.slices import piece

MOST = 2000  # points: more means that the count never ends
LOTS = 60  # of points at which it dies one time after the other
FEW = 2  # of all points, evenly spread: the short version


@pytest.fixture(scope="module", params=JOBS, ids=str)
def trial(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Trial]:
    with ground(tmp_path_factory.mktemp("crash"), request.param) as there:
        yield Trial(there, request.param)


def spread(points: int, number: int) -> range:
    return range(points // number // 2, points, points // number)


@pytest.mark.parametrize("trial", [APPLY, MIRROR], ids=str, indirect=True)
def test_cut_off_here_and_there_it_ends_the_same(trial: Trial) -> None:
    died = (trial.struck(Mishap(at)) for at in spread(trial.points, FEW))

    assert [words for one in died for words in trial.complaints(one)] == []


@pytest.mark.parametrize("trial", [APPLY], ids=str, indirect=True)
def test_a_disk_that_is_full_from_here_or_there_on_is_told_and_then_gone_on(trial: Trial) -> None:
    full = (trial.struck(Mishap(at, Kind.FULL_DISK)) for at in spread(trial.at_disk, FEW))

    assert [words for one in full for words in (*untold(one.code), *trial.complaints(one))] == []


@pytest.mark.parametrize("trial", [RUN], ids=str, indirect=True)
def test_a_power_cut_here_or_there_takes_nothing_that_is_needed(trial: Trial) -> None:
    cut = (trial.struck(Mishap(at, Kind.POWER_CUT)) for at in spread(trial.points, 1))

    assert [words for one in cut for words in trial.complaints(one)] == []


@pytest.mark.parametrize("trial", [RUN], ids=str, indirect=True)
def test_what_was_told_as_done_outlasts_a_power_cut(trial: Trial) -> None:
    ended = trial.struck(Mishap(0, Kind.POWER_CUT))
    run = json.loads(ended.printed)["run"]["id"]

    assert (ended.code, trial.there.command(("verify", run)).code) == (0, 0)
    assert trial.complaints(ended) == []


@pytest.mark.parametrize("trial", [APPLY], ids=str, indirect=True)
def test_told_to_stop_here_or_there_it_does_and_then_goes_on(trial: Trial) -> None:
    stopped = (trial.struck(Mishap(at, Kind.CTRL_C)) for at in spread(trial.points, FEW))

    assert [words for one in stopped for words in (*untold(one.code), *trial.complaints(one))] == []


@pytest.mark.long
@pytest.mark.parametrize("kind", Kind, ids=str)
def test_struck_at_each_point_in_turn_it_ends_the_same(trial: Trial, kind: Kind) -> None:
    """Until one attempt ends before its point is reached."""
    wrong: list[str] = []
    for at in piece(range(1, MOST)):
        struck = trial.struck(Mishap(at, kind))
        if struck.points is not None:
            break
        wrong += [f"{at} {words}" for words in (*untold(struck.code), *trial.complaints(struck))]
        print(f"{trial.job}, {kind}: point {at}, {struck.point}", flush=True)  # noqa: T201 how far it came

    assert at < MOST - 1
    assert wrong == []


@pytest.mark.long
@pytest.mark.parametrize("times", [2, 3])
def test_cut_off_again_and_again_it_ends_the_same(trial: Trial, times: int) -> None:
    chance = random.Random(f"{trial.job} {times}")
    every = [[chance.randrange(1, trial.points) for _ in range(times)] for _ in range(LOTS)]
    died = (trial.struck(*map(Mishap, points)) for points in piece(every))

    assert [words for one in died for words in trial.complaints(one)] == []


def untold(code: int) -> list[str]:
    """A death has no code of its own; a full disk is 73, Ctrl-C 130; unless nothing was left to do."""
    return [] if code in (0, 73, DIED, 130) else [f"exit code {code}"]
