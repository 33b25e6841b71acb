"""The SKU that a new product with variants gets for itself: the POS has none for a family, the store wants one."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from batch.model.changes import Action, Change
from batch.model.rules import OPTIONS

_FAMILY_SKU = "{}-family"


def family_sku(skus: Iterable[str]) -> str:
    """Of the lowest of its variants' SKUs: the order of the rows does not matter."""
    return _FAMILY_SKU.format(min(skus))


def family_skus(changes: Sequence[Change]) -> dict[str, list[Change]]:
    """For each new product with variants, with the changes that make it."""
    families: defaultdict[str, list[Change]] = defaultdict(list)
    for change in changes:
        if change.action is Action.CREATE and change.product is None:
            families[change.family].append(change)
    return {
        family_sku(change.sku for change in made): made
        for made in families.values()
        if any(change.after(value) for change in made for _, value in OPTIONS)
    }
