"""Every finding, one line each, with its sentence in the language of the reader."""

from batch.messages import Messages
from batch.model.harmless import table
from batch.model.reports import Report
from batch.reports.sentences import Told, told

COLUMNS = ("code", "severity", "row", "column", "cell", "sku", "value", "expected", "message", "suggestion")


def issues_file(report: Report, messages: Messages) -> bytes:
    """``issues.csv``: comma, UTF-8, LF; in sheet order, no finding left out."""
    return table(COLUMNS, (_line(told(finding, messages)) for finding in report.findings)).encode()


def _line(words: Told) -> tuple[str, ...]:
    finding = words.finding
    return (
        finding.code,
        finding.severity.value,
        str(finding.row or ""),
        finding.column or "",
        finding.cell or "",
        finding.sku or "",
        finding.value or "",
        words.expected,
        words.message,
        words.suggestion,
    )
