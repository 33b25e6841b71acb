"""Codes that a spreadsheet took for numbers and wrote as it writes numbers; and what they were, if that is left."""

import re
from datetime import date, timedelta
from decimal import Decimal

from schemas import codes

_DECIMALS = re.compile(r"(\d+)[.,]0{1,2}", re.ASCII)
_GROUPED = re.compile(
    r"(\d{1,3}(?:([, \xa0\u2009\u202f'’])\d{3})(?:\2\d{3})*)(?:[.,]0{1,2})?|(\d{1,3}(?:\.\d{3})+),0{1,2}", re.ASCII
)
_ROUNDED = re.compile(r"[1-9]\d{14}(0+)", re.ASCII)
_NUMBER = re.compile(r"\d{1,13}\.\d{1,12}|\d{1,4}(?:\.\d{1,4})?[eE]\+?\d{1,2}", re.ASCII)
_SIXTEEN = re.compile(r"[1-9]\d{14}0", re.ASCII)
_DAY_ZERO = date(1899, 12, 30)
_KEPT = 15  # digits of a number that a spreadsheet keeps; for the others it writes zeros
_SURE = 2  # a code that ends in one zero may well be whole


def has_decimals(text: str) -> bool:
    """``100200.0`` or ``100200,00``: no code has such an end."""
    return _DECIMALS.fullmatch(text) is not None


def without_decimals(text: str) -> str | None:
    found = _DECIMALS.fullmatch(text)
    return found[1] if found else None


def is_grouped(text: str) -> bool:
    """``1,002,345``, ``1 002 345`` or ``44,000.00``: marks between thousands are for numbers."""
    return _GROUPED.fullmatch(text) is not None


def without_groups(text: str) -> str:
    found = _GROUPED.fullmatch(text)
    whole = (found[1] or found[3]) if found else text
    return "".join(letter for letter in whole if letter.isdigit())


def has_apostrophe(text: str) -> bool:
    """``'000101``: the apostrophe that tells Excel to keep a code as typed has become part of it."""
    return text.startswith("'") and len(text) > 1


def without_apostrophe(text: str) -> str:
    return text.removeprefix("'")


def is_rounded(text: str) -> bool:
    """17 digits or more, those after the fifteenth all zeros: they were others."""
    found = _ROUNDED.fullmatch(text)
    return found is not None and len(found[1]) >= _SURE


def may_be_rounded(text: str) -> bool:
    """16 digits that end in a zero: one code in ten does, and so does every one that was a number in Excel."""
    return _SIXTEEN.fullmatch(text) is not None


def kept_of(text: str) -> str:
    """The digits of a rounded code that are still its own."""
    return text[:_KEPT]


def as_number(text: str) -> str:
    """What a spreadsheet that takes a code for a number makes of it: 100000 of 1E5, 12.5 of 12.50; else the text."""
    return f"{Decimal(text).normalize():f}" if _NUMBER.fullmatch(text) else text


def day_of(serial: str) -> str:
    """The day that a spreadsheet keeps as this number: 2026-06-04 of 46177."""
    return (_DAY_ZERO + timedelta(days=int(serial))).isoformat()


def is_changed(text: str) -> bool:
    """Any of these, or a date where a code was."""
    return any(test(text) for test in (has_decimals, is_grouped, has_apostrophe, is_rounded, codes.is_date))


def before_change(text: str) -> str | None:
    """What the code was, where that is left."""
    if has_apostrophe(text):
        return without_apostrophe(text)
    return without_groups(text) if is_grouped(text) else without_decimals(text)
