"""Cells that were refused for more than their text: as text alone they would pass for mended when they are given back.

So they are written behind a mark that no value has, and that is refused until it is typed over.
"""

from collections.abc import Collection, Sequence

from batch.messages import Messages
from batch.model.catalog import Sheet
from batch.model.findings import Finding
from batch.values import position_of
from schemas.cells import unmended
from schemas.headings import IDENTIFYING

# Told by the file: how a workbook keeps or shows a cell, how a text file is encoded and taken apart.
OF_THE_FILE = frozenset(
    {
        *("cell.covered", "cell.struck", "cell.struck_out", "cell.shown_otherwise", "price.shown_otherwise"),
        *("store.currency", "cell.not_text", "cell.formula", "text.unsure_letters"),
        *("row.cut", "row.unsplit", "row.too_long"),
    }
)
# Told by the other rows of a column, which are not in a file of the rows to mend.
OF_THE_COLUMN = frozenset({"price.ambiguous", "number.ambiguous", "sku.lost_zero", "row.total_unclear"})


def marked(
    texts: Sequence[str], findings: Sequence[Finding], codes: Collection[str], sheet: Sheet, messages: Messages
) -> tuple[str, ...]:
    """One row as typed, in the order of the sheet's columns, with the mark on the cells that have one of ``codes``."""
    places = {_place(finding, sheet) for finding in findings if finding.code in codes}
    if not places:
        return tuple(texts)
    return tuple(
        unmended(text, messages.language) if position in places else text
        for position, text in zip(map(int, sheet.cells.columns), texts, strict=True)
    )


def _place(finding: Finding, sheet: Sheet) -> int | None:
    """A row at fault as a whole is marked where it says which product it means."""
    if finding.cell and not finding.code.startswith("row."):
        return position_of(finding.cell)
    known = {heading.column: heading.position for heading in sheet.headings if heading.column}
    return next((known[column] for column in ("sku", *IDENTIFYING) if column in known), None)
