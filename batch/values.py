"""Values as they are written: canonical text, Excel addresses, digests, the present moment."""

import hashlib
import json
import re
from collections.abc import Sequence
from datetime import UTC, datetime
from decimal import Decimal
from functools import cache

from batch.model.markup import same_markup
from batch.model.rules import Kind

_THREE_DECIMALS = re.compile(r"-?[1-9]\d{0,2}\.\d{3}")


def canonical(value: object, kind: Kind) -> str | None:
    """One way of writing each value: decimal point, at least two decimals for money, flags 0 and 1, None for blank."""
    if value is None or (not isinstance(value, str) and str(value) in ("<NA>", "nan")):
        return None
    if isinstance(value, bool) or kind is Kind.FLAG:
        return "1" if value else "0"
    if isinstance(value, Decimal):
        return money(value) if kind is Kind.MONEY else plain(value)
    return str(value)


def clipped(text: str, most: int) -> str:
    """Of at most so many letters, the last one a mark where some are left out."""
    return text if len(text) <= most else text[: most - 1] + "…"


FEW = 5  # told in a sentence


def few(texts: Sequence[str]) -> str:
    """The first of those that are not blank, and a mark where there are more."""
    shown = [one for one in texts if one]
    return ", ".join(shown[:FEW]) + (", …" if len(shown) > FEW else "")


def money(value: Decimal) -> str:
    """28.9 is written 28.90; 3.18182 stays as it is."""
    trimmed = value.normalize()
    exponent = trimmed.as_tuple().exponent
    places = max(2, -exponent if isinstance(exponent, int) else 2)
    return f"{trimmed:.{places}f}"


def plain(value: Decimal) -> str:
    """Without an exponent or trailing zeros; zero is 0."""
    return f"{value.normalize():f}" if value else "0"


def unambiguous(number: str) -> str:
    """``1.2340``: with three decimals alone it could be one or one thousand to who reads it next."""
    return f"{number}0" if _THREE_DECIMALS.fullmatch(number) else number


@cache
def column_letters(position: int) -> str:
    """0 is A, 26 is AA."""
    letters = ""
    number = position + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


@cache
def column_number(letters: str) -> int:
    """A is 0, AA is 26."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


def cell_address(row: int, position: int) -> str:
    return f"{column_letters(position)}{row}"


def position_of(address: str | None) -> int | None:
    """The position of a cell's column; None for what is no address."""
    letters = re.match(r"[A-Z]{1,3}(?=[0-9])", address or "")
    return column_number(letters[0]) if letters else None


def canonical_json(value: object) -> str:
    """The same value is always the same text: sorted keys, no spaces."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def digest(value: object) -> str:
    """SHA-256 of the canonical JSON, hex."""
    return hashlib.sha256(canonical_json(value).encode()).hexdigest()


def now() -> datetime:
    return datetime.now(UTC)


def timestamp(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def same(left: str | None, right: str | None, kind: Kind) -> bool:
    """Do two canonical texts mean the same? Nothing and emptied are the same; white space in texts does not count.

    A difference is never the same as what is there.
    """
    if kind is Kind.DELTA:
        return False
    if (left or "") == (right or ""):
        return True
    if kind is Kind.HTML:
        return same_markup(left or "", right or "")
    if kind is Kind.TEXT:
        return _collapsed(left or "") == _collapsed(right or "")
    if kind in (Kind.MONEY, Kind.NUMBER, Kind.COUNT):
        return left is not None and right is not None and Decimal(left) == Decimal(right)
    return False


def _collapsed(text: str) -> str:
    return " ".join(text.split())
