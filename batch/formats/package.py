"""What stands inside an Excel file, and whether it may be opened at all. Nothing is unpacked to disk."""

import io
import posixpath
import zipfile
import zlib
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from xml.etree import ElementTree
from xml.etree.ElementTree import ParseError

from batch.errors import UnreadableFile

MAX_INFLATED = 1 << 30
MAX_MEMBERS = 10_000

ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_WORKBOOK, _RELATIONS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
_IS_ENCRYPTED = 0x1
# A directory that lies makes zipfile seek before the start, which it reports as a ValueError.
_DAMAGE = (zipfile.BadZipFile, zlib.error, ParseError, EOFError, LookupError, ValueError, RuntimeError, OSError)
_PROLOGUE = 1 << 12  # a DOCTYPE stands before the first element or nowhere


@dataclass(frozen=True, slots=True)
class Worksheet:
    """``part``: its member in the zip."""

    name: str
    part: str
    visible: bool


def opened(content: bytes, name: str) -> zipfile.ZipFile:
    """The zip of a workbook whose directory keeps the bounds. Raises UnreadableFile with one code per cause."""
    if content.startswith(OLE):
        raise UnreadableFile(_code_of_ole(content), {"name": name})
    try:
        package = zipfile.ZipFile(io.BytesIO(content))
    except (zipfile.BadZipFile, EOFError, ValueError, NotImplementedError) as error:
        raise UnreadableFile("file.truncated", {"name": name}) from error
    _refuse_unsafe(package.infolist(), name)
    with damage_told(name):
        _refuse_doctypes(package, name)
    if _WORKBOOK not in package.namelist():
        raise UnreadableFile("file.not_a_workbook", {"name": name})
    return package


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


@contextmanager
def damage_told(name: str) -> Iterator[None]:
    """Whatever a broken zip or broken XML raises inside is told as one refusal."""
    try:
        yield
    except _DAMAGE as error:
        raise UnreadableFile("file.damaged", {"name": name}) from error


def _code_of_ole(content: bytes) -> str:
    """The old container holds encrypted new workbooks, old workbooks, and other programs' files."""
    if "EncryptedPackage".encode("utf-16-le") in content:
        return "file.encrypted"
    is_old = any(stream.encode("utf-16-le") in content for stream in ("Workbook", "Book"))
    return "file.old_excel" if is_old else "file.not_a_workbook"


def _refuse_unsafe(members: Collection[zipfile.ZipInfo], name: str) -> None:
    if any(member.flag_bits & _IS_ENCRYPTED for member in members):
        raise UnreadableFile("file.encrypted", {"name": name})
    if len({member.filename for member in members}) < len(members) or any(map(_leaves, members)):
        raise UnreadableFile("file.unsafe", {"name": name})
    if len(members) > MAX_MEMBERS or sum(member.file_size for member in members) > MAX_INFLATED:
        raise UnreadableFile("file.inflates", {"name": name, "limit": MAX_INFLATED >> 30})


def _leaves(member: zipfile.ZipInfo) -> bool:
    return member.filename.startswith("/") or ".." in member.filename.split("/")


def _relation_id(element: ElementTree.Element) -> str | None:
    return next((value for key, value in element.items() if key.endswith("}id")), None)


def _refuse_doctypes(package: zipfile.ZipFile, name: str) -> None:
    """No file of Excel's declares entities; one that does wants something of its reader."""
    for member in package.infolist():
        if not member.filename.endswith((".xml", ".rels")):
            continue
        with package.open(member) as part:
            head = part.read(_PROLOGUE)
        if b"<!DOCTYPE" in head or b"<!ENTITY" in head:
            raise UnreadableFile("file.unsafe", {"name": name})


def _tree(package: zipfile.ZipFile, part: str, name: str) -> ElementTree.Element:
    with damage_told(name):
        return ElementTree.fromstring(package.read(part))
