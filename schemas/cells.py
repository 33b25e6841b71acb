"""One cell at a time: what a text can mean, or the code of what is wrong with it. No guess ever becomes a value."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from schemas import currencies, numbers
from schemas.numbers import Convention

CLEAR = frozenset({"[clear]", "[effacer]"})

# Before a text that was refused, where it goes back to the merchant and would pass for mended as it stands.
UNMENDED = {"en": "[to mend]", "fr": "[à corriger]"}

FLAGS = {
    **dict.fromkeys(("1", "true", "vrai", "yes", "oui", "y", "o", "active", "actif", "1.0"), True),
    **dict.fromkeys(("0", "false", "faux", "no", "non", "n", "inactive", "inactif", "0.0"), False),
}

# Source: X-Series API docs: Products, weight_unit and dimensions_unit.
WEIGHT_UNITS = {"ct": "CT", "g": "G", "oz": "OZ", "lb": "LB", "lbs": "LB", "kg": "KG"}
LENGTH_UNITS = {"in": "IN", "cm": "CM", "mm": "MM", "yd": "YD"}

# What Excel, LibreOffice and Google Sheets put in the place of a value, in English, French and German.
EXCEL_ERRORS = frozenset(
    {"#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!", "#SPILL!", "#CALC!"}
    | {"#FIELD!", "#BLOCKED!", "#CONNECT!", "#BUSY!", "#UNKNOWN!", "#PYTHON!", "#GETTING_DATA", "#ERROR!"}
    | {"#NOM?", "#NUL!", "#NOMBRE!", "#VALEUR!", "#N/D", "#PROPAGATION!", "#EPARS!", "#CHAMP!", "#OCCUPÉ!"}
    | {"#WERT!", "#BEZUG!", "#ZAHL!", "#NV", "#ÜBERLAUF!"}
    | {"LOADING...", "LOADING…", "CHARGEMENT...", "CHARGEMENT…"}
)
_CLEARING = r"(?:clear(?:ed)?|efface[rz]?|effacé|vide[rz]?|empty|blank|delete|supprimer|none|null|rien|aucune?)"
_ALMOST_CLEAR = re.compile(rf"[\[({{]+\s*{_CLEARING}\s*[\])}}]*|{_CLEARING}\s*[\])}}]+", re.IGNORECASE)
_UNMENDED = re.compile(r"\[\s*(?:to\s+mend|\S{0,3}\s*corriger)\s*\]", re.IGNORECASE)  # also with a broken accent
_ERROR = re.compile(r"#{3,}|Err:\d{3}", re.ASCII)  # a column too narrow for its number or date; LibreOffice


@dataclass(frozen=True, slots=True)
class Reading:
    """What became of a text: a value, or the last word of a finding's code (unreadable, ambiguous)."""

    value: Decimal | bool | str | None
    fault: str | None = None


Reader = Callable[[str], Reading]


_UNREADABLE = Reading(None, "unreadable")


def number(text: str, convention: Convention = Convention.NONE) -> Reading:
    """Decimal point or comma; space, no-break space, apostrophe, comma or point as thousands mark; a currency at
    either end. ``1,234`` could be one or one thousand: ambiguous, unless its column proves a convention."""
    value = numbers.read(text, convention)
    return Reading(None, value) if isinstance(value, str) else Reading(value)


def measure(text: str, convention: Convention = Convention.NONE) -> Reading:
    """The same of what is no money: ``5 DM`` are decimetres there."""
    return _UNREADABLE if currencies.is_spelt(text) else number(text, convention)


def flag(text: str) -> Reading:
    """The words of both languages, any case."""
    value = FLAGS.get(text.strip().casefold())
    return _UNREADABLE if value is None else Reading(value)


def weight_unit(text: str) -> Reading:
    return _unit(text, WEIGHT_UNITS)


def length_unit(text: str) -> Reading:
    return _unit(text, LENGTH_UNITS)


def is_excel_error(text: str) -> bool:
    plain = text.strip()
    return plain.upper() in EXCEL_ERRORS or _ERROR.fullmatch(plain) is not None


def is_clear(text: str) -> bool:
    """The one way to ask that a field be emptied."""
    return text.strip().casefold() in CLEAR


def is_almost_clear(text: str) -> bool:
    """``[ clear ]``, ``(effacer)``, ``[vide]``: asked for, and not in the words that do it."""
    return not is_clear(text) and _ALMOST_CLEAR.fullmatch(text.strip()) is not None


def is_unmended(text: str) -> bool:
    """The mark that this program puts on a cell is still there."""
    return _UNMENDED.search(text) is not None


def unmended(text: str, language: str) -> str:
    """The text behind the mark; a blank cell has the mark alone."""
    return f"{UNMENDED[language]} {text}".rstrip()


def _unit(text: str, units: dict[str, str]) -> Reading:
    value = units.get(text.strip().casefold())
    return Reading(None, "unknown") if value is None else Reading(value)
