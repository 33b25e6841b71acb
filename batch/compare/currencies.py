"""Prices that name another currency than the store's: their number would be a price in the wrong money."""

from collections.abc import Iterator

from batch.compare.match import Matched
from batch.model.currencies import PRICE, named
from batch.model.findings import Finding
from batch.model.places import Places


def currencies(known: Matched, currency: str, at: Places) -> Iterator[Finding]:
    """``currency``: the store's, by its code; nothing is told where the store does not say it."""
    if not currency or PRICE not in known.rows:
        return
    rows = set(known.rows.index)
    for row, price in named(at).items():
        if row in rows and currency not in price.codes:
            yield at.cell("store.currency", PRICE, row, (("currency", price.sign), ("store", currency)))
