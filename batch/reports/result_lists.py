"""The lists of the result: every cell changed, and every finding, one line each."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from batch.model.catalog import Sheet
from batch.model.findings import Finding
from batch.model.reports import Report
from batch.reports.columns import field_label
from batch.reports.figures import PLANNED, CellChange, cell_changes
from batch.reports.looks import LAST_ROW, Looks, height, lay_out, put
from batch.reports.sentences import told, value_words
from batch.reports.verdicts import SEVERITIES, STATUSES, Tone

CHANGES = (("row", 7), ("sku", 18), ("field", 24), ("before", 34), ("after", 34), ("status", 18), ("confirmed", 34))
ISSUES = (
    ("row", 7),
    ("cell", 8),
    ("sku", 18),
    ("severity", 14),
    ("heading", 20),
    ("value", 24),
    ("message", 52),
    ("expected", 38),
    ("suggestion", 24),
    ("code", 24),
)

_STATUS_TONES = {word: tone for word, _, tone in STATUSES} | {PLANNED: Tone.NEWS}
_STATUS_SYMBOLS = {word: symbol for word, symbol, _ in STATUSES} | {PLANNED: "→"}
_SEVERITY_SYMBOLS = {severity: symbol for severity, symbol, _ in SEVERITIES}
_SEVERITY_TONES = {severity: tone for severity, _, tone in SEVERITIES}

_Cell = tuple[str, Any]


def write_changes(worksheet: Any, report: Report, sheet: Sheet | None, look: Looks) -> None:  # noqa: ARG001
    changes = cell_changes(report)
    _write_list(worksheet, CHANGES, (_change(change, report, look) for change in changes), len(changes), look)


def write_issues(worksheet: Any, report: Report, sheet: Sheet | None, look: Looks) -> None:  # noqa: ARG001
    findings = report.findings
    _write_list(worksheet, ISSUES, (_issue(finding, look) for finding in findings), len(findings), look)


def _change(change: CellChange, report: Report, look: Looks) -> Iterator[_Cell]:
    text, wrapped, right = look.styles["text"], look.styles["wrapped"], look.styles["right"]
    status = f"{_STATUS_SYMBOLS.get(change.status, '?')} {look.messages(f'status.{change.status}')}"
    yield str(change.row.row or ""), right
    yield change.row.sku, text
    yield field_label(change.field.name, report), text
    yield value_words(change.field.name, change.field.before, look.messages), wrapped
    yield value_words(change.field.name, change.field.after, look.messages), wrapped
    yield status, look.tones[_STATUS_TONES.get(change.status, Tone.BAD)]
    yield value_words(change.field.name, change.confirmed, look.messages), wrapped


def _issue(finding: Finding, look: Looks) -> Iterator[_Cell]:
    text, wrapped, right = look.styles["text"], look.styles["wrapped"], look.styles["right"]
    words, severity = told(finding, look.messages), finding.severity
    grave = f"{_SEVERITY_SYMBOLS[severity]} {look.messages(f'severity.{severity.value}')}"
    yield str(finding.row or ""), right
    yield finding.cell or "", text
    yield finding.sku or "", text
    yield grave, look.tones[_SEVERITY_TONES[severity]]
    yield finding.column or "", text
    yield finding.value or "", wrapped
    yield words.message, wrapped
    yield words.expected, wrapped
    yield words.suggestion, wrapped
    yield finding.code, look.styles["quiet"]


def _write_list(
    worksheet: Any, columns: Sequence[tuple[str, int]], lines: Iterable[Iterable[_Cell]], number: int, look: Looks
) -> None:
    _set_view(worksheet, columns, min(number + 1, LAST_ROW))
    for position, (name, _) in enumerate(columns):
        put(worksheet, 1, position, look.messages(f"column.{name}"), look.styles["our_heading"], look.messages)
    for row, line in enumerate(lines, start=2):
        if row == LAST_ROW and number + 1 > LAST_ROW:
            more = look.messages.count("more", number + 2 - LAST_ROW)
            put(worksheet, row, 0, more, look.styles["text"], look.messages)
            return
        cells = list(line)
        worksheet.set_row(row - 1, height((text, width) for (text, _), (_, width) in zip(cells, columns, strict=True)))
        for position, (text, style) in enumerate(cells):
            put(worksheet, row, position, text, style, look.messages)


def _set_view(worksheet: Any, columns: Sequence[tuple[str, int]], last_row: int) -> None:
    for position, (_, width) in enumerate(columns):
        worksheet.set_column(position, position, width)
    worksheet.set_row(0, 22)
    worksheet.freeze_panes(1, 0)
    worksheet.autofilter(0, 0, max(last_row - 1, 1), len(columns) - 1)
    worksheet.hide_gridlines(2)
    lay_out(worksheet, 1)
