"""What the one who waits sees: a bar for each kind of work on a terminal, nothing anywhere else."""

import threading
import time
from datetime import datetime, timedelta

from rich.console import Console, Group
from rich.live import Live
from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeElapsedColumn
from rich.text import Text

from batch.messages import Messages
from batch.pace import WORTH_SAYING, Measured, Pace

_BAR = 12  # characters
_NOTES = ("pace", "quota", "waiting")


class Bars:
    """One bar for each kind of work, in the order in which they begin. Below, how fast the last one goes, until when,

    and what the store's quota lets us do. ``rest`` clears it all, so that one can ask.
    """

    def __init__(self, console: Console, messages: Messages) -> None:
        self._console = console
        self._messages = messages
        self._live: Live | None = None
        self._lock = threading.RLock()  # pages are read side by side, and each may have to wait
        self._clear()

    def __call__(self, label: str, done: int, total: int | None) -> None:
        with self._lock:
            pace = self._works.setdefault(label, Measured()).at(time.monotonic(), done, total)
            bar = self._bar(label)
            self._shown()
            self._progress.update(bar, completed=done, total=total, count=self._count(pace))
            self._note("pace", self._pace(pace))

    def quota(self, left: int, of: int) -> None:
        self._note("quota", self._messages("progress.quota", {"left": left, "of": of}))

    def waits(self, seconds: float) -> None:
        """Says until when, by the clock on the wall."""
        if seconds > WORTH_SAYING:
            self._note("waiting", self._messages("progress.waiting", {"time": _clock(seconds)}))
        elif not seconds:
            self._note("waiting", "")

    def rest(self) -> None:
        with self._lock:
            if self._live is not None:
                self._live.stop()
            self._live = None
            self._clear()

    def _clear(self) -> None:
        words, count = TextColumn("{task.description}"), TextColumn("{task.fields[count]}")
        self._progress = Progress(words, BarColumn(_BAR), count, TimeElapsedColumn(), console=self._console)
        self._bars: dict[str, TaskID] = {}
        self._works: dict[str, Measured] = {}
        self._notes = dict.fromkeys(_NOTES, "")
        self._noted = Text()

    def _shown(self) -> None:
        if self._live is None:
            self._live = Live(Group(self._progress, self._noted), console=self._console, transient=True)
            self._live.start()

    def _note(self, name: str, words: str) -> None:
        """Below the bars, once there are some."""
        with self._lock:
            self._notes[name] = words
            self._noted.plain = "\n".join(filter(None, self._notes.values()))

    def _bar(self, label: str) -> TaskID:
        if label not in self._bars:
            words = self._messages(f"progress.{label}")
            self._bars[label] = self._progress.add_task(words, total=None, count="")
        return self._bars[label]

    def _count(self, pace: Pace) -> str:
        number = self._messages.number
        return f"{number(pace.done)} / {number(pace.total)}" if pace.total else ""

    def _pace(self, pace: Pace) -> str:
        """Nothing where it is done, or where nobody can know yet."""
        if pace.seconds_left is None or pace.rate is None or pace.done == pace.total:
            return ""
        return self._messages("progress.pace", {"rate": f"{pace.rate:.1f}", "time": _clock(pace.seconds_left)})


def _clock(seconds: float) -> str:
    """What the clock on the wall will say by then."""
    return f"{datetime.now().astimezone() + timedelta(seconds=seconds):%H:%M:%S}"
