"""Findings about the heading line, and about rows that are longer than it."""

from collections.abc import Iterator

from batch.model.catalog import Heading, Sheet
from batch.model.findings import Finding
from batch.model.places import Places
from batch.values import cell_address
from schemas.headings import recognised


def headings(sheet: Sheet) -> Iterator[Finding]:
    """A column that stands twice is read once, the first time; one that we do not know is carried along."""
    for heading in sheet.headings:
        if heading.column is None and heading.text.strip():
            code = "heading.duplicate" if recognised(heading.text) else "heading.unknown"
            yield _about(heading, code, sheet.heading_row)


def overlong(places: Places) -> Iterator[Finding]:
    """Cells beyond the last heading: the row has slipped, and no cell of it can be trusted."""
    for row in sorted(places.sheet.overlong):
        yield places.cell("row.too_long", "", row)


def _about(heading: Heading, code: str, row: int) -> Finding:
    return Finding(code, column=heading.text, cell=cell_address(row, heading.position), value=heading.text)
