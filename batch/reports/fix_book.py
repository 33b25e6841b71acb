"""The rows to mend of a workbook, as a workbook: codes are text, numbers are numbers, and nothing is live."""

import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from batch.messages import Messages
from batch.model.catalog import Sheet
from batch.model.findings import Finding
from batch.model.own import WHY_COLUMNS
from batch.model.reports import Report
from batch.reports.columns import heading_texts, headings, is_amount, mark_of
from batch.reports.fresh import fresh_workbook
from batch.reports.looks import LAST_ROW, Looks, height, lay_out, looks, put
from batch.reports.result_rows import TONES, bad_cells, comment
from batch.reports.sentences import findings_by_row
from batch.reports.verdicts import Tone

_WHY_WIDTH, _WIDEST = 80, 34
_SAMPLE = 200  # rows looked at to find a column's width
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]{0,14})(?:\.[0-9]{1,9})?")

Row = tuple[int, tuple[str, ...]]  # the number that Excel shows, the texts by place


@dataclass(frozen=True, slots=True)
class _Cell:
    """``said``: the findings on it, the gravest first. ``amount``: it stands in a column of numbers."""

    text: str
    kind: str
    said: list[Finding]
    amount: bool

    @property
    def tone(self) -> Tone | None:
        return TONES[self.said[0].severity] if self.said else None

    @property
    def number(self) -> float | None:
        return float(self.text) if self.amount and not self.kind and _NUMBER.fullmatch(self.text) else None


def fix_book(report: Report, sheet: Sheet, rows: Sequence[Row], why: Mapping[int, str], messages: Messages) -> bytes:
    """``<stem>.fix.xlsx``: the merchant's headings in the first row, then the rows, by number; ``why`` by row."""
    content = io.BytesIO()
    positions = list(map(int, sheet.cells.columns))
    texts = [*heading_texts(sheet, positions), *mark_of(sheet), *headings(WHY_COLUMNS, messages)]
    with fresh_workbook(content, report) as workbook:
        look = looks(workbook, messages)
        worksheet = workbook.add_worksheet(messages("tab.fix"))
        _set_view(worksheet, rows, texts)
        for place, text in enumerate(texts):
            style = look.styles["our_heading" if place >= len(positions) else "typed_heading"]
            put(worksheet, 1, place, text, style, messages)
        findings, amounts = findings_by_row(report.findings), _amounts(sheet)
        for row, (number, typed) in enumerate(rows[: LAST_ROW - 1], start=2):
            bad = bad_cells(findings.get(number, []))
            worksheet.set_row(row - 1, height([(why[number], _WHY_WIDTH)]))
            for place, (position, text) in enumerate(zip(positions, typed, strict=True)):
                kind = sheet.kinds.get((number, position), "")
                _write(worksheet, row, place, _Cell(text, kind, bad.get(position, []), position in amounts), look)
            put(worksheet, row, len(texts) - 1, why[number], look.styles["wrapped"], messages)
    return content.getvalue()


def _write(worksheet: Any, row: int, place: int, cell: _Cell, look: Looks) -> None:
    if (number := cell.number) is not None:
        worksheet.write_number(row - 1, place, number, look.amounts[cell.tone])
    elif cell.said:
        put(worksheet, row, place, cell.text, look.bad_cells[TONES[cell.said[0].severity], cell.amount], look.messages)
    elif cell.text:
        put(worksheet, row, place, cell.text, look.styles["right" if cell.amount else "text"], look.messages)
    if cell.said:
        comment(worksheet, row, place, cell.said, look.messages)


def _amounts(sheet: Sheet) -> frozenset[int]:
    """Positions of the columns that hold amounts: what looks like one there is one."""
    known = ((heading.position, heading.column) for heading in sheet.headings if heading.column)
    return frozenset(position for position, column in known if is_amount(column))


def _set_view(worksheet: Any, rows: Sequence[Row], texts: list[str]) -> None:
    for place, text in enumerate(texts[:-1]):
        longest = max((len(typed[place]) for _, typed in rows[:_SAMPLE] if place < len(typed)), default=0)
        worksheet.set_column(place, place, max(min(longest + 2, _WIDEST), min(len(text) + 4, 18)))
    worksheet.set_column(len(texts) - 1, len(texts) - 1, _WHY_WIDTH)
    worksheet.freeze_panes(1, 0)
    lay_out(worksheet, 1)
