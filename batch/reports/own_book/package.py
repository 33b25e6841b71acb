"""The parts of a workbook: read, replaced, added, and packed again; what is not touched keeps every byte of it."""

import io
import posixpath
import shutil
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from lxml import etree

from batch import scratch

CONTENT_TYPES, WORKBOOK, STYLES = "[Content_Types].xml", "xl/workbook.xml", "xl/styles.xml"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKED_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_LARGE, _PIECE = 1 << 30, 1 << 20  # bytes
_LEVEL = 1  # the size of the answer matters less than the wait for it
_NO_RELATIONS = f'<Relationships xmlns="{_PACKED_RELATIONS}"/>'

Element = etree._Element


class Unpatchable(Exception):
    """No error: the workbook is written in a way that we do not complete in place, and ours takes its place.

    ``reason``: a word of messages.
    """

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, eq=False, slots=True)
class Package:
    """A workbook, open. ``changed``: parts that differ from the original or are new, by name.

    ``told``: parts that are made while they are packed, piece by piece, in place of what is there.
    """

    original: zipfile.ZipFile
    changed: dict[str, bytes] = field(default_factory=dict)
    told: dict[str, Iterable[bytes]] = field(default_factory=dict)
    dropped: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, content: bytes) -> "Package":
        """Raises Unpatchable where it is no workbook in the usual (transitional) form."""
        package = cls(zipfile.ZipFile(io.BytesIO(content)))
        if not {CONTENT_TYPES, WORKBOOK, STYLES} <= set(package.original.namelist()):
            raise Unpatchable("parts")
        if package.tree(WORKBOOK).tag != f"{{{MAIN}}}workbook":
            raise Unpatchable("dialect")
        return package

    def names(self) -> set[str]:
        return (set(self.original.namelist()) | self.changed.keys()) - self.dropped

    def read(self, part: str) -> bytes:
        return self.changed[part] if part in self.changed else self.original.read(part)

    def tree(self, part: str) -> Element:
        """Nothing outside the part is ever looked up."""
        return etree.fromstring(self.read(part), etree.XMLParser(resolve_entities=False, no_network=True))

    def put(self, part: str, tree: Element) -> None:
        self.changed[part] = etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)

    def drop(self, part: str) -> None:
        self.dropped.add(part)
        self.changed.pop(part, None)

    def relations(self, part: str) -> dict[str, tuple[str, str]]:
        """By id: the last word of the type, and the part that is meant; links to the outside are left out."""
        where = relations_of(part)
        if where not in self.names():
            return {}
        return {
            relation.get("Id", ""): (relation.get("Type", "").rpartition("/")[2], _meant(part, relation))
            for relation in self.tree(where)
            if isinstance(relation.tag, str) and relation.get("TargetMode") != "External"
        }

    def relate(self, part: str, kind: str, target: str) -> str:
        """The id of a new relation from ``part`` to ``target``."""
        where = relations_of(part)
        tree = self.tree(where) if where in self.names() else etree.fromstring(_NO_RELATIONS)
        taken = {relation.get("Id") for relation in tree}
        name = next(name for n in range(1, len(taken) + 2) if (name := f"rIdOnshelf{n}") not in taken)
        etree.SubElement(
            tree,
            f"{{{_PACKED_RELATIONS}}}Relationship",
            {"Id": name, "Type": f"{RELATIONS}/{kind}", "Target": f"/{target}"},
        )
        self.put(where, tree)
        return name

    def unrelate(self, part: str, ids: set[str]) -> None:
        where = relations_of(part)
        tree = self.tree(where)
        for relation in [relation for relation in tree if relation.get("Id") in ids]:
            tree.remove(relation)
        self.put(where, tree)

    def declare(self, part: str, content_type: str) -> None:
        """What kind of part a new one is."""
        tree = self.tree(CONTENT_TYPES)
        etree.SubElement(tree, f"{{{_TYPES}}}Override", {"PartName": f"/{part}", "ContentType": content_type})
        self.put(CONTENT_TYPES, tree)

    def forget(self, part: str) -> None:
        """The part is no longer declared, and no longer there."""
        tree = self.tree(CONTENT_TYPES)
        for known in [known for known in tree if known.get("PartName") == f"/{part}"]:
            tree.remove(known)
        self.put(CONTENT_TYPES, tree)
        self.drop(part)

    def packed(self) -> bytes:
        """The members in their old order, the new ones behind them."""
        content = io.BytesIO()
        with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED, compresslevel=_LEVEL) as made:
            for name in self._order():
                if name in self.told:
                    _tell(made, name, self.told[name])
                else:
                    made.writestr(_member(name), self.read(name), zipfile.ZIP_DEFLATED, _LEVEL)
        return content.getvalue()

    def _order(self) -> Iterator[str]:
        old = self.original.namelist()
        yield from (name for name in old if name not in self.dropped)
        yield from (name for name in self.changed if name not in set(old))


def relations_of(part: str) -> str:
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def _meant(part: str, relation: Element) -> str:
    return posixpath.normpath(posixpath.join("/", posixpath.dirname(part), relation.get("Target", ""))).lstrip("/")


def _tell(made: zipfile.ZipFile, name: str, pieces: Iterable[bytes]) -> None:
    """By way of a file: an archive wants to know first whether a member is larger than its old form has room for."""
    with scratch.folder() as folder, (folder / "part.xml").open("wb+") as file:
        file.writelines(pieces)
        large = file.tell() >= _LARGE
        file.seek(0)
        with made.open(name, "w", force_zip64=large) as member:
            shutil.copyfileobj(file, member, _PIECE)


def _member(name: str) -> zipfile.ZipInfo:
    """Always the same bytes for the same parts: no time of the clock."""
    return zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
