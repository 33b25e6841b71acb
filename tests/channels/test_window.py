"""The sandbox's own count of requests: never over the store's quota in any window, and the quota is used."""

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import httpx

from batch.channels.eseries.client import ESeries
from batch.channels.http import Limits, Seams
from batch.sandbox import Running, Settings, running
from tests.channels.making import FakeTime

WINDOW = 60.0  # seconds
QUOTA, BUDGET = 60, 54  # a tenth of the store's and of ours
LATENCY = 0.1  # seconds
WORK = 400  # requests


@contextmanager
def store(time: FakeTime) -> Iterator[Running]:
    with running(Settings(switches={"quota": str(QUOTA)}, clock=time.clock)) as sandbox:
        yield sandbox


@contextmanager
def tool(sandbox: Running, time: FakeTime, home: Path) -> Iterator[ESeries]:
    limits = Limits(budget=BUDGET, window=WINDOW)
    seams = Seams(clock=time.clock, sleep=time.sleep, turns=home / "turns.db")
    with ESeries(sandbox.api, str(sandbox.store_id), sandbox.token, limits, seams) as channel:
        yield channel


def asks(channel: ESeries, time: FakeTime) -> None:
    channel.count()
    time.now += LATENCY


def witnessed(sandbox: Running) -> tuple[list[float], Counter[int]]:
    """When the store was asked, in order; and how often it answered what."""
    url = sandbox.api.removesuffix("/api/v3") + "/_sandbox/requests"
    told = httpx.get(url, verify=False).json()
    moments = sorted(datetime.fromisoformat(request["time"]).timestamp() for request in told)
    return moments, Counter(request["status"] for request in told)


def most_in_any(moments: Sequence[float]) -> int:
    return max(sum(start <= moment < start + WINDOW for moment in moments) for start in moments)


def rate(moments: Sequence[float]) -> float:
    """Requests in a window, over all whole windows."""
    whole = int((moments[-1] - moments[0]) // WINDOW) * WINDOW
    return sum(moment < moments[0] + whole for moment in moments) / (whole / WINDOW)


def test_one_tool_uses_the_quota_and_no_more(tmp_path: Path) -> None:
    time = FakeTime()
    with store(time) as sandbox, tool(sandbox, time, tmp_path) as channel:
        for _ in range(WORK):
            asks(channel, time)
        moments, statuses = witnessed(sandbox)

    assert statuses == {200: WORK}
    assert most_in_any(moments) <= QUOTA
    assert rate(moments) >= 0.85 * QUOTA


def test_two_tools_on_a_token_that_start_anew_now_and_then_share_it(tmp_path: Path) -> None:
    time = FakeTime()
    with store(time) as sandbox:
        for _ in range(WORK // 40):
            with tool(sandbox, time, tmp_path) as one, tool(sandbox, time, tmp_path) as other:
                for _ in range(20):
                    asks(one, time)
                    asks(other, time)
        moments, statuses = witnessed(sandbox)

    assert statuses == {200: WORK}
    assert most_in_any(moments) <= QUOTA
    assert rate(moments) >= 0.85 * QUOTA


def test_a_tool_that_thinks_the_quota_larger_is_told_and_loses_nothing(tmp_path: Path) -> None:
    time = FakeTime()
    with running(Settings(switches={"quota": str(BUDGET // 2)}, clock=time.clock)) as sandbox:
        with tool(sandbox, time, tmp_path) as channel:
            counts = [channel.count() for _ in range(WORK // 4)]
        _, statuses = witnessed(sandbox)

    assert counts == [0] * (WORK // 4)
    assert statuses[200] == WORK // 4
