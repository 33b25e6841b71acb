"""What a plan would do that nobody does every day: told, and stopped until it is allowed by name. Pure."""

from collections.abc import Callable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from decimal import Decimal
from typing import Final

from batch.model.changes import Action, Change
from batch.model.guards import Guard, Limits, Tripped
from batch.model.rules import QUANTITY_DELTA
from batch.model.store import Snapshot

EXAMPLES: Final = 3  # SKUs named with a guard
# A price that moved by one of these was most likely read or written with the wrong decimal mark.
MARK_FACTORS: Final = (Decimal(1000), Decimal(100), Decimal(10))


def tripped(
    changes: Sequence[Change], snapshot: Snapshot, limits: Limits, counted: AbstractSet[str] = frozenset()
) -> tuple[Tripped, ...]:
    """In the order of Guard; each at most once. ``counted``: SKUs whose difference to this base was sent before."""
    found = [_GUARDS[guard](changes, snapshot, limits) for guard in _GUARDS]
    return tuple(one for one in (*found, _stock_again(changes, counted)) if one is not None)


def counting(changes: Sequence[Change]) -> list[Change]:
    """Those that send a difference of the stock: sent twice, it counts twice."""
    return [change for change in changes if change.after(QUANTITY_DELTA) is not None]


def _stock_again(changes: Sequence[Change], counted: AbstractSet[str]) -> Tripped | None:
    again = [change for change in counting(changes) if change.sku in counted]
    return _over(Guard.STOCK_AGAIN, again, bool(again))


def _deletes(changes: Sequence[Change], _: Snapshot, limits: Limits) -> Tripped | None:
    """A product with its variants is one; so is a variant that goes alone."""
    deleted = [change for change in changes if change.action is Action.DELETE]
    whole = {change.product for change in deleted if change.variation is None}
    gone = [change for change in deleted if change.variation is None or change.product not in whole]
    return _over(Guard.DELETES, gone, len(gone) > limits.deletes, limit=limits.deletes)


def _price_moves(changes: Sequence[Change], _: Snapshot, limits: Limits) -> Tripped | None:
    share = Decimal(limits.price_percent) / 100
    moved = [(c, old, new) for c, old, new in _prices(changes) if new and old and abs(new - old) > old * share]
    factor = next((f for f in MARK_FACTORS if sum(_by(f, old, new) for _, old, new in moved) * 2 > len(moved)), None)
    found = _over(Guard.PRICE_MOVES, [c for c, _, _ in moved], bool(moved), limit=limits.price_percent)
    return found if found is None or factor is None else found.with_fact("factor", str(factor))


def _price_zero(changes: Sequence[Change], _: Snapshot, __: Limits) -> Tripped | None:
    given_away = [change for change, old, new in _prices(changes) if old and not new]
    return _over(Guard.PRICE_ZERO, given_away, bool(given_away))


def _disables(changes: Sequence[Change], snapshot: Snapshot, limits: Limits) -> Tripped | None:
    """Products, not rows: a product of ten variants goes offline once. One that is deleted goes too."""
    items = snapshot.items
    online = int((items["variation"].isna() & items["active_online"].fillna(False)).sum())
    off = {change.product: change for change in changes if _goes_offline(change)}
    too_many = len(off) * 100 > online * limits.disables_percent
    found = _over(Guard.DISABLES, list(off.values()), too_many, limit=limits.disables_percent)
    return found and found.with_fact("online", str(online))


def _product_limit(changes: Sequence[Change], snapshot: Snapshot, _: Limits) -> Tripped | None:
    limit = snapshot.store.product_limit
    if limit is None:
        return None
    new = {change.family: change for change in changes if change.action is Action.CREATE and change.product is None}
    there = int(snapshot.items["variation"].isna().sum())
    found = _over(Guard.PRODUCT_LIMIT, list(new.values()), bool(new) and there + len(new) > limit, limit=limit)
    return found and found.with_fact("there", str(there))


_GUARDS: Final[dict[Guard, Callable[[Sequence[Change], Snapshot, Limits], Tripped | None]]] = {
    Guard.DELETES: _deletes,
    Guard.PRICE_MOVES: _price_moves,
    Guard.PRICE_ZERO: _price_zero,
    Guard.DISABLES: _disables,
    Guard.PRODUCT_LIMIT: _product_limit,
}


def _over(guard: Guard, concerned: Sequence[Change], too_much: bool, limit: int | None = None) -> Tripped | None:
    if not too_much:
        return None
    named = ", ".join(change.sku or change.family for change in concerned[:EXAMPLES])
    more = ", …" if len(concerned) > EXAMPLES else ""
    facts = (("n", str(len(concerned))), ("examples", named + more))
    return Tripped(guard, facts if limit is None else (*facts, ("limit", str(limit))))


def _prices(changes: Sequence[Change]) -> Iterator[tuple[Change, Decimal, Decimal]]:
    """Changes of a price that was there, with the old one and the new one."""
    for change in changes:
        cell = next((cell for cell in change.fields if cell.name == "retail_price"), None)
        if cell and cell.before and cell.after:
            yield change, Decimal(cell.before), Decimal(cell.after)


def _by(factor: Decimal, old: Decimal, new: Decimal) -> bool:
    return new == old * factor or old == new * factor


def _goes_offline(change: Change) -> bool:
    """Of a deletion only the product's own says so: a variant that goes alone takes nothing else along."""
    if change.action is Action.DELETE and change.variation is not None:
        return False
    return any(c.name == "active_online" and c.before == "1" and c.after in ("0", None) for c in change.fields)
