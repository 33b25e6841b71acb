"""The pages of the result that are read, not filtered: the summary and how to read the rest."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from batch.model.reports import Report
from batch.reports.figures import adds_up, by_severity, by_verdict
from batch.reports.looks import LAST_ROW, Looks, put
from batch.reports.sentences import file_facts, guesses_told, result_words, run_facts, summary
from batch.reports.verdicts import SEVERITIES, VERDICTS, Tone, verdict

# Widths: a margin, the label, the number or text, and room for the text to run on.
_SUMMARY_WIDTHS = (2, 32, 14, 60)
_GUIDE_WIDTHS = (2, 30, 82)
_WHOLE = 9


@dataclass(frozen=True, eq=False, slots=True)
class _Line:
    """``label`` stands in the first column and runs ``across`` so many, ``value`` in the second."""

    label: str
    style: Any
    value: str | int = ""
    value_style: Any = None
    height: int = 20
    across: int = 1


def write_summary(worksheet: Any, report: Report, look: Looks) -> None:
    _write_page(worksheet, _summary(report, look), _SUMMARY_WIDTHS, look)


def write_guide(worksheet: Any, look: Looks) -> None:
    _write_page(worksheet, _guide(look), _GUIDE_WIDTHS, look)


def _summary(report: Report, look: Looks) -> Iterator[_Line]:
    messages, styles = look.messages, look.styles
    yield _Line(report.sheet.name, styles["title"], height=36, across=_WHOLE)
    yield _Line(summary(report, messages), styles["lead"], height=42, across=_WHOLE)
    yield _section(messages("section.rows"), look)
    for word, number in by_verdict(report).items():
        yield _Line(result_words(word, messages), look.badges[verdict(word).tone], number, styles["number"])
    yield _Line(messages("summary.rows_read"), styles["total"], report.sheet.rows, styles["total_number"])
    tone = Tone.GOOD if adds_up(report) else Tone.BAD
    yield _Line(messages("totals.add_up" if adds_up(report) else "totals.differ"), look.badges[tone], across=2)
    if report.rows and report.rows[-1].row > LAST_ROW:
        yield _Line(messages("cell.rows_beyond"), look.badges[Tone.LOOK], across=_WHOLE)
    if report.remark:
        yield _Line(messages(report.remark), look.badges[Tone.LOOK], height=34, across=_WHOLE)
    yield from _found(report, look)
    yield from _facts(messages("section.file"), file_facts(report.sheet, messages), look)
    for sentence in guesses_told(report.sheet, messages):
        yield _Line(sentence, styles["lead"], height=22, across=_WHOLE)
    yield from _facts(messages("section.run"), run_facts(report, messages), look)


def _found(report: Report, look: Looks) -> Iterator[_Line]:
    found = by_severity(report)
    if not found:
        return
    yield _section(look.messages("section.issues"), look)
    for severity, symbol, tone in SEVERITIES:
        if found[severity.value]:
            label = f"{symbol} {look.messages(f'severity.{severity.value}')}"
            yield _Line(label, look.badges[tone], found[severity.value], look.styles["number"])


def _facts(title: str, facts: list[tuple[str, str]], look: Looks) -> Iterator[_Line]:
    yield _section(title, look)
    for label, value in facts:
        yield _Line(label, look.styles["label"], value, look.styles["fact"])


def _guide(look: Looks) -> Iterator[_Line]:
    messages, styles = look.messages, look.styles
    yield _Line(messages("tab.guide"), styles["title"], height=36, across=_WHOLE)
    for name in ("guide.rows", "guide.cells", "guide.fix", "guide.again"):
        yield _Line(messages(name), styles["lead"], height=40, across=_WHOLE)
    yield _section(messages("section.verdicts"), look)
    for known in VERDICTS:
        words = result_words(known.word, messages)
        yield _Line(words, look.badges[known.tone], messages(f"meaning.{known.word}"), styles["fact"])


def _section(text: str, look: Looks) -> _Line:
    return _Line(text, look.styles["section"], height=38, across=_WHOLE)


def _write_page(worksheet: Any, lines: Iterator[_Line], widths: tuple[int, ...], look: Looks) -> None:
    for position, width in enumerate(widths):
        worksheet.set_column(position, position, width)
    worksheet.hide_gridlines(2)
    worksheet.fit_to_pages(1, 0)
    for row, line in enumerate(lines, start=2):
        worksheet.set_row(row - 1, line.height)
        if line.across > 1:
            worksheet.merge_range(row - 1, 1, row - 1, min(line.across, len(widths) - 1), "", line.style)
        _write_line(worksheet, row, line, look)


def _write_line(worksheet: Any, row: int, line: _Line, look: Looks) -> None:
    put(worksheet, row, 1, line.label, line.style, look.messages)
    if isinstance(line.value, int):
        worksheet.write_number(row - 1, 2, line.value, line.value_style)
    elif line.value_style is not None:
        put(worksheet, row, 2, line.value, line.value_style, look.messages)
