"""Cells as the worksheet's XML has them, for the few that the fast reader blurs.

The fast reader gives every cell as text, and so a typed ``true`` and an Excel TRUE look alike, errors and formulas
that were never calculated look blank, and long numbers show the dust of binary fractions. Here those are looked up.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from functools import cache
from html import unescape
from typing import IO

Place = tuple[int, int]  # the row number Excel shows, the position

# What the fast reader writes for cells that are no text: a flag, a date, a number at the end of its precision.
BLURRED = (
    r"^(?:true|false|-0|-?\d{16,}|-?\d+\.\d{9}|-?\d{7,}\.\d+"
    r"|\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d+)?)$"
)
TEXT_KINDS = frozenset({"s", "str", "inlineStr"})
CODE_LIMIT = 1e15  # from here on Excel has put zeros for the last digits

_BLOCK = 1 << 23
# A block without one of these has neither an Excel error nor a formula without a result.
_TELLING = (b't="e"', b"t='e'", b"/></c>", b"</f></c>", b"<v></v>", b":row ")
# Excel's own writing, text cells left out: millions of cells are passed over without a call.
_USUAL = re.compile(
    rb"""<c r="([A-Z]+)(\d+)"(?![^>]*\bt=["'](?:s|inlineStr)["'])(?:[^>]*?\bt=["'](\w+)["'])?[^>]*?(?:/>|>(.*?)</c>)""",
    re.DOTALL,
)
# Any other: prefixes, cells without an address.
_ROW = re.compile(rb"<(?:\w+:)?row\b([^>]*?)(?:/>|>(.*?)</(?:\w+:)?row>)", re.DOTALL)
_CELL = re.compile(rb"<(?:\w+:)?c\b([^>]*?)(?:/>|>(.*?)</(?:\w+:)?c>)", re.DOTALL)
_ROW_NUMBER = re.compile(rb"""\br=["'](\d+)["']""")
_ADDRESS = re.compile(rb"""\br=["']([A-Z]+)\d+["']""")
_KIND = re.compile(rb"""\bt=["'](\w+)["']""")
_VALUE = re.compile(rb"<(?:\w+:)?v\b[^>]*>([^<]*)</")
_FORMULA = re.compile(rb"<(?:\w+:)?f\b[^>]*?(?:/>|>([^<]*)</)")


def corrections(part: IO[bytes], blurred: Mapping[Place, str]) -> dict[Place, str]:
    """What to put instead, by place. ``blurred``: cells of the fast reader's that may or may not be typed text."""
    found = {}
    for place, kind, body in _cells(_worth_reading(_blocks(part), blurred)):
        text = _said(kind, body, blurred.get(place))
        if text is not None:
            found[place] = text
    return found


def excel_number(raw: str) -> str:
    """A number with the 15 digits that Excel keeps, never with an exponent below the limit of codes, always beyond."""
    value = float(raw)
    if abs(value) >= CODE_LIMIT:
        digits, exponent = f"{value:.14E}".split("E")
        return f"{digits.rstrip('0').rstrip('.')}E{exponent}"
    plain = f"{Decimal(f'{value:.15g}'):f}" if value else "0"
    return plain.rstrip("0").rstrip(".") if "." in plain else plain


def excel_date(text: str) -> str:
    """2025-06-04 for a day without a time, 10:30:00 for a time without a day."""
    day, _, time = text.partition(" ")
    if day == "1899-12-31":
        return time
    return day if time == "00:00:00" else text


def _said(kind: str, body: bytes, blurred: str | None) -> str | None:
    value = _inside(_VALUE, body)
    if kind == "e":
        return value or "#VALUE!"
    if not value:
        return _formula(body) if kind not in TEXT_KINDS else None
    if blurred is None or kind in TEXT_KINDS:
        return None
    if kind == "b":
        return "TRUE" if value == "1" else "FALSE"
    return excel_date(blurred) if ":" in blurred else excel_number(value)


def _formula(body: bytes) -> str | None:
    """A formula that was never calculated stands as itself, since a blank would mean that nothing is asked for."""
    return "=" + _inside(_FORMULA, body) if _FORMULA.search(body) else None


def _inside(pattern: re.Pattern[bytes], body: bytes) -> str:
    found = pattern.search(body)
    return unescape((found[1] or b"").decode("utf-8", "replace")).strip() if found else ""


def _cells(blocks: Iterable[bytes]) -> Iterator[tuple[Place, str, bytes]]:
    """Place, kind and inner XML of the cells that are not plain text, and of some that are."""
    row = 0
    for block in blocks:
        if _is_usual(block):
            for letters, number, kind, body in _USUAL.findall(block):
                yield (int(number), _position(letters)), kind.decode() or "n", body
            continue
        for found in _ROW.finditer(block):
            number = _ROW_NUMBER.search(found[1])
            row = int(number[1]) if number else row + 1
            yield from _unusual_cells(found[2] or b"", row)


def _is_usual(block: bytes) -> bool:
    return block.count(b"<c ") == block.count(b'<c r="') > 0


def _unusual_cells(cells: bytes, row: int) -> Iterator[tuple[Place, str, bytes]]:
    """A cell without an address follows the one before."""
    position = -1
    for found in _CELL.finditer(cells):
        address, kind = _ADDRESS.search(found[1]), _KIND.search(found[1])
        position = _position(address[1]) if address else position + 1
        yield (row, position), (kind[1].decode() if kind else "n"), found[2] or b""


@cache
def _position(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number - 1


def _worth_reading(blocks: Iterable[bytes], blurred: Mapping[Place, str]) -> Iterator[bytes]:
    """Most blocks of most sheets are passed over; where rows bear no numbers all are read, to count them."""
    for block in blocks:
        if blurred or b"<row r=" not in block or any(sign in block for sign in _TELLING):
            yield block


def _blocks(part: IO[bytes]) -> Iterator[bytes]:
    """Whole rows, some megabytes at a time."""
    rest = b""
    while read := part.read(_BLOCK):
        block = rest + read
        cut = _end_of_rows(block)
        rest = block[cut:]
        if cut:
            yield block[:cut]
    yield rest


def _end_of_rows(block: bytes) -> int:
    """Behind the last closing tag of a row; 0 when no row ends here."""
    at = block.rfind(b"row>")
    while at >= 0 and not block.startswith(b"</", block.rfind(b"<", 0, at)):
        at = block.rfind(b"row>", 0, at)
    return at + len(b"row>") if at >= 0 else 0
