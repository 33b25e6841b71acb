"""Notes on cells: ours beside the merchant's, who keeps their own where there is one."""

import copy
import re
from collections.abc import Collection
from xml.parsers import expat

from batch.reports.own_book.package import MAIN, RELATIONS, Element, Package, Unpatchable
from batch.reports.own_book.rows import body
from batch.values import cell_address

AUTHOR = "onshelf"
_COMMENTS = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
_VML = "application/vnd.openxmlformats-officedocument.vmlDrawing"
_SHAPE = re.compile(rb"(?s)<(\w+):shape\b.*?</\1:shape>")
_ROW, _COLUMN = re.compile(rb"<\w+:Row>\s*(\d+)\s*<"), re.compile(rb"<\w+:Column>\s*(\d+)\s*<")
_LEGACY = re.compile(rb"""<(?:\w+:)?legacyDrawing\s[^>]*?:id=["']([^"']+)""")
_ID = re.compile(rb"""_x0000_s(\d+)""")
# Declared on each shape, since the drawing that it goes into may call them otherwise.
_PREFIXES = (
    b' xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
    b' xmlns:x="urn:schemas-microsoft-com:office:excel"'
)
# What follows the drawing of notes in a worksheet, in the order of the standard (ECMA-376, CT_Worksheet).
_BEHIND = frozenset(
    (
        *("legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls", "webPublishItems", "tableParts"),
        *("extLst", "AlternateContent"),
    )
)


def noted(host: Package, part: str, guest: Package, guest_part: str) -> None:
    """The notes of the guest's worksheet on the merchant's; earlier notes of ours go."""
    comments = next((target for kind, target in host.relations(part).values() if kind == "comments"), None)
    drawing = _drawing(host, part)
    ours = dict(guest.relations(guest_part).values())
    if comments and drawing:
        _refreshed(host, comments, drawing, guest, ours)
    elif "comments" not in ours:
        return
    elif comments:
        raise Unpatchable("drawing")
    else:
        _begun(host, part, drawing, guest, ours)


def _drawing(host: Package, part: str) -> str | None:
    """The drawing of notes and form controls; the one of headers and footers is another."""
    content = host.read(part)
    found = _LEGACY.search(content, body(content).end)
    return host.relations(part)[found[1].decode()][1] if found else None


def _begun(host: Package, part: str, drawing: str | None, guest: Package, ours: dict[str, str]) -> None:
    """The first notes of a worksheet."""
    host.changed["xl/onshelf/comments.xml"] = guest.read(ours["comments"])
    host.declare("xl/onshelf/comments.xml", _COMMENTS)
    host.relate(part, "comments", "xl/onshelf/comments.xml")
    if drawing:
        shapes = [shape[0] for shape in _SHAPE.finditer(guest.read(ours["vmlDrawing"]))]
        host.changed[drawing] = _drawn(host.read(drawing), shapes)
        return
    host.changed["xl/onshelf/notes.vml"] = guest.read(ours["vmlDrawing"])
    host.declare("xl/onshelf/notes.vml", _VML)
    relation = host.relate(part, "vmlDrawing", "xl/onshelf/notes.vml")
    host.changed[part] = _with_drawing(host.read(part), relation)


def _refreshed(host: Package, comments: str, drawing: str, guest: Package, ours: dict[str, str]) -> None:
    tree = host.tree(comments)
    gone = _without_ours(tree)
    theirs = {note.get("ref", "") for note in tree.iter(f"{{{MAIN}}}comment")}
    kept = _SHAPE.sub(lambda shape: b"" if _cell(shape[0]) in gone else shape[0], host.read(drawing))
    shapes: list[bytes] = []
    if "comments" in ours:
        added = _added(tree, guest.tree(ours["comments"]), theirs)
        drawn = (shape[0] for shape in _SHAPE.finditer(guest.read(ours["vmlDrawing"])))
        shapes = [shape for shape in drawn if _cell(shape) in added]
    if gone or shapes:
        host.put(comments, tree)
        host.changed[drawing] = _drawn(kept, shapes)


def _without_ours(tree: Element) -> set[str]:
    """Takes away earlier notes of ours; the cells that they stood on."""
    authors = [author.text or "" for author in tree.iter(f"{{{MAIN}}}author")]
    ours = {str(number) for number, author in enumerate(authors) if author == AUTHOR}
    gone = [note for note in tree.iter(f"{{{MAIN}}}comment") if note.get("authorId") in ours]
    for note in gone:
        parent = note.getparent()
        if parent is not None:
            parent.remove(note)
    return {note.get("ref", "") for note in gone}


def _added(tree: Element, guest: Element, theirs: Collection[str]) -> set[str]:
    """The cells that got a note."""
    authors, notes = tree.find(f"{{{MAIN}}}authors"), tree.find(f"{{{MAIN}}}commentList")
    if authors is None or notes is None:
        raise Unpatchable("drawing")
    number = next((n for n, author in enumerate(authors) if author.text == AUTHOR), None)
    if number is None:
        number = len(authors)
        author = copy.deepcopy(next(guest.iter(f"{{{MAIN}}}author")))
        author.text = AUTHOR
        authors.append(author)
    added = set()
    for note in guest.iter(f"{{{MAIN}}}comment"):
        if note.get("ref") not in theirs:
            made = copy.deepcopy(note)
            made.set("authorId", str(number))
            notes.append(made)
            added.add(note.get("ref", ""))
    return added


def _drawn(drawing: bytes, shapes: list[bytes]) -> bytes:
    free = max([1024, *(int(number) for number in _ID.findall(drawing))]) + 1
    end = drawing.rindex(b"</xml>")
    numbered = (_ID.sub(b"_x0000_s%d" % (free + n), shape, count=1) for n, shape in enumerate(shapes))
    declared = (shape.replace(b"<v:shape", b"<v:shape" + _PREFIXES, 1) for shape in numbered)
    return drawing[:end] + b"".join(declared) + drawing[end:]


def _cell(shape: bytes) -> str:
    row, column = _ROW.search(shape), _COLUMN.search(shape)
    return cell_address(int(row[1]) + 1, int(column[1])) if row and column else ""


def _with_drawing(part: bytes, relation: str) -> bytes:
    """The worksheet with its drawing of notes, at the place that the standard gives it."""
    rows = body(part)
    opening = part.index(b"<" + rows.prefix + b"worksheet")
    tag = f'<{rows.prefix.decode()}legacyDrawing xmlns:r="{RELATIONS}" r:id="{relation}"/>'.encode()
    tail = part.index(b">", rows.end) + 1
    at = tail + _place(part[opening : part.index(b">", opening) + 1], part[tail:])
    return part[:at] + tag + part[at:]


def _place(opening: bytes, tail: bytes) -> int:
    """The offset in ``tail``, the part behind the rows, where the drawing of notes belongs."""
    places: list[int] = []
    depth = 0
    parser = expat.ParserCreate()

    def started(name: str, _: object) -> None:
        nonlocal depth
        if depth == 1 and name.rpartition(":")[2] in _BEHIND:
            places.append(parser.CurrentByteIndex)
        depth += 1

    def ended(_: str) -> None:
        nonlocal depth
        depth -= 1
        if depth == 0:
            places.append(parser.CurrentByteIndex)

    parser.StartElementHandler, parser.EndElementHandler = started, ended
    parser.Parse(opening + tail, True)
    return places[0] - len(opening)
