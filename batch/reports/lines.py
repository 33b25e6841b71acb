"""The rows of a page as the text that they are in its XML, put in while the workbook is packed.

XlsxWriter lays a page out: widths, filters, notes, what is printed. Its rows, of which there may be a million, are
written here, in a small part of the time.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from batch.values import column_letters

_ROWS = re.compile(rb"(?s)<sheetData/>|<sheetData>.*?</sheetData>")
_MEASURED = re.compile(rb'(<dimension ref=")[^"]*(")')
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0d\x0e-\x1f\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")
_SIGNS = re.compile("[\x00-\x08\x0b\x0c\x0d\x0e-\x1f\ufffe\uffff&<>_]")  # those that are written otherwise

_SAME = range(64_000)  # the looks as they are numbered: Excel refuses a workbook with more

Cell = tuple[int, str, int]
"""Position, text, and the number of its look in our own pages."""


@dataclass(frozen=True, slots=True)
class Line:
    """A row, ``number`` as Excel shows it, with its cells from left to right; ``height`` in points.

    ``before``: the XML of cells to the left of them, with the looks as they are numbered in the workbook.
    """

    number: int
    cells: Sequence[Cell]
    height: float | None = None
    before: str = ""


@dataclass(frozen=True, eq=False, slots=True)
class Lines:
    """The rows of a page from the top, told once. ``last``: the number of the last; ``width``: how many columns."""

    told: Iterable[Line]
    last: int
    width: int


def with_lines(page: bytes, lines: Lines, styles: Sequence[int] = _SAME) -> Iterator[bytes]:
    """The XML of a page that is laid out and has no rows yet, in pieces.

    ``styles``: the number of each look in the workbook that the page goes into, where that is another.
    """
    found = _ROWS.search(page)
    if found is None:
        raise ValueError("the page has no place for rows")
    corner = f"A1:{column_letters(max(lines.width, 1) - 1)}{lines.last}".encode()
    yield _MEASURED.sub(lambda known: known[1] + corner + known[2], page[: found.start()])
    yield b"<sheetData>"
    letters = [column_letters(position) for position in range(lines.width)]
    for line in lines.told:
        yield _row(line, letters, styles).encode("utf-8", "replace")
    yield b"</sheetData>"
    yield page[found.end() :]


def around_number(cells: Iterable[Cell], styles: Sequence[int] = _SAME, tag: str = "") -> list[str]:
    """The XML of the cells of any row, in the pieces between which its number stands.

    ``tag``: the prefix of tags, mostly none.
    """
    pieces, behind = [], ""
    for at, text, style in cells:
        pieces.append(f'{behind}<{tag}c r="{column_letters(at)}')
        behind = f'" s="{styles[style]}"{inside(text, tag)}'
    return [*pieces, behind]


def _row(line: Line, letters: Sequence[str], styles: Sequence[int]) -> str:
    number = line.number
    cells = [f'<c r="{letters[at]}{number}" s="{styles[style]}"{inside(text)}' for at, text, style in line.cells]
    tall = "" if line.height is None else f' ht="{line.height:g}" customHeight="1"'
    return f'<row r="{number}"{tall}>{line.before}{"".join(cells)}</row>'


@lru_cache(maxsize=4096)  # most rows say what others say
def inside(text: str, tag: str = "") -> str:
    """A cell from behind its attributes to its end: text and nothing else. ``tag``: the prefix of tags, mostly none."""
    if not text:
        return "/>"
    return f' t="inlineStr"><{tag}is><{tag}t xml:space="preserve">{escaped(text)}</{tag}t></{tag}is></{tag}c>'


def escaped(text: str) -> str:
    """As Office writes text: signs that XML has no room for as ``_x0008_``."""
    if not _SIGNS.search(text):
        return text
    safe = _CONTROL.sub(lambda found: f"_x{ord(found[0]):04X}_", text)
    return safe.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
