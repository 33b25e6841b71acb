"""An approved plan into the store, batch by batch: read, send what is not held yet, and leave no attempt unwritten.

Each slice of the plan goes in rounds: read its products by id, ask the channel for the steps that can be sent now,
write them down, send them, write the answers down; again until nothing is left to send (a variation whose option
value is new waits for the round after its product's). So going on after a crash is the same as going on.
"""

from collections.abc import Iterator, Mapping, Sequence

from batch.apply import batches, conflicts, creations, order, resuming
from batch.apply.batches import Applying as Applying
from batch.apply.order import Family
from batch.errors import Interrupted, Refused, Unreachable
from batch.model.attempts import Attempts
from batch.model.changes import Change
from batch.model.runs import Answer, Reason, Step
from batch.model.store import Product

SLICE_SIZE = 500  # changes read and sent together
ROUNDS = 4


def apply(work: Applying) -> Attempts:
    """Never raises for what the store does: it stops, and says how far it came."""
    done = work.journal.attempts(work.plan)
    done.conflicts.update(conflicts.of_differences(work.overtaken, done))
    try:
        resuming.settle(work, done)
        creations.refuse_taken(work, done)
        creations.find(work, done)
        creations.count(work, done)
        families = order.givers_first(_families(work.plan.changes))
        work.progress("sending", 0, len(work.plan.changes))
        sent = 0
        for part in _slices(families):
            _rounds(work, done, part)
            sent += sum(len(family) for family in part)
            work.progress("sending", sent, len(work.plan.changes))
    except (Refused, Unreachable) as fault:
        done.stopped = fault
    except KeyboardInterrupt:
        done.stopped = Interrupted("run.stopped")
        resuming.hear_out(work, done)
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


def _rounds(work: Applying, done: Attempts, part: Sequence[Family]) -> None:
    """Until there is nothing to send. A round that the store only got half through does not count."""
    left = ROUNDS
    while left and (steps := _round(work, done, part)):
        creations.find(work, done)
        executed = sum(done.answers[step.id].status is not None for step in steps)
        half_through = 0 < executed < len(steps)
        left -= 0 if half_through else 1


def _round(work: Applying, done: Attempts, part: Sequence[Family]) -> list[Step]:
    """What was sent; when it is something, another look is needed."""
    ids = {id(family): done.product_of(family[0]) for family in part}
    wanted = sorted({product for product in ids.values() if product})
    found = work.channel.products(wanted) if wanted else {}
    done.products.update(found)
    done.gone.update(set(wanted) - found.keys())
    needed = [step for family in part for step in _needed(work, done, family, ids[id(family)], found)]
    _notice(work, done, found, needed)
    steps = [step for step in needed if _is_due(work, done, step)]
    _forget(done, part, steps)  # before: a sending that breaks off may have been carried out
    batches.send(work, done, steps)
    return steps


def _notice(work: Applying, done: Attempts, found: Mapping[str, Product], needed: Sequence[Step]) -> None:
    """What nothing was heard of, and the products as they are need no more, was done."""
    open_ = {step.id for step in needed}
    here = {change.key for change in work.plan.changes if done.product_of(change) in found} - done.conflicts.keys()
    unheard = [done.steps[id_] for id_, answer in done.answers.items() if not answer.heard and id_ not in open_]
    done_all_the_same = [step for step in unheard if step.repeatable and here.issuperset(step.changes)]
    told = [Answer(step.id, 200) for step in done_all_the_same]
    done.answers.update((answer.step, answer) for answer in told)
    work.journal.learned(work.plan.id, told)


def _forget(done: Attempts, part: Sequence[Family], steps: Sequence[Step]) -> None:
    """What was read before sending says nothing about what the store holds after."""
    touched = {key for step in steps for key in step.changes}
    for family in part:
        product = done.product_of(family[0])
        if product and any(change.key in touched for change in family):
            done.products.pop(product, None)


def _needed(
    work: Applying, done: Attempts, family: Family, product_id: str | None, found: Mapping[str, Product]
) -> Iterator[Step]:
    product = found.get(product_id) if product_id else None
    if product_id and product is None:
        there = [change for change in family if not conflicts.is_met_by_absence(change)]
        done.conflicts.update((change.key, Reason("apply.gone")) for change in there)
        return
    if product is not None:
        done.conflicts.update(conflicts.of_deletions(family, product))
    open_changes = [change for change in family if not conflicts.conflicting(done, change, product)]
    if product is not None:
        open_changes = conflicts.without_the_last(open_changes, done, product)
    if product is None and len(open_changes) < len(family):
        return  # a family is made whole or not at all
    yield from work.channel.steps(open_changes, product, done.sent) if open_changes else ()


def _is_due(work: Applying, done: Attempts, step: Step) -> bool:
    """To be sent now; a creation is not, where the store takes no more products."""
    before = done.steps.get(step.id)
    done.steps[step.id] = step
    if step.creates and done.held_back:
        reason = next(iter(done.held_back.values()))
        done.held_back.update((key, reason) for key in step.changes)
        return False
    return not _settled(work, done, step, before)


def _settled(work: Applying, done: Attempts, step: Step, before: Step | None) -> bool:
    """The store has given its last word on the step; or it may have done it unheard, and is not asked again.

    ``before``: the step as it was sent. Where the store shows something else by now, it was done, or nobody can tell;
    else it is sent a second time, if it may be.
    """
    answer = done.answers.get(step.id)
    if answer is None:
        return False
    if answer.heard and answer.status is not None:
        return True
    if before is not None and before.seen != step.seen:
        told = Answer(step.id, None, heard=False) if step.once else Answer(step.id, 200)
        done.answers[step.id] = told
        work.journal.learned(work.plan.id, [told])
        return True
    if answer.heard or (step.method == "PUT" and step.repeatable):
        return False
    last = step.once or step.id in done.again
    done.again.add(step.id)
    return last
