"""What is told of the changed products as a whole: whether Retail POS owns them, and what no row of the sheet means."""

from collections.abc import Iterator, Sequence

import numpy as np
import pandas as pd

from batch.compare.match import Matched
from batch.model.changes import Action, Change
from batch.model.findings import Finding
from batch.values import few


def linked(changes: Sequence[Change], items: pd.DataFrame) -> Iterator[Finding]:
    """Said once for a whole plan: in a shop that is connected it is so of nearly every product."""
    owned = frozenset(items["product"][items["linked"].fillna(False).to_numpy(dtype=bool)])
    first = {change.product: change.sku for change in reversed(changes) if change.product in owned}
    if first:
        skus = list(reversed(first.values()))
        yield Finding("store.linked", facts=(("count", str(len(first))), ("skus", few(skus))))


def without_rows(changes: Sequence[Change], known: Matched) -> Iterator[Finding]:
    """Said once of the variations that no row means. That they come or go with another is told with that."""
    asking = [change for change in changes if change.action in (Action.CREATE, Action.UPDATE)]
    changed = {change.product for change in asking if change.product}
    if not changed:
        return
    items = known.items
    meant = np.zeros(len(items), dtype=bool)
    meant[known.found[known.found >= 0]] = True
    left = items[items["product"].isin(changed) & items["variation"].notna() & ~meant]
    if len(left):
        facts = (("count", str(len(left))), ("skus", few([sku for sku in left["sku"] if isinstance(sku, str)])))
        yield Finding("store.variants_left", facts=facts)
