"""Products that Retail POS owns: what is sent to them lasts until they are saved there."""

from collections.abc import Iterator, Sequence

import pandas as pd

from batch.model.changes import Change
from batch.model.findings import Finding

NAMED = 5  # SKUs told in the sentence


def linked(changes: Sequence[Change], items: pd.DataFrame) -> Iterator[Finding]:
    """Said once for a whole plan: in a shop that is connected it is so of nearly every product."""
    owned = frozenset(items["product"][items["linked"].fillna(False).to_numpy(dtype=bool)])
    first = {change.product: change.sku for change in reversed(changes) if change.product in owned}
    if first:
        skus = [sku for sku in reversed(first.values()) if sku]
        more = ", …" if len(skus) > NAMED else ""
        yield Finding("store.linked", facts=(("count", str(len(first))), ("skus", ", ".join(skus[:NAMED]) + more)))
