"""What goes into the merchant's own worksheet: our cells beside each row, the bad cells, and the notes on them."""

from collections.abc import Iterator
from typing import Any

from batch.model.catalog import Sheet
from batch.model.own import VERDICT_COLUMNS
from batch.model.reports import Report
from batch.reports.columns import headings
from batch.reports.looks import LAST_ROW, Looks, fitted, height
from batch.reports.own_book import Answer
from batch.reports.own_book.rows import Ours
from batch.reports.result_rows import TONES, VERDICT_WIDTHS, bad_cells, comment, verdict_cells
from batch.reports.sentences import findings_by_row, result_words

_Cells = list[tuple[str, Any]]


def marks_and_answer(worksheet: Any, report: Report, sheet: Sheet, look: Looks) -> Answer:
    """The notes are written to ``worksheet``, a page that only carries them."""
    findings = findings_by_row(report.findings)
    bad = {row: cells for row, said in findings.items() if (cells := bad_cells(said)) and row <= LAST_ROW}
    for row, cells in sorted(bad.items()):
        for position, said in sorted(cells.items()):
            comment(worksheet, row, position, said, look.messages)
    numbers: dict[int, int] = {}
    rows = {
        number: Ours(tuple((fitted(text, look.messages), _number(style, numbers)) for text, style in cells), tall)
        for number, cells, tall in _rows(report, sheet, look)
    }
    return Answer(
        worksheet=sheet.source.worksheet or "",
        first=_first(sheet),
        widths=[VERDICT_WIDTHS[name] for name in VERDICT_COLUMNS],
        rows=rows,
        bad={row: {at: TONES[said[0].severity] for at, said in cells.items()} for row, cells in bad.items()},
        replaces=sheet.answer_at is not None,
    )


def _number(style: Any, numbers: dict[int, int]) -> int:
    """XlsxWriter numbers a look when it is first asked for."""
    return numbers.setdefault(id(style), style._get_xf_index())


def _first(sheet: Sheet) -> int:
    if sheet.answer_at is not None:
        return sheet.answer_at
    passed = (position for texts in sheet.passed.values() for position in texts)
    return max([*map(int, sheet.cells.columns), *passed], default=-1) + 1


def _rows(report: Report, sheet: Sheet, look: Looks) -> Iterator[tuple[int, _Cells, float | None]]:
    findings = findings_by_row(report.findings)
    styles, messages = look.styles, look.messages
    yield sheet.heading_row, [(text, styles["our_heading"]) for text in headings(VERDICT_COLUMNS, messages)], None
    for row in report.rows:
        if sheet.heading_row < row.row <= LAST_ROW:
            cells = list(verdict_cells(row, report, findings.get(row.row, []), look))
            wrapped = zip((text for text, _ in cells), VERDICT_WIDTHS.values(), strict=True)
            yield row.row, cells, height(wrapped)
    for skipped in sheet.skipped:
        words = result_words("ignored", messages), messages(f"skipped.{skipped.reason}")
        yield skipped.row, [(text, styles["quiet"]) for text in words], None
