"""Windows, Mac or MS-DOS: which of the alphabets makes words of bytes that would be letters in each.

Judged by what French and English write: small letters do not follow capitals inside a word, an apostrophe stands
between letters, a euro sign beside a number. Each byte is looked at with its two neighbours.
"""

from collections.abc import Callable, Mapping
from functools import cache

WINDOWS, MAC, DOS = "cp1252", "mac-roman", "cp850"  # the last is Excel's "CSV (MS-DOS)" in Western Europe and Québec

_FRENCH = frozenset("éèàêçôîùûâëïœÉÈÀÊÇÔÎÛÂŒ")
_WESTERN = _FRENCH | frozenset("äöüßñåøíóúáæìòÄÖÜÑÅØÍÓÚÁÆËÏÙ")
_RARE = frozenset("ãõšžýÃÕŠŽÝŸÿ")  # of Portuguese, Czech, Baltic and other names
_SYMBOLS = frozenset("ªºµ")  # which count as letters
_NEVER_FIRST = frozenset("ëïùûÿ")  # of a word
_ELIDED = frozenset("ldcjmnstuLDCJMNSTU")
_AFTER_APOSTROPHE = frozenset("stdmlrv")
_VOWELS = frozenset("aeiouyAEIOUYéèêàâîôûáíóú")
_SEPARATORS = frozenset(",;\t|\n\r")
_IMPOSSIBLE = -1.0
_NO_BREAK = "\u00a0"


def score(trigram: bytes, encoding: str) -> float:
    """Above 0: what people write; below 0: what they do not. The byte in the middle is the one that is judged."""
    before, letter, after = (_decoded(trigram[at : at + 1], encoding) for at in range(3))
    if letter.isalpha() and letter not in _SYMBOLS:
        is_crowded = all(not beside.isascii() and beside.isalpha() for beside in (before, after))
        sense = _capital(before, letter, after) if letter.isupper() else _small(before, letter, after)
        return sense - 4.0 * is_crowded  # words of nothing but accents are of another alphabet altogether
    rule = _SIGNS.get(letter)
    return rule(before, after) if rule else -3.0


def is_possible(trigram: bytes, encoding: str) -> bool:
    """Whether the letter could stand there at all, however rare it is."""
    return score(trigram, encoding) > _IMPOSSIBLE


def same_letter(byte: bytes, one: str = WINDOWS, other: str = MAC) -> bool:
    return _decoded(byte, one) == _decoded(byte, other)


def stands_for_none(byte: bytes, encoding: str) -> bool:
    return _decoded(byte, encoding) == "\ufffd"


@cache
def _decoded(byte: bytes, encoding: str) -> str:
    return byte.decode(encoding, "replace") or " "


def _small(before: str, letter: str, after: str) -> float:
    if letter not in _WESTERN | _RARE:
        return -2.0
    if after.isupper():
        return -3.0
    if letter in _RARE:
        return 0.0
    if not before.isalpha() and not after.isalpha():
        return 2.0 if letter == "à" else -1.5
    if letter in _NEVER_FIRST and not before.isalpha():
        return -1.5
    if letter == "ù" and before not in "oO":
        return -1.5
    if letter == "ñ":
        return 0.5 if before in _VOWELS and after in _VOWELS else -1.5
    return 2.0 if letter in _FRENCH else 0.2


def _capital(before: str, letter: str, after: str) -> float:
    if letter not in _WESTERN | _RARE:
        return -2.0
    if before.islower() or (before.isalpha() and after.islower()):
        return -3.0
    if not before.isalpha() and not after.isalpha():
        return 1.5 if letter == "À" else 0.1 if letter == "Ø" else -1.5
    return 1.5 if letter in _FRENCH else 0.0 if letter in _RARE else 0.1


def _apostrophe(before: str, after: str) -> float:
    if before.isalpha() and after.isalpha():
        return 2.0 if before in _ELIDED or after in _AFTER_APOSTROPHE else 0.0
    return 0.5 if before.isalnum() or after.isdigit() else -0.5


def _no_break_space(before: str, after: str) -> float:
    if after in ":;!?»%€$£" or before in "«" or before.isdigit() or after.isdigit():
        return 2.0
    return 0.2 if before.isalpha() and after.isalpha() else 0.5


def _dash(before: str, after: str) -> float:
    if (before.isspace() and after.isspace()) or (before.isdigit() and after.isdigit()):
        return 2.0
    return 0.0 if before.isalpha() and after.isalpha() else 0.5


def _ellipsis(before: str, after: str) -> float:
    if after.isalpha():
        return -1.0 if before.isalpha() else 0.5
    return 0.0 if before.isupper() else 1.5


def _beside_number(before: str, after: str) -> float:
    beside = before.isdigit() or after.isdigit() or before.isspace() or before in "(/"
    return 2.0 if beside and not after.isalpha() else -2.0


def _after_word(before: str, after: str) -> float:
    return 1.0 if not after.isalpha() and (before.isalnum() or before in " )") else -1.5


def _opening(before: str, after: str) -> float:
    """Possible before a word, and no proof: ``25 ¡C`` is what Mac’s ``25 °C`` looks like."""
    return -0.2 if after.isalpha() and not before.isalnum() else -1.5


def _copyright(before: str, after: str) -> float:
    return 1.0 if not (before.isalnum() and after.isalnum()) else -1.5


def _alone(before: str, after: str) -> float:
    return 1.0 if not (before.isalpha() or after.isalpha()) else -1.5


_SIGNS: Mapping[str, Callable[[str, str], float]] = {
    "’": _apostrophe,
    "‘": lambda before, after: 1.0 if after.isalnum() and not before.isalnum() else -0.5,
    "“": lambda before, after: 2.0 if after.isalnum() and not before.isalnum() else -1.5,
    "”": lambda before, after: 1.5 if not before.isspace() and not after.isalnum() else -1.5,
    "«": lambda before, after: 2.0 if not before.isalnum() and after not in _SEPARATORS else -2.0,
    "»": lambda before, after: 2.0 if not after.isalnum() and before not in _SEPARATORS else -2.0,
    "–": _dash,
    "—": _dash,
    "…": _ellipsis,
    "•": lambda _, after: 1.5 if after.isspace() else -0.5,
    "€": _beside_number,
    "‹": lambda before, after: 1.0 if not before.isalnum() and after not in _SEPARATORS else -2.0,
    "›": lambda before, after: 1.0 if not after.isalnum() and before not in _SEPARATORS else -2.0,
    "¿": _opening,
    "¡": _opening,
    "¢": lambda before, after: 1.0 if before.isdigit() and not after.isalnum() else -1.0,
    "¥": _beside_number,
    "£": lambda before, after: 1.5 if before.isdigit() or after.isdigit() else -1.0,
    "°": lambda before, _: 2.0 if before.isdigit() or before in "nN " else -1.0,
    "º": lambda before, _: 0.5 if before.isdigit() or before in "nN." else -1.0,
    "ª": lambda before, _: 0.5 if before.isdigit() else -1.5,
    "®": _after_word,
    "™": _after_word,
    "©": _copyright,
    "×": _alone,
    "½": _alone,
    "¼": _alone,
    "¾": _alone,
    "²": lambda _, after: 1.0 if not after.isalpha() else -1.0,
    "³": lambda _, after: 1.0 if not after.isalpha() else -1.0,
    "±": _alone,
    "§": _alone,
    "µ": lambda before, after: 1.0 if after.isalpha() and not before.isalpha() else -1.0,
    "·": _dash,
    _NO_BREAK: _no_break_space,
}
