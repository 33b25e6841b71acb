"""An export as a CSV file: for other programs, and for Excel's own import."""

from batch.model.exports import Exported
from batch.model.harmless import table
from batch.reports.export_columns import heading, mark

BOM = "\ufeff"  # without it Excel takes the letters for those of Windows


def export_csv(exported: Exported, export: str, words: str) -> bytes:
    """Comma, UTF-8 with BOM, LF. ``words``: exact, en or fr, for the headings. The last column holds nothing."""
    columns = [str(name) for name in exported.rows.columns]
    texts = zip(*(exported.rows[name].astype(object).tolist() for name in columns), strict=True)
    rows = ([*(cell if isinstance(cell, str) else "" for cell in cells), ""] for cells in texts)
    return (BOM + table([*(heading(name, words) for name in columns), mark(export)], rows)).encode()


def is_unwritable(text: str) -> bool:
    """A zero byte makes of a text file a binary one."""
    return "\0" in text
