"""The currency that is written at a price: those that its sign can stand for. A bare number names none."""

import re

# Source: Unicode CLDR: the currencies whose short sign is this one.
_DOLLARS = frozenset(
    {"ARS", "AUD", "BBD", "BMD", "BND", "BSD", "BZD", "CAD", "CLP", "COP", "CUP", "DOP", "FJD", "GYD", "HKD", "JMD"}
    | {"KYD", "LRD", "MXN", "NAD", "NZD", "SBD", "SGD", "SRD", "TTD", "TWD", "USD", "UYU", "XCD"}
)
_POUNDS = frozenset({"EGP", "FKP", "GBP", "GIP", "LBP", "SHP", "SSP", "SYP"})
_SIGNS = {"$": _DOLLARS, "€": frozenset({"EUR"}), "£": _POUNDS, "¥": frozenset({"CNY", "JPY"})}
_COUNTRIES = {"US": "USD", "CA": "CAD", "AU": "AUD", "NZ": "NZD", "SG": "SGD", "HK": "HKD", "MX": "MXN"}
_CODES = ("CAD", "USD", "EUR", "GBP", "AUD", "NZD", "SGD")

WRITTEN = rf"(?:[$€£¥](?: ?(?:{'|'.join(_CODES)}))?|[A-Z]{{2}}\$|{'|'.join(_CODES)})"
_SIGN = re.compile(rf"[A-Z]{{2}}\$|[$€£¥]|\b(?:{'|'.join(_CODES)})\b")


def signs(text: str) -> str:
    """What names a currency: ``US$`` of ``US$ 24.00``, ``$ CAD`` of ``24 $ CAD``; nothing of ``24``."""
    return " ".join(_SIGN.findall(text))


def named(text: str) -> frozenset[str] | None:
    """Currencies by their codes, of which each sign in the text could be a sign; None where no sign is known.

    Signs that contradict each other, ``€24 USD``, leave none.
    """
    possible = [_possible(sign) for sign in _SIGN.findall(text)]
    known = [codes for codes in possible if codes is not None]
    return frozenset.intersection(*known) if known else None


def _possible(sign: str) -> frozenset[str] | None:
    if sign in _SIGNS:
        return _SIGNS[sign]
    code = _COUNTRIES.get(sign[:2]) if sign.endswith("$") else sign
    return None if code is None else frozenset({code})
