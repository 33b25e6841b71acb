"""What the reader's process does: a workbook of any kind we know, to its cells. Raises UnreadableFile only."""

from pathlib import Path

from batch.formats import ooxml, others
from batch.formats.package import OLE, kind_of_ole, kind_of_zip, opened
from batch.formats.taken import Taken
from batch.formats.xseries import Names


def take(path: Path, names: Names) -> Taken:
    content = path.read_bytes()
    if content.startswith(OLE):
        return others.take(path, kind_of_ole(content, path.name), names)
    with opened(content, path.name) as package:
        kind = kind_of_zip(package, path.name)
        if kind == "xlsx":
            return ooxml.take(content, package, path.name, names)
        return others.take(path, kind, names)
