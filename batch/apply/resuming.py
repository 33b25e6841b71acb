"""What an earlier attempt left open, or the one that is being stopped: heard out."""

from batch.apply.batches import Applying, deliver, record
from batch.errors import Refused, Rejected, Unreachable
from batch.model.attempts import Attempts
from batch.model.runs import Answer

BATCH_GRACE, LOOK_GRACE = 4.0, 2.0  # seconds, after somebody wants us to stop


def settle(work: Applying, done: Attempts) -> None:
    """Before anything new is sent: the answers of what was, or at least the knowledge that there are none."""
    for batch in work.journal.open_batches(work.plan.id, work.clock()):
        again = batch.key_is_alive and all(step.repeatable for step in batch.steps)
        if not batch.ticket and not again:
            record(work, done, batch, [])
            continue
        try:
            deliver(work, done, batch)
        except Rejected:  # as a whole: nothing of it was executed, and what is still wanted is sent anew
            record(work, done, batch, [Answer(step.id, None) for step in batch.steps])


def hear_out(work: Applying, done: Attempts) -> None:
    """Whoever wants us to stop waits for the batch in flight, but not for long; then there is a look at the store."""
    work.channel.hurry(BATCH_GRACE)
    work.progress("stopping", 0, None)
    try:
        for batch in work.journal.open_batches(work.plan.id, work.clock()):
            if batch.ticket:
                deliver(work, done, batch)
    except (Refused, Unreachable):
        pass  # what was not heard stays unknown, and in the journal; applying the plan again asks for it
    work.channel.hurry(LOOK_GRACE)
