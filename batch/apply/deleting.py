"""Is a product or variant that is to be deleted still what was seen when that was approved?"""

from collections.abc import Sequence

from batch.model.changes import Action, Change
from batch.model.rules import BY_NAME, UNTOLD
from batch.model.runs import Reason
from batch.model.store import Product
from batch.values import same


def conflicts(family: Sequence[Change], product: Product) -> dict[str, Reason]:
    """By change key. A product goes with all of its items or not at all: one that moved keeps the others.

    What is there no more needs no deleting, and is no conflict.
    """
    going = [change for change in family if change.action is Action.DELETE]
    found = {change.key: reason for change in going if (reason := _conflict(change, product)) is not None}
    whole = any(change.variation is None for change in going)
    if whole and not found:
        seen = {change.variation for change in going}
        later = [item for item in product.items if item.id.variation not in seen]
        if later:
            sku = later[0].fields.get("sku") or str(later[0].id)
            found = {change.key: Reason("apply.more_variants", (("sku", sku),)) for change in going}
    first = next(iter(found.values()), None)
    return {change.key: found.get(change.key, first) for change in going} if whole and first else found


def _conflict(change: Change, product: Product) -> Reason | None:
    item = product.item(change.variation)
    if item is None:
        return None
    for cell in change.fields:
        kind, now = BY_NAME[cell.name].kind, item.fields.get(cell.name)
        if kind not in UNTOLD and not same(now, cell.before, kind):
            facts = (("field", cell.name), ("expected", cell.before or ""), ("found", now or ""))
            return Reason("apply.conflict", facts)
    return None
