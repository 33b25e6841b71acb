"""The rows that need a hand, in the merchant's own dress, so that they can be mended and given back.

A variant that needs one comes with its siblings: alone it would be taken for a product of its own.
"""

import codecs
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from batch.messages import Messages
from batch.model.catalog import Sheet
from batch.model.harmless import table
from batch.model.own import WHY_COLUMNS
from batch.model.reports import Report
from batch.reports.columns import heading_texts, headings, mark_of, typed_rows
from batch.reports.fix_book import Row, fix_book
from batch.reports.sentences import findings_by_row, why
from batch.reports.unmended import OF_THE_COLUMN, OF_THE_FILE, marked
from batch.reports.verdicts import verdict

_FALLBACK = "utf-8-sig"


@dataclass(frozen=True, eq=False, slots=True)
class Fix:
    """``suffix``: of the file's name."""

    suffix: str
    content: bytes


def fix_file(report: Report, sheet: Sheet, families: pd.Series, messages: Messages) -> Fix:
    """``<stem>.fix.csv``: the input's own headings, delimiter and encoding, plus one last column saying why; UTF-8 with
    BOM where that encoding lacks a character of ours. A workbook gets ``<stem>.fix.xlsx``.

    ``families``: by row number; null where a row is no product.
    """
    words = _words(report, families, messages)
    typed = list(_marked(report, sheet, words, messages))
    if sheet.source.format != "csv":
        return Fix(".xlsx", fix_book(report, sheet, typed, words, messages))
    positions = list(map(int, sheet.cells.columns))
    mark = mark_of(sheet)
    heading = [*heading_texts(sheet, positions), *mark, *headings(WHY_COLUMNS, messages)]
    rows = ([*texts, *("" for _ in mark), words[row]] for row, texts in typed)
    return Fix(
        ".csv", _encoded(table(heading, rows, sheet.source.delimiter or ","), sheet.source.encoding or _FALLBACK)
    )


def _marked(report: Report, sheet: Sheet, words: Mapping[int, str], messages: Messages) -> Iterator[Row]:
    """The rows as typed, with the mark on what would pass for mended in this file."""
    findings = findings_by_row(report.findings)
    for row, texts in typed_rows(sheet, words):
        yield row, marked(texts, findings.get(row, ()), OF_THE_FILE | OF_THE_COLUMN, sheet, messages)


def _words(report: Report, families: pd.Series, messages: Messages) -> dict[int, str]:
    """Why each row is there, by row."""
    findings = findings_by_row(report.findings)
    needing = {row.row: row for row in report.rows if verdict(row.result).needs_hand}
    words = {row: why(result, findings.get(row, []), messages) for row, result in needing.items()}
    siblings = _siblings(list(needing), families)
    return words | {row: messages("why.sibling", {"row": other}) for row, other in siblings.items()}


def _siblings(needing: Sequence[int], families: pd.Series) -> dict[int, int]:
    """Rows that need no hand themselves, to the first row of their product that does."""
    first: dict[str, int] = {}
    for row in sorted(set(needing) & set(families.index)):
        if isinstance(family := families[row], str):
            first.setdefault(family, row)
    others = families[families.isin(first.keys()) & ~families.index.isin(needing)]
    return {int(row): first[family] for row, family in others.items()}


def _encoded(text: str, encoding: str) -> bytes:
    try:
        if codecs.lookup(encoding).name.startswith("utf-16"):
            return codecs.BOM_UTF16_LE + text.encode("utf-16-le")
        return text.encode(encoding)
    except (UnicodeEncodeError, LookupError):
        return text.encode(_FALLBACK)
