"""What no client should do, however the store behaves: noted, never punished."""

from collections import deque
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from threading import Lock
from typing import Any

MOST = 100_000

# the names of breaches, and what they mean
BREACHES: Mapping[str, str] = {
    "too_early": "a request before the time that a 429 named; `since` it was said and `left`, in seconds",
    "token_again": "a request with a token after it was answered with INVALID_API_TOKEN",
    "key_reused": "a deduplication key that came again with other requests",
    "delete_all": "DELETE /products without an ID",
}


class Breaches:
    """Who was told to wait, and did not. Tokens are remembered here and never told. Threads may share it."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._lock = Lock()
        self._noted: deque[dict[str, Any]] = deque(maxlen=MOST)
        self._waits: dict[str, tuple[float, float]] = {}  # told when, until when
        self._refused: dict[str, float] = {}

    def arrives(self, token: str, method: str, path: str) -> None:
        """A request, before it is answered."""
        now = self._clock()
        told, until = self._waits.get(token, (now, now))
        if now < until:
            self.note("too_early", method, path, {"since": round(now - told, 3), "left": round(until - now, 3)})
        if token in self._refused:
            self.note("token_again", method, path, {"since": round(now - self._refused[token], 3)})
        if method == "DELETE" and path.rstrip("/").endswith("/products"):
            self.note("delete_all", method, path)

    def answered(self, token: str, status: int, text: str, headers: Mapping[str, str]) -> None:
        """What the store said to a token; what it says, it means."""
        now = self._clock()
        seconds = _seconds(headers.get("Retry-After", ""), now) if status == 429 else 0.0
        if seconds > 0:
            self._waits[token] = (now, now + seconds)
        if status == 403 and "INVALID_API_TOKEN" in text:
            self._refused.setdefault(token, now)

    def note(self, breach: str, method: str, path: str, facts: Mapping[str, float] | None = None) -> None:
        time = datetime.fromtimestamp(self._clock(), UTC).isoformat(timespec="milliseconds")
        with self._lock:
            self._noted.append({"time": time, "breach": breach, "method": method, "path": path, **(facts or {})})

    def told(self) -> list[dict[str, Any]]:
        with self._lock:
            return list(self._noted)

    def forget(self) -> None:
        with self._lock:
            self._noted.clear()
        self._waits.clear()
        self._refused.clear()


def _seconds(text: str, now: float) -> float:
    """Of a Retry-After; 0 when it names no time."""
    if text.isdecimal():
        return float(text)
    try:
        return parsedate_to_datetime(text).timestamp() - now
    except ValueError:
        return 0.0
