"""Conditional formats that change what is shown: a rule may hide a price, or show it as another one.

Whether a rule holds for a cell is for Excel to work out; a cell that it would show otherwise is doubted either way.

Source: ECMA-376 part 1, 18.3.1.18 conditionalFormatting, 18.8.15 dxfs.
"""

import re
import zipfile
from collections.abc import Iterator, Mapping
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
_RULE = re.compile(rb"""\bdxfId=["'](\d+)["']""")
_AREA = re.compile(r"([A-Z]+)(\d+)(?::([A-Z]+)(\d+))?")
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?", re.ASCII)


def shown_by_rules(
    package: zipfile.ZipFile, part: str, grid: Grid, held: Mapping[int, str]
) -> Iterator[tuple[Place, str]]:
    """The cells of known columns that a rule's number format shows otherwise; nearly no workbook has such a rule."""
    formats = _formats(package)
    for areas, rules in _rules(package.read(part)) if formats else ():
        for parts in (formats[rule] for rule in rules if rule in formats):
            for area in areas.split():
                yield from _in_area(area, parts, grid, held)


def _formats(package: zipfile.ZipFile) -> dict[int, tuple[Section, ...]]:
    if STYLES not in package.namelist() or b"<dxf" not in (styles := package.read(STYLES)):
        return {}
    dxfs = [dxf for e in ElementTree.fromstring(styles) if e.tag.endswith("}dxfs") for dxf in e]
    codes = {
        at: child.get("formatCode", "") for at, dxf in enumerate(dxfs) for child in dxf if child.tag.endswith("}numFmt")
    }
    return {at: found for at, code in codes.items() if (found := sections(code))}


def _rules(worksheet: bytes) -> Iterator[tuple[str, list[int]]]:
    for block in _BLOCK.finditer(worksheet):
        yield block[1].decode(), [int(number) for number in _RULE.findall(block[0])]


def _in_area(area: str, parts: tuple[Section, ...], grid: Grid, held: Mapping[int, str]) -> Iterator[tuple[Place, str]]:
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


def _look(text: str, parts: tuple[Section, ...], column: str) -> str:
    if _NUMBER.fullmatch(text) is None:
        return "unlike" if shown_text(parts, "x") != "x" else ""
    look = as_shown(text, parts, column)[1]
    return look if look.startswith(("rounded", "money")) or not look else "unlike"
