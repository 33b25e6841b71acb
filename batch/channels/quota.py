"""How often a store may be asked: a budget in any window of time, and pauses that it tells us to make."""

import math
import threading
from collections import deque
from collections.abc import Callable

SLICE = 1.0  # seconds: a wait looks up this often, so that closing the client ends it


class Quota:
    """At most ``budget`` turns in any ``window`` seconds. Threads may share it.

    ``clock`` is monotonic and counts seconds; ``sleep`` waits that many.
    """

    def __init__(
        self, budget: int, window: float, clock: Callable[[], float], sleep: Callable[[float], object]
    ) -> None:
        self._budget, self._window = budget, window
        self._clock, self._sleep = clock, sleep
        self._lock = threading.Lock()
        self._turns: deque[float] = deque()
        self._blocked_until = self._waited_until = clock()
        self._waited = 0.0
        self._open_until = math.inf

    def take(self) -> bool:
        """Waits for a turn and takes it; False when the quota is closed, or was meanwhile."""
        while self._clock() < self._open_until:
            seconds = self._claim()
            if seconds <= 0:
                return True
            self._sleep(min(seconds, SLICE))
        return False

    def block(self, seconds: float) -> None:
        """No turn for anyone until so many seconds from now."""
        with self._lock:
            self._blocked_until = max(self._blocked_until, self._clock() + seconds)

    def close(self, seconds: float = 0.0) -> None:
        """So many seconds from now, whoever waits stops waiting. What was said before no longer counts."""
        self._open_until = self._clock() + seconds

    def waited(self) -> float:
        """Seconds in which at least one turn was kept waiting."""
        with self._lock:
            return self._waited

    def _claim(self) -> float:
        """Takes a turn and returns 0, or returns the seconds until it is worth asking again."""
        with self._lock:
            now = self._clock()
            while self._turns and self._turns[0] + self._window <= now:
                self._turns.popleft()
            free = self._turns[0] + self._window if len(self._turns) >= self._budget else now
            free = max(free, self._blocked_until)
            if free <= now:
                self._turns.append(now)
                return 0.0
            self._waited += max(0.0, free - max(now, self._waited_until))
            self._waited_until = max(free, self._waited_until)
            return free - now
