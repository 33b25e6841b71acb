"""What the one who waits sees: a bar for each kind of work on a terminal, nothing anywhere else."""

import threading
from datetime import datetime, timedelta

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

from batch.messages import Messages

WORTH_SAYING = 2.0  # seconds of waiting for the store
_WAITING = "waiting"


class Bars:
    """One bar for each kind of work, in the order in which they begin. ``rest`` clears them, so that one can ask."""

    def __init__(self, console: Console, messages: Messages) -> None:
        self._console = console
        self._messages = messages
        self._progress: Progress | None = None
        self._bars: dict[str, TaskID] = {}
        self._lock = threading.RLock()  # pages are read side by side, and each may have to wait

    def __call__(self, label: str, done: int, total: int | None) -> None:
        count = f"{self._messages.number(done)} / {self._messages.number(total)}" if total else ""
        with self._lock:
            bar = self._bar(label, self._messages(f"progress.{label}"))
            self._started().update(bar, completed=done, total=total, count=count)

    def waits(self, seconds: float) -> None:
        """Says until when, by the clock on the wall."""
        with self._lock:
            if seconds > WORTH_SAYING:
                until = datetime.now().astimezone() + timedelta(seconds=seconds)
                said = self._messages("progress.waiting", {"time": f"{until:%H:%M:%S}"})
                self._started().update(self._bar(_WAITING, said), description=said)
            elif not seconds and self._progress is not None and _WAITING in self._bars:
                self._progress.remove_task(self._bars.pop(_WAITING))

    def rest(self) -> None:
        if self._progress is not None:
            self._progress.stop()
        self._progress, self._bars = None, {}

    def _bar(self, label: str, words: str) -> TaskID:
        if label not in self._bars:
            self._bars[label] = self._started().add_task(words, total=None, count="")
        return self._bars[label]

    def _started(self) -> Progress:
        if self._progress is None:
            words, count = TextColumn("{task.description}"), TextColumn("{task.fields[count]}")
            columns = (words, BarColumn(), count, TimeElapsedColumn())
            self._progress = Progress(*columns, console=self._console, transient=True)
            self._progress.start()
        return self._progress
