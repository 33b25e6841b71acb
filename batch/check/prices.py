"""Prices that can be read and yet cannot be meant."""

from collections.abc import Iterator

import numpy as np

from batch.check.families import Families
from batch.check.looking import Amounts, Looking
from batch.model.findings import Finding
from batch.model.groups import Codes, by_code
from batch.model.places import Facts

_LEAST = 3  # rows of a family that can outvote one
_ALIKE = 2.0  # the others lie within this factor of each other
_SHIFTS = (10.0, 100.0, 1000.0)  # a decimal mark that moved
_NEAR = 1.25
_LOSS = 5.0  # sold for less than a fifth of its cost


def prices(looking: Looking, kin: Families) -> Iterator[Finding]:
    """All warnings and notes: a price is the merchant's to set."""
    if "retail_price" not in looking:
        return
    retail, supply = looking.amounts("retail_price"), looking.amounts("supply_price")
    online = looking.flags("active_online")
    cents = np.floor(np.round(retail * 100, 6) + 0.5)  # as most stores keep it
    yield from looking.found("price.zero", "retail_price", online & (cents == 0))
    yield from looking.found("price.placeholder", "retail_price", online & (cents == 100))
    absurd = _outvoted(retail, kin) | {row: (("other", f"{supply[row]:.2f}"),) for row in _at_a_loss(retail, supply)}
    mask = np.zeros(len(looking), dtype=bool)
    mask[list(absurd)] = True
    yield from looking.found("price.absurd", "retail_price", mask, absurd)
    yield from looking.found("price.below_cost", "retail_price", (retail > 0) & (retail < supply) & ~mask)


def _at_a_loss(retail: Amounts, supply: Amounts) -> list[int]:
    placeholder = (retail == 0) | (retail == 1)
    rows: list[int] = np.flatnonzero((retail * _LOSS < supply) & ~placeholder).tolist()
    return rows


def _outvoted(retail: Amounts, kin: Families) -> dict[int, Facts]:
    """Rows whose price is ten, a hundred or a thousand times what all their family's other rows agree on."""
    priced = np.where((retail > 0) & (kin.sizes >= _LEAST), kin.codes, -1)
    lows, highs = _extremes(retail, priced)
    spread = (priced >= 0) & (highs > lows * (_SHIFTS[0] / _NEAR))
    found: dict[int, Facts] = {}
    for rows in by_code(np.where(spread, priced, -1), _LEAST):
        ordered = rows[np.argsort(retail[rows])]
        for odd, others in ((ordered[-1], ordered[:-1]), (ordered[0], ordered[1:])):
            low, high = retail[others[0]], retail[others[-1]]
            if high <= low * _ALIKE and _is_shifted(retail[odd], float(np.median(retail[others]))):
                found[int(odd)] = (("other", f"{np.median(retail[others]):.2f}"),)
    return found


def _extremes(values: Amounts, codes: Codes) -> tuple[Amounts, Amounts]:
    count = int(codes.max(initial=-1)) + 2
    low, high = np.full(count, np.inf), np.zeros(count)
    known = codes >= 0
    np.minimum.at(low, codes[known], values[known])
    np.maximum.at(high, codes[known], values[known])
    return low[codes], high[codes]


def _is_shifted(price: float, usual: float) -> bool:
    ratio = max(price / usual, usual / price)
    return any(shift / _NEAR <= ratio <= shift * _NEAR for shift in _SHIFTS)
