"""The rows that need a hand, in the merchant's own dress, so that they can be mended and given back.

A variant that needs one comes with its siblings: alone it would be taken for a product of its own.
"""

import codecs
from collections.abc import Sequence

import pandas as pd

from batch.messages import Messages
from batch.model.catalog import Sheet
from batch.model.harmless import table
from batch.model.own import WHY_COLUMNS
from batch.model.reports import Report
from batch.reports.columns import heading_texts, headings
from batch.reports.sentences import findings_by_row, why
from batch.reports.verdicts import verdict

_FALLBACK = "utf-8-sig"


def fix_file(report: Report, sheet: Sheet, families: pd.Series, messages: Messages) -> bytes:
    """``<stem>.fix.csv``: the input's own headings, delimiter and encoding, plus one last column saying why.

    A workbook gives a comma file in UTF-8 with BOM, as does a file whose encoding lacks a character of ours.
    ``families``: by row number; null where a row is no product.
    """
    positions = list(map(int, sheet.cells.columns))
    findings = findings_by_row(report.findings)
    needing = {row.row: row for row in report.rows if verdict(row.result).needs_hand}
    words = {row: why(result, findings.get(row, []), messages) for row, result in needing.items()}
    words |= {row: messages("why.sibling", {"row": other}) for row, other in _siblings(list(needing), families).items()}
    cells = sheet.cells[sheet.cells.index.isin(words)].sort_index()
    texts = zip(*(cells[position].astype(object).tolist() for position in positions), strict=True)
    rows = [[*map(_text, typed), words[row]] for row, typed in zip(map(int, cells.index), texts, strict=True)]
    heading = [*heading_texts(sheet, positions), *headings(WHY_COLUMNS, messages)]
    return _encoded(table(heading, rows, sheet.source.delimiter or ","), sheet.source.encoding or _FALLBACK)


def _siblings(needing: Sequence[int], families: pd.Series) -> dict[int, int]:
    """Rows that need no hand themselves, to the first row of their product that does."""
    first: dict[str, int] = {}
    for row in sorted(set(needing) & set(families.index)):
        if isinstance(family := families[row], str):
            first.setdefault(family, row)
    others = families[families.isin(first.keys()) & ~families.index.isin(needing)]
    return {int(row): first[family] for row, family in others.items()}


def _text(cell: object) -> str:
    return cell if isinstance(cell, str) else ""


def _encoded(text: str, encoding: str) -> bytes:
    try:
        if codecs.lookup(encoding).name.startswith("utf-16"):
            return codecs.BOM_UTF16_LE + text.encode("utf-16-le")
        return text.encode(encoding)
    except (UnicodeEncodeError, LookupError):
        return text.encode(_FALLBACK)
