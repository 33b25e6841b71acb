"""What our own runs on sheets of one export have written since: from the journal and the plans that are kept."""

from collections.abc import Iterator
from pathlib import Path

from batch.compare import ours
from batch.jobs import folders, unfinished
from batch.jobs.folders import Origin
from batch.journal import Journal
from batch.journal.history import History
from batch.model.base import NOTHING, Written


def written(home: Path, journal: Journal, origin: Origin, store: str) -> Written:
    """By runs on the same store, undone ones and undos included; none where the sheet comes from no export."""
    return ours.written(_ended(home, journal, origin.bases[0], store)) if origin.bases else NOTHING


def _ended(home: Path, journal: Journal, base: str, store: str) -> Iterator[ours.Ended]:
    """The oldest first. What a run did that never came to an end, nobody can tell."""
    history = History(journal.engine)
    for run in reversed(journal.runs()):
        plan = run["plan"] or ""
        if run["store"] == store and base in folders.origin(home, plan).bases:
            made = unfinished.loaded(folders.kept_plan(home, plan))
            outcomes = history.outcomes(run["id"] or "")
            if made is not None and len(outcomes) == len(made.changes):
                yield made.changes, outcomes
