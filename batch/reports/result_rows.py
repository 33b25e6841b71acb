"""The first sheet of the result: the merchant's rows where they were, then what became of them."""

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from batch.messages import Messages
from batch.model.catalog import Sheet, Skipped
from batch.model.changes import FieldChange
from batch.model.codes import Severity
from batch.model.findings import Finding
from batch.model.own import VERDICT_COLUMNS
from batch.model.reports import Report, RowResult
from batch.reports.columns import field_label, heading_texts, headings, is_amount, mark_of, typed_rows
from batch.reports.looks import LAST_ROW, LONGEST, Looks, fitted, height, lay_out, put
from batch.reports.sentences import findings_by_row, reasons, result_words, told, value_words
from batch.reports.unmended import OF_THE_FILE, marked
from batch.reports.verdicts import Tone, verdict
from batch.values import clipped, position_of

VERDICT_WIDTHS = {"result": 24, "message": 58, "fields": 42, "store_id": 24, "run": 24}
_NARROW = {"id": 12, "description": 24}
_LETTER = 1  # the paper of Québec too
_LONGEST_VALUE = 30  # characters of a value, before and after
_SAMPLE = 200  # rows looked at to find a column's width
_FREE = 8  # columns that fit a screen: beyond, the view opens on the verdicts, the SKU still beside them

TONES = {Severity.ERROR: Tone.BAD, Severity.WARNING: Tone.LOOK}


@dataclass(frozen=True, eq=False, slots=True)
class _Typed:
    """What was typed, ready to write. ``rows``: row number and its texts, by position."""

    positions: list[int]
    headings: list[str]
    columns: list[str | None]
    heading_row: int
    rows: Sequence[tuple[int, tuple[str, ...]]]


def write_rows(worksheet: Any, report: Report, sheet: Sheet | None, look: Looks) -> None:
    findings = findings_by_row(report.findings)
    typed = _of_sheet(sheet, findings, look.messages) if sheet else _of_report(report)
    passed = sheet.passed if sheet else {}
    first = max([*typed.positions, *(position for texts in passed.values() for position in texts)], default=-1) + 1
    _set_view(worksheet, typed, first)
    _write_headings(worksheet, typed, first, look)
    verdicts = {row.row: row for row in report.rows}
    for number, texts in typed.rows:
        if number > LAST_ROW:
            break
        said = findings.get(number, [])
        ours = list(verdict_cells(verdicts[number], report, said, look)) if number in verdicts else []
        worksheet.set_row(number - 1, row_height(texts, ours))
        _write_typed(worksheet, typed, number, texts, said, look)
        for place, (text, style) in enumerate(ours):
            put(worksheet, number, first + place, text, style, look.messages)
    for skipped in sheet.skipped if sheet else ():
        if skipped.row <= LAST_ROW:
            _write_passed(worksheet, skipped, passed[skipped.row], first, look)


def _write_passed(worksheet: Any, skipped: Skipped, texts: Mapping[int, str], first: int, look: Looks) -> None:
    """A row that is no product keeps what was typed, and says why it was left out."""
    for position, text in texts.items():
        put(worksheet, skipped.row, position, text, look.styles["text"], look.messages)
    put(worksheet, skipped.row, first, result_words("ignored", look.messages), look.styles["quiet"], look.messages)
    why = look.messages(f"skipped.{skipped.reason}")
    put(worksheet, skipped.row, first + 1, why, look.styles["quiet"], look.messages)


def _of_sheet(sheet: Sheet, findings: Mapping[int, list[Finding]], messages: Messages) -> _Typed:
    """The mark of an export stands right before our columns, as it stood at the end of theirs."""
    written = [
        (number, marked(texts, findings.get(number, ()), OF_THE_FILE, sheet, messages))
        for number, texts in typed_rows(sheet)
    ]
    positions = list(map(int, sheet.cells.columns))
    columns = {heading.position: heading.column for heading in sheet.headings}
    known = [columns.get(position) for position in positions]
    typed = _Typed(positions, heading_texts(sheet, positions), known, sheet.heading_row, written)
    if not (mark := mark_of(sheet)):
        return typed
    beyond = (position for texts in sheet.passed.values() for position in texts)
    last = max([*positions, *beyond], default=-1) + 1
    rows = [(number, (*texts, "")) for number, texts in typed.rows]
    return _Typed([*positions, last], [*typed.headings, *mark], [*known, None], sheet.heading_row, rows)


def _of_report(report: Report) -> _Typed:
    rows = [(row.row, (row.sku,)) for row in sorted(report.rows, key=lambda row: row.row) if row.row > 1]
    return _Typed([0], ["sku"], ["sku"], 1, rows)


def row_height(texts: tuple[str, ...], ours: Sequence[tuple[str, Any]]) -> float | None:
    """Typed text is as tall as its own lines, ours is wrapped in its column."""
    wrapped = [(text, width) for (text, _), width in zip(ours, VERDICT_WIDTHS.values(), strict=False)]
    return height([*((text, LONGEST) for text in texts), *wrapped])


def _set_view(worksheet: Any, typed: _Typed, first: int) -> None:
    for place, position in enumerate(typed.positions):
        worksheet.set_column(position, position, _width(typed, place))
    for place, name in enumerate(VERDICT_COLUMNS):
        worksheet.set_column(first + place, first + place, VERDICT_WIDTHS[name])
    last_row = max((number for number, _ in typed.rows), default=typed.heading_row)
    kept = _kept_in_sight(typed)
    opens_at = first if kept and first > _FREE else kept
    worksheet.freeze_panes(typed.heading_row, kept, typed.heading_row, opens_at)
    worksheet.autofilter(typed.heading_row - 1, 0, min(last_row, LAST_ROW) - 1, first + len(VERDICT_COLUMNS) - 1)
    worksheet.set_row(typed.heading_row - 1, 22)
    worksheet.set_paper(_LETTER)
    lay_out(worksheet, typed.heading_row)


def _width(typed: _Typed, place: int) -> int:
    """Room for what is typed, within reason, and for enough of the heading beside its filter."""
    longest = max((len(texts[place]) for _, texts in typed.rows[:_SAMPLE]), default=0)
    typed_room = min(longest + 2, _NARROW.get(typed.columns[place] or "", 34))
    return max(typed_room, min(len(typed.headings[place]) + 4, 18))


def _kept_in_sight(typed: _Typed) -> int:
    """The columns up to the SKU stay beside the verdicts, where the SKU is near the left."""
    near = [position for position, column in zip(typed.positions, typed.columns, strict=True) if column == "sku"]
    return near[0] + 1 if near and near[0] < 4 else 0


def _write_headings(worksheet: Any, typed: _Typed, first: int, look: Looks) -> None:
    for position, text in zip(typed.positions, typed.headings, strict=True):
        put(worksheet, typed.heading_row, position, text, look.styles["typed_heading"], look.messages)
    for place, text in enumerate(headings(VERDICT_COLUMNS, look.messages)):
        put(worksheet, typed.heading_row, first + place, text, look.styles["our_heading"], look.messages)


def _write_typed(
    worksheet: Any, typed: _Typed, number: int, texts: tuple[str, ...], findings: list[Finding], look: Looks
) -> None:
    bad = bad_cells(findings)
    for position, column, text in zip(typed.positions, typed.columns, texts, strict=True):
        right = column is not None and is_amount(column)
        if position in bad:
            tone = TONES[bad[position][0].severity]
            put(worksheet, number, position, text, look.bad_cells[tone, right], look.messages)
            comment(worksheet, number, position, bad[position], look.messages)
        elif text:
            put(worksheet, number, position, text, look.styles["right" if right else "text"], look.messages)


def bad_cells(findings: list[Finding]) -> Mapping[int, list[Finding]]:
    bad: defaultdict[int, list[Finding]] = defaultdict(list)
    for finding in findings:
        position = position_of(finding.cell)
        if position is not None and finding.severity in TONES:
            bad[position].append(finding)
    return bad


def comment(worksheet: Any, number: int, position: int, findings: list[Finding], messages: Messages) -> None:
    text = fitted("\n\n".join(_note(finding, messages) for finding in findings), messages)
    lines = sum(max(1, math.ceil(len(line) / 44)) for line in text.split("\n"))
    look = {"author": "onshelf", "font_name": "Calibri", "font_size": 10, "color": "#FFFDF0"}
    worksheet.write_comment(number - 1, position, text, look | {"width": 280, "height": min(26 + 17 * lines, 600)})


def _note(finding: Finding, messages: Messages) -> str:
    words = told(finding, messages)
    parts = (("found", finding.value or ""), ("expected", words.expected), ("suggestion", words.suggestion))
    lines = [messages(f"comment.{name}", {"text": text}) for name, text in parts if text]
    return "\n".join([words.message, *lines])


def verdict_cells(row: RowResult, report: Report, said: list[Finding], look: Looks) -> Iterator[tuple[str, Any]]:
    """The texts of our columns and their formats."""
    message = "\n".join(reasons(row, said, look.messages))
    warned = any(finding.severity is Severity.WARNING for finding in said)
    quiet = look.styles["quiet"]
    yield result_words(row.result, look.messages), look.tones[verdict(row.result).tone]
    yield message, look.styles["warned" if warned and not verdict(row.result).needs_hand else "wrapped"]
    yield " · ".join(_field(field, report, look.messages) for field in row.fields), look.styles["wrapped"]
    yield row.store_id or "", quiet
    yield report.run.id, quiet


def _field(field: FieldChange, report: Report, messages: Messages) -> str:
    label = field_label(field.name, report)
    if not field.before:
        return label
    before, after = (value_words(field.name, text, messages) for text in (field.before, field.after))
    now = clipped(after or messages("value.empty"), _LONGEST_VALUE)
    facts = {"field": label, "before": clipped(before, _LONGEST_VALUE), "after": now}
    return messages("column.moved", facts)
