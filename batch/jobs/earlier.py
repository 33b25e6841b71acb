"""What our own runs on one sheet have written since it was exported: from the journal and the plans that are kept.

Two people may edit copies of one export. What was written from a sheet of another name, nobody can know to have been
seen by who edited this one.
"""

from collections.abc import Iterator
from pathlib import Path

from batch.compare import ours
from batch.jobs import folders, unfinished
from batch.jobs.folders import Origin
from batch.journal import Journal
from batch.journal.history import History
from batch.model.attempts import Attempts
from batch.model.base import NOTHING, Written
from batch.model.changes import Change, FieldChange
from batch.model.own import desk_name
from batch.model.rules import BY_NAME, UNTOLD, Level
from batch.model.runs import Outcome, Status, Step


def written(home: Path, journal: Journal, origin: Origin, store: str, name: str) -> Written:
    """By runs on the same store, undone ones and undos included; none where the sheet comes from no export.

    ``name``: of the sheet's file.
    """
    return ours.written(_ended(home, journal, origin.bases[0], store, name)) if origin.bases else NOTHING


def _ended(home: Path, journal: Journal, base: str, store: str, name: str) -> Iterator[ours.Ended]:
    """The oldest first. Of a run that never came to an end, what it is known to have made."""
    history = History(journal.engine)
    for run in reversed(journal.runs()):
        plan = run["plan"] or ""
        if run["store"] == store and base in folders.origin(home, plan).bases:
            made = unfinished.loaded(folders.kept_plan(home, plan))
            outcomes = history.outcomes(run["id"] or "")
            if made is None or desk_name(made.sheet.name) != desk_name(name):
                continue
            if len(outcomes) == len(made.changes):
                yield made.changes, outcomes
            else:
                done = journal.attempts(made)
                yield made.changes, [_taken(change, done) for change in made.changes]


def _taken(change: Change, done: Attempts) -> Outcome:
    """What the store has made, as if it had been read back; of a change to what was there, nobody can tell as much."""
    step = next((step for step in done.steps.values() if step.creates and change.key in step.changes), None)
    answer = done.answers.get(step.id) if step else None
    if step is None or answer is None or not answer.accepted or answer.created_id is None:
        return Outcome(change.key, Status.UNKNOWN)
    return Outcome(
        change.key,
        Status.APPLIED,
        product=done.product_of(change),
        variation=answer.created_id if change.product else None,
        confirmed={cell.name: cell.after for cell in change.fields if _is_told(cell, step)},
    )


def _is_told(cell: FieldChange, step: Step) -> bool:
    """Which variation of a new product a row became, the answer to its creation does not say."""
    rule = BY_NAME[cell.name]
    return rule.kind not in UNTOLD and (len(step.changes) == 1 or rule.level is Level.PRODUCT)
