"""Findings about the heading line, and about rows that are longer than it."""

from collections.abc import Iterator

from batch.model.catalog import Heading, Sheet
from batch.model.findings import Finding
from batch.model.places import Places
from batch.values import cell_address
from schemas.headings import is_not_carried, recognised


def headings(sheet: Sheet) -> Iterator[Finding]:
    """A column that stands twice is read once, by its surest heading; one that we do not know is carried along."""
    for heading in sheet.headings:
        if heading.column is None and heading.text.strip():
            yield _about(heading, _code(heading), sheet.heading_row)


def overlong(places: Places) -> Iterator[Finding]:
    """Cells beyond the last heading: the row has slipped, and no cell of it can be trusted."""
    for row in sorted(places.sheet.overlong):
        yield places.cell("row.too_long", "", row)


def cut(places: Places) -> Iterator[Finding]:
    """A row in pieces: the cell at the break is short of its end, and what follows it stands elsewhere."""
    for row in sorted(places.sheet.cut.intersection(places.texts.index)):
        yield places.cell("row.cut", "", row)


def _code(heading: Heading) -> str:
    if heading.could_be:
        return "heading.ambiguous"
    if is_not_carried(heading.text):
        return "heading.not_carried"
    return "heading.duplicate" if recognised(heading.text) else "heading.unknown"


def _about(heading: Heading, code: str, row: int) -> Finding:
    facts = (("columns", ", ".join(heading.could_be)),) if heading.could_be else ()
    address = cell_address(row, heading.position)
    return Finding(code, column=heading.text, cell=address, value=heading.text, facts=facts)
