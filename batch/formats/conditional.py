"""Conditional formats that change what is shown: a rule may hide a price, show it as another one, or show a bar or an
icon in its place.

Whether a rule holds for a cell is for Excel to work out; a cell that it would show otherwise is doubted either way.

Source: ECMA-376 part 1, 18.3.1.18 conditionalFormatting, 18.3.1.28 dataBar, 18.3.1.49 iconSet, 18.8.15 dxfs;
MS-XLSX 2.6: the same in the list of extensions.
"""

import re
import zipfile
from collections.abc import Iterator, Mapping
from html import unescape
from xml.etree import ElementTree

import pyarrow as pa

from batch.formats.addresses import position
from batch.formats.grid import Grid
from batch.formats.number_formats import Section, sections, shown_text
from batch.formats.package import STYLES
from batch.formats.shown import as_shown
from batch.formats.taken import Place

_BLOCK = re.compile(
    rb"""<(?:\w+:)?conditionalFormatting\b[^>]*?\bsqref=["']([^"']*)["'].*?</(?:\w+:)?conditionalFormatting>""",
    re.DOTALL,
)
_EXTENSION = re.compile(
    rb"""<x14:conditionalFormatting\b((?:(?!</x14:conditionalFormatting>).)*?)<xm:sqref>([^<]*)</xm:sqref>""", re.DOTALL
)
_BARE = re.compile(rb"""<(?:\w+:)?(?:dataBar|iconSet)\b[^>]*\bshowValue=["'](?:0|false)["']""")
_OWN_FORMAT = re.compile(rb"""\bformatCode=["']([^"']*)["']""")
_RULE = re.compile(rb"""\bdxfId=["'](\d+)["']""")
Rule = tuple[Section, ...]
_NOTHING: Rule = sections('""')  # what a bar or an icon shows of a number
_AREA = re.compile(r"([A-Z]+)(\d+)(?::([A-Z]+)(\d+))?")
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?", re.ASCII)


def shown_by_rules(
    package: zipfile.ZipFile, part: str, grid: Grid, held: Mapping[int, str], *, has_bars: bool
) -> Iterator[tuple[Place, str]]:
    """The cells of known columns that a rule shows otherwise, or hides behind a bar or an icon; nearly no workbook has
    such a rule. ``has_bars``: the worksheet has words that only such bars, icons and formats have."""
    formats = _formats(package)
    for areas, rule in _rules(package.read(part), formats) if formats or has_bars else ():
        for area in areas.split():
            yield from _in_area(area, rule, grid, held)


def _formats(package: zipfile.ZipFile) -> dict[int, Rule]:
    if STYLES not in package.namelist() or b"<dxf" not in (styles := package.read(STYLES)):
        return {}
    dxfs = [dxf for e in ElementTree.fromstring(styles) if e.tag.endswith("}dxfs") for dxf in e]
    codes = {
        at: child.get("formatCode", "") for at, dxf in enumerate(dxfs) for child in dxf if child.tag.endswith("}numFmt")
    }
    return {at: found for at, code in codes.items() if (found := sections(code))}


def _rules(worksheet: bytes, formats: Mapping[int, Rule]) -> Iterator[tuple[str, Rule]]:
    """Areas, and the number format that is shown there; none where no number is."""
    for block in _BLOCK.finditer(worksheet):
        yield from ((block[1].decode(), rule) for rule in _shown_in(block[0], formats))
    for block in _EXTENSION.finditer(worksheet):
        yield from ((block[2].decode(), rule) for rule in _shown_in(block[1], {}))


def _shown_in(block: bytes, formats: Mapping[int, Rule]) -> Iterator[Rule]:
    numbers = (int(number) for number in _RULE.findall(block))
    yield from (formats[number] for number in numbers if number in formats)
    own = (sections(unescape(code.decode("utf-8", "replace"))) for code in _OWN_FORMAT.findall(block))
    yield from (parts for parts in own if parts)
    if _BARE.search(block):
        yield _NOTHING


def _in_area(area: str, parts: Rule, grid: Grid, held: Mapping[int, str]) -> Iterator[tuple[Place, str]]:
    found = _AREA.fullmatch(area)
    if found is None:
        return
    left, right = (position((letters or found[1]).encode()) for letters in (found[1], found[3]))
    top, bottom = max(int(found[2]), grid.top), int(found[4] or found[2])
    here = range(max(left, grid.left), min(right + 1, grid.left + len(grid.columns)))
    for at in (column for column in here if column in held):
        texts: pa.ChunkedArray = grid.columns[at - grid.left].slice(top - grid.top, max(0, bottom - top + 1))
        for row, text in enumerate(texts.to_pylist(), top):
            if text and (look := _look(text, parts, held[at])):
                yield (row, at), look


def _look(text: str, parts: Rule, column: str) -> str:
    if _NUMBER.fullmatch(text) is None:
        return "unlike" if shown_text(parts, "x") != "x" else ""
    look = as_shown(text, parts, column)[1]
    return look if look.startswith(("rounded", "money")) or not look else "unlike"
