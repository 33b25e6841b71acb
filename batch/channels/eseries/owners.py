"""Whose are these SKUs? Search sees a new product some time after it was made: E-Series REST docs, Search products."""

from collections import defaultdict
from collections.abc import Callable, Sequence

import pandas as pd

from batch.model.store import Owners

PAUSES = (0.0, 1.0, 2.0, 4.0, 6.0, 8.0)  # seconds before each look: 21 in all


def of(skus: Sequence[str], read: Callable[[], pd.DataFrame], sleep: Callable[[float], object]) -> Owners:
    """See ports.Channel. ``read`` gives the store's items as schemas.eseries has them."""
    found: Owners = {}
    for seconds in PAUSES:
        if seconds:
            sleep(seconds)
        found = _among(read(), skus)
        if found.keys() >= set(skus):
            break
    return found


def _among(items: pd.DataFrame, skus: Sequence[str]) -> Owners:
    """By the SKU as it was asked for; where nobody has it, by one that differs in case: a store may write capitals."""
    folded = items["sku"].str.casefold()
    alike = items[folded.isin({sku.casefold() for sku in skus})]
    exactly: dict[str, list[str]] = defaultdict(list)
    roughly: dict[str, list[str]] = defaultdict(list)
    for sku, product in zip(alike["sku"], alike["product"], strict=True):
        exactly[sku].append(product)
        roughly[sku.casefold()].append(product)
    owners = {sku: exactly.get(sku) or roughly.get(sku.casefold(), []) for sku in skus}
    return {sku: tuple(dict.fromkeys(products)) for sku, products in owners.items() if products}
