"""Numbers as people write them: what one text can mean, alone and beside the other texts of its column."""

import re
from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from schemas.currencies import WRITTEN


class Convention(StrEnum):
    """What the texts of one column prove of its decimal mark.

    WORKBOOK: nothing is proved, but a plain ``1.234`` is how a spreadsheet stores a number. WORKBOOK_COMMA: typed
    texts there prove the comma. BOTH: the column contradicts itself, so it proves nothing.
    """

    NONE = "none"
    POINT = "point"
    COMMA = "comma"
    BOTH = "both"
    WORKBOOK = "workbook"
    WORKBOOK_COMMA = "workbook-comma"


DECIMAL_PLACES = 6

_SPACES = str.maketrans(dict.fromkeys("\xa0\u2007\u2009\u202f", " ") | {"\u2019": "'", "\u2212": "-"})
_MONEY = re.compile(rf"(?P<sign>[-+]?) ?{WRITTEN}? ?(?P<minus>-?)(?P<digits>[\d.,' ]*\d\.?) ?{WRITTEN}?", re.ASCII)
_PLAIN = re.compile(r"\d+(?:\.\d+)?", re.ASCII)
_BARE = re.compile(r"[.,]\d+|\d+\.", re.ASCII)  # .5 and 5. are numbers to a spreadsheet
_COMMA = re.compile(r"\d+,\d+", re.ASCII)
_GROUPED = {
    mark: re.compile(rf"\d{{1,3}}(?:{re.escape(mark)}\d{{3}})+(?:[{decimal}]\d+)?", re.ASCII)
    for mark, decimal in ((",", "."), (".", ","), (" ", ".,"), ("'", ".,"))
}
_TWO_READINGS = re.compile(r"([1-9]\d{0,2})([.,])(\d{3})", re.ASCII)
_PROOFS = {
    # decimals behind the mark that cannot be a group of three, or the other mark between groups
    Convention.POINT: re.compile(r".*(?:\.(?:\d{1,2}|\d{4,})|(?:^0\d*|\d{4,}|[ ',]\d{3})\.\d{3})|\d+(?:,\d{3}){2,}"),
    Convention.COMMA: re.compile(r".*(?:,(?:\d{1,2}|\d{4,})|(?:^0\d*|\d{4,}|[ '.]\d{3}),\d{3})|\d+(?:\.\d{3}){2,}"),
}
_DECIMAL_MARKS = {
    Convention.POINT: ".",
    Convention.COMMA: ",",
    Convention.WORKBOOK_COMMA: ",",
}
_THOUSANDS = {Convention.POINT: ",", Convention.COMMA: "."}
_LONGEST = 100  # letters; a number has far fewer
_MAX_DIGITS = 15  # what a spreadsheet keeps of a number
_MAX_WHOLE = 12  # before the decimal point: fits our column even in the smallest unit, and no shop asks for more


def read(text: str, convention: Convention = Convention.NONE) -> Decimal | str:
    """The value, or the fault: ``unreadable``, or ``ambiguous`` for ``1,234`` and ``1.234`` where nothing tells."""
    found = _parts(text)
    if found is None:
        return "unreadable"
    plain = _settled(found["digits"], convention, is_plain=_PLAIN.fullmatch(text.strip().lstrip("+-")) is not None)
    if plain == "ambiguous":
        return plain
    if plain is None or _is_endless(plain):
        return "unreadable"
    value = Decimal(plain).quantize(Decimal(1).scaleb(-DECIMAL_PLACES), ROUND_HALF_UP)
    return -value if "-" in (found["sign"], found["minus"]) else value


def proved(texts: Iterable[str]) -> Convention:
    """What these texts of one column prove together: NONE, POINT, COMMA or BOTH."""
    told = {convention for text in texts for convention in _proofs(text)}
    if len(told) > 1:
        return Convention.BOTH
    return next(iter(told), Convention.NONE)


def in_workbook(proof: Convention) -> Convention:
    """The same in a workbook, whose numbers are written with a point whatever its language."""
    return {Convention.NONE: Convention.WORKBOOK, Convention.COMMA: Convention.WORKBOOK_COMMA}.get(proof, proof)


def readings(text: str) -> tuple[str, str]:
    """Of an ambiguous text: the number with a thousands mark, and the whole part of the one with decimals."""
    found = _parts(text)
    either = _TWO_READINGS.fullmatch(found["digits"]) if found else None
    return (either[1] + either[3], either[1]) if either else (text, text)


def _parts(text: str) -> re.Match[str] | None:
    if len(text) > _LONGEST:
        return None
    found = _MONEY.fullmatch(text.translate(_SPACES).strip())
    return None if found is None or (found["sign"] and found["minus"]) else found


def _proofs(text: str) -> Iterable[Convention]:
    found = _parts(text)
    if found is None or _as_plain(found["digits"]) is None:
        return ()
    return [convention for convention, proof in _PROOFS.items() if proof.fullmatch(found["digits"])]


def _settled(digits: str, convention: Convention, is_plain: bool) -> str | None:
    """As a plain number; ``ambiguous`` where the text has two readings and the column does not tell which."""
    either = _TWO_READINGS.fullmatch(digits)
    if either is None:
        return _as_plain(digits)
    whole, mark, rest = either.groups()
    if mark == _DECIMAL_MARKS.get(convention) or (convention is Convention.WORKBOOK and is_plain):
        return f"{whole}.{rest}"
    return whole + rest if mark == _THOUSANDS.get(convention) else "ambiguous"


def _as_plain(digits: str) -> str | None:
    if _PLAIN.fullmatch(digits):
        return digits
    if _COMMA.fullmatch(digits):
        return digits.replace(",", ".")
    if _BARE.fullmatch(digits):
        return f"0{digits.replace(',', '.')}".rstrip(".")
    for mark, grouped in _GROUPED.items():
        if grouped.fullmatch(digits):
            return digits.replace(mark, "").replace(",", ".")
    return None


def _is_endless(plain: str) -> bool:
    whole, _, decimals = plain.lstrip("0").partition(".")
    return len(whole) > _MAX_WHOLE or len((whole + decimals).lstrip("0")) > _MAX_DIGITS
