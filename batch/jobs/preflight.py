"""Before the first write to the store: is there a place for all that will have to be written down?"""

from batch import disk
from batch.jobs.context import Context
from batch.jobs.tasks import Task
from batch.model.plans import Plan

_TIMES = 3  # as much room as we expect to need
_SHEETS, _PER_CHANGE, _LEAST = 4, 2_000, 50_000  # reports are like so many copies of the sheet, and some bytes more


def refuse_unless_room(context: Context, task: Task, plan: Plan) -> None:
    """For the reports in their folder, and for the journal in ours. Raises CannotWrite: nothing was sent yet."""
    changes = len(plan.changes) * _PER_CHANGE
    disk.refuse_unless_room(task.folder, _TIMES * (_SHEETS * task.read_from.stat().st_size + changes + _LEAST))
    disk.refuse_unless_kept(context.home, _TIMES * (changes + _LEAST))
