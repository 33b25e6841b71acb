"""Products that Retail POS owns: what is sent to them lasts until they are saved there."""

from collections.abc import Iterator, Sequence

import pandas as pd

from batch.model.changes import Change
from batch.model.findings import Finding
from batch.values import few


def linked(changes: Sequence[Change], items: pd.DataFrame) -> Iterator[Finding]:
    """Said once for a whole plan: in a shop that is connected it is so of nearly every product."""
    owned = frozenset(items["product"][items["linked"].fillna(False).to_numpy(dtype=bool)])
    first = {change.product: change.sku for change in reversed(changes) if change.product in owned}
    if first:
        skus = list(reversed(first.values()))
        yield Finding("store.linked", facts=(("count", str(len(first))), ("skus", few(skus))))
