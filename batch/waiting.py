"""What the one who waits sees: a bar on a terminal, nothing anywhere else."""

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

from batch.messages import Messages


class Bars:
    """One bar for each kind of work, in the order in which they begin. ``rest`` clears them, so that one can ask."""

    def __init__(self, console: Console, messages: Messages) -> None:
        self._console = console
        self._messages = messages
        self._progress: Progress | None = None
        self._bars: dict[str, TaskID] = {}

    def __call__(self, label: str, done: int, total: int | None) -> None:
        progress = self._started()
        if label not in self._bars:
            self._bars[label] = progress.add_task(self._messages(f"progress.{label}"), total=total)
        progress.update(self._bars[label], completed=done, total=total)

    def rest(self) -> None:
        if self._progress is not None:
            self._progress.stop()
        self._progress, self._bars = None, {}

    def _started(self) -> Progress:
        if self._progress is None:
            columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
            self._progress = Progress(*columns, console=self._console, transient=True)
            self._progress.start()
        return self._progress
