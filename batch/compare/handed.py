"""SKUs that go from one product to another: free only where the one that has them is really changed."""

from collections.abc import Iterator, Sequence

from batch.compare.against import owners
from batch.compare.match import Matched, item_at
from batch.model.changes import Change
from batch.model.findings import Finding
from batch.model.places import Places
from batch.model.store import ItemId

Place = tuple[str | None, str | None]  # product and variation


def not_given_up(changes: Sequence[Change], everything: Matched, at: Places) -> Iterator[Finding]:
    """On each row whose SKU another product keeps: its row was refused, is in conflict, or waits for such a row itself.

    In a circle each waits for another.
    """
    waiting = _taking(changes)
    holders = _holders(everything, set(waiting.values())) if waiting else {}
    free: set[Place] = set()
    while ready := [change for change, sku in waiting.items() if _is_free(change, holders.get(sku, []), free)]:
        for change in ready:
            free.add((change.product, change.variation))
            del waiting[change]
    for change, sku in waiting.items():
        yield at.cell("store.sku_taken", "sku", change.row, (("owners", ", ".join(owners(everything, sku))),))


def taken_twice(changes: Sequence[Change], at: Places) -> Iterator[Finding]:
    """On the rows of several items that would be given one SKU; a variation may have the one of its product."""
    wanted: dict[str, list[Change]] = {}
    for change, sku in _taking(changes).items():
        wanted.setdefault(sku, []).append(change)
    for taking in wanted.values():
        if len(taking) > 1 and not _is_product_and_variation(taking):
            facts = (("rows", ", ".join(str(change.row) for change in taking)),)
            yield from (at.cell("sku.duplicate", "sku", change.row, facts) for change in taking)


def _is_product_and_variation(taking: Sequence[Change]) -> bool:
    inner = [change for change in taking if change.variation]
    return len(inner) == 1 and len(taking) == 2 and len({change.product for change in taking}) == 1


def _taking(changes: Sequence[Change]) -> dict[Change, str]:
    return {change: sku for change in changes if change.product and (sku := change.after("sku"))}


def _holders(everything: Matched, skus: set[str]) -> dict[str, list[ItemId]]:
    found: dict[str, list[ItemId]] = {}
    for place, sku in enumerate(everything.items["sku"].tolist()):
        if sku in skus:
            found.setdefault(sku, []).append(item_at(everything.items, place))
    return found


def _is_free(change: Change, holders: Sequence[ItemId], free: set[Place]) -> bool:
    """A variation may have the SKU of its product. Which of its siblings the store takes first, nobody knows."""
    own = {(change.product, None), (change.product, change.variation)}
    others = {(one.product, one.variation) for one in holders} - own
    return all(other in free and other[0] != change.product for other in others)
