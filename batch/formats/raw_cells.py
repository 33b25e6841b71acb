"""Cells as the worksheet's XML has them, for the few that the fast reader blurs.

The fast reader gives every cell as text, and so a typed ``true`` and an Excel TRUE look alike, errors and formulas
that were never calculated look blank, and long numbers show the dust of binary fractions. Here those are looked up.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache, partial
from html import unescape
from typing import IO

from batch.formats import rich_text
from batch.formats.addresses import position
from batch.formats.excel import BEYOND_DATES, excel_date, excel_number
from batch.formats.number_formats import Section
from batch.formats.scan import has_any
from batch.formats.shown import as_shown
from batch.formats.taken import Place
from batch.values import column_letters

# What the fast reader writes for cells that are no text: a flag, a date, a number at the end of its precision, one
# that would have two readings if it were text.
BLURRED = (
    r"^(?:true|false|-0|-?\d{16,}|-?\d+\.\d{9}|-?\d{7,}\.\d+"
    r"|\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d+)?|-?[1-9]\d{0,2}\.\d{3})$"
)
_TWO_READINGS = re.compile(r"-?[1-9]\d{0,2}\.\d{3}", re.ASCII)
NO_COLUMNS: Mapping[int, str] = {}
TEXT_KINDS = frozenset({"s", "str", "inlineStr"})
MAX_COLUMNS = 16_384

_BLOCK = 1 << 23
_HEAD = 1 << 16
_KNOWN = 1 << 16  # cells of the same style and number that are not worked out again
_NO_ZEROS = re.compile(rb"""<(?:\w+:)?sheetView\b[^>]*\bshowZeros=["'](?:0|false)["']""")
_MIN, _MAX = re.compile(rb"""\bmin=["'](\d+)["']"""), re.compile(rb"""\bmax=["'](\d+)["']""")
_RULES = (b"showValue=", b"formatCode=")  # in a worksheet only conditional formats have them
# A block without one of these has neither an Excel error nor a formula without a result.
_TELLING = (b't="e"', b"t='e'", b't="d"', b"t='d'", b"/></c>", b"</f></c>", b"<v></v>", b":row ")
_HIDDEN, _MERGES, _NUMBERED = b"hidden=", b"mergeCell", b"<row r="
_SIGNS = (*_TELLING, *rich_text.SIGNS, _HIDDEN, _MERGES)
# Excel's own writing, text cells left out: millions of cells are passed over without a call.
_USUAL = re.compile(
    rb"""<c r="([A-Z]+)(\d+)"(?![^>]*\bt=["'](?:s|inlineStr)["'])([^>]*?)(?:/>|>(.*?)</c>)""", re.DOTALL
)
_OF_STYLES = rb"""<c r="([A-Z]+)(\d+)"(?=[^>]*\bs=["'](?:%b)["'])([^>]*?)(?:/>|>(.*?)</c>)"""
# Any other: prefixes, cells without an address.
_ROW = re.compile(rb"<(?:\w+:)?row\b([^>]*?)(?:/>|>(.*?)</(?:\w+:)?row>)", re.DOTALL)
_CELL = re.compile(rb"<(?:\w+:)?c\b([^>]*?)(?:/>|>(.*?)</(?:\w+:)?c>)", re.DOTALL)
_ROW_NUMBER = re.compile(rb"""\br=["'](\d+)["']""")
_ADDRESS = re.compile(rb"""\br=["']([A-Z]+)\d+["']""")
_KIND = re.compile(rb"""\bt=["'](\w+)["']""")
_STYLE = re.compile(rb"""\bs=["'](\d+)["']""")
_NUMBER = rb"""<c r="%s\d+"(?![^>]*\bt="[^n])[^>]*><v>"""
_HIDDEN_ROW = re.compile(rb"""<(?:\w+:)?row\b(?=[^>]*\bhidden=["'](?:1|true)["'])[^>]*?\br=["'](\d+)["']""")
_COLUMN = re.compile(rb"""<(?:\w+:)?col\b(?=[^>]*\bhidden=["'](?:1|true)["'])([^>]*)>""")
_MERGED = re.compile(rb"""<(?:\w+:)?mergeCell\b[^>]*?\bref=["']([A-Z]+\d+:[A-Z]+\d+)["']""")
_VALUE = re.compile(rb"<(?:\w+:)?v\b[^>]*>([^<]*)</")
_FORMULA = re.compile(rb"<(?:\w+:)?f\b[^>]*?(?:/>|>([^<]*)</)")


@dataclass(frozen=True, slots=True)
class Looks:
    """How the workbook shows cells, by style. ``formats``: those that show more than the number; ``texts``: those that
    show a text otherwise than it is, or not at all; ``struck``: what is struck out; ``dates``: what is shown as a date
    or a time. ``hides_zeros``: the view of the worksheet leaves blank what is 0. ``unworked``: whoever opens the
    workbook is to work out its formulas anew, since the program that wrote it did not: no stored result counts."""

    formats: Mapping[int, tuple[Section, ...]] = field(default_factory=dict)
    is_1904: bool = False
    texts: frozenset[int] = frozenset()
    struck: frozenset[int] = frozenset()
    dates: frozenset[int] = frozenset()
    hides_zeros: bool = False
    unworked: bool = False


@dataclass(frozen=True, slots=True)
class Raw:
    """``instead``: what to put, by place; ``kinds``: what stands there. Then what surrounds the cells; whether some
    texts may be struck out or raised in part, and whether rules may show a bar, an icon or a format of their own; and
    the columns that hold numbers, as far as they were looked at."""

    instead: dict[Place, str] = field(default_factory=dict)
    kinds: dict[Place, str] = field(default_factory=dict)
    hidden_rows: list[int] = field(default_factory=list)
    hidden_columns: list[int] = field(default_factory=list)
    merged: list[str] = field(default_factory=list)
    runs: set[bool] = field(default_factory=set)
    rules: set[bool] = field(default_factory=set)
    numeric: set[int] = field(default_factory=set)


def raw(part: IO[bytes], blurred: Mapping[Place, str], looks: Looks, columns: Mapping[int, str] = NO_COLUMNS) -> Raw:
    """``blurred``: cells of the fast reader's that may or may not be typed text. ``columns``: what the columns that we
    know hold, by position: number, flag, code or words; nothing of a look is taken over in others.
    """
    found, numeric = Raw(), set[int]()
    is_all = bool(blurred or looks.formats or looks.hides_zeros or looks.unworked)
    counted = _counted(_blocks(part), found, columns)
    blocks = _surveyed(counted if is_all else _remarkable(counted), found)
    said, is_number = lru_cache(_KNOWN)(partial(_said, looks)), cache(_is_number)
    for place, attributes, body in _cells(_worth_reading(blocks, is_all)):
        if body and is_number(attributes):
            numeric.add(place[1])
        text, kind = said(attributes, body, blurred.get(place), columns.get(place[1], ""))
        if text is not None:
            found.instead[place] = text
        if kind:
            found.kinds[place] = kind
    texts = [place for place in blurred.keys() - found.instead if has_two_readings(blurred[place])]
    found.kinds.update(texts_told(texts, numeric))
    return found


def looks_told(part: IO[bytes], looks: Looks) -> Iterator[tuple[Place, str]]:
    """What is to be said of filled cells for their style alone: most workbooks have no such style."""
    styles = looks.texts | looks.struck
    if not styles:
        return
    numbers = b"|".join(b"%d" % style for style in sorted(styles))
    usual = re.compile(_OF_STYLES % numbers, re.DOTALL)
    for place, attributes, body in _cells(_blocks(part), usual):
        style = int(_word(_STYLE, attributes) or 0)
        if body and style in looks.struck:
            yield place, "struck"
        elif body and style in looks.texts and _word(_KIND, attributes) in TEXT_KINDS | {"b"}:
            yield place, "unlike"


def beyond_dates(part: IO[bytes], looks: Looks) -> dict[Place, str]:
    """Numbers that no calendar has a day for, such as barcodes, under a format of dates: Excel shows ########, and the
    fast reader nothing."""
    if not looks.dates:
        return {}
    usual = re.compile(_OF_STYLES % b"|".join(b"%d" % style for style in sorted(looks.dates)), re.DOTALL)
    found = {}
    for place, attributes, body in _cells(_blocks(part), usual):
        value = _inside(_VALUE, body)
        is_number = (_word(_KIND, attributes) or "n") == "n" and int(_word(_STYLE, attributes) or 0) in looks.dates
        if value and is_number and float(value) >= BEYOND_DATES:
            found[place] = excel_number(value)
    return found


def corrections(part: IO[bytes], blurred: Mapping[Place, str]) -> dict[Place, str]:
    """What to put instead, by place."""
    return raw(part, blurred, Looks()).instead


def has_two_readings(text: str) -> bool:
    """``1.234`` is a little over one as a number, and may be a thousand as a text."""
    return _TWO_READINGS.fullmatch(text) is not None


def texts_told(texts: Iterable[Place], numeric: Collection[int]) -> Iterator[tuple[Place, str]]:
    """What to call texts that might be two numbers. ``numeric``: the columns that hold numbers too."""
    return ((place, "mixed" if place[1] in numeric else "text") for place in texts)


def hides_zeros(part: IO[bytes]) -> bool:
    """Whether the worksheet's own view leaves blank what is 0; it is said before the rows."""
    return _NO_ZEROS.search(part.read(_HEAD)) is not None


def _is_number(attributes: bytes) -> bool:
    return _word(_KIND, attributes) in ("", "n")


def _said(looks: Looks, attributes: bytes, body: bytes, blurred: str | None, column: str) -> tuple[str | None, str]:
    """What to show instead, and what kind of cell that is; nothing where the fast reader is right."""
    kind = _word(_KIND, attributes) or "n"
    value = _inside(_VALUE, body)
    if kind == "e":
        return value or "#VALUE!", "error"
    if looks.unworked and (unworked := _formula(body)):
        return unworked, "formula"
    if not value:
        formula = _formula(body) if kind not in TEXT_KINDS else None
        return formula, "formula" if formula else ""
    if looks.hides_zeros and kind == "n" and column and not float(value):
        return None, "unlike"
    parts = looks.formats.get(int(_word(_STYLE, attributes) or 0)) if kind == "n" and column else None
    if parts:
        text, look = as_shown(excel_number(value), parts, column)
        if look:
            return text, look
    if kind == "d":
        return value.replace("T", " ").removesuffix(" 00:00:00"), "date"
    if blurred is None or kind in TEXT_KINDS:
        return None, ""
    if kind == "b":
        return ("TRUE" if value in ("1", "true") else "FALSE"), "boolean"
    return (excel_date(float(value), looks.is_1904), "date") if ":" in blurred else (excel_number(value), "")


def _word(pattern: re.Pattern[bytes], attributes: bytes) -> str:
    found = pattern.search(attributes)
    return found[1].decode() if found else ""


def _formula(body: bytes) -> str | None:
    """A formula that was never calculated stands as itself, since a blank would mean that nothing is asked for."""
    return "=" + _inside(_FORMULA, body) if _FORMULA.search(body) else None


def _inside(pattern: re.Pattern[bytes], body: bytes) -> str:
    found = pattern.search(body)
    return unescape((found[1] or b"").decode("utf-8", "replace")).strip() if found else ""


def _surveyed(blocks: Iterable[bytes], found: Raw) -> Iterator[bytes]:
    """The same blocks; on the way, what is hidden and what is merged is noted."""
    for block in blocks:
        if _HIDDEN in block:
            found.hidden_rows.extend(int(number) for number in _HIDDEN_ROW.findall(block))
            for attributes in _COLUMN.findall(block):
                ends = [int(text) for text in (_word(_MIN, attributes), _word(_MAX, attributes)) if text]
                found.hidden_columns.extend(range(ends[0] - 1, min(ends[-1], MAX_COLUMNS)) if ends else ())
        if _MERGES in block:
            found.merged.extend(ref.decode() for ref in _MERGED.findall(block))
        if rich_text.has(block):
            found.runs.add(True)
        if any(sign in block for sign in _RULES):
            found.rules.add(True)
        yield block


def _counted(blocks: Iterable[bytes], found: Raw, columns: Mapping[int, str]) -> Iterator[bytes]:
    """The same blocks; of the first, some thousands of rows, it is noted which codes are numbers."""
    rest = iter(blocks)
    first = next(rest, b"")
    codes = [at for at, held in columns.items() if held == "code"]
    found.numeric.update(at for at in codes if re.search(_NUMBER % column_letters(at).encode(), first))
    yield first
    yield from rest


def _cells(blocks: Iterable[bytes], usual: re.Pattern[bytes] = _USUAL) -> Iterator[tuple[Place, bytes, bytes]]:
    """Place, attributes and inner XML: of the cells of ``usual``, and of all where the writing is another."""
    row = 0
    for block in blocks:
        if _is_usual(block):
            for letters, number, attributes, body in usual.findall(block):
                yield (int(number), position(letters)), attributes, body
            continue
        for found in _ROW.finditer(block):
            number = _ROW_NUMBER.search(found[1])
            row = int(number[1]) if number else row + 1
            yield from _unusual_cells(found[2] or b"", row)


def _is_usual(block: bytes) -> bool:
    return block.count(b"<c ") == block.count(b'<c r="') > 0


def _unusual_cells(cells: bytes, row: int) -> Iterator[tuple[Place, bytes, bytes]]:
    """A cell without an address follows the one before."""
    at = -1
    for found in _CELL.finditer(cells):
        address = _ADDRESS.search(found[1])
        at = position(address[1]) if address else at + 1
        yield (row, at), found[1], found[2] or b""


def _remarkable(blocks: Iterable[bytes]) -> Iterator[bytes]:
    """Without those that have nothing of what is looked for: of most sheets, all."""
    return (block for block in blocks if _NUMBERED not in block or has_any(block, _SIGNS))


def _worth_reading(blocks: Iterable[bytes], is_all: bool) -> Iterator[bytes]:
    """Most blocks of most sheets are passed over; where rows bear no numbers all are read, to count them."""
    for block in blocks:
        if is_all or _NUMBERED not in block or any(sign in block for sign in _TELLING):
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
