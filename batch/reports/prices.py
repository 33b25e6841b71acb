"""How prices move: by how much, the largest first, and how many by band. The store's currency throughout."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from batch.reports.figures import CellChange

_PRICE = "retail_price"
_EDGES = tuple(map(Decimal, ("0.05", "0.10", "0.20", "0.50")))  # parts of the price before


@dataclass(frozen=True, slots=True)
class PriceMove:
    """A price that was there and becomes another one."""

    change: CellChange
    before: Decimal
    after: Decimal

    @property
    def share(self) -> Decimal | None:
        """As a part of the price before: -0.1 is ten per cent less; None where that was 0."""
        return (self.after - self.before) / self.before if self.before else None

    @property
    def factor(self) -> Decimal:
        """Up and down weigh the same: half and double are both 2; from or to 0 is beyond all."""
        low, high = sorted((abs(self.before), abs(self.after)))
        return high / low if low else Decimal("Infinity")


@dataclass(frozen=True, slots=True)
class Band:
    """Prices that fell (``sign`` -1) or rose by more than ``low`` and up to ``high``, as parts of the price before.

    ``high`` is None for the last band on either side.
    """

    sign: int
    low: Decimal
    high: Decimal | None
    number: int


def price_moves(changes: Sequence[CellChange]) -> list[PriceMove]:
    """The largest first. Neither a new product's price nor one that is emptied is a move."""
    pairs = ((change, change.field) for change in changes if change.field.name == _PRICE)
    moves = [PriceMove(c, Decimal(f.before), Decimal(f.after)) for c, f in pairs if f.before and f.after]
    return sorted((move for move in moves if move.before != move.after), key=lambda move: -move.factor)


def bands(moves: Sequence[PriceMove]) -> list[Band]:
    """From the deepest fall to the steepest rise, empty ones too; a price that was 0 rose beyond the last edge."""
    shares = [Decimal("Infinity") if move.share is None else move.share for move in moves]
    edges = (Decimal(0), *_EDGES)
    rising = list(zip(edges, (*_EDGES, None), strict=True))
    return [
        Band(sign, low, high, sum(low < sign * share and (high is None or sign * share <= high) for share in shares))
        for sign, sides in ((-1, rising[::-1]), (1, rising))
        for low, high in sides
    ]
