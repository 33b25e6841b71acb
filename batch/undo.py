"""What takes back a run: changes against the store as it is now, from what the run did. Pure.

A cell goes back only while the store still holds what the run wrote there; what someone edited since is kept and told.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from batch.model.changes import Action, Change, FieldChange
from batch.model.rules import BY_NAME, Level
from batch.model.runs import Outcome, Reason, Status
from batch.model.store import Product
from batch.values import same

# An image that was replaced is gone from the store: its address leads nowhere.
_LOST = frozenset({"image_url"})


@dataclass(frozen=True, slots=True)
class Kept:
    """Something that the run changed and that stays as it is. ``field`` is None where it is a whole product."""

    change: Change
    field: str | None
    reason: Reason


@dataclass(frozen=True, slots=True)
class Undone:
    """Each change of the run is in ``changes``, or in ``kept``, or was never applied, or is undone already."""

    changes: tuple[Change, ...]
    kept: tuple[Kept, ...]


def undo(changes: Sequence[Change], outcomes: Sequence[Outcome], now: Mapping[str, Product], created: Action) -> Undone:
    """``now``: the products concerned, as read back by id. ``created``: KEEP or DISABLE, for what the run created."""
    back: list[Change] = []
    kept: list[Kept] = []
    for change, outcome in zip(changes, outcomes, strict=True):
        if outcome.status is not Status.APPLIED:
            continue
        for step in _taken_back(change, outcome, now.get(outcome.product or ""), created):
            (kept if isinstance(step, Kept) else back).append(step)  # type: ignore[arg-type]
    return Undone(tuple(back), tuple(kept))


def _taken_back(change: Change, outcome: Outcome, product: Product | None, created: Action) -> Iterator[Change | Kept]:
    if product is None:
        yield Kept(change, None, Reason("undo.gone"))
    elif change.action is Action.CREATE:
        yield from _created(change, outcome, product, created)
    else:
        yield from _restored(change, outcome, product)


def _created(change: Change, outcome: Outcome, product: Product, created: Action) -> Iterator[Change | Kept]:
    """Nothing is deleted: what the run created can be taken offline, a whole product at a time."""
    if created is not Action.DISABLE:
        yield Kept(change, None, Reason("undo.created"))
    elif change.product is not None:
        yield Kept(change, None, Reason("undo.created_variant"))
    elif product.items[0].fields.get("active_online") == "1":
        off = (FieldChange("active_online", "1", "0"),)
        yield replace(change, action=Action.DISABLE, product=product.id, variation=outcome.variation, fields=off)


def _restored(change: Change, outcome: Outcome, product: Product) -> Iterator[Change | Kept]:
    back, base, item = [], product.item(None), product.item(outcome.variation)
    for cell in change.fields:
        source = base if BY_NAME[cell.name].level is Level.PRODUCT else item
        if source is None:
            yield Kept(change, cell.name, Reason("undo.gone"))
            continue
        current, kind = source.fields.get(cell.name), BY_NAME[cell.name].kind
        wrote = (outcome.confirmed or {}).get(cell.name, cell.after)
        if same(current, cell.before, kind):
            continue
        if not same(current, wrote, kind):
            facts = (("field", cell.name), ("now", current or ""), ("wrote", wrote or ""))
            yield Kept(change, cell.name, Reason("undo.edited_since", facts))
        elif cell.name in _LOST or (not cell.before and not BY_NAME[cell.name].clearable):
            yield Kept(change, cell.name, Reason("undo.cannot_come_back", (("field", cell.name),)))
        else:
            back.append(FieldChange(cell.name, current, cell.before or ""))
    if back:
        yield replace(change, action=_action(back), product=product.id, variation=outcome.variation, fields=tuple(back))


def _action(back: Sequence[FieldChange]) -> Action:
    if [cell.name for cell in back] != ["active_online"]:
        return Action.UPDATE
    return Action.ENABLE if back[0].after == "1" else Action.DISABLE
