"""The first sheet of the result: the merchant's rows where they were, then what became of them."""

import heapq
import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import Any

from batch.messages import Messages
from batch.model.catalog import Sheet, Skipped
from batch.model.changes import FieldChange
from batch.model.codes import Severity
from batch.model.findings import Finding
from batch.model.own import VERDICT_COLUMNS
from batch.model.reports import Report, RowResult
from batch.reports.columns import field_label, heading_texts, headings, is_amount, mark_of, typed_rows
from batch.reports.lines import Cell, Line, Lines
from batch.reports.looks import LAST_ROW, LONGEST, Looks, cell, fitted, height, lay_out
from batch.reports.sentences import findings_by_row, reasons, result_words, told, value_words
from batch.reports.unmended import OF_THE_FILE, marked
from batch.reports.verdicts import Tone, verdict
from batch.values import clipped, position_of

VERDICT_WIDTHS = {"result": 24, "message": 58, "fields": 42, "store_id": 24, "run": 24}
_NARROW = {"id": 12, "description": 24}
_HEAD = 21.75  # points: 29 pixels
_SHORT = LONGEST // 2  # letters that surely fit a cell
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


def rows_list(worksheet: Any, report: Report, sheet: Sheet | None, look: Looks) -> Lines:
    """The page is laid out and has its notes; its rows come back, to be put in."""
    findings = findings_by_row(report.findings)
    typed = _of_sheet(sheet, findings, look.messages) if sheet else _of_report(report)
    passed = sheet.passed if sheet else {}
    first = max([*typed.positions, *(position for texts in passed.values() for position in texts)], default=-1) + 1
    _set_view(worksheet, typed, first)
    _write_notes(worksheet, typed, findings, look.messages)
    skipped = [
        _passed(one, passed[one.row], first, look) for one in sorted(sheet.skipped if sheet else (), key=_row_of)
    ]
    rows = heapq.merge(_lines(typed, report, findings, first, look), skipped, key=lambda line: line.number)
    last = max([typed.heading_row, *(number for number, _ in typed.rows[-1:]), *(line.number for line in skipped[-1:])])
    shown = takewhile(lambda line: line.number <= LAST_ROW, rows)
    return Lines(shown, min(last, LAST_ROW), first + len(VERDICT_COLUMNS))


def _row_of(skipped: Skipped) -> int:
    return skipped.row


def _passed(skipped: Skipped, texts: Mapping[int, str], first: int, look: Looks) -> Line:
    """A row that is no product keeps what was typed, and says why it was left out."""
    why = (result_words("ignored", look.messages), look.messages(f"skipped.{skipped.reason}"))
    typed = [cell(position, texts[position], look.styles["text"], look.messages) for position in sorted(texts)]
    ours = [cell(first + place, text, look.styles["quiet"], look.messages) for place, text in enumerate(why)]
    return Line(skipped.row, [*typed, *ours])


def _write_notes(worksheet: Any, typed: _Typed, findings: Mapping[int, list[Finding]], messages: Messages) -> None:
    known = set(typed.positions)
    numbers = [number for number, _ in typed.rows if number in findings and number <= LAST_ROW]
    for number in numbers:
        for position, said in sorted(bad_cells(findings[number]).items()):
            if position in known:
                comment(worksheet, number, position, said, messages)


def _lines(
    typed: _Typed, report: Report, findings: Mapping[int, list[Finding]], first: int, look: Looks
) -> Iterator[Line]:
    yield _heading_line(typed, first, look)
    verdicts = {row.row: row for row in report.rows}
    rights = [column is not None and is_amount(column) for column in typed.columns]
    plain = [look.styles["right" if right else "text"].xf_index for right in rights]
    for number, texts in typed.rows:
        said = findings.get(number, [])
        ours = list(verdict_cells(verdicts[number], report, said, look)) if number in verdicts else []
        shown = [fitted(text, look.messages) for text in texts] if max(map(len, texts), default=0) > _SHORT else texts
        cells = [one for one in zip(typed.positions, shown, plain, strict=True) if one[1]]
        if said:
            cells = _marked(cells, dict(zip(typed.positions, rights, strict=True)), bad_cells(said), look)
        cells += [cell(first + place, text, style, look.messages) for place, (text, style) in enumerate(ours)]
        yield Line(number, cells, row_height(texts, ours))


def _marked(
    cells: Sequence[Cell], rights: Mapping[int, bool], bad: Mapping[int, list[Finding]], look: Looks
) -> list[Cell]:
    """The bad ones on their ground, blanks among them too; a blank that nobody minds is no cell."""
    texts = {position: text for position, text, _ in cells}
    marked = {
        position: (
            position,
            texts.get(position, ""),
            look.bad_cells[TONES[said[0].severity], rights[position]].xf_index,
        )
        for position, said in bad.items()
        if position in rights
    }
    return sorted(({one[0]: one for one in cells} | marked).values())


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
    return height([*((text, LONGEST) for text in texts if "\n" in text), *wrapped])


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


def _heading_line(typed: _Typed, first: int, look: Looks) -> Line:
    theirs, ours = look.styles["typed_heading"], look.styles["our_heading"]
    texts = zip(typed.positions, typed.headings, strict=True)
    cells = [cell(position, text, theirs, look.messages) for position, text in texts]
    names = headings(VERDICT_COLUMNS, look.messages)
    cells += [cell(first + place, text, ours, look.messages) for place, text in enumerate(names)]
    return Line(typed.heading_row, cells, _HEAD)


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
