"""New products: made once, and found again when the store did not say whether it made them.

A creation that nothing was heard of, that the store failed at, or that met its own SKU, may have happened: the SKU is
looked for. One product that is as it was sent is ours; another one is somebody else's; several are told, and left.
"""

from collections.abc import Sequence

from batch.apply.batches import Applying
from batch.model.attempts import Attempts
from batch.model.changes import Action, Change, FieldChange
from batch.model.rules import BY_NAME, UNTOLD, Kind, Level
from batch.model.runs import Answer, Reason, Step
from batch.model.store import Item, Owners, Product
from batch.values import same

_TAKEN = 409  # E-Series REST docs: Error codes, SKU_ALREADY_EXISTS
# what the store may write anew, or sales move, before anybody looks
_MAY_DIFFER = UNTOLD | {Kind.HTML, Kind.COUNT}


def refuse_taken(work: Applying, done: Attempts) -> None:
    """Of a plan of which nothing was sent yet: a SKU that somebody gave to a product meanwhile is theirs."""
    new = [change for change in work.plan.changes if _makes_product(change)]
    if not new or work.journal.batches(work.plan.id):
        return
    items = work.channel.snapshot({}, work.progress).items
    wanted = {change.sku for change in new}
    taken = {sku: id_ for sku, id_ in zip(items["sku"], items["product"], strict=True) if sku in wanted}
    families = {change.family: change.sku for change in new if change.sku in taken}
    for change in new:
        if change.family in families:
            sku = families[change.family]
            done.conflicts[change.key] = Reason("apply.taken", (("sku", sku), ("id", taken[sku])))


def count(work: Applying, done: Attempts) -> None:
    """Before new products are made: afterwards there must be so many more."""
    counted = work.channel.count() if any(_makes_product(change) for change in work.plan.changes) else None
    done.census = None if counted is None else (counted, len(done.created))


def find(work: Applying, done: Attempts) -> None:
    """After each sending: what became of the creations in doubt, and whether the store made more than was asked."""
    by_key = {change.key: change for change in work.plan.changes}
    doubtful = [
        (done.steps[id_], [by_key[key] for key in done.steps[id_].changes])
        for id_, answer in done.answers.items()
        if _doubtful(done, done.steps[id_], by_key[done.steps[id_].changes[0]], answer)
    ]
    if doubtful:
        _look(work, done, doubtful)
    if _too_many(work, done):
        made = {change.family: change for change in work.plan.changes if change.family in done.created}
        _tell_doubled(work, done, [change for change in made.values() if change.product is None])


def _makes_product(change: Change) -> bool:
    return change.action is Action.CREATE and change.product is None


def _doubtful(done: Attempts, step: Step, change: Change, answer: Answer) -> bool:
    in_doubt = not answer.heard or answer.status == _TAKEN
    known = done.product_of(change) is not None or step.changes[0] in done.conflicts or step.changes[0] in done.doubled
    return step.creates and in_doubt and not known and step.id not in done.given_up


def _look(work: Applying, done: Attempts, doubtful: Sequence[tuple[Step, list[Change]]]) -> None:
    skus = sorted({change.sku for _, changes in doubtful for change in changes})
    owners = work.channel.owners(skus, work.progress)
    found = {step.id: _ids(owners, changes) for step, changes in doubtful}
    single = sorted({ids[0] for ids in found.values() if len(ids) == 1})
    products = work.channel.products(single) if single else {}
    for step, changes in doubtful:
        ids = found[step.id]
        if len(ids) > 1:
            _double(work, done, step.id, changes, ids)
        elif ids and ids[0] in products:
            _meet(work, done, step, changes, products[ids[0]])
        else:
            _miss(work, done, step)


def _meet(work: Applying, done: Attempts, step: Step, changes: Sequence[Change], product: Product) -> None:
    """Ours when it is as it was sent; what somebody else made under the SKU is left alone."""
    if all(_as_sent(change, product) for change in changes):
        done.created[changes[0].family] = product.id
        _learn(work, done, Answer(step.id, 200, created_id=product.id))
        return
    reason = Reason("apply.taken", (("sku", changes[0].sku), ("id", product.id)))
    done.conflicts.update((change.key, reason) for change in changes)


def _miss(work: Applying, done: Attempts, step: Step) -> None:
    """Nobody has the SKU: sent once more; then the store's no, or its silence, is the last word.

    Taken, though nobody shows it: by an earlier sending of ours, perhaps.
    """
    answer, tried = done.answers[step.id], step.id in done.again
    done.again.add(step.id)
    if answer.status != _TAKEN and not tried:
        _learn(work, done, Answer(step.id, None))
        return
    done.given_up.add(step.id)
    if answer.status == _TAKEN and len(done.sent[step.id]) > 1:
        _learn(work, done, Answer(step.id, None, heard=False))
    elif answer.status is not None:
        _learn(work, done, Answer(step.id, answer.status, answer.message))


def _too_many(work: Applying, done: Attempts) -> bool:
    if done.census is None or len(done.created) == done.census[1]:
        return False
    expected = done.census[0] + len(done.created) - done.census[1]
    counted = work.channel.count()
    done.census = None if counted is None else (counted, len(done.created))
    return counted != expected


def _tell_doubled(work: Applying, done: Attempts, made: Sequence[Change]) -> None:
    owners = work.channel.owners(sorted({change.sku for change in made}), work.progress)
    for change in made:
        ids = _ids(owners, [change])
        if len(ids) > 1:
            family = [other for other in work.plan.changes if other.family == change.family]
            step = next(step for step in done.steps.values() if step.creates and family[0].key in step.changes)
            _double(work, done, step.id, family, ids)


def _double(work: Applying, done: Attempts, step: str, changes: Sequence[Change], ids: Sequence[str]) -> None:
    """Which of them is meant, only the merchant can say. Until then each look finds them again."""
    reason = Reason("apply.made_twice", (("sku", changes[0].sku), ("ids", ", ".join(ids))))
    done.doubled.update((change.key, reason) for change in changes)
    done.created.pop(changes[0].family, None)
    _learn(work, done, Answer(step, None, heard=False))


def _learn(work: Applying, done: Attempts, answer: Answer) -> None:
    done.answers[answer.step] = answer
    work.journal.learned(work.plan.id, [answer])


def _ids(owners: Owners, changes: Sequence[Change]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(id_ for change in changes for id_ in owners.get(change.sku, ())))


def _as_sent(change: Change, product: Product) -> bool:
    named = [item for item in product.items if (item.fields.get("sku") or "").casefold() == change.sku.casefold()]
    item = next((item for item in named if item.id.variation), named[0] if named else None)
    if item is None:
        return False
    return all(_cell_as_sent(cell, product.items[0], item) for cell in change.fields if cell.name != "sku")


def _cell_as_sent(cell: FieldChange, base: Item, item: Item) -> bool:
    kind, level = BY_NAME[cell.name].kind, BY_NAME[cell.name].level
    now = (base if level is Level.PRODUCT else item).fields.get(cell.name)
    return cell.after is None or kind in _MAY_DIFFER or same(now, cell.after, kind)
