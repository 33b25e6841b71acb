"""The rows that need a hand, in the merchant's own dress, so that they can be mended and given back."""

import codecs

from batch.messages import Messages
from batch.model.catalog import Sheet
from batch.model.harmless import table
from batch.model.own import WHY_COLUMNS
from batch.model.reports import Report
from batch.reports.columns import heading_texts, headings
from batch.reports.sentences import findings_by_row, why
from batch.reports.verdicts import verdict

_FALLBACK = "utf-8-sig"


def fix_file(report: Report, sheet: Sheet, messages: Messages) -> bytes:
    """``<stem>.fix.csv``: the input's own headings, delimiter and encoding, plus one last column saying why.

    A workbook gives a comma file in UTF-8 with BOM, as does a file whose encoding lacks a character of ours.
    """
    positions = list(map(int, sheet.cells.columns))
    findings = findings_by_row(report.findings)
    needing = {row.row: row for row in report.rows if verdict(row.result).needs_hand}
    cells = sheet.cells[sheet.cells.index.isin(needing)].sort_index()
    texts = zip(*(cells[position].astype(object).tolist() for position in positions), strict=True)
    rows = [
        [*map(_text, typed), why(needing[number], findings.get(number, []), messages)]
        for number, typed in zip(map(int, cells.index), texts, strict=True)
    ]
    heading = [*heading_texts(sheet, positions), *headings(WHY_COLUMNS, messages)]
    return _encoded(table(heading, rows, sheet.source.delimiter or ","), sheet.source.encoding or _FALLBACK)


def _text(cell: object) -> str:
    return cell if isinstance(cell, str) else ""


def _encoded(text: str, encoding: str) -> bytes:
    try:
        if codecs.lookup(encoding).name.startswith("utf-16"):
            return codecs.BOM_UTF16_LE + text.encode("utf-16-le")
        return text.encode(encoding)
    except (UnicodeEncodeError, LookupError):
        return text.encode(_FALLBACK)
