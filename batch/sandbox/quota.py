"""Requests per minute and token, over a sliding window."""

import math
from collections import deque
from collections.abc import Callable
from threading import Lock

from batch.sandbox.errors import ApiError
from batch.sandbox.faults.limits import Allowed

WINDOW = 60.0  # seconds
UNKNOWN_TOKEN_LIMIT = 20  # E-Series REST docs: Overview, repeated calls with a non-working token
UNKNOWN_TOKEN_BLOCK = 3600


class Quota:
    """Remembers when each token called. A refused call does not count."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._calls: dict[str, deque[float]] = {}
        self._lock = Lock()

    def count(self, token: str, allowed: Allowed) -> None:
        """Counts one call; 429 with whole seconds to wait once the limit of the last minute, or second, is reached."""
        with self._lock:
            now = self._clock()
            calls = self._recent(token, now)
            if len(calls) >= allowed.minute:
                oldest = calls[-allowed.minute] if allowed.minute else now
                raise _limited(max(1, math.ceil(oldest + WINDOW - now)))
            if allowed.second is not None and len(calls) >= allowed.second and calls[-allowed.second] > now - 1:
                raise _limited(1)
            calls.append(now)

    def count_unknown(self, token: str) -> None:
        """Counts one call with a token that opens nothing; the block that follows is long."""
        with self._lock:
            calls = self._recent("unknown " + token, self._clock())
            if len(calls) >= UNKNOWN_TOKEN_LIMIT:
                raise _limited(UNKNOWN_TOKEN_BLOCK)
            calls.append(self._clock())

    def forget(self) -> None:
        with self._lock:
            self._calls.clear()

    def _recent(self, token: str, now: float) -> deque[float]:
        calls = self._calls.setdefault(token, deque())
        while calls and calls[0] <= now - WINDOW:
            calls.popleft()
        return calls


def _limited(seconds: int) -> ApiError:
    return ApiError(429, "Too many requests", "RATE_LIMITED", seconds)
