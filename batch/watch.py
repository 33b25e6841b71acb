"""News of a work for all who want them: the one who waits at the terminal, and the scripts that read the events."""

import math
import threading
import time
from collections.abc import Callable, Mapping
from datetime import timedelta

from batch.pace import WORTH_SAYING, Measured, Pace
from batch.ports import Progress
from batch.values import now, timestamp

Tell = Callable[[str, Mapping[str, object]], object]
OFTEN = 1.0  # seconds between two lines about the same work


class Watch:
    """Passes everything on to ``shown``, and ``tell``s it often enough to be of use: a type of event and its keys."""

    def __init__(self, shown: Progress, tell: Tell, clock: Callable[[], float] = time.monotonic) -> None:
        self._shown, self._tell, self._clock = shown, tell, clock
        self._works: dict[str, Measured] = {}
        self._told: dict[str, float] = {}
        self._quota: dict[str, int] | None = None
        self._waiting = False
        self._lock = threading.Lock()  # pages are read side by side

    def __call__(self, label: str, done: int, total: int | None) -> None:
        self._shown(label, done, total)
        with self._lock:
            moment = self._clock()
            pace = self._works.setdefault(label, Measured()).at(moment, done, total)
            if done == total or moment - self._told.get(label, -math.inf) >= OFTEN:
                self._told[label] = moment
                self._tell("progress", {"work": label, **_facts(pace), "quota": self._quota})

    def rest(self) -> None:
        self._shown.rest()

    def quota(self, left: int, of: int) -> None:
        self._shown.quota(left, of)
        self._quota = {"left": left, "of": of}

    def waits(self, seconds: float) -> None:
        self._shown.waits(seconds)
        with self._lock:
            begins, ends = seconds > WORTH_SAYING and not self._waiting, not seconds and self._waiting
            if begins or ends:
                self._waiting = begins
                until = now() + timedelta(seconds=seconds)
                self._tell("waiting", {"seconds": round(seconds, 1), "until": timestamp(until)})


def _facts(pace: Pace) -> dict[str, object]:
    """``ends``: when it will be done, at that rate."""
    rate, left = pace.rate, pace.seconds_left
    ends = None if left is None else timestamp(now() + timedelta(seconds=left))
    return {"done": pace.done, "total": pace.total, "rate": None if rate is None else round(rate, 2), "ends": ends}
