"""SKUs that go from one product to another: free only where the one that has them is really changed."""

from collections.abc import Iterator, Sequence

from batch.compare.against import owners
from batch.compare.match import Matched, item_at
from batch.model.changes import Change
from batch.model.findings import Finding
from batch.model.places import Places
from batch.model.store import ItemId


def not_given_up(changes: Sequence[Change], everything: Matched, at: Places) -> Iterator[Finding]:
    """On each row whose SKU another product keeps: its row was refused, is in conflict, or waits for such a row."""
    taking = {change: sku for change in changes if change.product and (sku := change.after("sku"))}
    holders = _holders(everything, set(taking.values())) if taking else {}
    while kept := [change for change, sku in taking.items() if _is_kept(change, holders.get(sku, []), taking)]:
        for change in kept:
            facts = (("owners", ", ".join(owners(everything, taking.pop(change)))),)
            yield at.cell("store.sku_taken", "sku", change.row, facts)


def _holders(everything: Matched, skus: set[str]) -> dict[str, list[ItemId]]:
    found: dict[str, list[ItemId]] = {}
    for place, sku in enumerate(everything.items["sku"].tolist()):
        if sku in skus:
            found.setdefault(sku, []).append(item_at(everything.items, place))
    return found


def _is_kept(change: Change, holders: Sequence[ItemId], leaving: dict[Change, str]) -> bool:
    others = {(one.product, one.variation) for one in holders if one.product != change.product}
    return bool(others - {(other.product, other.variation) for other in leaving})
