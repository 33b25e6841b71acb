"""Is what was approved still what the store shows? What moved since is a conflict, and never written over."""

from collections.abc import Mapping, Sequence

from batch.model.attempts import Attempts
from batch.model.changes import NO_ROW, Action, Change, FieldChange
from batch.model.forms import is_form
from batch.model.rules import BY_NAME, QUANTITY_DELTA, UNTOLD, Kind, Level
from batch.model.runs import Reason
from batch.model.store import Item, Product
from batch.values import few, same

_SAID_BY_CREATION = frozenset({Kind.TEXT, Kind.HTML, Kind.MONEY, Kind.NUMBER})  # what somebody edits, and no sale moves


def conflicting(done: Attempts, change: Change, product: Product | None) -> bool:
    """A cell that holds neither what it held when the plan was made nor what is wanted was changed by someone else."""
    if change.key in done.conflicts:
        return True
    if product is None or change.action is Action.DELETE:
        return False
    if change.product is None:
        return _edited_since_made(done, change, product)
    creates, written = change.action is Action.CREATE, _written(done, change)
    item, base = product.item(change.variation), product.item(None)
    if item is None or base is None:
        done.conflicts[change.key] = Reason("apply.gone")
        return True
    if change.sku and not creates and change.after("sku") is None and item.fields.get("sku") != change.sku:
        done.conflicts[change.key] = _moved("sku", change.sku, item.fields.get("sku"))
        return True
    for cell in change.fields:
        kind, level = BY_NAME[cell.name].kind, BY_NAME[cell.name].level
        if creates and level is Level.ITEM:
            continue  # what is to be added was not there, and held nothing
        now = (base if level is Level.PRODUCT else item).fields.get(cell.name)
        if kind not in UNTOLD and not written and not (same(now, cell.before, kind) or same(now, cell.after, kind)):
            done.conflicts[change.key] = _moved(cell.name, cell.before, now)
            return True
    return False


def _edited_since_made(done: Attempts, change: Change, product: Product) -> bool:
    """What a creation of ours said, and the store holds otherwise: not for want of it, nor in a form of its own.

    Of variations only what they share is looked at: a price or weight of theirs may be the product's.
    """
    base = product.items[0]
    for cell in change.fields:
        kind, level = BY_NAME[cell.name].kind, BY_NAME[cell.name].level
        if kind not in _SAID_BY_CREATION or not (level is Level.PRODUCT or len(product.items) == 1):
            continue
        if _is_anothers(cell, base, kind):
            facts = (("field", cell.name), ("wanted", cell.after or ""), ("found", base.fields.get(cell.name) or ""))
            done.conflicts[change.key] = Reason("apply.edited_since_made", facts)
            return True
    return False


def _is_anothers(cell: FieldChange, item: Item, kind: Kind) -> bool:
    now = item.fields.get(cell.name)
    blank = not now or (kind in (Kind.MONEY, Kind.NUMBER) and same(now, "0", kind))
    return not (blank or cell.after is None or same(now, cell.after, kind) or is_form(cell.after, now, kind))


def is_met_by_absence(change: Change) -> bool:
    """Nobody sees what is gone: nothing is left to delete, nor to hide where no row of the sheet asks for it."""
    return change.action is Action.DELETE or (change.action is Action.DISABLE and change.row == NO_ROW)


def _moved(field: str, expected: str | None, found: str | None) -> Reason:
    return Reason("apply.conflict", (("field", field), ("expected", expected or ""), ("found", found or "")))


def _written(done: Attempts, change: Change) -> bool:
    """The store took what we sent: what it holds now is what it made of that, until it is read back in the end."""
    return any(
        step.method == "PUT" and not step.once and change.key in step.changes and _accepted(done, id_)
        for id_, step in done.steps.items()
    )


def _accepted(done: Attempts, id_: str) -> bool:
    answer = done.answers.get(id_)
    return answer is not None and answer.accepted


def of_differences(overtaken: Mapping[str, Reason], done: Attempts) -> dict[str, Reason]:
    """A difference of the stock that another plan has sent; unless this one had sent it before."""
    return {key: reason for key, reason in overtaken.items() if QUANTITY_DELTA not in done.carried.get(key, ())}


def of_deletions(family: Sequence[Change], product: Product) -> dict[str, Reason]:
    """By change key. A product goes with all of its items or not at all: one that moved keeps the others.

    What is there no more needs no deleting, and is no conflict.
    """
    going = [change for change in family if change.action is Action.DELETE]
    found = {change.key: reason for change in going if (reason := _of_deletion(change, product)) is not None}
    whole = any(change.variation is None for change in going)
    if whole and not found:
        seen = {change.variation for change in going}
        later = [item for item in product.items if item.id.variation not in seen]
        if later:
            sku = later[0].fields.get("sku") or str(later[0].id)
            found = {change.key: Reason("apply.more_variants", (("sku", sku),)) for change in going}
    elif not whole and (lost := _lost(going, product)):
        return dict.fromkeys([change.key for change in going], lost)
    first = next(iter(found.values()), None)
    return {change.key: found.get(change.key, first) for change in going} if whole and first else found


def without_the_last(family: Sequence[Change], done: Attempts, product: Product) -> list[Change]:
    """The changes, but for deletions that would leave no variant: they wait for one that is to be added.

    When all of these are refused, or in conflict, the deletions are conflicts too.
    """
    going = {change.variation for change in family if change.action is Action.DELETE}
    adding = [change for change in family if change.action is Action.CREATE and change.product is not None]
    if not going or not adding or any(item.id.variation not in going | {None} for item in product.items):
        return list(family)
    if all(_is_refused(done, change) for change in adding):
        reason = Reason("apply.no_variant_left", (("skus", few([change.sku for change in adding])),))
        done.conflicts.update((change.key, reason) for change in family if change.action is Action.DELETE)
    return [change for change in family if change.action is not Action.DELETE]


def _is_refused(done: Attempts, change: Change) -> bool:
    answers = [done.answers.get(id_) for id_, step in done.steps.items() if step.creates and change.key in step.changes]
    said_no = any(answer and answer.heard and (answer.status or 0) >= 400 for answer in answers)
    return said_no or change.key in done.conflicts or change.key in done.held_back


def _lost(going: Sequence[Change], product: Product) -> Reason | None:
    """A product that was to keep variants, and of which only those that are to go are left."""
    named = {change.variation for change in going} | {None}
    stay = [sku for change in going for sku in change.stay]
    if not stay or any(item.id.variation not in named for item in product.items):
        return None
    return Reason("apply.no_variant_left", (("skus", few(stay)),))


def _of_deletion(change: Change, product: Product) -> Reason | None:
    item = product.item(change.variation)
    if item is None:
        return None
    for cell in change.fields:
        kind, now = BY_NAME[cell.name].kind, item.fields.get(cell.name)
        if kind not in UNTOLD and not same(now, cell.before, kind):
            return _moved(cell.name, cell.before, now)
    return None
