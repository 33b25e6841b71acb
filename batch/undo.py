"""What takes back a run: changes against the store as it is now, from what the run did. Pure.

A cell goes back only while the store still holds what the run wrote there; what someone edited since is kept and told.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace

from batch.model.changes import Action, Change, FieldChange, in_order, own_family
from batch.model.forms import is_form
from batch.model.galleries import urls
from batch.model.rules import BY_NAME, OPTION_FIELDS, UNTOLD, Kind, Level
from batch.model.runs import Outcome, Reason, Status
from batch.model.store import Owners, Product
from batch.values import same


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


def undo(
    changes: Sequence[Change],
    outcomes: Sequence[Outcome],
    now: Mapping[str, Product],
    created: Action,
    owned: Owners | None = None,
) -> Undone:
    """``now``: the products concerned, as read back by id. ``created``: KEEP or DISABLE, for what the run created.

    ``owned``: who has which SKU now; needed where the run deleted something, or changed a SKU (``needs_owners``).
    """
    back: list[Change] = []
    kept: list[Kept] = []
    taken = {sku for sku, ids in (owned or {}).items() if set(ids) - now.keys()}
    for change, outcome in zip(changes, outcomes, strict=True):
        if change.action is Action.DELETE or (wrote := written(change, outcome)) is None:
            continue
        for step in _taken_back(wrote, outcome, now.get(outcome.product or ""), created, taken):
            (kept if isinstance(step, Kept) else back).append(step)  # type: ignore[arg-type]
    for step in _made_again(deleted(changes, outcomes), now, owned or {}):
        (kept if isinstance(step, Kept) else back).append(step)  # type: ignore[arg-type]
    return Undone(tuple(in_order(back)), tuple(kept))


def written(change: Change, outcome: Outcome) -> Change | None:
    """What the run did of a change, if anything: also where the store keeps a value in a form of its own.

    What somebody else had set before it was sent is not the run's; what it sent is, whatever became of the row.
    """
    cells = tuple(cell for cell in change.fields if _wrote(cell, outcome))
    whole = outcome.status is Status.APPLIED and cells == change.fields
    return change if whole else replace(change, fields=cells) if cells and outcome.product is not None else None


def _wrote(cell: FieldChange, outcome: Outcome) -> bool:
    if outcome.sent is None and outcome.status not in (Status.APPLIED, Status.FAILED):
        return False  # by an onshelf that did not write down what it sent
    if outcome.sent is not None and cell.name not in outcome.sent:
        return False
    if outcome.status is Status.APPLIED:
        return True
    held, kind = (outcome.confirmed or {}).get(cell.name), BY_NAME[cell.name].kind
    if kind in UNTOLD:  # what is there does not tell whether it was taken, only the store's word does
        return held is not None and cell.name not in outcome.missing
    return held is not None and (same(held, cell.after, kind) or is_form(cell.after, held, kind))


def deleted(changes: Sequence[Change], outcomes: Sequence[Outcome]) -> list[Change]:
    """What the run deleted."""
    pairs = zip(changes, outcomes, strict=True)
    return [c for c, outcome in pairs if c.action is Action.DELETE and outcome.status is Status.APPLIED]


def _made_again(gone: Sequence[Change], now: Mapping[str, Product], owned: Owners) -> Iterator[Change | Kept]:
    """A product with variants is made of them, each under its own SKU; a variant goes back to its product."""
    families = {change.product for change in gone if change.variation}
    whole = {change.product for change in gone if change.variation is None}
    again = [change for change in gone if change.variation or change.product not in families]
    shared = Counter((change.product, change.sku) for change in gone)
    for change in again:
        if change.product not in whole and change.product not in now:
            yield Kept(change, None, Reason("undo.gone"))
        elif not change.sku or shared[change.product, change.sku] > 1:
            yield Kept(change, None, Reason("undo.sku_shared"))
        elif change.sku in owned:
            yield Kept(change, None, Reason("undo.sku_taken"))
        else:
            yield _anew(change, None if change.product in whole else change.product)


def _anew(change: Change, product: str | None) -> Change:
    """All that it held, but for images: their addresses lead nowhere any more."""
    cells = [cell for cell in change.fields if cell.name in BY_NAME and BY_NAME[cell.name].kind not in UNTOLD]
    if product is not None:
        cells = [cell for cell in cells if BY_NAME[cell.name].level is Level.ITEM]
    fields = tuple(FieldChange(cell.name, None, cell.before) for cell in cells)
    family = own_family(change.product or "")
    return replace(change, action=Action.CREATE, product=product, variation=None, family=family, fields=fields)


def needs_owners(changes: Sequence[Change], outcomes: Sequence[Outcome]) -> bool:
    """Whether a SKU is to come back that somebody else may have by now."""
    did = [wrote for pair in zip(changes, outcomes, strict=True) if (wrote := written(*pair)) is not None]
    return any(change.action is Action.DELETE or change.after("sku") is not None for change in did)


def _taken_back(
    change: Change, outcome: Outcome, product: Product | None, created: Action, taken: Set[str]
) -> Iterator[Change | Kept]:
    if product is None:
        yield Kept(change, None, Reason("undo.gone"))
    elif change.action is Action.CREATE:
        yield from _created(change, outcome, product, created)
    else:
        yield from _restored(change, outcome, product, taken)


def _created(change: Change, outcome: Outcome, product: Product, created: Action) -> Iterator[Change | Kept]:
    """Nothing is deleted: what the run created can be taken offline, a whole product at a time."""
    if created is not Action.DISABLE:
        yield Kept(change, None, Reason("undo.created"))
    elif change.product is not None:
        yield Kept(change, None, Reason("undo.created_variant"))
    elif product.items[0].fields.get("active_online") == "1":
        off = (FieldChange("active_online", "1", "0"),)
        yield replace(change, action=Action.DISABLE, product=product.id, variation=outcome.variation, fields=off)


def _restored(change: Change, outcome: Outcome, product: Product, taken: Set[str]) -> Iterator[Change | Kept]:
    back, kept, base, item = [], [], product.item(None), product.item(outcome.variation)
    for cell in change.fields:
        source = base if BY_NAME[cell.name].level is Level.PRODUCT else item
        if source is None:
            kept.append(Kept(change, cell.name, Reason("undo.gone")))
            continue
        current, kind = source.fields.get(cell.name), _compared(cell)
        wrote = (outcome.confirmed or {}).get(cell.name, cell.after)
        if same(current, cell.before, kind):
            continue
        if not same(current, wrote, kind):
            facts = (("field", cell.name), ("rule", cell.name), ("now", current or ""), ("wrote", wrote or ""))
            kept.append(Kept(change, cell.name, Reason("undo.edited_since", facts)))
        elif _is_lost(cell, current) or (not cell.before and not BY_NAME[cell.name].clearable):
            kept.append(Kept(change, cell.name, Reason("undo.cannot_come_back", (("field", cell.name),))))
        elif cell.name == "sku" and cell.before in taken:
            kept.append(Kept(change, cell.name, Reason("undo.sku_taken")))
        else:
            back.append(FieldChange(cell.name, current, _goal(cell)))
    yield from kept
    if any(one.field in OPTION_FIELDS for one in kept):  # as one they say which variant it is
        options = [cell for cell in back if cell.name in OPTION_FIELDS]
        yield from (Kept(change, cell.name, Reason("undo.options_together")) for cell in options)
        back = [cell for cell in back if cell.name not in OPTION_FIELDS]
    if back:
        yield replace(change, action=_action(back), product=product.id, variation=outcome.variation, fields=tuple(back))


def _is_lost(cell: FieldChange, current: str | None) -> bool:
    """An image that was replaced or removed is gone from the store: its address leads nowhere."""
    if BY_NAME[cell.name].kind is Kind.GALLERY:
        return not set(urls(cell.before)) <= set(urls(current))
    return BY_NAME[cell.name].kind is Kind.URL


def _compared(cell: FieldChange) -> Kind:
    """How what is there is compared: of a difference, the count that it led to."""
    kind = BY_NAME[cell.name].kind
    return Kind.COUNT if kind is Kind.DELTA else kind


def _goal(cell: FieldChange) -> str:
    """What was there before; a difference goes back as its opposite, so that a sale in between still counts."""
    if BY_NAME[cell.name].kind is Kind.DELTA:
        return f"{-int(cell.after or 0):+d}"
    return cell.before or ""


def _action(back: Sequence[FieldChange]) -> Action:
    if [cell.name for cell in back] != ["active_online"]:
        return Action.UPDATE
    return Action.ENABLE if back[0].after == "1" else Action.DISABLE
