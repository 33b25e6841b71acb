"""The lists of the result: every cell changed, and every finding, one line each."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from batch.model.findings import Finding
from batch.model.reports import Report
from batch.reports.columns import field_label
from batch.reports.figures import PLANNED, CellChange, cell_changes
from batch.reports.lines import Line, Lines
from batch.reports.looks import LAST_ROW, Looks, cell, height, lay_out
from batch.reports.sentences import told, value_words
from batch.reports.verdicts import SEVERITIES, STATUSES, Tone

CHANGES = (("row", 7), ("sku", 18), ("field", 27), ("before", 34), ("after", 34), ("status", 18), ("confirmed", 34))
ISSUES = (
    ("row", 7),
    ("cell", 8),
    ("sku", 18),
    ("severity", 14),
    ("heading", 27),
    ("value", 24),
    ("message", 52),
    ("expected", 38),
    ("suggestion", 24),
    ("code", 24),
)

_HEAD = 21.75  # points: 29 pixels

_STATUS_TONES = {word: tone for word, _, tone in STATUSES} | {PLANNED: Tone.NEWS}
_STATUS_SYMBOLS = {word: symbol for word, symbol, _ in STATUSES} | {PLANNED: "→"}
_SEVERITY_SYMBOLS = {severity: symbol for severity, symbol, _ in SEVERITIES}
_SEVERITY_TONES = {severity: tone for severity, _, tone in SEVERITIES}

_Cell = tuple[str, Any]


def changes_list(worksheet: Any, report: Report, look: Looks) -> Lines:
    """The page is laid out; its rows come back, to be put in."""
    changes = cell_changes(report)
    return _list(worksheet, CHANGES, (_change(change, report, look) for change in changes), len(changes), look)


def issues_list(worksheet: Any, report: Report, look: Looks) -> Lines:
    """As changes_list."""
    findings = report.findings
    return _list(worksheet, ISSUES, (_issue(finding, look) for finding in findings), len(findings), look)


def _change(change: CellChange, report: Report, look: Looks) -> Iterator[_Cell]:
    text, wrapped, right = look.styles["text"], look.styles["wrapped"], look.styles["right"]
    status = f"{_STATUS_SYMBOLS.get(change.status, '?')} {look.messages(f'status.{change.status}')}"
    yield str(change.row.row or ""), right
    yield change.row.sku, text
    yield field_label(change.field.name, report), wrapped
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
    yield finding.column or "", wrapped
    yield finding.value or "", wrapped
    yield words.message, wrapped
    yield words.expected, wrapped
    yield words.suggestion, wrapped
    yield finding.code, look.styles["quiet"]


def _list(
    worksheet: Any, columns: Sequence[tuple[str, int]], lines: Iterable[Iterable[_Cell]], number: int, look: Looks
) -> Lines:
    last = min(number + 1, LAST_ROW)
    _set_view(worksheet, columns, last)
    return Lines(_lines(columns, lines, number, look), last, len(columns))


def _lines(
    columns: Sequence[tuple[str, int]], lines: Iterable[Iterable[_Cell]], number: int, look: Looks
) -> Iterator[Line]:
    messages = look.messages
    heads = [messages(f"column.{name}") for name, _ in columns]
    yield Line(1, [cell(at, text, look.styles["our_heading"], messages) for at, text in enumerate(heads)], _HEAD)
    for row, line in enumerate(lines, start=2):
        if row == LAST_ROW and number + 1 > LAST_ROW:
            more = messages.count("more", number + 2 - LAST_ROW)
            yield Line(row, [cell(0, more, look.styles["text"], messages)])
            return
        cells = list(line)
        tall = height((text, width) for (text, _), (_, width) in zip(cells, columns, strict=True))
        yield Line(row, [cell(at, text, style, messages) for at, (text, style) in enumerate(cells)], tall)


def _set_view(worksheet: Any, columns: Sequence[tuple[str, int]], last_row: int) -> None:
    for position, (_, width) in enumerate(columns):
        worksheet.set_column(position, position, width)
    worksheet.freeze_panes(1, 0)
    worksheet.autofilter(0, 0, max(last_row - 1, 1), len(columns) - 1)
    worksheet.hide_gridlines(2)
    lay_out(worksheet, 1)
