"""An approved plan into the store, batch by batch: read, send what is not held yet, and leave no attempt unwritten.

Each slice of the plan goes in rounds: read its products by id, ask the channel for the steps that can be sent now,
write them down, send them, write the answers down; again until nothing is left to send (a variation whose option
value is new waits for the round after its product's). So going on after a crash is the same as going on.
"""

import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from batch.errors import Interrupted, Refused, Rejected, Unreachable
from batch.journal import Journal, OpenBatch
from batch.model.attempts import Attempts
from batch.model.changes import Action, Change
from batch.model.plans import Plan
from batch.model.rules import BY_NAME, Level
from batch.model.runs import Answer, Reason, Step
from batch.model.store import Product
from batch.ports import Channel, Clock, Progress, Unwatched
from batch.values import canonical_json, same

BATCH_SIZE = 500  # E-Series REST docs: Create batch request
SLICE_SIZE = 500  # changes read and sent together
ROUNDS = 4
BATCH_GRACE, LOOK_GRACE = 5.0, 3.0  # seconds, after somebody wants us to stop

_NAMESPACE = uuid.UUID("7d8f2a5e-52c0-4b6e-9d0e-6f3f2a0f9f51")
# E-Series REST docs: Error codes
_PLAN_LIMIT = 402  # the store takes no more products
_OVER_QUOTA = 429

Family = tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Applying:
    """The plan and all that is needed to apply it."""

    plan: Plan
    channel: Channel
    journal: Journal
    progress: Progress
    clock: Clock


def apply(work: Applying) -> Attempts:
    """Never raises for what the store does: it stops, and says how far it came."""
    done = work.journal.attempts(work.plan)
    try:
        _settle(work, done)
        _adopt(work, done)
        families = _families(work.plan.changes)
        sent = 0
        for part in _slices(families):
            for _ in range(ROUNDS):
                if not _round(work, done, part):
                    break
            sent += sum(len(family) for family in part)
            work.progress("sending", sent, len(work.plan.changes))
        _adopt(work, done)
    except (Refused, Unreachable) as fault:
        done.stopped = fault
    except KeyboardInterrupt:
        done.stopped = Interrupted("run.stopped")
        _hear_out(work, done)
    return done


def _families(changes: Sequence[Change]) -> list[Family]:
    """Changes of one product go together: those of a product of the store by its id, of a new one by its family."""
    together: dict[str, list[Change]] = {}
    for change in changes:
        together.setdefault(change.product or change.family, []).append(change)
    return [tuple(family) for family in together.values()]


def _slices(families: Sequence[Family]) -> Iterator[list[Family]]:
    part: list[Family] = []
    for family in families:
        if part and sum(len(f) for f in part) + len(family) > SLICE_SIZE:
            yield part
            part = []
        part.append(family)
    if part:
        yield part


def _round(work: Applying, done: Attempts, part: Sequence[Family]) -> bool:
    """True when something was sent, so that another look is needed."""
    ids = {id(family): done.product_of(family[0]) for family in part}
    wanted = sorted({product for product in ids.values() if product})
    found = work.channel.products(wanted) if wanted else {}
    done.products.update(found)
    steps: list[Step] = []
    for family in part:
        steps += _next_steps(work, done, family, ids[id(family)], found)
    for start in range(0, len(steps), BATCH_SIZE):
        _send(work, done, steps[start : start + BATCH_SIZE])
    if steps:
        _forget(done, part, steps)
    return bool(steps)


def _forget(done: Attempts, part: Sequence[Family], steps: Sequence[Step]) -> None:
    """What was read before sending says nothing about what the store holds after."""
    touched = {key for step in steps for key in step.changes}
    for family in part:
        product = done.product_of(family[0])
        if product and any(change.key in touched for change in family):
            done.products.pop(product, None)


def _next_steps(
    work: Applying, done: Attempts, family: Family, product_id: str | None, found: Mapping[str, Product]
) -> Iterator[Step]:
    product = found.get(product_id) if product_id else None
    if product_id and product is None:
        done.conflicts.update((change.key, Reason("apply.gone")) for change in family)
        return
    open_changes = [change for change in family if not _conflicts(done, change, product)]
    for step in work.channel.steps(open_changes, product) if open_changes else ():
        done.steps[step.id] = step
        limited = step.creates and done.held_back
        if limited:
            reason = next(iter(done.held_back.values()))
            done.held_back.update((key, reason) for key in step.changes)
        elif not _settled(step, done.answers.get(step.id)):
            yield step


def _conflicts(done: Attempts, change: Change, product: Product | None) -> bool:
    """A cell that holds neither what it held when the plan was made nor what is wanted was changed by someone else."""
    if change.key in done.conflicts:
        return True
    if product is None or change.product is None:
        return False
    creates = change.action is Action.CREATE
    item, base = product.item(change.variation), product.item(None)
    if item is None or base is None:
        done.conflicts[change.key] = Reason("apply.gone")
        return True
    for cell in change.fields:
        kind, level = BY_NAME[cell.name].kind, BY_NAME[cell.name].level
        if creates and level is Level.ITEM:
            continue  # what is to be added was not there, and held nothing
        now = (base if level is Level.PRODUCT else item).fields.get(cell.name)
        if cell.name != "image_url" and not (same(now, cell.before, kind) or same(now, cell.after, kind)):
            facts = (("field", cell.name), ("expected", cell.before or ""), ("found", now or ""))
            done.conflicts[change.key] = Reason("apply.conflict", facts)
            return True
    return False


def _settled(step: Step, answer: Answer | None) -> bool:
    """The store has given its last word on the step, or it is a creation that may have happened unheard."""
    if answer is None:
        return False
    return answer.status is not None or (step.creates and not answer.heard)


def _send(work: Applying, done: Attempts, steps: Sequence[Step]) -> None:
    """Intent before send, outcome before the next send."""
    seed = f"{work.plan.digest}:{work.journal.batches(work.plan.id)}:{canonical_json([s.id for s in steps])}"
    key = str(uuid.uuid5(_NAMESPACE, seed))
    number = work.journal.intend(work.plan.id, key, steps, work.clock())
    done.sent.update(step.id for step in steps)
    _deliver(work, done, OpenBatch(number, key, tuple(steps), None, key_is_alive=True))


def _deliver(work: Applying, done: Attempts, batch: OpenBatch) -> None:
    try:
        ticket = batch.ticket or work.channel.submit(batch.steps, batch.key)
    except Rejected as refusal:
        _record(work, done, batch, [_refusal(step, refusal) for step in batch.steps])
        return
    work.journal.sent(batch.number, ticket)
    # a store that has forgotten the ticket answers nothing: reading back will tell what was done
    _record(work, done, batch, list(work.channel.answers(ticket, Unwatched())))


def _refusal(step: Step, refusal: Rejected) -> Answer:
    status = refusal.facts.get("status")
    return Answer(step.id, status if isinstance(status, int) else None, str(refusal.facts.get("message", "")))


def _record(work: Applying, done: Attempts, batch: OpenBatch, answers: list[Answer]) -> None:
    sent = {step.id for step in batch.steps}
    answers = [_executed(answer) for answer in answers if answer.step in sent]
    heard = {answer.step for answer in answers}
    answers += [Answer(step.id, None, heard=False) for step in batch.steps if step.id not in heard]
    work.journal.answered(work.plan.id, batch.number, answers)
    by_id = {step.id: step for step in batch.steps}
    changes = {change.key: change for change in work.plan.changes}
    for answer in answers:
        step = by_id[answer.step]
        done.answers[step.id], done.steps[step.id] = answer, step
        if step.creates and answer.created_id and changes[step.changes[0]].product is None:
            done.created[changes[step.changes[0]].family] = answer.created_id
        if step.creates and answer.status == _PLAN_LIMIT:
            facts = (("message", answer.message or ""),)
            done.held_back.update((change, Reason("apply.plan_limit", facts)) for change in step.changes)


def _executed(answer: Answer) -> Answer:
    """A step that met the store's quota inside a batch was not executed: it is sent again."""
    return replace(answer, status=None) if answer.status == _OVER_QUOTA else answer


def _settle(work: Applying, done: Attempts) -> None:
    """Goes on with what an earlier attempt left open, before anything new is sent."""
    for batch in work.journal.open_batches(work.plan.id, work.clock()):
        if batch.ticket or batch.key_is_alive:
            _deliver(work, done, batch)
        else:
            _record(work, done, batch, [])


def _hear_out(work: Applying, done: Attempts) -> None:
    """Whoever wants us to stop waits for the batch in flight, but not for long; then there is a look at the store."""
    work.channel.hurry(BATCH_GRACE)
    work.progress("stopping", 0, None)
    try:
        for batch in work.journal.open_batches(work.plan.id, work.clock()):
            if batch.ticket:
                _deliver(work, done, batch)
    except (Refused, Unreachable):
        pass  # what was not heard stays unknown, and in the journal; applying the plan again asks for it
    work.channel.hurry(LOOK_GRACE)


def _adopt(work: Applying, done: Attempts) -> None:
    """A creation of which nothing was heard may have happened: it is looked for by SKU, not repeated blindly."""
    by_key = {change.key: change for change in work.plan.changes}
    unheard = [id_ for id_, answer in done.answers.items() if done.steps[id_].creates and not answer.heard]
    if not unheard:
        return
    items = work.channel.snapshot({}, work.progress).items
    products = dict(zip(items["sku"], items["product"], strict=True))
    for id_ in unheard:
        change = by_key[done.steps[id_].changes[0]]
        found = products.get(change.sku)
        done.answers[id_] = Answer(id_, 200, created_id=found) if found else Answer(id_, None)
        if found and change.product is None:
            done.created[change.family] = found
