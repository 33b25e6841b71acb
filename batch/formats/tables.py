"""The totals row of a table of Excel's own: Excel says that it is none of the rows, whatever stands in it.

Source: ECMA-376 part 1, 18.5.1.2 table: ref, totalsRowCount.
"""

import posixpath
import re
import zipfile
from collections.abc import Iterator, Sequence
from xml.etree import ElementTree

from batch.formats.addresses import position
from batch.formats.rows import TOTAL, Table

Totals = tuple[int, int, int, int, int]  # the table's top and bottom row, left and right position; rows of totals

_REF = re.compile(r"([A-Z]+)(\d+):([A-Z]+)(\d+)")


def totals_of(package: zipfile.ZipFile, part: str) -> Iterator[Totals]:
    """The tables of a worksheet that show totals."""
    folder, name = posixpath.split(part)
    relations = f"{folder}/_rels/{name}.rels"
    if relations not in package.namelist():
        return
    for relation in ElementTree.fromstring(package.read(relations)):
        target = posixpath.normpath(posixpath.join("/", folder, relation.get("Target", "")))[1:]
        if relation.get("Type", "").endswith("/table") and target in package.namelist():
            table = ElementTree.fromstring(package.read(target))
            ref, count = _REF.fullmatch(table.get("ref", "")), int(table.get("totalsRowCount", "0"))
            if ref and count > 0:
                left, right = (position(letters.encode()) for letters in (ref[1], ref[3]))
                yield int(ref[2]), int(ref[4]), left, right, count


def table_totals(totals: Sequence[Totals], table: Table, first: int) -> dict[int, str]:
    """By offset, the rows of totals under the headings, which stand right before row ``first``. Another table beside
    the catalog has its totals in rows that may be products."""
    found: dict[int, str] = {}
    for top, bottom, left, right, count in totals:
        known = [heading.position for heading in table.found if heading.column]
        if top == first - 1 and all(left <= at <= right for at in known):
            found |= {row - first: TOTAL for row in range(bottom - count + 1, bottom + 1)}
    return {at: reason for at, reason in found.items() if at in set(table.kept)}
