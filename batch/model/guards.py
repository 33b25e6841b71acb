"""Limits on what one plan may do to a shop, and what is told when it would do more."""

from dataclasses import dataclass, replace
from enum import StrEnum


class Guard(StrEnum):
    """The names that ``--allow`` takes; the sentence of each is ``guard.<name>``."""

    DELETES = "deletes"
    PRICE_MOVES = "price-moves"
    PRICE_ZERO = "price-zero"
    DISABLES = "disables"
    PRODUCT_LIMIT = "product-limit"
    STOCK_AGAIN = "stock-again"


@dataclass(frozen=True, slots=True)
class Limits:
    """The most that a plan may do unasked. ``deletes``: products and variants; ``price_percent``: either way;

    ``disables_percent``: of the products that are online.
    """

    deletes: int = 0
    price_percent: int = 50
    disables_percent: int = 20


@dataclass(frozen=True, slots=True)
class Tripped:
    """A guard that says no. ``facts``: n, the number concerned; examples; limit; and what the guard adds."""

    guard: Guard
    facts: tuple[tuple[str, str], ...]

    def with_fact(self, name: str, fact: str) -> "Tripped":
        return replace(self, facts=(*self.facts, (name, fact)))
