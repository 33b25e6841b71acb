"""Steps to the store, and its answers: intent in the journal before each sending, outcome before the next."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from batch.errors import Rejected
from batch.journal import Journal, OpenBatch
from batch.model.attempts import Attempts
from batch.model.changes import Change
from batch.model.plans import Plan
from batch.model.runs import Answer, Reason, Step
from batch.ports import Channel, Clock, Progress
from batch.values import canonical_json

SMALLEST = 10  # steps, where a store over its quota lets only few through
MOST_REFUSALS = 40  # of parts of one batch: enough to find two malformed steps among 500, and no storm

_NAMESPACE = uuid.UUID("7d8f2a5e-52c0-4b6e-9d0e-6f3f2a0f9f51")
# E-Series REST docs: Error codes
_PLAN_LIMIT = 402  # the store takes no more products
_OVER_QUOTA = 429
_FAILED = frozenset({408, *range(500, 600)})
_PERHAPS_ONE_STEP = frozenset({400, 413, 422})  # refuses a batch that is malformed or too long, or holds what is


@dataclass(frozen=True, slots=True)
class Applying:
    """The plan and all that is needed to apply it. ``overtaken``: by change key, what another plan has done since."""

    plan: Plan
    channel: Channel
    journal: Journal
    progress: Progress
    clock: Clock
    overtaken: Mapping[str, Reason] = field(default_factory=dict)


def send(work: Applying, done: Attempts, steps: Sequence[Step]) -> None:
    """In batches as large as the store takes; where it refuses one, the half of it that it refuses, and so on."""
    waiting = list(steps)
    while waiting:
        part, waiting = waiting[: done.batch_size], waiting[done.batch_size :]
        _send(work, done, part)


def deliver(work: Applying, done: Attempts, batch: OpenBatch) -> None:
    """Sends a batch that was written down, unless it has a ticket, and waits for its answers."""
    ticket = batch.ticket or work.channel.submit(batch.steps, batch.key)
    if ticket is None:
        record(work, done, batch, [])
        return
    work.journal.sent(batch.number, ticket)
    # a store that has forgotten the ticket answers nothing: reading back will tell what was done
    record(work, done, batch, work.channel.answers(ticket, work.progress))


def record(work: Applying, done: Attempts, batch: OpenBatch, answers: Sequence[Answer]) -> None:
    """Writes the answers down: all there are, in any order; a step without one may have been executed."""
    by_id = {step.id: step for step in batch.steps}
    heard = {answer.step: _executed(answer) for answer in answers if answer.step in by_id}
    found = [heard.get(id_) or Answer(id_, None, heard=False) for id_ in by_id]
    work.journal.answered(work.plan.id, batch.number, found)
    held_up = sum(answer.status == _OVER_QUOTA for answer in answers)
    if held_up:
        done.batch_size = max(SMALLEST, len(by_id) - held_up)
    by_key = {change.key: change for change in work.plan.changes}
    for answer in found:
        _remember(done, by_key, by_id[answer.step], answer)


def _send(work: Applying, done: Attempts, steps: Sequence[Step]) -> None:
    refusals = 0
    parts = [tuple(steps)]
    while parts:
        part = parts.pop(0)
        batch = _intended(work, done, part)
        try:
            deliver(work, done, batch)
        except Rejected as refusal:
            refusals += 1
            divisible = len(part) > 1 and refusals <= MOST_REFUSALS
            if divisible and refusal.facts.get("status") in _PERHAPS_ONE_STEP:
                record(work, done, batch, [Answer(step.id, None) for step in part])
                parts = [part[: len(part) // 2], part[len(part) // 2 :], *parts]
            else:
                record(work, done, batch, [_refusal(step, refusal) for step in part])


def _intended(work: Applying, done: Attempts, steps: tuple[Step, ...]) -> OpenBatch:
    seed = f"{work.plan.digest}:{work.journal.batches(work.plan.id)}:{canonical_json([step.id for step in steps])}"
    key = str(uuid.uuid5(_NAMESPACE, seed))
    number = work.journal.intend(work.plan.id, key, steps, work.clock())
    done.sending(steps)
    for step in steps:
        done.answers.pop(step.id, None)  # what was said of an earlier sending is no answer to this one
    return OpenBatch(number, key, steps, None, key_is_alive=True)


def _refusal(step: Step, refusal: Rejected) -> Answer:
    status = refusal.facts.get("status")
    return Answer(step.id, status if isinstance(status, int) else None, str(refusal.facts.get("message", "")))


def _executed(answer: Answer) -> Answer:
    """A step that met the store's quota inside a batch was not executed: it is sent again.

    One that the store failed at may have been: only looking tells.
    """
    if answer.status == _OVER_QUOTA:
        return replace(answer, status=None)
    return replace(answer, heard=False) if answer.status in _FAILED else answer


def _remember(done: Attempts, by_key: Mapping[str, Change], step: Step, answer: Answer) -> None:
    change = by_key[step.changes[0]]
    done.answers[step.id], done.steps[step.id] = answer, step
    if step.creates and answer.created_id and change.product is None:
        done.created.setdefault(change.family, answer.created_id)  # not the variation that was added to it later
    if step.creates and answer.status == _PLAN_LIMIT:
        facts = (("message", answer.message or ""),)
        done.held_back.update((key, Reason("apply.plan_limit", facts)) for key in step.changes)
