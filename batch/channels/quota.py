"""How often a store may be asked: whoever asks waits for a turn, and says so to the one who looks on."""

import math
import threading
from collections.abc import Callable

from batch.channels.turns import Turns

SLICE = 1.0  # seconds: a wait looks up this often, so that closing the client ends it


class Quota:
    """Turns, and waiting for them. Threads may share it.

    ``clock`` is monotonic and counts seconds; ``sleep`` waits that many; ``waits`` is told how many are left, and 0
    at the end; ``left`` how many turns there are still, now and then.
    """

    def __init__(
        self,
        turns: Turns,
        clock: Callable[[], float],
        sleep: Callable[[float], object],
        waits: Callable[[float], object] = lambda _: None,
        left: Callable[[int], object] = lambda _: None,
    ) -> None:
        self._turns, self._clock, self._sleep, self._waits, self._left = turns, clock, sleep, waits, left
        self._said = -math.inf
        self._lock = threading.Lock()
        self._waited_until = clock()
        self._waited = 0.0
        self._open_until = math.inf

    def take(self) -> bool:
        """Waits for a turn and takes it; False when the quota is closed, or was meanwhile."""
        waiting = False
        while self._clock() < self._open_until:
            seconds = self._claim()
            if seconds <= 0:
                if waiting:
                    self._waits(0)
                self._say()
                return True
            waiting = True
            self._waits(seconds)
            self._sleep(min(seconds, SLICE))
        return False

    def block(self, seconds: float) -> None:
        """No turn for anyone until so many seconds from now."""
        self._turns.block(self._clock() + seconds)

    def close(self, seconds: float = 0.0) -> None:
        """So many seconds from now, whoever waits stops waiting. What was said before no longer counts."""
        self._open_until = self._clock() + seconds

    def let_go(self) -> None:
        """Once nobody asks any more."""
        self._turns.close()

    def waited(self) -> float:
        """Seconds in which at least one turn was kept waiting."""
        with self._lock:
            return self._waited

    def _say(self) -> None:
        now = self._clock()
        if now - self._said >= SLICE:
            self._said = now
            self._left(self._turns.left(now))

    def _claim(self) -> float:
        """Takes a turn and returns 0, or returns the seconds until it is worth asking again."""
        with self._lock:
            now = self._clock()
            free = self._turns.claim(now)
            if free > now:
                self._waited += max(0.0, free - max(now, self._waited_until))
                self._waited_until = max(free, self._waited_until)
            return max(0.0, free - now)
