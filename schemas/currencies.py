"""The currency that is written at a price: those that its sign can stand for. A bare number names none."""

import re

# Source: Unicode CLDR: the currencies whose short sign is this one; the letters, as the local languages write them.
_DOLLARS = frozenset(
    {"ARS", "AUD", "BBD", "BMD", "BND", "BSD", "BZD", "CAD", "CLP", "COP", "CUP", "DOP", "FJD", "GYD", "HKD", "JMD"}
    | {"KYD", "LRD", "MXN", "NAD", "NZD", "SBD", "SGD", "SRD", "TTD", "TWD", "USD", "UYU", "XCD"}
)
_POUNDS = frozenset({"EGP", "FKP", "GBP", "GIP", "LBP", "SHP", "SSP", "SYP"})
_SHARED = {"$": _DOLLARS, "£": _POUNDS, "¥": frozenset({"CNY", "JPY"}), "C$": frozenset({"CAD", "NIO"})}
_CROWNS = dict.fromkeys(("kr", "kr."), frozenset({"DKK", "ISK", "NOK", "SEK"}))
_SINGLE = {"€": "EUR", "₩": "KRW", "₪": "ILS", "₫": "VND", "₱": "PHP", "₹": "INR", "₺": "TRY", "₽": "RUB"}
_SINGLE |= {"Fr.": "CHF", "SFr.": "CHF", "sFr.": "CHF", "DM": "DEM", "Kč": "CZK", "zł": "PLN", "lei": "RON"}
_SINGLE |= {"A$": "AUD", "NT$": "TWD", "R$": "BRL", "S$": "SGD"}
_SIGNS = {**_SHARED, **_CROWNS, **{sign: frozenset({code}) for sign, code in _SINGLE.items()}}
_CODES = (
    *("AED", "ARS", "AUD", "BGN", "BRL", "CAD", "CHF", "CLP", "CNY", "COP", "CZK", "DKK", "EUR", "GBP"),
    *("HKD", "HUF", "IDR", "ILS", "INR", "ISK", "JPY", "KRW", "MAD", "MXN", "MYR", "NOK", "NZD", "PEN", "PHP"),
    *("PLN", "RON", "RUB", "SAR", "SEK", "SGD", "THB", "TRY", "TWD", "UAH", "USD", "VND", "XPF", "ZAR"),
)

_COUNTRIES = "AU|CA|HK|MX|NZ|SG|US"

_SHORT = f"[{''.join(sign for sign in _SIGNS if len(sign) == 1)}]"
_LONG = (sign for sign in _SIGNS if len(sign) > 1)
_SPELT = "|".join(map(re.escape, sorted((*_CODES, *_LONG), key=len, reverse=True)))
_BEFORE = r"[A-Z]{2}\$"  # the country's letters before the sign: US$, CA$
_BEHIND = rf"\$ ?(?:{_COUNTRIES})"  # or behind it, as French has it: $ CA, $US

WRITTEN = rf"(?:{_SHORT}(?: ?(?:{'|'.join(_CODES)}))?|{_BEFORE}|{_BEHIND}|{_SPELT})"
_SIGN = re.compile(rf"{_BEFORE}|{_BEHIND}(?![A-Za-z])|{_SHORT}|(?<![^\W\d])(?:{_SPELT})(?![^\W\d])")
MAY_BE_SIGN = r"[^-+0-9., ]"  # RE2; a bare number has none of these


def signs(text: str) -> str:
    """What names a currency: ``US$`` of ``US$ 24.00``, ``$ CAD`` of ``24 $ CAD``; nothing of ``24``."""
    return " ".join(_SIGN.findall(text))


def is_spelt(text: str) -> bool:
    """Named by letters, ``DM`` or ``CHF``, which mean something else where no money is."""
    return any(letter.isalpha() for letter in signs(text))


def named(text: str) -> frozenset[str] | None:
    """Currencies by their codes, of which each sign in the text could be a sign; None where there is no sign.

    Signs that contradict each other, ``€24 USD``, leave none.
    """
    possible = [_possible(sign) for sign in _SIGN.findall(text)]
    return frozenset.intersection(*possible) if possible else None


def _possible(sign: str) -> frozenset[str]:
    if known := _SIGNS.get(sign):
        return known
    if "$" not in sign:
        return frozenset({sign})
    country = sign.replace("$", "").strip()
    return frozenset(code for code in _DOLLARS if code.startswith(country))
