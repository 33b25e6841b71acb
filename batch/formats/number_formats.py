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
_THOUSANDS = re.compile(r"(?<=\d)(?=(?:\d{3})+$)")
_FRACTION = re.compile(r"(?:([#0?]+) +)?([#0?]+)/([1-9]\d*|[#0?]+)")
PLACES = frozenset("0#?")
_OF_NUMBERS = frozenset({".", ",", "%", "E", "/"})
_OF_DATES = frozenset("dDmMyYhHsS")
_LITERAL = '"'  # before what stands as itself
_BUILT_IN_DATES = frozenset((*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)))


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
        places = [at for at, sign in enumerate(self.signs) if sign in PLACES]
        return bool(places) and _scalings(self.signs, places) > 0


@cache
def sections(code: str) -> tuple[Section, ...]:
    """Nothing for a format of dates, or for one that shows numbers as they are."""
    parts = tuple(_section(part) for part in _parts(code))
    plain = not code or all(part.signs and set(part.signs) <= {"General", "@"} for part in parts)
    return () if plain or any(_OF_DATES.intersection(part.signs) for part in parts) else parts


@cache
def is_of_dates(code: str) -> bool:
    return any(_OF_DATES.intersection(_section(part).signs) for part in _parts(code))


def is_built_in_date(number: str) -> bool:
    """The numbers of formats that a workbook need not spell out."""
    return number.isdigit() and int(number) in _BUILT_IN_DATES


def section_for(parts: Sequence[Section], value: Decimal) -> Section:
    """The part that is for this number, by its conditions or else by its sign."""
    if any(part.condition for part in parts):
        return next((part for part in parts if _meets(value, part)), parts[-1])
    numbers = [part for part in parts[:3] if "@" not in part.signs] or parts
    if value < 0 and len(numbers) > 1:
        return numbers[1]
    return numbers[2] if value == 0 and len(numbers) > 2 else numbers[0]


def shown(parts: Sequence[Section], value: Decimal) -> str | None:
    """None where it is not known: a fraction or a text of an unusual writing."""
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


def _shown(part: Section, value: Decimal) -> str | None:
    if "/" in part.signs:
        return _as_fraction(part.code, value)
    if "@" in part.signs:
        return None
    if "E" in part.signs:
        return _with_exponent(part, value)
    if "General" in part.signs:
        return _laid(part.signs, {at: f"{value:f}" for at, sign in enumerate(part.signs) if sign == "General"})
    places = [at for at, sign in enumerate(part.signs) if sign in PLACES]
    if not places:
        return _laid(part.signs, {})
    scaled = value * Decimal(100) ** part.signs.count("%") / Decimal(1000) ** _scalings(part.signs, places)
    point = part.signs.index(".") if "." in part.signs else len(part.signs)
    behind = [at for at in places if at > point]
    digits, _, decimals = f"{scaled.quantize(Decimal(1).scaleb(-len(behind)), ROUND_HALF_UP):f}".partition(".")
    is_grouped = any(part.signs[at] == "," for at in range(places[0], min(point, places[-1])))
    ahead = [at for at in places if at < point]
    whole = _ahead(part.signs, ahead, digits, is_grouped) if ahead else {point: f"{digits.lstrip('0')}."}
    return _laid(part.signs, whole | _behind(part.signs, behind, decimals))


def _ahead(signs: Sequence[str], places: Sequence[int], digits: str, is_grouped: bool) -> dict[int, str]:
    """A digit for each place from the right; what is left over goes with the first place. Zeros have marks too."""
    digits = digits.lstrip("0")
    if is_grouped:
        padded = digits.zfill(sum(signs[at] == "0" for at in places))
        return {places[0]: _THOUSANDS.sub(",", padded)}
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
    said = (texts.get(at, "") if at in texts or sign in PLACES else _literal(sign) for at, sign in enumerate(signs))
    return "".join(said).strip()


def literals(signs: Sequence[str]) -> str | None:
    """The text that these signs are; None where one is no literal."""
    return "".join(map(_literal, signs)) if all(sign.startswith(_LITERAL) for sign in signs) else None


def _literal(sign: str) -> str:
    if sign.startswith(_LITERAL):
        return sign[1:]
    return sign if sign in (".", "%") else ""


def _as_fraction(code: str, value: Decimal) -> str | None:
    """12 1/2 of 12.5; with 8 below the line, 12 4/8."""
    found = _FRACTION.search(code)
    if found is None:
        return None
    below = int(found[3]) if found[3].isdigit() and int(found[3]) else 0
    whole = int(value) if found[1] else 0
    rest = Fraction(value - whole)
    above = int(rest * below + Fraction(1, 2)) if below else 0
    near = Fraction(above, below) if below else rest.limit_denominator(10 ** len(found[3]) - 1)
    if near.denominator == 1 and (found[1] or not near):
        whole, near, above = whole + near.numerator, Fraction(0), 0
    written = f"{above}/{below}" if below else f"{near.numerator}/{near.denominator}"
    shown_whole = str(whole) if whole or not near else ""
    around = (_laid(_section(_SIGN.findall(side)).signs, {}) for side in (code[: found.start()], code[found.end() :]))
    before, behind = around
    return " ".join(text for text in (before, shown_whole, written if near else "", behind) if text)


def _with_exponent(part: Section, value: Decimal) -> str:
    """1.2E+3 of 1234; with several places before the point, an exponent that they divide: 1234.5E+0."""
    at = part.signs.index("E")
    signs, behind = part.signs[:at], part.signs[at + 1 :]
    step = max(1, sum(sign in PLACES for sign in signs[: signs.index(".") if "." in signs else at]))
    exponent = value.adjusted() // step * step if value else 0
    decimals = sum(sign in PLACES for sign in signs[signs.index(".") :]) if "." in signs else 0
    if round(value.scaleb(-exponent), decimals) >= 10**step:
        exponent += step
    mantissa = _shown(Section("", signs, None), value.scaleb(-exponent))
    sign = "-" if exponent < 0 else "" if re.search("[Ee]-", part.code) else "+"
    zeros = sum(sign == "0" for sign in behind)
    return f"{mantissa}E{sign}{abs(exponent):0{zeros or 1}d}{_laid([s for s in behind if s not in PLACES], {})}"


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
    if raw in PLACES or raw in (".", ",", "%", "/", "@", "General") or raw in _OF_DATES:
        return raw
    return _LITERAL + raw
