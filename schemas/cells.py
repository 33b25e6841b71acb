"""One cell at a time: what a text can mean, or the code of what is wrong with it. No guess ever becomes a value."""

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from schemas.types import DECIMAL_PLACES

CLEAR = frozenset({"[clear]", "[effacer]"})

FLAGS = {
    **dict.fromkeys(("1", "true", "vrai", "yes", "oui", "y", "o", "active", "actif"), True),
    **dict.fromkeys(("0", "false", "faux", "no", "non", "n", "inactive", "inactif"), False),
}

# Source: X-Series API docs: Products, weight_unit and dimensions_unit.
WEIGHT_UNITS = {"ct": "CT", "g": "G", "oz": "OZ", "lb": "LB", "lbs": "LB", "kg": "KG"}
LENGTH_UNITS = {"in": "IN", "cm": "CM", "mm": "MM", "yd": "YD"}

EXCEL_ERRORS = frozenset(
    {"#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!", "#SPILL!", "#CALC!"}
    | {"#NOM?", "#NUL!", "#NOMBRE!", "#VALEUR!"}
)

_SPACES = str.maketrans(dict.fromkeys("\xa0\u2007\u2009\u202f", " ") | {"\u2019": "'", "\u2212": "-"})
_CURRENCY = r"(?:[$€£¥]|[A-Z]{2}\$|CAD|USD|EUR|GBP|AUD|NZD|SGD)"
_MONEY = re.compile(rf"(?P<sign>-?) ?{_CURRENCY}? ?(?P<minus>-?)(?P<digits>[\d.,' ]*\d) ?{_CURRENCY}?", re.ASCII)
_PLAIN = re.compile(r"\d+(?:\.\d+)?", re.ASCII)
_COMMA = re.compile(r"\d+,\d+", re.ASCII)
_GROUPED = {
    mark: re.compile(rf"\d{{1,3}}(?:{re.escape(mark)}\d{{3}})+(?:[{decimal}]\d+)?", re.ASCII)
    for mark, decimal in ((",", "."), (".", ","), (" ", ".,"), ("'", ".,"))
}
_SCIENTIFIC = re.compile(r"[+-]?\d(?:[.,]\d+)?E\+?\d+", re.ASCII | re.IGNORECASE)
_MAX_DIGITS = 15  # what a spreadsheet keeps of a number
_MAX_WHOLE = 12  # before the decimal point: fits our column even in the smallest unit, and no shop asks for more


@dataclass(frozen=True, slots=True)
class Reading:
    """What became of a text: a value, or the last word of a finding's code (unreadable, ambiguous)."""

    value: Decimal | bool | str | None
    fault: str | None = None


_UNREADABLE = Reading(None, "unreadable")


def number(text: str) -> Reading:
    """Decimal point or comma; space, no-break space, apostrophe, comma or point as thousands mark; a currency at
    either end. ``1,234`` could be one or one thousand: ambiguous."""
    found = _MONEY.fullmatch(text.translate(_SPACES).strip())
    if found is None or (found["sign"] and found["minus"]):
        return _UNREADABLE
    digits = found["digits"]
    if re.fullmatch(r"[1-9]\d{0,2},\d{3}", digits):
        return Reading(None, "ambiguous")
    plain = _as_plain(digits)
    if plain is None or _is_endless(plain):
        return _UNREADABLE
    value = Decimal(plain).quantize(Decimal(1).scaleb(-DECIMAL_PLACES), ROUND_HALF_UP)
    return Reading(-value if found["sign"] or found["minus"] else value)


def flag(text: str) -> Reading:
    """The words of both languages, any case."""
    value = FLAGS.get(text.strip().casefold())
    return _UNREADABLE if value is None else Reading(value)


def weight_unit(text: str) -> Reading:
    return _unit(text, WEIGHT_UNITS)


def length_unit(text: str) -> Reading:
    return _unit(text, LENGTH_UNITS)


def is_scientific(text: str) -> bool:
    """``7.45E+11`` is what a spreadsheet leaves of a long code: its digits are lost."""
    return _SCIENTIFIC.fullmatch(text.strip()) is not None


def is_excel_error(text: str) -> bool:
    return text.strip().upper() in EXCEL_ERRORS


def is_clear(text: str) -> bool:
    """The one way to ask that a field be emptied."""
    return text.strip().casefold() in CLEAR


def _unit(text: str, units: dict[str, str]) -> Reading:
    value = units.get(text.strip().casefold())
    return Reading(None, "unknown") if value is None else Reading(value)


def _is_endless(plain: str) -> bool:
    whole, _, decimals = plain.lstrip("0").partition(".")
    return len(whole) > _MAX_WHOLE or len((whole + decimals).lstrip("0")) > _MAX_DIGITS


def _as_plain(digits: str) -> str | None:
    if _PLAIN.fullmatch(digits):
        return digits
    if _COMMA.fullmatch(digits):
        return digits.replace(",", ".")
    for mark, grouped in _GROUPED.items():
        if grouped.fullmatch(digits):
            return digits.replace(mark, "").replace(",", ".")
    return None
