"""What a number counts for that its format shows otherwise, by what its column holds.

A number counts as what it is stored as only where what is shown, read as the cell of a text file would be read, is the
same number. Two writings that no text file has are understood besides: the parentheses and the dash of bookkeepers,
``(12.50)`` and ``-``, and fractions, ``12 1/2``.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from functools import cache, lru_cache

from batch.formats.number_formats import PLACES, Section, literals, section_for, shown
from schemas import numbers
from schemas.cells import LENGTH_UNITS, WEIGHT_UNITS, flag
from schemas.currencies import WRITTEN, is_spelt, signs
from schemas.numbers import Convention

Look = tuple[str | None, str]  # what to put instead, and the kind of the cell
Marks = Sequence[Convention]

AMOUNTS = frozenset({"money", "number"})
# Decimals that the store keeps at most: what is rounded behind them is not sent either.
_KEPT: Mapping[str, int] = {"money": 2, "number": 4}
_UNSIGNED = re.compile(r"\d[\d.,]*", re.ASCII)
_BEHIND = {mark: re.compile(rf"{re.escape(mark)}(\d+)\D*") for mark in (".", ",")}
_MARKS = {Convention.POINT: ".", Convention.COMMA: ","}
POINT, EITHER = (Convention.POINT,), tuple(_MARKS)  # how what is shown may be written
_BELOW_ZERO = re.compile(r"([^()]*)\(([^()]*)\)([^()]*)")
_NOTHING = re.compile(rf"(?:{WRITTEN} ?)?[-\u2010-\u2015\u2212](?: ?{WRITTEN})?")
_FRACTION = re.compile(r"(-?)(?:(\d{1,12}) )?(\d{1,9})/(\d{1,9})", re.ASCII)
_WITH_UNIT = re.compile(r"(.*\d) ?([A-Za-z]+)", re.ASCII)
_EXPONENT = re.compile(r"-?\d[\d.,]*E[-+]?\d+", re.ASCII)
_PLAIN = re.compile(r"-?(?:\d+\.?\d*|\.\d+)(?:E[-+]?\d{1,3})?", re.ASCII)
_DECIMALS = re.compile(r"[.,](\d+)$", re.ASCII)
_TOO_NARROW = re.compile(r"#+")
_GRAVITY = ("", "rounded", "unlike")


@lru_cache(maxsize=1 << 16)
def as_shown(number: str, parts: tuple[Section, ...], column: str) -> Look:
    """What to put instead of a number that a format shows otherwise, by what its column holds.

    A code is what is shown where that is digits and letters: zeros before it, letters around it; decimals and marks
    between thousands are none of it. Words are all that is shown. A number stays what it is, but 25 % is not 0.25 to
    the one who typed it, and 24.6 shown as 25 is told, as is one that is not shown at all.
    """
    value = Decimal(number)
    part = section_for(parts, value)
    if column in AMOUNTS and (usual := _usual(part, column)) and (value >= 0 or part is parts[0]):
        return None, usual.look(number, parts)
    if column in ("flag", *AMOUNTS) and part.is_percent:
        return shown(parts, value), "percent"
    text = shown(parts, value)
    if text is None:
        return None, "unlike"
    if column == "flag":
        return None, flag_look(text, value)
    if column in AMOUNTS:
        return None, look(text, value, column, POINT)
    if column == "code" and not part.is_code:
        return code_shown(text, number)
    if not text or "E" in part.signs:
        return None, unlike(text)
    return (None, "") if text == number else (text, "padded")


def unlike(text: str) -> str:
    return f"unlike {text}".rstrip()


def look(text: str, value: Decimal, column: str, marks: Marks) -> str:
    """The kind of a number that is shown as this text; ``marks``: which its mark of decimals may be. A bare ``$`` is
    that of the machine, and names no currency."""
    plain = " ".join(text.split())
    word = min((_read_so(plain, value, column, mark) for mark in marks), key=_GRAVITY.index)
    measured = _WITH_UNIT.fullmatch(plain) if word == "unlike" and column == "number" else None
    if measured and measured[2].casefold() in WEIGHT_UNITS | LENGTH_UNITS:
        rest = min((_read_so(measured[1], value, column, mark) for mark in marks), key=_GRAVITY.index)
        word = {"": "unit", "rounded": "unit-rounded"}.get(rest, rest)
    if word:
        return f"{word} {plain}".rstrip()
    return _money(plain)


def flag_look(text: str, value: Decimal) -> str:
    """A switch is what is seen of it: its number, or a word that means the same."""
    is_number = _UNSIGNED.fullmatch(text) is not None and not look(text, value, "number", EITHER)
    return "" if is_number or flag(text).value is bool(value) else unlike(text)


def _money(text: str) -> str:
    sign = signs(text)
    return f"money {sign}" if sign not in ("", "$") else ""


def _read_so(text: str, value: Decimal, column: str, convention: Convention) -> str:
    """Whether the text is the number, as far as the store keeps its decimals; rounded; or another."""
    if fraction := _FRACTION.fullmatch(text):
        return _fraction_look(fraction, value)
    if _TOO_NARROW.fullmatch(text):
        return "rounded"
    read = _read(text, column, convention)
    behind = _BEHIND[_MARKS[convention]].search(text)
    places = len(behind[1]) if behind else 0
    if read is None or read != value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP):
        return "unlike"
    return "" if places >= _KEPT[column] or read == value else "rounded"


def _read(text: str, column: str, convention: Convention) -> Decimal | None:
    if _NOTHING.fullmatch(text):
        return Decimal(0)
    if column == "number" and is_spelt(text):
        return None
    below = _BELOW_ZERO.fullmatch(text)
    read = numbers.read("".join(below.groups()) if below else text, convention)
    if isinstance(read, str) or (below and read < 0):
        return None
    return -read if below else read


def _fraction_look(found: re.Match[str], value: Decimal) -> str:
    """A fraction is the number it stands for."""
    if not int(found[4]):
        return "unlike"
    read = int(found[2] or 0) + Fraction(int(found[3]), int(found[4]))
    apart = abs(Fraction(abs(value)) - read)
    if bool(found[1]) is not (value < 0) or apart > Fraction(1, int(found[4])):
        return "unlike"
    return "rounded" if apart else ""


def code_shown(text: str, number: str) -> Look:
    """As ``code_look``; a fraction keeps the zeros that are shown behind it, 10.10: they are of the code."""
    look = code_look(text, number)
    decimals = number.partition(".")[2]
    behind = _DECIMALS.search("".join(text.split()))
    if look or not decimals or "E" in number or behind is None or len(behind[1]) <= len(decimals):
        return None, look
    return number + "0" * (len(behind[1]) - len(decimals)), "padded"


def code_look(text: str, number: str) -> str:
    """Decimals and marks between thousands are none of a code; an exponent hides digits that are there, but one that
    shows all of them was typed."""
    if "E" in number:
        return ""  # its digits are lost, and that is told
    plain = "".join(text.split())
    read = [_decimal(plain.replace(",", "")), _decimal(plain.replace(".", "").replace(",", "."))]
    is_same = Decimal(number) in read
    if _EXPONENT.fullmatch(plain):
        return unlike(text) if is_same else ""
    return "" if is_same else unlike(text)


def _decimal(text: str) -> Decimal | None:
    return Decimal(text) if _PLAIN.fullmatch(text) else None


@dataclass(frozen=True, slots=True)
class _Usual:
    """A format of the usual kind: digits, and a currency beside them. What it shows is decided once.

    ``places``: decimals; ``enough``: so many show all that counts; ``money``: the kind of a cell that shows them.
    """

    places: int
    enough: int
    money: str

    def look(self, number: str, parts: tuple[Section, ...]) -> str:
        _, _, decimals = number.partition(".")
        if self.places >= self.enough or len(decimals) <= self.places:
            return self.money
        return f"rounded {shown(parts, Decimal(number))}"


@cache
def _usual(part: Section, column: str) -> _Usual | None:
    signs_of = part.signs
    places = [at for at, sign in enumerate(signs_of) if sign in PLACES]
    if not places or part.is_scaled:
        return None
    digits = "".join(signs_of[places[0] : places[-1] + 1])
    around = [literals(signs_of[: places[0]]), literals(signs_of[places[-1] + 1 :])]
    if re.fullmatch(r"[#?,]*0[0,]*(?:\.[0#?]+)?", digits) is None:
        return None
    if not all(side is not None and re.fullmatch(rf"(?:{WRITTEN})?", side.strip()) for side in around):
        return None
    text = " ".join(side.strip() for side in around if side)
    if column == "number" and is_spelt(text):
        return None
    behind = digits.partition(".")[2]
    return _Usual(len(behind), _KEPT[column], _money(text))
