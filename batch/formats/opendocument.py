"""ODS: the cells as the XML has them, since what is shown, covered, hidden or repeated counts.

Source: OpenDocument 1.3 part 3: 9 spreadsheets, 6 paragraph elements, 19.385 value types.
"""

import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import IO
from xml.etree.ElementTree import Element, iterparse

from batch.errors import UnreadableFile
from batch.formats.excel import excel_number
from batch.formats.grid import MAX_COLUMNS, Column, Grid, placed, refuse_too_many_rows
from batch.formats.package import damage_told
from batch.formats.raw_cells import Raw, has_two_readings, texts_told
from batch.formats.taken import Place
from batch.values import cell_address

MAX_CELLS = 40_000_000
MAX_REPEATED = 1_000  # equal rows in a row: a column that was filled down to the end of the worksheet
_OFFICE, _TABLE, _TEXT, _STYLE, _NUMBER = (
    f"{{urn:oasis:names:tc:opendocument:xmlns:{name}:1.0}}"
    for name in ("office", "table", "text", "style", "datastyle")
)
_FORMATS = tuple(f"{_NUMBER}{kind}-style" for kind in ("number", "currency", "percentage", "date", "time", "boolean"))
_CELLS = (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell")
_SPANS = tuple(f"{_TEXT}{name}" for name in ("span", "a", "ruby", "ruby-base", "bookmark", "meta"))
_LINE = f"{_STYLE}text-line-through-"
_USUAL = f"{_TABLE}default-cell-style-name"
_NAMED, _SETTINGS = "styles.xml", "settings.xml"
_NAME = "{urn:oasis:names:tc:opendocument:xmlns:config:1.0}name"
_CLOCK = re.compile(r"-?PT(\d+)H(\d+)M(\d+)(?:[.,]\d+)?S")


@dataclass(frozen=True, eq=False, slots=True)
class Tab:
    """One worksheet. ``looks``: number cells that are shown otherwise, as shown and as typed by kind; ``raw``: what
    else is known of its cells."""

    name: str
    grid: Grid
    visible: bool
    looks: Mapping[Place, tuple[str, str]]
    raw: Raw


@dataclass(frozen=True, slots=True)
class Marked:
    """The styles of cells and of parts of texts that are struck out, and those that are raised or lowered.

    ``other``: number formats that show something else than the number; ``hiding``: the styles of cells that have one;
    ``ruled``: those that take on such a style when a condition holds.
    """

    struck: set[str] = field(default_factory=set)
    raised: set[str] = field(default_factory=set)
    other: set[str] = field(default_factory=set)
    hiding: set[str] = field(default_factory=set)
    ruled: set[str] = field(default_factory=set)

    def note(self, style: Element) -> None:
        """A style has what it says itself, or else what the style has that it is made of."""
        name, parent = _style(style, style.get(f"{_STYLE}name")), _style(style, style.get(f"{_STYLE}parent-style-name"))
        said = [child for child in style if child.tag == f"{_STYLE}text-properties"]
        lines = [line for child in said for way in ("style", "type") if (line := child.get(f"{_LINE}{way}"))]
        if (lines and "none" not in lines) or (not lines and parent in self.struck):
            self.struck.add(name)
        if any(_is_raised(child.get(f"{_STYLE}text-position", "")) for child in said):
            self.raised.add(name)
        if style.get(f"{_STYLE}data-style-name") in self.other:
            self.hiding.add(name)
        maps = (child for child in style if child.tag == f"{_STYLE}map")
        if any(_style(style, rule.get(f"{_STYLE}apply-style-name")) in self.hiding for rule in maps):
            self.ruled.add(name)

    def note_format(self, look: Element) -> None:
        """A format that shows no number, or words and digits of its own beside it."""
        words = "".join(child.text or "" for child in look if child.tag == f"{_NUMBER}text")
        if not any(child.tag == f"{_NUMBER}number" for child in look) or any(map(str.isalnum, words)):
            self.other.add(look.get(f"{_STYLE}name", ""))


@dataclass(slots=True)
class _Drawn:
    """A worksheet as it is read. ``usual``: the style of cells that name none, by columns."""

    columns: dict[int, Column] = field(default_factory=dict)
    looks: dict[Place, tuple[str, str]] = field(default_factory=dict)
    raw: Raw = field(default_factory=Raw)
    doubtful: list[Place] = field(default_factory=list)
    numeric: set[int] = field(default_factory=set)
    styles: Marked = field(default_factory=lambda: Marked())
    hides_zeros: bool = False
    usual: list[tuple[range, str]] = field(default_factory=list)
    row: int = 0
    column: int = 0
    cells: int = 0


def tabs(package: zipfile.ZipFile, name: str) -> list[Tab]:
    """Every worksheet, in order. Raises UnreadableFile: damaged, or rows repeated beyond what a catalog has."""
    styles = Marked()
    with damage_told(name):
        if _NAMED in package.namelist():
            with package.open(_NAMED) as named:
                for _, element in iterparse(named):
                    _note_style(styles, element)
        with package.open("content.xml") as content:
            return list(_tabs(content, styles, _without_zeros(package), name))


def _note_style(styles: Marked, element: Element) -> None:
    if element.tag == f"{_STYLE}style":
        styles.note(element)
    elif element.tag in _FORMATS:
        styles.note_format(element)


def _is_raised(position: str) -> bool:
    """``super 58%``, or ``33% 58%`` as LibreOffice writes what comes from Excel; ``0% 100%`` is the line itself."""
    return position.split()[:1] not in ([], ["0%"])


def _without_zeros(package: zipfile.ZipFile) -> bool:
    """Whether the view leaves blank what is 0: said of the document or of a worksheet, it is taken for all of them."""
    if _SETTINGS not in package.namelist():
        return False
    with package.open(_SETTINGS) as settings:
        said = [element.text for _, element in iterparse(settings) if element.get(_NAME) == "ShowZeroValues"]
    return "false" in said


def _tabs(content: IO[bytes], styles: Marked, hides_zeros: bool, name: str) -> Iterator[Tab]:
    hidden: set[str | None] = set()
    drawn = _Drawn()
    for event, element in iterparse(content, ("start", "end")):
        if event == "start":
            drawn = _Drawn(styles=styles, hides_zeros=hides_zeros) if element.tag == f"{_TABLE}table" else drawn
        elif element.tag in (f"{_STYLE}style", *_FORMATS):
            _note_style(styles, element)
            displays = (child.get(f"{_TABLE}display") for child in element)
            hidden |= {element.get(f"{_STYLE}name")} if "false" in displays else set()
        elif element.tag == f"{_TABLE}table-column":
            _column(drawn, element)
        elif element.tag == f"{_TABLE}table-row":
            _row(drawn, element, name)
            element.clear()
        elif element.tag == f"{_TABLE}table":
            drawn.raw.kinds.update(texts_told(drawn.doubtful, drawn.numeric))
            drawn.raw.numeric.update(drawn.numeric)
            shown = element.get(f"{_TABLE}style-name") not in hidden
            yield Tab(element.get(f"{_TABLE}name", ""), placed(drawn.columns), shown, drawn.looks, drawn.raw)
            element.clear()


def _column(drawn: _Drawn, element: Element) -> None:
    count = min(_repeated(element, "columns"), MAX_COLUMNS)
    if element.get(f"{_TABLE}visibility", "visible") != "visible":
        drawn.raw.hidden_columns.extend(range(drawn.column, drawn.column + count))
    drawn.usual.append((range(drawn.column, drawn.column + count), element.get(_USUAL, "")))
    drawn.column += count


def _row(drawn: _Drawn, element: Element, name: str) -> None:
    count = _repeated(element, "rows")
    cells = list(_placed(element, name))
    filled = any(_value(cell)[0] for _, cell in cells)
    if filled and count > MAX_REPEATED:
        raise UnreadableFile("file.filled_down", {"name": name, "row": drawn.row + 1, "count": count})
    if element.get(f"{_TABLE}visibility", "visible") != "visible" and (filled or count <= MAX_REPEATED):
        drawn.raw.hidden_rows.extend(range(drawn.row + 1, drawn.row + count + 1))
    if filled:
        drawn.cells += count * len(cells)
        refuse_too_many_rows(drawn.row + count, name)
        if drawn.cells > MAX_CELLS:
            raise UnreadableFile("file.breaks_reader", {"name": name})
        for number in range(drawn.row + 1, drawn.row + count + 1):
            for position, cell in cells:
                _note(drawn, (number, position), cell, element.get(_USUAL))
    drawn.row += count


def _placed(row: Element, name: str) -> Iterator[tuple[int, Element]]:
    """The filled cells of a row, each as often as it is repeated."""
    position = 0
    for cell in row:
        if cell.tag not in _CELLS:
            continue
        count = _repeated(cell, "columns")
        if len(cell) or cell.get(f"{_OFFICE}value-type") or cell.get(f"{_TABLE}formula"):
            if position + count > MAX_COLUMNS:
                raise UnreadableFile("file.too_many_columns", {"name": name, "limit": MAX_COLUMNS})
            yield from ((at, cell) for at in range(position, position + count))
        position += count


def _note(drawn: _Drawn, place: Place, cell: Element, style_of_row: str | None) -> None:
    text, kind = _value(cell)
    spanned = [int(cell.get(f"{_TABLE}number-{way}-spanned", "1")) for way in ("rows", "columns")]
    if max(spanned) > 1:
        end = cell_address(place[0] + spanned[0] - 1, place[1] + spanned[1] - 1)
        drawn.raw.merged.append(f"{cell_address(*place)}:{end}")
    if not text:
        return
    rows, texts = drawn.columns.setdefault(place[1], ([], []))
    rows.append(place[0])
    texts.append(text)
    if cell.tag == _CELLS[1]:
        drawn.raw.kinds[place] = "covered"
    elif look := _look(drawn, place, cell, style_of_row):
        drawn.raw.kinds[place] = look
    elif kind in ("float", "currency", "percentage"):
        drawn.numeric.add(place[1])
        shown = _paragraphs(cell)
        if shown and shown != text:
            drawn.looks[place] = (shown, kind)
    elif kind == "string":
        drawn.doubtful += [place] if has_two_readings(text) else []
    else:
        drawn.raw.kinds[place] = kind


def _look(drawn: _Drawn, place: Place, cell: Element, style_of_row: str | None) -> str:
    """What is to be said of a filled cell, whatever it holds: struck out, struck or raised in part, or not shown."""
    if drawn.styles.struck or drawn.styles.raised or drawn.styles.ruled:
        usual = style_of_row or next((style for columns, style in drawn.usual if place[1] in columns), "")
        style = f"table-cell {cell.get(f'{_TABLE}style-name', usual)}"
        if style in drawn.styles.struck:
            return "struck"
        if style in drawn.styles.ruled and cell.get(f"{_OFFICE}value"):
            return "unlike"
        parts = {f"text {span.get(f'{_TEXT}style-name')}" for span in cell.iter(_SPANS[0])}
        if look := "part" if parts & drawn.styles.struck else "rich" if parts & drawn.styles.raised else "":
            return look
    paragraphs = [child for child in cell if child.tag == f"{_TEXT}p"]
    is_zero = drawn.hides_zeros and not float(cell.get(f"{_OFFICE}value", "1"))
    return "unlike" if is_zero or (paragraphs and not _paragraphs(cell).strip()) else ""


def _style(style: Element, name: str | None) -> str:
    """The names of one family are its own."""
    return f"{style.get(f'{_STYLE}family')} {name}"


def _value(cell: Element) -> tuple[str, str]:
    """The text, and the type of value or the kind of cell."""
    kind = cell.get(f"{_OFFICE}value-type", "")
    number = cell.get(f"{_OFFICE}value")
    if kind in ("float", "currency", "percentage") and number is not None:
        return excel_number(number), kind
    if kind == "boolean":
        return cell.get(f"{_OFFICE}boolean-value", "").upper(), "boolean"
    if kind == "date":
        return cell.get(f"{_OFFICE}date-value", "").replace("T", " ").removesuffix(" 00:00:00"), "date"
    if kind == "time":
        clock = _CLOCK.fullmatch(cell.get(f"{_OFFICE}time-value", ""))
        return (":".join(part.zfill(2) for part in clock.groups()) if clock else _paragraphs(cell)), "date"
    text = _paragraphs(cell) or cell.get(f"{_OFFICE}string-value", "")
    formula = cell.get(f"{_TABLE}formula")
    if not text and formula and not kind:
        return formula.partition(":")[2] or formula, "formula"
    return text, "string"


def _paragraphs(cell: Element) -> str:
    """What is written in the cell itself: no notes, no shapes that are moored to it."""
    return "\n".join("".join(_written(child)) for child in cell if child.tag == f"{_TEXT}p")


def _written(element: Element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if child.tag == f"{_TEXT}s":
            yield " " * min(int(child.get(f"{_TEXT}c", "1")), 1 << 15)
        elif child.tag == f"{_TEXT}tab":
            yield "\t"
        elif child.tag == f"{_TEXT}line-break":
            yield "\n"
        elif child.tag in _SPANS:
            yield from _written(child)
        yield child.tail or ""


def _repeated(element: Element, what: str) -> int:
    return max(1, int(element.get(f"{_TABLE}number-{what}-repeated", "1")))
