"""SKUs and barcodes: check digits, zeros that were lost, dates and numbers that a spreadsheet made of them."""

import re
import unicodedata
from functools import cache

import pyarrow as pa
import pyarrow.compute as pc

GTIN_LENGTHS = frozenset({8, 12, 13, 14})  # EAN-8, UPC-A, EAN-13 and ISBN-13, ITF-14
_GTIN_LONGEST = 14
_LONGEST_PRICE = 10
_PRICED = re.compile(r"(\d{8}|\d{11,14})(?:[.,]0{1,2})?", re.ASCII)
_LONGEST = 18  # Source: Retail POS help: Product codes, UPC of 11 to 18 digits

UUID = r"^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$"  # in small letters
_BARE_UUID = re.compile(
    r"[{(]?([0-9a-f]{8})[-‐‑–— ]?([0-9a-f]{4})[-‐‑–— ]?([0-9a-f]{4})[-‐‑–— ]?([0-9a-f]{4})[-‐‑–— ]?([0-9a-f]{12})[)}]?"
)
_SCIENTIFIC = re.compile(r"[+-]?(\d)(?:[.,](\d*))?E\+?(\d+)", re.ASCII | re.IGNORECASE)

# As Excel shows a date that it made of 4-6 or MAR-12: English months in capitals and small letters, French in small.
_ENGLISH = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
_FRENCH = ["janv", "févr", "mars", "avr", "mai", "juin", "juil", "août", "sept", "oct", "nov", "déc"]
# As German, Dutch, Danish, Italian and Spanish Excel show a day and a month: 5-Mai, 06. Apr, 6-mrt. Not told are the
# Italian gen, lug and set, since a 12-set is a set of twelve.
_OTHERS = {
    "Mai": 5,
    "Mrz": 3,
    "Okt": 10,
    "Dez": 12,
    "jan": 1,
    "feb": 2,
    "mrt": 3,
    "mar": 3,
    "apr": 4,
    "mei": 5,
    "maj": 5,
}
_OTHERS |= {"mag": 5, "giu": 6, "jun": 6, "jul": 7, "aug": 8, "ago": 8, "sep": 9, "okt": 10, "ott": 10, "nov": 11}
_OTHERS |= {"dec": 12, "dic": 12, "ene": 1, "abr": 4, "oct": 10}
_MONTH = f"(?:{'|'.join(_ENGLISH)}|(?:{'|'.join(_FRENCH)})\\.?)"
_MONTHS = {name: number for names in (_ENGLISH, _FRENCH) for number, name in enumerate(names, 1)}
_MONTHS |= _OTHERS
_ANY_MONTH = f"(?:{_MONTH}|{'|'.join(_OTHERS)})"
_DAY_MONTH = re.compile(rf"(\d{{1,2}})(?:-|\. )({_ANY_MONTH})\.?", re.ASCII)
_DAY_FIRST = r"(?:0?[1-9]|[12]\d|3[01])-(?:0?[1-9]|1[0-2])-(?:19|20)\d\d"
_MONTH_FIRST = r"(?:0?[1-9]|1[0-2])-(?:0?[1-9]|[12]\d|3[01])-(?:19|20)\d\d"
_DATE = re.compile(
    rf"\d{{1,2}}-{_ANY_MONTH}(?:-\d{{2,4}})?|{_MONTH}-\d{{2,4}}|\d{{1,2}}\. {_ANY_MONTH}\.?|{_DAY_FIRST}|{_MONTH_FIRST}"
    r"|(?:19|20)\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(?:[ T]\d\d:\d\d(?::\d\d)?)?"
    r"|(?:\d{1,2}/\d{1,2}/|\d{1,2}\.\d{1,2}\.)(?:19|20)\d\d(?: \d{1,2}:\d\d(?::\d\d)?(?: ?[AP]M)?)?"
    r"|(?:0?[1-9]|1[0-2])/(?:0?[1-9]|[12]\d|3[01])/2\d|(?:1[3-9]|2\d|3[01])/(?:0?[1-9]|1[0-2])/2\d"  # LibreOffice
    r"|\d{1,2}:\d\d:\d\d(?: ?[AP]M)?",
    re.ASCII,
)
_ISO = re.compile(r"\d{4}-(\d\d)-(\d\d)(?:[ T]00:00(?::00)?)?", re.ASCII)
_SLASHED = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](?:\d{4}|2\d)(?: 0{1,2}:00(?::00)?)?", re.ASCII)

_NO_NAME = re.compile(r"-?\d+[.,]\d\d|TRUE|FALSE|VRAI|FAUX", re.ASCII)

# Letters of other alphabets that look like Latin ones. Source: Unicode Technical Standard 39, confusables.
_LOOKALIKES = str.maketrans(
    "АВЕЅІЈКМНОРСТУХаеѕіјорсух" + "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧο",
    "ABESIJKMHOPCTYXaesijopcyx" + "ABEZHIKMNOPTYXo",
)
# What the autocorrection of Word, Outlook and a telephone makes of signs of the keyboard.
_TYPOGRAPHY = str.maketrans(
    {**dict.fromkeys("‐‑‒–—−", "-"), **dict.fromkeys("‘’′", "'"), **dict.fromkeys("“”″", '"'), "⁄": "/"}
)


def is_scientific(text: str) -> bool:
    """``7.45E+11`` is what a spreadsheet leaves of a long code: its digits are lost."""
    return _SCIENTIFIC.fullmatch(text.strip()) is not None


def is_scientific_option(text: str) -> bool:
    """The same among options, where ``5e2`` may be a word."""
    return "+" in text and is_scientific(text)


def whole_uuid(text: str) -> str | None:
    """An ID of Retail POS whose hyphens were replaced or taken out; ``text`` in small letters."""
    found = _BARE_UUID.fullmatch(text)
    return "-".join(found.groups()) if found else None


def is_no_name(text: str) -> bool:
    """A price, a date, a truth or an exponent of a spreadsheet where a name is expected; ``501`` may be one."""
    return _NO_NAME.fullmatch(text) is not None or is_date(text) or is_scientific_option(text)


def left_of(text: str) -> tuple[str, int]:
    """Of a scientific number: the digits that are left, and how many the code had."""
    found = _SCIENTIFIC.fullmatch(text.strip())
    return (found[1] + (found[2] or ""), int(found[3][:4]) + 1) if found else ("", 0)


def is_date(text: str) -> bool:
    """As a spreadsheet writes dates and times; ``4-6`` and ``MAR-12``, that people write, are none."""
    return _DATE.fullmatch(text) is not None


def before_date(text: str) -> list[str]:
    """What may have been typed before a spreadsheet made a date of it: ``4-6`` and ``6-4``."""
    found = _DAY_MONTH.fullmatch(text)
    if found:
        pair = (int(found[1]), _MONTHS[found[2].rstrip(".")])
    elif iso := _ISO.fullmatch(text):
        pair = (int(iso[2]), int(iso[1]))
    elif slashed := _SLASHED.fullmatch(text):
        pair = (int(slashed[1]), int(slashed[2]))
    else:
        return []
    day, month = pair
    return [f"{first}{mark}{second}" for mark in "-/" for first, second in dict.fromkeys([(day, month), (month, day)])]


def check_digit_fits(digits: str) -> bool:
    """Source: GS1 General Specifications: standard check digit calculations."""
    weighed = sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(reversed(digits)))
    return weighed % 10 == 0


def is_isbn10(text: str) -> bool:
    if re.fullmatch(r"\d{9}[\dXx]", text, re.ASCII) is None:
        return False
    values = [10 if digit in "Xx" else int(digit) for digit in text]
    return sum(value * weight for value, weight in zip(values, range(10, 0, -1), strict=True)) % 11 == 0


@cache
def lost_zero(text: str) -> str | None:
    """An 11-digit code that is a UPC when its first zero is put back."""
    whole = f"0{text}"
    return whole if len(text) == 11 and _is_digits(text) and check_digit_fits(whole) else None


def has_wrong_length(text: str) -> bool:
    """Neither a length of a barcode nor one that Retail POS takes for one; letters are no barcode at all."""
    if is_isbn10(text):
        return False
    return not _is_digits(text) or (len(text) not in GTIN_LENGTHS and not 15 <= len(text) <= _LONGEST)


def has_wrong_check_digit(text: str) -> bool:
    return _is_digits(text) and len(text) in GTIN_LENGTHS and not check_digit_fits(text)


def is_barcode(text: str) -> bool:
    return _is_digits(text) and len(text) in GTIN_LENGTHS and check_digit_fits(text)


def is_barcode_price(text: str) -> bool:
    """A barcode in the place of a price: no price has eleven digits, and none of eight ends in a check digit."""
    found = _PRICED.fullmatch(text)
    if found is None:
        return False
    digits = found[1]
    return len(digits) > _LONGEST_PRICE or (
        len(digits) == 8 and not digits.endswith("000") and check_digit_fits(digits)
    )


@cache
def plain_letters(text: str) -> str:
    """The code in the letters of a keyboard, as far as it only looks as if."""
    return unicodedata.normalize("NFKC", text).translate(_LOOKALIKES).translate(_TYPOGRAPHY)


def has_lookalike_letters(text: str) -> bool:
    """Nothing but plain letters to the eye, and yet not; a SKU wholly in another alphabet does not come out plain."""
    return not text.isascii() and plain_letters(text).isascii()


def looks(texts: pa.Array) -> pa.Array:
    """What is left of codes when case, spaces and look-alike letters do not count."""
    lower = pc.replace_substring_regex(pc.utf8_lower(texts), r"\s", "")
    strange = pc.fill_null(pc.invert(pc.string_is_ascii(lower)), False)
    if not pc.any(strange).as_py():
        return lower
    plain = ["".join(plain_letters(text).split()).casefold() for text in texts.filter(strange).to_pylist()]
    return pc.replace_with_mask(lower, strange, pa.array(plain, pa.string()))


def _is_digits(text: str) -> bool:
    return text.isascii() and text.isdigit()


def proved_before(text: str, others: list[str]) -> str | None:
    """The one form of what was typed before a date that has the shape of the other values, such as 4-6 beside 8-10."""
    shapes = {_shape(other) for other in others}
    fitting = [form for form in before_date(text) if _shape(form) in shapes and _rises(form, others)]
    return fitting[0] if len(fitting) == 1 else None


def _shape(text: str) -> str:
    return re.sub(r"\d+", "9", text)


def _rises(form: str, others: list[str]) -> bool:
    """Ranges go up: 4-6 and not 6-4, where those of the others do."""
    first, second = (int(part) for part in re.split("[-/]", form))
    pairs = [tuple(map(int, found)) for found in (re.findall(r"\d+", other) for other in others) if len(found) == 2]
    return bool(pairs) and all((left < right) == (first < second) for left, right in pairs)
