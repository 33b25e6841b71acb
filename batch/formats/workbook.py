"""Workbooks of Excel and of OpenDocument: the sheet in them, taken out by a process of its own."""

import hashlib
from collections.abc import Callable
from pathlib import Path

from batch.errors import UnreadableFile
from batch.formats import apart, xseries
from batch.formats.guesses import of_source
from batch.formats.merged import among_products
from batch.formats.package import OLE, ZIP
from batch.formats.taken import Taken
from batch.formats.xseries import NO_NAMES, Found, Names
from batch.model.catalog import Sheet, Source

MAX_BYTES = 50 << 20


class Workbook:
    """The first visible worksheet with a heading row. ``take``: how the cells are got, in a process apart or here."""

    name = "xlsx"

    def __init__(self, take: Callable[[Path, Names], Taken] = apart.take) -> None:
        self._take = take

    def recognises(self, head: bytes) -> bool:
        """Whatever is packed like one is recognised, so as to be refused with its own sentence."""
        return head.startswith((ZIP, OLE))

    def read(self, path: Path, names: Names = NO_NAMES) -> Sheet:
        """Raises UnreadableFile: too large, encrypted, cut short, damaged, no workbook, or without headings."""
        if path.stat().st_size > MAX_BYTES:
            raise UnreadableFile("file.too_large", {"name": path.name, "limit": MAX_BYTES >> 20})
        taken = self._take(path, names)
        with path.open("rb") as content:
            sha256 = hashlib.file_digest(content, "sha256").hexdigest()
        source = Source(path, path.name, sha256, taken.format, worksheet=taken.worksheet)
        first = taken.grid.top + (xseries.heading_row(taken.grid, names) or 0) + 1
        about = Found((*of_source(source), *among_products(taken.guesses, first)), taken.kinds, taken.totals)
        return xseries.sheet(taken.grid, source, names, about)
