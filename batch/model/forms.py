"""What a store makes of a value: a price without cents, a name cut off, a SKU in capitals, HTML tidied. Pure."""

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from batch.model.markup import words
from batch.model.rules import Kind


@dataclass(frozen=True, slots=True)
class Form:
    """The store was sent ``asked`` for a field and keeps ``made``. ``variation`` is None for a field of the product."""

    product: str
    variation: str | None
    field: str
    asked: str
    made: str

    @property
    def place(self) -> tuple[str, str | None, str]:
        return self.product, self.variation, self.field


def is_form(asked: str | None, made: str | None, kind: Kind) -> bool:
    """Can a store have made the second of the first? Whatever else it holds, somebody else may have put there.

    A number with fewer decimals and less than one step away, a text or its beginning, a code in other letters.
    """
    if not asked or not made:
        return False
    if kind in (Kind.MONEY, Kind.NUMBER):
        return _is_rounded(asked, made)
    if kind is Kind.CODE:
        return _bare(asked) == _bare(made)
    if kind is Kind.TEXT:
        return bool(_bare(made)) and _bare(asked).startswith(_bare(made))
    if kind is Kind.HTML:
        left, right = _bare(words(asked)), _bare(words(made))
        return left.startswith(right) if right else not left
    return False


def _is_rounded(asked: str, made: str) -> bool:
    try:
        exact, kept = Decimal(asked), Decimal(made)
    except InvalidOperation:
        return False
    return _decimals(kept) < _decimals(exact) and abs(exact - kept) < Decimal(1).scaleb(-_decimals(kept))


def _decimals(number: Decimal) -> int:
    exponent = number.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _bare(text: str) -> str:
    """Letters alone: without case and white space."""
    return "".join(text.split()).casefold()
