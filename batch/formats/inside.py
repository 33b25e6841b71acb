"""What the reader's process does: a workbook of any kind we know, to its cells. Raises UnreadableFile only."""

from pathlib import Path

from batch.formats import libre, ooxml, others
from batch.formats.package import OLE, kind_of_zip, opened, refuse_other_ole
from batch.formats.taken import Taken
from batch.formats.xseries import Names


def take(path: Path, names: Names) -> Taken:
    content = path.read_bytes()
    if content.startswith(OLE):
        refuse_other_ole(content, path.name)
        return others.take(path, names)
    with opened(content, path.name) as package:
        kind = kind_of_zip(package, path.name)
        if kind == "xlsx":
            return ooxml.take(content, package, path.name, names)
        return libre.take(package, path.name, names)
