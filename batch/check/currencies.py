"""Prices of one column in several currencies: a store has one, and which one only the store knows."""

from collections import Counter
from collections.abc import Iterator, Mapping

import numpy as np

from batch.check.looking import Looking
from batch.model.currencies import PRICE, Named, named
from batch.model.findings import Finding


def currencies(looking: Looking) -> Iterator[Finding]:
    """On the prices that are not in the currency of most; on all of them where none has the most."""
    rows = set(looking.places.texts.index[looking.products])
    found = {row: price for row, price in named(looking.places).items() if row in rows}
    usual = _usual(found)
    odd = {row: price for row, price in found.items() if not usual <= price.codes}
    numbers = looking.places.texts.index.get_indexer(list(odd))
    facts = [(("currency", price.sign), ("other", _other(price, found))) for price in odd.values()]
    yield from looking.places.many("price.currencies", PRICE, np.asarray(numbers, dtype=np.intp), None, facts)


def _usual(found: Mapping[int, Named]) -> frozenset[str]:
    """The currencies that the most prices may be in: several where one sign stands for them, or where they tie."""
    counts = Counter(code for price in found.values() for code in price.codes)
    most = max(counts.values(), default=0)
    return frozenset(code for code, count in counts.items() if count == most)


def _other(price: Named, found: Mapping[int, Named]) -> str:
    """A sign of the column that this price cannot have."""
    return next((other.sign for other in found.values() if not other.codes & price.codes), price.sign)
