"""What stands inside an Excel file, and whether it may be opened at all. Nothing is unpacked to disk."""

import io
import posixpath
import zipfile
import zlib
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from xml.etree import ElementTree
from xml.etree.ElementTree import ParseError

from batch.errors import UnreadableFile
from batch.formats.number_formats import BUILT_IN, is_built_in_date, is_of_dates, sections, shown_text
from batch.formats.raw_cells import Looks

MAX_INFLATED = 1 << 30
MAX_MEMBERS = 10_000

ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_WORKBOOK, _RELATIONS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
STYLES = "xl/styles.xml"
_IS_ENCRYPTED = 0x1
# A directory that lies makes zipfile seek before the start, which it reports as a ValueError.
_DAMAGE = (zipfile.BadZipFile, zlib.error, ParseError, EOFError, LookupError, ValueError, RuntimeError, OSError)
MAX_SHARED = 256 << 20  # texts, which the reader holds all at once
_RATIO, _RATIO_FROM = 150, 16 << 20  # a large part that shrinks so well is no catalog; blank cells shrink to a tenth
_PIECE = 1 << 18
_HEADER = 30  # of a member, before its name
_PLAIN_SIGNS = (b"<!DOCTYPE", b"<!ENTITY", b"<!doctype")
_WIDE_SIGNS = tuple(sign.decode().encode(wide) for sign in _PLAIN_SIGNS for wide in ("utf-16-le", "utf-16-be"))
_LONGEST_SIGN = 18
_KNOWN_PACKING = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)


@dataclass(frozen=True, slots=True)
class Worksheet:
    """``part``: its member in the zip."""

    name: str
    part: str
    visible: bool


def opened(content: bytes, name: str) -> zipfile.ZipFile:
    """The zip of a workbook whose members keep the bounds, in truth and not in their own words.

    Raises UnreadableFile with one code per cause.
    """
    try:
        package = zipfile.ZipFile(io.BytesIO(content))
    # NotImplementedError is zipfile's word for a version of the format that it cannot unpack
    except (zipfile.BadZipFile, EOFError, ValueError, NotImplementedError) as error:
        raise UnreadableFile("file.truncated", {"name": name}) from error
    _refuse_unsafe(package.infolist(), name)
    with damage_told(name):
        _refuse_lies(content, package.infolist(), name)
    return package


def kind_of_zip(package: zipfile.ZipFile, name: str) -> str:
    """xlsx or ods. Raises UnreadableFile for whatever else is packed so."""
    members = set(package.namelist())
    if _WORKBOOK in members:
        return "xlsx"
    if "xl/workbook.bin" in members:
        raise UnreadableFile("file.unknown_kind", {"name": name, "found": "XLSB"})
    if any(member.startswith("Index/") and member.endswith(".iwa") for member in members) or "Index.zip" in members:
        raise UnreadableFile("file.unknown_kind", {"name": name, "found": "Numbers"})
    with damage_told(name):
        if {"mimetype", "content.xml"} <= members and b"spreadsheet" in package.read("mimetype"):
            _refuse_protected(package, name)
            return "ods"
    raise UnreadableFile("file.not_a_workbook", {"name": name})


def refuse_other_ole(content: bytes, name: str) -> None:
    """Raises UnreadableFile for what is no old workbook.

    The old container holds encrypted new workbooks, old workbooks, and other programs' files.
    """
    if "EncryptedPackage".encode("utf-16-le") in content:
        raise UnreadableFile("file.encrypted", {"name": name})
    if not any(stream.encode("utf-16-le") in content for stream in ("Workbook", "Book")):
        raise UnreadableFile("file.not_a_workbook", {"name": name})


def worksheets(package: zipfile.ZipFile, name: str) -> tuple[Worksheet, ...]:
    """In the order of the tabs; charts and macro sheets left out."""
    targets = {
        relation.get("Id"): relation.get("Target", "")
        for relation in _tree(package, _RELATIONS, name).iter()
        if relation.get("Type", "").endswith("/worksheet")
    }
    found = []
    for element in _tree(package, _WORKBOOK, name).iter():
        target = targets.get(_relation_id(element)) if element.tag.endswith("}sheet") else None
        if target:
            visible = element.get("state", "visible") == "visible"
            found.append(
                Worksheet(element.get("name", ""), posixpath.normpath(posixpath.join("/xl", target))[1:], visible)
            )
    return tuple(found)


def looks_of(package: zipfile.ZipFile, name: str) -> Looks:
    """Which styles show more than the number, from which day dates count, and whether results of formulas do.

    Excel works out what is marked ``fullCalcOnLoad`` when it opens the file, and saves it without the mark. Libraries
    that write formulas put the mark there, and a 0 for each result.
    """
    workbook = _tree(package, _WORKBOOK, name)
    is_1904, unworked = _says(workbook, "workbookPr", "date1904"), _says(workbook, "calcPr", "fullCalcOnLoad")
    if STYLES not in package.namelist():
        return Looks({}, is_1904, unworked=unworked)
    tree = _tree(package, STYLES, name)
    codes = {str(number): code for number, code in BUILT_IN.items()}
    codes |= {e.get("numFmtId", ""): e.get("formatCode", "") for e in tree.iter() if e.tag.endswith("}numFmt")}
    styles = [child for e in tree if e.tag.endswith("}cellXfs") for child in e]
    parts = {at: sections(codes[number]) for at, xf in enumerate(styles) if (number := xf.get("numFmtId", "")) in codes}
    fonts = [_is_struck(child) for e in tree if e.tag.endswith("}fonts") for child in e]
    struck = {str(at) for at, is_struck in enumerate(fonts) if is_struck}
    return Looks(
        {style: found for style, found in parts.items() if found},
        is_1904,
        texts=frozenset(style for style, found in parts.items() if found and shown_text(found, "x") != "x"),
        struck=frozenset(at for at, xf in enumerate(styles) if xf.get("fontId") in struck),
        dates=frozenset(at for at, xf in enumerate(styles) if _is_of_dates(xf.get("numFmtId", ""), codes)),
        unworked=unworked,
    )


def _says(workbook: ElementTree.Element, tag: str, flag: str) -> bool:
    found = next((e for e in workbook if e.tag.endswith("}" + tag)), None)
    return found is not None and found.get(flag, "0") in ("1", "true")


def _is_of_dates(number: str, codes: Mapping[str, str]) -> bool:
    return is_of_dates(codes[number]) if number in codes else is_built_in_date(number)


def _is_struck(font: ElementTree.Element) -> bool:
    strike = next((child for child in font if child.tag.endswith("}strike")), None)
    return strike is not None and strike.get("val", "1") not in ("0", "false")


@contextmanager
def damage_told(name: str) -> Iterator[None]:
    """Whatever a broken zip or broken XML raises inside is told as one refusal."""
    try:
        yield
    except _DAMAGE as error:
        raise UnreadableFile("file.damaged", {"name": name}) from error


def _refuse_unsafe(members: Collection[zipfile.ZipInfo], name: str) -> None:
    if any(member.flag_bits & _IS_ENCRYPTED for member in members):
        raise UnreadableFile("file.encrypted", {"name": name})
    if len({member.filename for member in members}) < len(members) or any(map(_leaves, members)):
        raise UnreadableFile("file.unsafe", {"name": name})
    if any(member.compress_type not in _KNOWN_PACKING for member in members):
        raise UnreadableFile("file.unsafe", {"name": name})
    inflated = sum(member.file_size for member in members)
    shared = max((member.file_size for member in members if member.filename.endswith("sharedStrings.xml")), default=0)
    if len(members) > MAX_MEMBERS or inflated > MAX_INFLATED or shared > MAX_SHARED or any(map(_is_bomb, members)):
        raise UnreadableFile("file.inflates", {"name": name, "limit": MAX_INFLATED >> 30})


def _is_bomb(member: zipfile.ZipInfo) -> bool:
    return member.file_size > _RATIO_FROM and member.file_size > _RATIO * member.compress_size


def _leaves(member: zipfile.ZipInfo) -> bool:
    parts = member.filename.replace("\\", "/").split("/")
    return parts[0] == "" or ".." in parts or ":" in parts[0]


def _relation_id(element: ElementTree.Element) -> str | None:
    return next((value for key, value in element.items() if key.endswith("}id")), None)


def _refuse_protected(package: zipfile.ZipFile, name: str) -> None:
    if "META-INF/manifest.xml" in package.namelist() and b"encryption-data" in package.read("META-INF/manifest.xml"):
        raise UnreadableFile("file.encrypted", {"name": name})


def _refuse_lies(content: bytes, members: Sequence[zipfile.ZipInfo], name: str) -> None:
    """Every member is unpacked once, piece by piece and kept nowhere, before anyone trusts its directory entry."""
    end = 0
    for member in sorted(members, key=lambda member: member.header_offset):
        start = _data_of(content, member)
        if member.header_offset < end:
            raise UnreadableFile("file.unsafe", {"name": name})
        end = start + member.compress_size
        if end > len(content):
            raise UnreadableFile("file.truncated", {"name": name})
        has_text = member.filename.endswith((".xml", ".rels", ".vml"))
        before, size = b"", 0
        for piece in _unpacked(memoryview(content)[start:end], member):
            size += len(piece)
            if size > member.file_size:
                raise UnreadableFile("file.unsafe", {"name": name})
            if has_text and _declares(before + piece):
                raise UnreadableFile("file.unsafe", {"name": name})
            before = piece[-_LONGEST_SIGN:]
        if size != member.file_size:
            raise UnreadableFile("file.damaged", {"name": name})


def _data_of(content: bytes, member: zipfile.ZipInfo) -> int:
    """Where the packed bytes begin: behind the member's own header and its two texts."""
    head = content[member.header_offset : member.header_offset + _HEADER]
    if len(head) < _HEADER or not head.startswith(ZIP):
        raise zipfile.BadZipFile
    texts = int.from_bytes(head[26:28], "little") + int.from_bytes(head[28:30], "little")
    return member.header_offset + _HEADER + texts


def _unpacked(packed: memoryview, member: zipfile.ZipInfo) -> Iterator[bytes]:
    if member.compress_type == zipfile.ZIP_STORED:
        yield from (bytes(packed[at : at + _PIECE]) for at in range(0, len(packed), _PIECE))
        return
    inflater = zlib.decompressobj(-zlib.MAX_WBITS)
    for at in range(0, len(packed), _PIECE):
        rest: bytes | memoryview = packed[at : at + _PIECE]
        while rest and not inflater.eof:
            yield inflater.decompress(rest, _PIECE)
            rest = inflater.unconsumed_tail
    while not inflater.eof and (piece := inflater.decompress(b"", _PIECE)):
        yield piece


def _declares(text: bytes) -> bool:
    """No file of a spreadsheet program declares a document type; one that does wants something of its reader."""
    if b"!" not in text:  # one byte is found far faster than two, and is in none of most sheets
        return False
    if b"<!" in text and any(sign in text for sign in _PLAIN_SIGNS):
        return True
    return (b"<\0!\0" in text or b"\0<\0!" in text) and any(sign in text for sign in _WIDE_SIGNS)


def _tree(package: zipfile.ZipFile, part: str, name: str) -> ElementTree.Element:
    with damage_told(name):
        return ElementTree.fromstring(package.read(part))
