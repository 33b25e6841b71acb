"""What people and programs write where there is nothing. As a value it would be written over what the store has."""

import re
from collections.abc import Callable
from functools import cache

from schemas import cells

_MARKS = r"""[-‐‑‒–—―−_.…,;:!?*#/\\|'’‘`´"“”«»•·~+=()<>\[\]{} """ + "\t\r\n\xa0\u202f]+"
_VOIDS = r"n/a|n\.a\.?|n/d|n\.d\.?|s/o|s\.o\.?|#?null!?|<null>|nan|undefined|none|nil|aucune?|0"
_SHORT = r"na|nd"  # a brand may well be called so

# What stands for nothing, by column. Option values have none: a size may be "-", a colour "None".
NOTHING: dict[str, tuple[str, ...]] = {
    "name": (_MARKS, _VOIDS, _SHORT),
    "description": (_MARKS, _VOIDS, _SHORT),
    "upc": (_MARKS, _VOIDS, _SHORT),
    "brand_name": (_MARKS, _VOIDS),
    "sku": (_MARKS, _VOIDS),
}
_TAG = r"<[A-Za-z/][^<>]*>|&nbsp;"
_TAGS = re.compile(_TAG)


def pattern(column: str) -> str:
    """Of a whole text without spaces around it, for RE2."""
    return rf"^(?i:{'|'.join(NOTHING[column])})$"


def pattern_in_tags(column: str) -> str:
    """The same where the text may be laid out: all that ``without_tags`` leaves nothing else of."""
    between = rf"(?:{_TAG}|[ \t\r\n])*"
    return rf"^{between}(?i:{'|'.join(NOTHING[column])}){between}$"


@cache
def stands_for_nothing(column: str) -> Callable[[str], bool]:
    """The test of a column. What is said elsewhere (an Excel error, almost [clear]) is not said here."""
    whole = re.compile(rf"(?i:{'|'.join(NOTHING[column])})")
    elsewhere = (cells.is_excel_error, cells.is_clear, cells.is_almost_clear)
    return lambda text: whole.fullmatch(text) is not None and not any(test(text) for test in elsewhere)


def without_tags(text: str) -> str:
    """What is left of a description when its layout is taken away."""
    return _TAGS.sub(" ", text).strip()
