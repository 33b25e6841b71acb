"""The merchant's worksheet, row by row as it stands, with our cells appended and bad cells marked.

Bytes in, bytes out: a row that we have nothing to say about is copied, and so is every cell of the others.
"""

import io
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from batch.reports.lines import around_number, inside
from batch.reports.own_book.package import Unpatchable
from batch.values import column_letters, column_number

_BEGIN = re.compile(rb"<((?:\w+:)?)sheetData>")
_NUMBER = re.compile(rb"""\br=["'](\d+)["']""")
_ADDRESS = re.compile(rb"""\br=["']([A-Z]+)\d+["']""")
_CELL = re.compile(rb"(?s)<(?:\w+:)?c\b([^>]*?)(?:/>|>(.*?)</(?:\w+:)?c>)")
_STYLE = re.compile(rb"""\bs=["'](\d+)["']""")
_FILLED = re.compile(rb"<(?:\w+:)?(?:v|f|is)\b")
_DIMENSION = re.compile(rb"""<(?:\w+:)?dimension\s[^>]*?\bref=["']([A-Z]+\d+:)([A-Z]+)\d+["']""")
_COLUMNS = re.compile(rb"(?s)<(?:\w+:)?cols>(.*?)</(?:\w+:)?cols>")
_SPANS = re.compile(rb"""\s+spans=["'][^"']*["']""")
_HEIGHT = re.compile(rb"""\s+ht=["']([^"']*)["']""")
_FIXED = re.compile(rb"""\s+(?:customHeight|hidden)=["'](?:1|true)["']""")
_KEPT = 4096  # answers
_CUSTOM = re.compile(rb"""\s+customHeight=["'][^"']*["']""")  # LibreOffice says "false" of each row


class Wider(Exception):
    """No error: the table is wider than was thought. ``position``: the first column behind what stands there."""

    def __init__(self, position: int) -> None:
        super().__init__(position)
        self.position = position


@dataclass(frozen=True, slots=True)
class Ours:
    """What is written into one row. ``cells``: text and style, from our first column on; ``height`` in points.

    The style is a number in our own pages.
    """

    cells: tuple[tuple[str, int], ...]
    height: float | None = None


@dataclass(frozen=True, eq=False, slots=True)
class Marks:
    """``rows``: what to append, by row. ``marked``: positions and how to mark them, by row.

    ``first``: our first column; ``widths``: of ours. ``styles``: the merchant's number for each of ours. ``replaces``:
    an earlier answer stands there, and goes. ``restyled``: a cell's style without an earlier mark.
    """

    first: int
    widths: Sequence[float]
    rows: Mapping[int, Ours]
    styles: Sequence[int]
    marked: Mapping[int, Mapping[int, Callable[[int], int]]] = field(default_factory=dict)
    replaces: bool = False
    restyled: Callable[[int], int] = int
    pieces: dict[object, list[bytes]] = field(default_factory=dict, init=False)  # of our cells, once they were made

    @property
    def width(self) -> int:
        return len(self.widths)


@dataclass(frozen=True, slots=True)
class Body:
    """Where the rows of a worksheet stand in its XML, and the prefix of its tags, mostly none."""

    prefix: bytes
    start: int
    end: int


def body(part: bytes) -> Body:
    """Raises Unpatchable: there are no rows."""
    begin = _BEGIN.search(part)
    end = part.rfind(b"</" + begin[1] + b"sheetData>") if begin else -1
    if begin is None or end < 0:
        raise Unpatchable("worksheet")
    return Body(begin[1], begin.end(), end)


def rewritten(part: bytes, marks: Marks) -> bytes:
    """The worksheet with our cells. Raises Wider, and Unpatchable where the XML is not what programs write."""
    found = body(part)
    if part.find(b"<!", found.start, found.end) >= 0:  # a comment, or text as CDATA: tags in it would be none
        raise Unpatchable("worksheet")
    head = measured(part[: found.start], marks.first + marks.width)
    made = io.BytesIO()
    made.write(columns(head, found.prefix.decode(), marks.first, marks.widths))
    made.writelines(_rows(part, found, marks))
    made.write(part[found.end :])
    return made.getvalue()


def _rows(part: bytes, found: Body, marks: Marks) -> Iterator[bytes]:
    start, end = b"<" + found.prefix + b"row", b"</" + found.prefix + b"row>"
    at, number, left = found.start, 0, set(marks.rows)
    while (stop := part.find(end, at, found.end)) >= 0:
        opening, head_end = at, part.index(b">", at) + 1
        if not part.startswith(start, at) or part.endswith(b"/>", at, head_end):
            opening = part.rfind(start, at, stop)  # empty rows stand before it, which are one tag each
            head_end = part.index(b">", opening) + 1
        told = _NUMBER.search(part, opening, head_end)
        number = int(told[1]) if told else number + part.count(start, at, stop)
        left.discard(number)
        if opening > at:
            yield part[at:opening]
        yield _row(part[opening:head_end], part[head_end:stop], number, found.prefix, marks) + end
        at = stop + len(end)
    if left:
        raise Unpatchable("worksheet")
    yield part[at : found.end]


def _row(head: bytes, cells: bytes, number: int, prefix: bytes, marks: Marks) -> bytes:
    if number not in marks.rows and number not in marks.marked and not marks.replaces:
        return head + cells
    ours = marks.rows.get(number, Ours(()))
    return _head(head, ours.height) + _cells(cells, number, prefix, ours, marks)


def _head(head: bytes, needed: float | None) -> bytes:
    """The row's own tag; a row that is not tall by choice becomes as tall as our words need."""
    head = _SPANS.sub(b"", head) if b"spans" in head else head
    if needed is None or _FIXED.search(head):
        return head
    known = _HEIGHT.search(head)
    if known and float(known[1] or 0) >= needed:
        return head
    return _CUSTOM.sub(b"", _HEIGHT.sub(b"", head))[:-1] + b' ht="%g" customHeight="1">' % needed


def _cells(cells: bytes, number: int, prefix: bytes, ours: Ours, marks: Marks) -> bytes:
    made = (b"%d" % number).join(_appended(prefix, ours, marks))
    if number not in marks.marked and not marks.replaces and _ends_before(cells, prefix, marks.first):
        return cells + made
    return _merged(cells, number, prefix, made, marks)


def _appended(prefix: bytes, ours: Ours, marks: Marks) -> list[bytes]:
    """Our cells, in the pieces between which the number of the row stands; most rows say what others say."""
    known = marks.pieces.get(ours.cells)
    if known is None:
        cells = ((marks.first + place, text, style) for place, (text, style) in enumerate(ours.cells))
        pieces = around_number(cells, marks.styles, prefix.decode())
        known = [piece.encode("utf-8", "replace") for piece in pieces]
        if len(marks.pieces) < _KEPT:
            marks.pieces[ours.cells] = known
    return known


def _ends_before(cells: bytes, prefix: bytes, first: int) -> bool:
    last = cells.rfind(b"<" + prefix + b"c ")
    address = _ADDRESS.search(cells, last) if last >= 0 else None
    return last < 0 or (address is not None and column_number(address[1].decode()) < first)


def _merged(cells: bytes, number: int, prefix: bytes, made: bytes, marks: Marks) -> bytes:
    """Cell by cell: marks put on, blanks and earlier answers in our place taken away."""
    before: list[tuple[int, bytes]] = []
    after: list[bytes] = []
    todo = dict(marks.marked.get(number, {}))
    position = -1
    for found in _CELL.finditer(cells):
        address = _ADDRESS.search(found[1])
        position = column_number(address[1].decode()) if address else position + 1
        if position < marks.first:
            before.append((position, _dressed(found, todo.pop(position, None), marks)))
        elif position >= marks.first + marks.width or not (made or marks.replaces):
            after.append(found[0])
        if position >= marks.first and not marks.replaces and _FILLED.search(found[2] or b""):
            raise Wider(position + 1)
    blanks = [(place, _cell(prefix, place, number, "", mark(0))) for place, mark in todo.items()]
    return b"".join(xml for _, xml in sorted([*before, *blanks], key=lambda cell: cell[0])) + made + b"".join(after)


def _dressed(found: re.Match[bytes], mark: Callable[[int], int] | None, marks: Marks) -> bytes:
    known = _STYLE.search(found[1])
    style = int(known[1]) if known else 0
    bare = marks.restyled(style) if marks.replaces else style
    wanted = mark(bare) if mark else bare
    if wanted == style:
        return found[0]
    start = found.start(1) - found.start()
    attributes = _STYLE.sub(b"", found[1])
    return found[0][:start] + b' s="%d"' % wanted + attributes + found[0][start + len(found[1]) :]


def _cell(prefix: bytes, position: int, row: int, text: str, style: int) -> bytes:
    behind = inside(text, prefix.decode()).encode("utf-8", "replace")
    return b'<%bc r="%b%d" s="%d"%b' % (prefix, column_letters(position).encode(), row, style, behind)


def measured(head: bytes, width: int) -> bytes:
    """The worksheet, up to its rows, saying that it is that wide at least: some readers look no farther."""
    found = _DIMENSION.search(head)
    if found is None or column_number(found[2].decode()) >= width:
        return head
    return head[: found.start(2)] + column_letters(width - 1).encode() + head[found.end(2) :]


def columns(head: bytes, prefix: str, first: int, widths: Sequence[float]) -> bytes:
    """The worksheet, up to its rows, with room for our columns; what it says of columns there gives way."""
    at = head.rfind(b"<")
    ours = [
        f'<{prefix}col min="{first + n}" max="{first + n}" width="{width}" customWidth="1"/>'
        for n, width in enumerate(widths, 1)
    ]
    known = _COLUMNS.search(head, 0, at)
    if known is None:
        made = f"<{prefix}cols>{''.join(ours)}</{prefix}cols>".encode()
        return head[:at] + made + head[at:]
    theirs = [piece for tag in re.findall(rb"<[^>]*>", known[1]) for piece in _apart(tag, first + 1, first + len(ours))]
    both = sorted([*theirs, *(text.encode() for text in ours)], key=lambda tag: _bound(tag, b"min"))
    return head[: known.start(1)] + b"".join(both) + head[known.end(1) :]


def _apart(tag: bytes, low: int, high: int) -> Iterator[bytes]:
    """What remains of a range of columns outside ``low`` to ``high``."""
    start, end = _bound(tag, b"min"), _bound(tag, b"max")
    for left, right in ((start, min(end, low - 1)), (max(start, high + 1), end)):
        if left <= right:
            tag_left = re.sub(rb"""\bmin=["']\d+["']""", b'min="%d"' % left, tag)
            yield re.sub(rb"""\bmax=["']\d+["']""", b'max="%d"' % right, tag_left)


def _bound(tag: bytes, name: bytes) -> int:
    found = re.search(rb"""\b%s=["'](\d+)["']""" % name, tag)
    if found is None:
        raise Unpatchable("worksheet")
    return int(found[1])
