"""Who may ask a store next: turns in any window of time, and pauses that the store asks for. In this process, or

shared by all that use a token: SQLite keeps count between processes, and over restarts.
"""

import hashlib
import sqlite3
import threading
from collections import deque
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Protocol

LONGEST_PAUSE = 900.0  # seconds; one that ends later was written before the machine, and its clock, began anew

_TABLES = (
    "CREATE TABLE IF NOT EXISTS turns (token TEXT NOT NULL, moment REAL NOT NULL)",
    "CREATE INDEX IF NOT EXISTS turns_by_token ON turns (token, moment)",
    "CREATE TABLE IF NOT EXISTS pauses (token TEXT PRIMARY KEY, until REAL NOT NULL)",
)


class Turns(Protocol):
    """Moments are seconds of a clock that all who take turns share, and that never goes back while they live."""

    def claim(self, now: float) -> float:
        """Takes a turn; or takes none, and gives the later moment from which it is worth asking again."""
        ...

    def block(self, until: float) -> None:
        """No turn for anyone before then."""
        ...

    def left(self, now: float) -> int:
        """Turns that could be taken at once."""
        ...

    def close(self) -> None: ...


class OwnTurns:
    """At most ``budget`` turns in any ``window`` seconds, for the threads of one process."""

    def __init__(self, budget: int, window: float, taken: Iterable[float] = ()) -> None:
        """``taken``: before we began; the oldest first."""
        self._budget, self._window = budget, window
        self._lock = threading.Lock()
        self._taken: deque[float] = deque(taken, maxlen=budget)
        self._blocked_until = 0.0

    def claim(self, now: float) -> float:
        with self._lock:
            full = len(self._taken) == self._budget
            free = max(self._taken[0] + self._window if full else now, self._blocked_until)
            if free <= now:
                self._taken.append(now)
            return free

    def block(self, until: float) -> None:
        with self._lock:
            self._blocked_until = max(self._blocked_until, until)

    def left(self, now: float) -> int:
        with self._lock:
            return self._budget - sum(moment > now - self._window for moment in self._taken)

    def close(self) -> None:
        """Nothing is held open."""


class SharedTurns:
    """The same, for all who use a token on this machine. ``path``: a file of ours; the token itself is not in it.

    The file knows no more than a minute: a damaged one is begun anew, and where it cannot be written this process
    goes on counting alone.
    """

    def __init__(self, budget: int, window: float, path: Path, token: str) -> None:
        self._budget, self._window = budget, window
        self._token = hashlib.sha256(f"turns of {token}".encode()).hexdigest()[:16]
        self._lock = threading.Lock()
        self._alone: OwnTurns | None = None
        self._database = _usable(path)

    def claim(self, now: float) -> float:
        with self._lock:
            if self._alone is None:
                try:
                    return self._claim(now)
                except sqlite3.Error:
                    self._alone = self._from_now_on(now)
            return self._alone.claim(now)

    def block(self, until: float) -> None:
        if self._alone is not None:
            self._alone.block(until)
        longer = "INSERT INTO pauses VALUES (?, ?) ON CONFLICT (token) DO UPDATE SET until = max(until, excluded.until)"
        with self._lock, suppress(sqlite3.Error):
            self._database.execute(longer, (self._token, until))

    def left(self, now: float) -> int:
        counted = "SELECT count(*) FROM turns WHERE token = ? AND moment > ?"
        with self._lock:
            if self._alone is not None:
                return self._alone.left(now)
            try:
                taken: int = self._database.execute(counted, (self._token, now - self._window)).fetchone()[0]
            except sqlite3.Error:
                return 0
            return self._budget - taken

    def close(self) -> None:
        with self._lock:
            self._database.close()

    def _from_now_on(self, now: float) -> OwnTurns:
        """A full disk can still be read; where it cannot, nothing is asked until what was counted no longer counts."""
        taken = "SELECT moment FROM turns WHERE token = ? AND moment <= ? ORDER BY moment"
        try:
            moments = [moment for (moment,) in self._database.execute(taken, (self._token, now))]
            free = max(self._limits(now))
        except sqlite3.Error:
            alone = OwnTurns(self._budget, self._window)
            alone.block(now + self._window)
            return alone
        alone = OwnTurns(self._budget, self._window, moments)
        alone.block(free)
        return alone

    def _claim(self, now: float) -> float:
        with self._database:
            self._database.execute("BEGIN IMMEDIATE")
            self._forget(now)
            free = max(now, *self._limits(now))
            if free <= now:
                self._database.execute("INSERT INTO turns VALUES (?, ?)", (self._token, now))
            return free

    def _forget(self, now: float) -> None:
        """What no longer counts, and what a clock that began anew has not reached yet."""
        old, impossible = now - self._window, now + LONGEST_PAUSE
        self._database.execute("DELETE FROM turns WHERE moment <= ? OR moment > ?", (old, now + 1))
        self._database.execute("DELETE FROM pauses WHERE until <= ? OR until > ?", (now, impossible))

    def _limits(self, now: float) -> list[float]:
        """The moments before which there is no turn."""
        nth = "SELECT moment FROM turns WHERE token = ? ORDER BY moment DESC LIMIT 1 OFFSET ?"
        full = self._database.execute(nth, (self._token, self._budget - 1)).fetchone()
        paused = self._database.execute("SELECT until FROM pauses WHERE token = ?", (self._token,)).fetchone()
        return [full[0] + self._window if full else now, paused[0] if paused else now]


def _usable(path: Path) -> sqlite3.Connection:
    try:
        path.touch(mode=0o600)
        return _opened(path)
    except (sqlite3.OperationalError, OSError):  # a disk that is full, a folder that cannot be written
        return _opened(Path(":memory:"))
    except sqlite3.DatabaseError:  # not what we wrote
        for name in ("", "-wal", "-shm"):
            path.with_name(path.name + name).unlink(missing_ok=True)
        return _opened(path)


def _opened(path: Path) -> sqlite3.Connection:
    database = sqlite3.connect(path, timeout=30, isolation_level=None, check_same_thread=False)
    try:
        database.execute("PRAGMA journal_mode = WAL")
        database.execute("PRAGMA synchronous = OFF")  # a count that a power cut takes is older than a minute
        for table in _TABLES:
            database.execute(table)
    except sqlite3.Error:
        database.close()
        raise
    return database
