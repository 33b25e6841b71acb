"""What Excel shows of a number under a number format: literals, leading zeros, decimals, marks between thousands.

Source: ECMA-376 part 1, 18.8.30 numFmt (the built-in formats) and 18.8.31 numFmts (sections, conditions and signs).
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from functools import cache

BUILT_IN = {
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    9: "0%",
    10: "0.00%",
    11: "0.00E+00",
    12: "# ?/?",
    13: "# ??/??",
    37: "#,##0",
    38: "#,##0",
    39: "#,##0.00",
    40: "#,##0.00",
    48: "##0.0E+0",
}
_SIGN = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]|General|[Ee][+-]|AM/PM|A/P|.', re.DOTALL)
_CONDITION = re.compile(r"\[(<=|>=|<>|<|>|=)(-?\d+(?:\.\d+)?)\]")
_COMPARED = {"<": "__lt__", "<=": "__le__", ">": "__gt__", ">=": "__ge__", "=": "__eq__", "<>": "__ne__"}
_CURRENCY = re.compile(r"\[\$([^\]-]*)")
_FRACTION = re.compile(r"#* ?(\?+)/\?+")
_PLACES = frozenset("0#?")
_OF_NUMBERS = frozenset({".", ",", "%", "E", "/"})
_OF_DATES = frozenset("dDmMyYhHsS")
_MOST, _CENTS = 11, 2  # decimals that a spreadsheet shows, and that any price has
_USUAL_FIRST = sorted(range(_MOST), key=lambda places: (places != _CENTS, places))
_NO_DIGIT = re.compile(r"\D")
_LITERAL = '"'  # before what stands as itself


@dataclass(frozen=True, slots=True)
class Section:
    """One of the four parts of a format. ``signs``: places, marks of numbers, and literals behind a quotation mark."""

    code: str
    signs: tuple[str, ...]
    condition: tuple[str, Decimal] | None

    @property
    def is_code(self) -> bool:
        """Digits between literals, as codes are shown; no decimals, percents or fractions."""
        return not _OF_NUMBERS.intersection(self.signs)

    @property
    def is_fraction(self) -> bool:
        return "/" in self.signs

    @property
    def is_percent(self) -> bool:
        return "%" in self.signs

    @property
    def is_scaled(self) -> bool:
        """Shows thousands, or millions: 27990 as 27.99."""
        places = [at for at, sign in enumerate(self.signs) if sign in _PLACES]
        return bool(places) and _scalings(self.signs, places) > 0


@cache
def sections(code: str) -> tuple[Section, ...]:
    """Nothing for a format of dates, or for one that shows numbers as they are."""
    parts = tuple(_section(part) for part in _parts(code))
    plain = not code or all(part.signs and set(part.signs) <= {"General", "@"} for part in parts)
    return () if plain or any(_OF_DATES.intersection(part.signs) for part in parts) else parts


def section_for(parts: Sequence[Section], value: Decimal) -> Section:
    """The part that is for this number, by its conditions or else by its sign."""
    if any(part.condition for part in parts):
        return next((part for part in parts if _meets(value, part)), parts[-1])
    numbers = parts[:3]
    if value < 0 and len(numbers) > 1:
        return numbers[1]
    return numbers[2] if value == 0 and len(numbers) > 2 else numbers[0]


def shown(parts: Sequence[Section], value: Decimal) -> str | None:
    """None where it is not known: exponents, fractions of a given denominator, texts."""
    part = section_for(parts, value)
    has_own_sign = part is not parts[0] and part.condition is None
    text = _shown(part, abs(value))
    return f"-{text}" if text is not None and value < 0 and not has_own_sign else text


def shown_text(parts: Sequence[Section], text: str) -> str:
    """What is shown of a text: all of it, unless the format has a part for texts."""
    own = parts[3] if len(parts) > 3 else next((part for part in parts[-1:] if "@" in part.signs), None)
    if own is None:
        return text
    return "".join(text if sign in ("@", "General") else _literal(sign) for sign in own.signs)


def tells(text: str, value: Decimal) -> bool:
    """Whether what is shown is the number: its digits, rounded to two decimals or more where any are left out."""
    digits = _digits(text)
    if not digits:
        return value == 0
    return any(_is_rounded(digits, abs(value), places) for places in _USUAL_FIRST)


def _is_rounded(digits: str, value: Decimal, places: int) -> bool:
    rounded = round(value, places)
    return (places >= _CENTS or rounded == value) and _same(digits, _digits(f"{rounded:.{places}f}"))


def _digits(text: str) -> str:
    return _NO_DIGIT.sub("", text)


def _same(one: str, other: str) -> bool:
    """Zeros before a number are no part of it."""
    return one == other or one.lstrip("0") == other.lstrip("0") != ""


def _shown(part: Section, value: Decimal) -> str | None:
    if fraction := _FRACTION.fullmatch(part.code):
        return _as_fraction(value, len(fraction[1]))
    if "E" in part.signs or "/" in part.signs or "@" in part.signs:
        return None
    if "General" in part.signs:
        return _laid(part.signs, {at: f"{value:f}" for at, sign in enumerate(part.signs) if sign == "General"})
    places = [at for at, sign in enumerate(part.signs) if sign in _PLACES]
    if not places:
        return _laid(part.signs, {})
    scaled = value * Decimal(100) ** part.signs.count("%") / Decimal(1000) ** _scalings(part.signs, places)
    point = part.signs.index(".") if "." in part.signs else len(part.signs)
    behind = [at for at in places if at > point]
    digits, _, decimals = f"{scaled.quantize(Decimal(1).scaleb(-len(behind)), ROUND_HALF_UP):f}".partition(".")
    is_grouped = any(part.signs[at] == "," for at in range(places[0], min(point, places[-1])))
    ahead = [at for at in places if at < point]
    return _laid(part.signs, _ahead(part.signs, ahead, digits, is_grouped) | _behind(part.signs, behind, decimals))


def _ahead(signs: Sequence[str], places: Sequence[int], digits: str, is_grouped: bool) -> dict[int, str]:
    """A digit for each place from the right; what is left over goes with the first place."""
    digits = digits.lstrip("0")
    if is_grouped:
        zeros = sum(signs[at] == "0" for at in places)
        return {places[0]: f"{int(digits or 0):,}".zfill(zeros) if digits or zeros else ""}
    written = dict(zip(reversed(places), reversed(digits), strict=False))
    found = {at: written.get(at, "0" if signs[at] == "0" else "") for at in places}
    if len(digits) > len(places) and places:
        found[places[0]] = digits[: len(digits) - len(places) + 1]
    return found


def _behind(signs: Sequence[str], places: Sequence[int], decimals: str) -> dict[int, str]:
    needed = max((n for n, at in enumerate(places, 1) if signs[at] == "0"), default=0)
    kept = decimals[:needed] + decimals[needed:].rstrip("0")
    return dict(zip(places, kept, strict=False))


def _laid(signs: Sequence[str], texts: dict[int, str]) -> str:
    said = (texts.get(at, "") if at in texts or sign in _PLACES else _literal(sign) for at, sign in enumerate(signs))
    return "".join(said).strip()


def _literal(sign: str) -> str:
    if sign.startswith(_LITERAL):
        return sign[1:]
    return sign if sign in (".", "%") else ""


def _as_fraction(value: Decimal, digits: int) -> str:
    whole = int(value)
    rest = Fraction(value - whole).limit_denominator(10**digits - 1)
    if rest.denominator == 1:
        return str(whole + rest.numerator)
    return f"{whole} {rest}" if whole else str(rest)


def _scalings(signs: Sequence[str], places: Sequence[int]) -> int:
    """Commas behind the last place, each a thousand times less: of the whole number's places, or of the decimals."""
    whole = max((at for at in places if "." not in signs[:at]), default=places[-1])
    return sum(_commas_behind(signs, at) for at in {whole, places[-1]})


def _commas_behind(signs: Sequence[str], at: int) -> int:
    return next((n for n, sign in enumerate(signs[at + 1 :]) if sign != ","), len(signs) - at - 1)


def _meets(value: Decimal, part: Section) -> bool:
    return part.condition is None or bool(getattr(value, _COMPARED[part.condition[0]])(part.condition[1]))


def _parts(code: str) -> Iterator[list[str]]:
    part: list[str] = []
    for sign in _SIGN.findall(code):
        if sign == ";":
            yield part
            part = []
        else:
            part.append(sign)
    yield part


def _section(found: Sequence[str]) -> Section:
    condition = next((_CONDITION.fullmatch(sign) for sign in found if _CONDITION.fullmatch(sign)), None)
    signs = tuple(sign for raw in found if (sign := _sign(raw)))
    return Section("".join(found), signs, (condition[1], Decimal(condition[2])) if condition else None)


def _sign(raw: str) -> str:
    """As it counts: colours, conditions, widths and fillings show nothing; what is none of the signs is a literal."""
    if raw.startswith("["):
        currency = _CURRENCY.match(raw)
        if currency:
            return _LITERAL + currency[1] if currency[1] else ""
        return "h" if raw[1:2] in _OF_DATES and len(set(raw[1:-1].lower())) == 1 else ""
    if raw.startswith(_LITERAL):
        return raw.rstrip(_LITERAL) if len(raw) > len(_LITERAL * 2) else ""
    if raw.startswith("\\"):
        return _LITERAL + raw[1:]
    if raw[0] in "_*" and len(raw) > 1:
        return ""
    if raw in ("AM/PM", "A/P"):
        return "h"
    if raw[0] in "Ee" and len(raw) > 1:
        return "E"
    if raw in _PLACES or raw in (".", ",", "%", "/", "@", "General") or raw in _OF_DATES:
        return raw
    return _LITERAL + raw
