"""What goes into the merchant's own worksheet: our cells beside each row, the bad cells, and the notes on them."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from batch.model.catalog import Sheet
from batch.model.findings import Finding
from batch.model.own import VERDICT_COLUMNS
from batch.model.reports import Report, RowResult
from batch.reports.columns import headings
from batch.reports.looks import LAST_ROW, Looks, fitted, height
from batch.reports.own_book import Answer
from batch.reports.own_book.rows import Ours
from batch.reports.result_rows import TONES, VERDICT_WIDTHS, bad_cells, comment, verdict_cells
from batch.reports.sentences import findings_by_row, result_words

_Findings = Mapping[int, list[Finding]]


def marks_and_answer(worksheet: Any, report: Report, sheet: Sheet, look: Looks) -> Answer:
    """The notes are written to ``worksheet``, a page that only carries them."""
    findings = findings_by_row(report.findings)
    bad = {row: cells for row, said in findings.items() if (cells := bad_cells(said)) and row <= LAST_ROW}
    for row, cells in sorted(bad.items()):
        for position, said in sorted(cells.items()):
            comment(worksheet, row, position, said, look.messages)
    return Answer(
        worksheet=sheet.source.worksheet or "",
        first=_first(sheet),
        widths=[VERDICT_WIDTHS[name] for name in VERDICT_COLUMNS],
        rows=dict(_rows(report, sheet, findings, look)),
        bad={row: {at: TONES[said[0].severity] for at, said in cells.items()} for row, cells in bad.items()},
        replaces=sheet.answer_at is not None,
    )


def _first(sheet: Sheet) -> int:
    if sheet.answer_at is not None:
        return sheet.answer_at
    passed = (position for texts in sheet.passed.values() for position in texts)
    return max([*map(int, sheet.cells.columns), *passed], default=-1) + 1


def _rows(report: Report, sheet: Sheet, findings: _Findings, look: Looks) -> Iterator[tuple[int, Ours]]:
    styles, messages = look.styles, look.messages
    yield (
        sheet.heading_row,
        _ours([(text, styles["our_heading"]) for text in headings(VERDICT_COLUMNS, messages)], look),
    )
    alike: dict[object, Ours] = {}  # most rows of a large sheet have nothing to say but their verdict
    for row in report.rows:
        said, same = findings.get(row.row, []), (row.result, row.reason, row.fields, row.store_id)
        if sheet.heading_row < row.row <= LAST_ROW:
            known = None if said else alike.get(same)
            ours = known or _verdict(row, report, said, look)
            if not said:
                alike[same] = ours
            yield row.row, ours
    for skipped in sheet.skipped:
        words = result_words("ignored", messages), messages(f"skipped.{skipped.reason}")
        yield skipped.row, _ours([(text, styles["quiet"]) for text in words], look)


def _verdict(row: RowResult, report: Report, said: list[Finding], look: Looks) -> Ours:
    cells = list(verdict_cells(row, report, said, look))
    wrapped = zip((text for text, _ in cells), VERDICT_WIDTHS.values(), strict=True)
    return _ours(cells, look, height(wrapped))


def _ours(cells: Sequence[tuple[str, Any]], look: Looks, tall: float | None = None) -> Ours:
    return Ours(tuple((fitted(text, look.messages), style.xf_index) for text, style in cells), tall)
