"""The first sheet of the result: the merchant's rows where they were, then what became of them."""

import heapq
import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import Any

import pandas as pd

from batch.messages import Messages
from batch.model.catalog import Sheet, Skipped
from batch.model.changes import FieldChange
from batch.model.codes import Severity
from batch.model.findings import Finding
from batch.model.own import VERDICT_COLUMNS
from batch.model.reports import Report, RowResult
from batch.reports.columns import field_label, heading_texts, headings, is_amount, mark_of, texts_of
from batch.reports.lines import Cell, Line, Lines, around_number
from batch.reports.looks import LAST_ROW, LONGEST, Looks, cell, fitted, height, lay_out
from batch.reports.plain_rows import plain_rows
from batch.reports.sentences import findings_by_row, reasons, result_words, told, value_words
from batch.reports.unmended import OF_THE_FILE, marked
from batch.reports.verdicts import Tone, verdict
from batch.values import clipped, position_of
from schemas.types import TEXT

VERDICT_WIDTHS = {"result": 24, "message": 58, "fields": 42, "store_id": 24, "run": 24}
_NARROW = {"id": 12, "description": 24}
_HEAD = 21.75  # points: 29 pixels
_LETTER = 1  # the paper of Québec too
_LONGEST_VALUE = 30  # characters of a value, before and after
_SAMPLE = 200  # rows looked at to find a column's width
_FREE = 8  # columns that fit a screen: beyond, the view opens on the verdicts, the SKU still beside them

TONES = {Severity.ERROR: Tone.BAD, Severity.WARNING: Tone.LOOK}


@dataclass(frozen=True, eq=False, slots=True)
class _Typed:
    """What was typed, ready to write. ``cells``: by row number and position; of headings there may be more."""

    positions: list[int]
    headings: list[str]
    columns: list[str | None]
    heading_row: int
    cells: pd.DataFrame
    sheet: Sheet | None = None

    @property
    def last_row(self) -> int:
        return int(self.cells.index[-1]) if len(self.cells) else self.heading_row

    @property
    def rights(self) -> dict[int, bool]:
        """Whether a column stands to the right, as numbers do, by position."""
        known = zip(self.positions, self.columns, strict=True)
        return {position: column is not None and is_amount(column) for position, column in known}

    def styles(self, look: Looks) -> dict[int, int]:
        return {at: look.styles["right" if right else "text"].xf_index for at, right in self.rights.items()}


@dataclass(frozen=True, slots=True)
class _Ours:
    """Our cells of a row. ``pieces``: as around_number tells; ``tall``: as their wrapped text needs, or None."""

    cells: list[Cell]
    pieces: list[str]
    tall: float | None

    def beside(self, texts: tuple[str, ...]) -> float | None:
        """The height of a row with these texts too, each as tall as its own lines."""
        typed = height((text, LONGEST) for text in texts if "\n" in text)
        return max(filter(None, (typed, self.tall)), default=None)


def rows_list(worksheet: Any, report: Report, sheet: Sheet | None, look: Looks) -> Lines:
    """The page is laid out and has its notes; its rows come back, to be put in."""
    findings = findings_by_row(report.findings)
    typed = _of_sheet(sheet) if sheet else _of_report(report)
    passed = sheet.passed if sheet else {}
    first = max([*typed.positions, *(position for texts in passed.values() for position in texts)], default=-1) + 1
    _set_view(worksheet, typed, first)
    _write_notes(worksheet, typed, findings, look.messages)
    skipped = [
        _passed(one, passed[one.row], first, look) for one in sorted(sheet.skipped if sheet else (), key=_row_of)
    ]
    rows = heapq.merge(_lines(typed, report, findings, first, look), skipped, key=lambda line: line.number)
    last = max([typed.heading_row, typed.last_row, *(line.number for line in skipped[-1:])])
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
    numbers = set(findings) & set(typed.cells.index)
    for number in sorted(number for number in numbers if number <= LAST_ROW):
        for position, said in sorted(bad_cells(findings[number]).items()):
            if position in known:
                comment(worksheet, number, position, said, messages)


def _lines(
    typed: _Typed, report: Report, findings: Mapping[int, list[Finding]], first: int, look: Looks
) -> Iterator[Line]:
    yield _heading_line(typed, first, look)
    verdicts = {row.row: row for row in report.rows}
    answers: dict[object, _Ours] = {}  # most rows have nothing to say but their verdict
    styles = typed.styles(look)
    for number, cells in plain_rows(typed.cells, styles, findings):
        said, row = findings.get(number, []), verdicts.get(number)
        same = None if row is None or said else (row.result, row.reason, row.fields, row.store_id)
        ours = (None if said else answers.get(same)) or _ours(row, report, said, first, look)
        if not said:
            answers[same] = ours
        if isinstance(cells, str):
            yield Line(number, (), ours.tall, cells + str(number).join(ours.pieces))
        else:
            yield Line(number, [*_looked_at(cells, said, typed, styles, look), *ours.cells], ours.beside(cells))


def _ours(row: RowResult | None, report: Report, said: list[Finding], first: int, look: Looks) -> _Ours:
    told = list(verdict_cells(row, report, said, look)) if row else []
    cells = [cell(first + place, text, style, look.messages) for place, (text, style) in enumerate(told)]
    tall = height(zip((text for text, _ in told), VERDICT_WIDTHS.values(), strict=False))
    return _Ours(cells, around_number(cells), tall)


def _looked_at(
    texts: tuple[str, ...], said: list[Finding], typed: _Typed, styles: Mapping[int, int], look: Looks
) -> list[Cell]:
    """What was typed into one row, bad cells on their ground."""
    if typed.sheet:
        texts = marked(texts, said, OF_THE_FILE, typed.sheet, look.messages)
    known = zip(typed.cells.columns, texts, strict=True)
    cells = [(position, fitted(text, look.messages), styles[position]) for position, text in known if text]
    return _marked(cells, typed.rights, bad_cells(said), look) if said else cells


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


def _of_sheet(sheet: Sheet) -> _Typed:
    """The mark of an export stands right before our columns, as it stood at the end of theirs."""
    cells = sheet.cells.sort_index()
    positions = list(map(int, cells.columns))
    columns = {heading.position: heading.column for heading in sheet.headings}
    known = [columns.get(position) for position in positions]
    texts, mark = heading_texts(sheet, positions), mark_of(sheet)
    if mark:
        beyond = (position for passed in sheet.passed.values() for position in passed)
        positions, known = [*positions, max([*positions, *beyond], default=-1) + 1], [*known, None]
    return _Typed(positions, [*texts, *mark], known, sheet.heading_row, cells, sheet)


def _of_report(report: Report) -> _Typed:
    skus = {row.row: row.sku for row in sorted(report.rows, key=lambda row: row.row) if row.row > 1}
    cells = pd.DataFrame({0: pd.array(list(skus.values()), TEXT)}, index=list(skus))
    return _Typed([0], ["sku"], ["sku"], 1, cells)


def _set_view(worksheet: Any, typed: _Typed, first: int) -> None:
    below_mark = ("",) * (len(typed.positions) - len(typed.cells.columns))
    sample = [texts + below_mark for texts in texts_of(typed.cells.head(_SAMPLE))]
    for place, position in enumerate(typed.positions):
        worksheet.set_column(position, position, _width(typed, place, sample))
    for place, name in enumerate(VERDICT_COLUMNS):
        worksheet.set_column(first + place, first + place, VERDICT_WIDTHS[name])
    kept = _kept_in_sight(typed)
    opens_at = first if kept and first > _FREE else kept
    worksheet.freeze_panes(typed.heading_row, kept, typed.heading_row, opens_at)
    worksheet.autofilter(typed.heading_row - 1, 0, min(typed.last_row, LAST_ROW) - 1, first + len(VERDICT_COLUMNS) - 1)
    worksheet.set_paper(_LETTER)
    lay_out(worksheet, typed.heading_row)


def _width(typed: _Typed, place: int, sample: Sequence[tuple[str, ...]]) -> int:
    """Room for what is typed, within reason, and for enough of the heading beside its filter."""
    longest = max((len(texts[place]) for texts in sample), default=0)
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
