"""Our own pages in the merchant's workbook: taken out when they are old, put in behind the other worksheets."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence

from lxml import etree

from batch.reports.lines import Lines, with_lines
from batch.reports.own_book.package import MAIN, RELATIONS, WORKBOOK, Element, Package, Unpatchable

_WORKSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
_MARK = "onshelf_page"  # a hidden name of each page of ours: it survives saving, moving and renaming
_STYLED = re.compile(rb"<(?:c|row|col)\b[^>]*>")
_STYLE = re.compile(rb"""(\b(?:s|style)=")(\d+)(")""")
_LONGEST = 31


def remove_old(host: Package) -> None:
    """Pages of an earlier answer; what else counts worksheets counts on without them."""
    tree = host.tree(WORKBOOK)
    sheets = _found(tree, "sheets")
    marked = (name for name in tree.iter(f"{{{MAIN}}}definedName") if name.get("name") == _MARK)
    old = {int(mark.get("localSheetId", "-1")) for mark in marked} & set(range(len(sheets)))
    if not old:
        return
    gone = [sheet for place, sheet in enumerate(sheets) if place in old]
    relations = {sheet.get(f"{{{RELATIONS}}}id", "") for sheet in gone}
    parts = [target for name, (_, target) in host.relations(WORKBOOK).items() if name in relations]
    for sheet in gone:
        sheets.remove(sheet)
    _recount(tree, old)
    host.put(WORKBOOK, tree)
    host.unrelate(WORKBOOK, relations)
    for part in parts:
        host.forget(part)


def _recount(tree: Element, old: Collection[int]) -> None:
    """Names and views say which worksheet they mean by its place."""

    def moved(place: int) -> str:
        return str(place - sum(1 for other in old if other < place))

    names = _found(tree, "definedNames")
    for name in list(names):
        place = int(name.get("localSheetId", "-1"))
        if place in old:
            names.remove(name)
        elif place >= 0:
            name.set("localSheetId", moved(place))
    if not len(names):
        tree.remove(names)
    for view in tree.iter(f"{{{MAIN}}}workbookView"):
        for attribute in ("activeTab", "firstSheet"):
            place = int(view.get(attribute, "0"))
            if place:
                view.set(attribute, "0" if place in old else moved(place))


def free_names(host: Package, wanted: Sequence[str]) -> list[str]:
    """The names of our pages: as ``wanted``, or with a number where the merchant has such a page."""
    taken = {sheet.get("name", "").casefold() for sheet in _found(host.tree(WORKBOOK), "sheets")}
    found: list[str] = []
    for name in wanted:
        choices = (name if n == 1 else f"{name[: _LONGEST - 4]} ({n})" for n in range(1, len(taken) + 2))
        found.append(next(choice for choice in choices if choice.casefold() not in taken))
    return found


def add(
    host: Package, guest: Package, ours: Mapping[str, str], styles: Sequence[int], lines: Mapping[str, Lines]
) -> None:
    """The guest's last worksheets, ``ours`` by name, in the merchant's looks; with ``lines``, by name too."""
    tree = host.tree(WORKBOOK)
    sheets = _found(tree, "sheets")
    before = len(sheets)
    number = max(int(sheet.get("sheetId", "0")) for sheet in sheets)
    for place, (name, part) in enumerate(ours.items(), 1):
        target = _free_part(host)
        host.changed[target] = _restyled(guest.read(part), styles)
        if name in lines:
            host.told[target] = with_lines(host.changed[target], lines[name], styles)
        host.declare(target, _WORKSHEET)
        relation = host.relate(WORKBOOK, "worksheet", target)
        attributes = {"name": name, "sheetId": str(number + place), f"{{{RELATIONS}}}id": relation}
        etree.SubElement(sheets, f"{{{MAIN}}}sheet", attributes)
    _name(tree, guest, len(ours), before)
    host.put(WORKBOOK, tree)


def _free_part(host: Package) -> str:
    """A name that no part has or had."""
    known = {*host.original.namelist(), *host.changed}
    return next(part for n in range(1, len(known) + 2) if (part := f"xl/onshelf/page{n}.xml") not in known)


def worksheets(package: Package) -> dict[str, str]:
    """Name to part, in the order of the tabs."""
    relations = package.relations(WORKBOOK)
    sheets = _found(package.tree(WORKBOOK), "sheets")
    ids = {sheet.get("name", ""): sheet.get(f"{{{RELATIONS}}}id", "") for sheet in sheets}
    return {name: relations[id_][1] for name, id_ in ids.items() if id_ in relations}


def _name(tree: Element, guest: Package, count: int, before: int) -> None:
    """The names that our pages use (filters, titles to print), and the hidden one that says they are ours."""
    names = tree.find(f"{{{MAIN}}}definedNames")
    if names is None:
        names = etree.Element(f"{{{MAIN}}}definedNames")
        _before_names(tree).addnext(names)
    first = len(worksheets(guest)) - count
    for name in guest.tree(WORKBOOK).iter(f"{{{MAIN}}}definedName"):
        place = int(name.get("localSheetId", "-1")) - first
        if place >= 0:
            name.set("localSheetId", str(before + place))
            names.append(name)
    for place in range(count):
        attributes = {"name": _MARK, "localSheetId": str(before + place), "hidden": "1"}
        etree.SubElement(names, f"{{{MAIN}}}definedName", attributes).text = '"onshelf"'


def _before_names(tree: Element) -> Element:
    """What names stand behind (ECMA-376, CT_Workbook)."""
    before = ("externalReferences", "functionGroups", "sheets")
    return next(found for name in before if (found := tree.find(f"{{{MAIN}}}{name}")) is not None)


def _restyled(part: bytes, styles: Sequence[int]) -> bytes:
    def moved(found: re.Match[bytes]) -> bytes:
        return found[1] + b"%d" % styles[int(found[2])] + found[3]

    return b"".join(
        _STYLE.sub(moved, piece) if is_tag else piece
        for is_tag, piece in _pieces(part.replace(b' tabSelected="1"', b""))
    )


def _pieces(part: bytes) -> Iterator[tuple[bool, bytes]]:
    at = 0
    for found in _STYLED.finditer(part):
        yield False, part[at : found.start()]
        yield True, found[0]
        at = found.end()
    yield False, part[at:]


def _found(tree: Element, name: str) -> Element:
    found = tree.find(f"{{{MAIN}}}{name}")
    if found is None:
        raise Unpatchable("parts")
    return found
