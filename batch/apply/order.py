"""In which order products are written: one that gives up a SKU goes before the one that takes it.

The store works off a batch from front to back, and one batch after the other: E-Series REST docs, Create batch request.
"""

from collections.abc import Sequence
from graphlib import CycleError, TopologicalSorter

from batch.model.changes import Change

Family = tuple[Change, ...]


def givers_first(families: Sequence[Family]) -> list[Family]:
    """Otherwise in the order given. Products that would exchange their SKUs stay where they are: the store says no."""
    givers = {sku: number for number, family in enumerate(families) for sku, _ in _renamed(family) if sku}
    needed = {
        number: {givers[sku] for _, sku in _renamed(family) if sku in givers} - {number}
        for number, family in enumerate(families)
    }
    chained = {number: needs for number, needs in needed.items() if needs}
    try:
        first = [*TopologicalSorter(chained).static_order()]
    except CycleError:
        return list(families)
    rest = [family for number, family in enumerate(families) if number not in set(first)]
    return [*(families[number] for number in first), *rest]


def _renamed(family: Family) -> list[tuple[str | None, str | None]]:
    """SKUs before and after, of what has another one afterwards."""
    return [(cell.before, cell.after) for change in family for cell in change.fields if cell.name == "sku"]
