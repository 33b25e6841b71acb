"""What goes into a job, besides its sheet or plan, and what comes out of it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from batch import stores
from batch.errors import CannotWrite
from batch.events import Events
from batch.jobs import folders
from batch.journal import Journal
from batch.messages import Messages
from batch.model.reports import Report
from batch.ports import Clock, Progress
from batch.stores import Open


@dataclass(frozen=True, slots=True)
class Context:
    """What every job needs to know about where it runs and who waits for it."""

    home: Path
    messages: Messages
    progress: Progress
    clock: Clock
    events: Events
    out_dir: Path | None = None
    maps: tuple[str, ...] = ()  # "Prix web=retail_price"


@dataclass(frozen=True, slots=True)
class Done:
    """``files``: name to path of what was written. ``exit_code`` as the contract has it.

    ``displaced``: why they do not lie where they should.
    """

    report: Report
    files: dict[str, str]
    exit_code: int
    folder: Path
    displaced: CannotWrite | None = None


@contextmanager
def opened(context: Context, store: str) -> Iterator[tuple[Open, Journal]]:
    """The store, and the journal of what is done to it."""
    with (
        stores.opened(context.home, store, context.progress) as there,
        Journal(folders.journal(context.home)) as journal,
    ):
        yield there, journal
