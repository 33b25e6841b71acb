"""What a workbook knows of a cell besides its text."""

from collections.abc import Iterable, Iterator, Mapping

from batch.check.looking import Looking
from batch.model.catalog import Sheet
from batch.model.findings import Finding
from batch.values import cell_address


def as_text(sheet: Sheet) -> Mapping[str, str]:
    """The columns of numbers with texts that might be two numbers: all of them text, or mixed with numbers."""
    columns = {heading.position: heading.column for heading in sheet.headings if heading.column}
    return {columns[at]: kind for (_, at), kind in sheet.kinds.items() if kind in ("text", "mixed")}


def formulas_first(looking: Looking, found: Iterable[Finding]) -> Iterator[Finding]:
    """A formula whose result was never stored is told as that, once, whatever its column makes of the text."""
    sheet, texts = looking.places.sheet, looking.places.texts
    columns = {
        heading.position: heading.column for heading in sheet.headings if heading.column and heading.column in looking
    }
    rows = set(texts.index[looking.products])
    formulas = {
        cell_address(row, position): (columns[position], row)
        for (row, position), kind in sheet.kinds.items()
        if kind == "formula" and position in columns and row in rows
    }
    yield from (finding for finding in found if finding.cell not in formulas)
    for column, row in formulas.values():
        yield looking.places.cell("cell.formula", column, row)
