"""For the auditor: one line for each cell changed, in words that do not depend on a language."""

from batch.model.harmless import table
from batch.model.reports import Report
from batch.reports.figures import CellChange, cell_changes

COLUMNS = ("run", "time", "row", "product", "sku", "field", "before", "after", "status", "confirmed")


def changes_file(report: Report) -> bytes:
    """``changes.csv``: comma, UTF-8, LF. ``time`` is when the run ended; ``product`` is the store's id, or
    product/variation. Nothing there and emptied are both an empty cell."""
    lines = (_line(change, report) for change in cell_changes(report))
    return table(COLUMNS, lines).encode()


def _line(change: CellChange, report: Report) -> tuple[str, ...]:
    row, field = change.row, change.field
    return (
        report.run.id,
        report.run.ended,
        str(row.row or ""),
        row.store_id or "",
        row.sku,
        field.name,
        field.before or "",
        field.after or "",
        change.status,
        change.confirmed or "",
    )
