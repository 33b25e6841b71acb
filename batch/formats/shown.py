"""What a number counts for that its format shows otherwise, by what its column holds."""

import re
from decimal import Decimal
from functools import lru_cache

from batch.formats.number_formats import Section, section_for, shown, tells
from schemas.cells import flag
from schemas.currencies import signs

_UNSIGNED = re.compile(r"\d[\d.,]*", re.ASCII)
_NEGATIVE = re.compile(r"[-\u2212]|\([^)]*\d")
_OTHER_UNIT = re.compile(r"\d\s*[%\u2030\u00a2]")


@lru_cache(maxsize=1 << 16)
def as_shown(number: str, parts: tuple[Section, ...], column: str) -> tuple[str | None, str]:
    """What to put instead of a number that a format shows otherwise, by what its column holds.

    A code is what is shown where that is digits and letters: zeros before it, letters around it; decimals and marks
    between thousands are none of it. Words are all that is shown. A number stays what it is, but 25 % is not 0.25 to
    the one who typed it, and 24.6 shown as 25 is told, as is one that is not shown at all.
    """
    value = Decimal(number)
    part = section_for(parts, value)
    if column == "flag" and not part.is_percent:
        return None, flag_look(shown(parts, value), value)
    if column == "number" and not part.is_percent:
        if part.is_scaled and value:
            return None, "unlike"
        text = None if part.is_fraction else shown(parts, value)
        return None, "" if text is None else look(text, value)
    if column in ("number", "flag"):
        return shown(parts, value), "percent"
    if column == "code" and not part.is_code:
        return (None, "unlike") if part.is_percent else (None, "")
    text = shown(parts, value)
    if not text:
        return None, "unlike"
    return (None, "") if text == number else (text, "padded")


def look(text: str, value: Decimal) -> str:
    """The kind of a number that is shown as this text: one that is not shown at all is no zero to the eye. A bare
    ``$`` is that of the machine, and names no currency."""
    if not text or _is_word(text):
        return "unlike"
    if _OTHER_UNIT.search(text) or (value > 0 and _NEGATIVE.search(text)):
        return "unlike"
    if not tells(text, value):
        return "rounded"
    sign = signs(text)
    return f"money {sign}" if sign not in ("", "$") else ""


def _is_word(text: str) -> bool:
    """``as before`` where a 0 is; a dash, as bookkeepers write it, is none."""
    return any(letter.isalpha() for letter in text) and not any(letter.isdigit() for letter in text)


def flag_look(text: str | None, value: Decimal) -> str:
    """A switch is what is seen of it: its number, or a word that means the same."""
    if text is None:
        return "unlike"
    is_number = _UNSIGNED.fullmatch(text) is not None and tells(text, value)
    return "" if is_number or flag(text).value is bool(value) else "unlike"
