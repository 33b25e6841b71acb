"""A run that was cut off, and what the next command makes of it: the same sheet goes on, others wait for its end."""

from pathlib import Path

from batch import lock
from batch import plan as planning
from batch.apply import Applying
from batch.apply.resuming import settle
from batch.errors import OnshelfError, StalePlan
from batch.jobs import folders
from batch.jobs.context import Context
from batch.jobs.tasks import Task
from batch.journal import Journal
from batch.model.choices import Choices
from batch.model.plans import Plan
from batch.stores import Open


def same(context: Context, task: Task, there: Open, journal: Journal, choices: Choices) -> tuple[Plan, Path] | None:
    """The plan of the last run on the store, and where it is kept, when that run did not come to its end.

    Only one of this very sheet with these very choices: what is left of it is what is wanted.
    """
    last = journal.last_run(there.address.name)
    if last is None or not last.cut_off or last.plan is None:
        return None
    path = folders.kept_plan(context.home, last.plan)
    made = loaded(path)
    if made is None or made.sheet != planning.facts(task.sheet) or made.choices != choices:
        return None
    try:
        planning.refuse_unless_fresh(made, there.channel.store(), str(path), context.clock())
    except StalePlan:
        return None
    return made, path


def brought_to_its_end(context: Context, there: Open, journal: Journal, run: str) -> None:
    """What is on its way to the store is heard first: only then does the store say what is in it. Raises Busy."""
    if journal.open_plans(there.address.name):
        with lock.held(folders.locks(context.home), there.key, there.address.name, run):
            settle_others(context, there, journal, None)


def settle_others(context: Context, there: Open, journal: Journal, own: str | None) -> bool:
    """The batches of all plans but ``own`` that were sent, or nearly, and never heard of. Holds the lock already."""
    others = [plan for plan in journal.open_plans(there.address.name) if plan != own]
    for plan in others:
        made = loaded(folders.kept_plan(context.home, plan))
        if made is not None:
            work = Applying(made, there.channel, journal, context.progress, context.clock)
            settle(work, journal.attempts(made))
    return bool(others)


def loaded(path: Path) -> Plan | None:
    """None when it is not kept any more, or by another version: then there is nothing that could be gone on with."""
    try:
        return planning.loaded(path.read_text("utf-8"), str(path))
    except (OSError, UnicodeDecodeError, OnshelfError):
        return None
