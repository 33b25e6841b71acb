"""The report on the screen: one sentence first, then only what a person acts on. Legible without colour."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from batch.messages import Messages
from batch.model.families import family_skus
from batch.model.findings import Finding
from batch.model.reports import Report, RowResult
from batch.reports.columns import field_label
from batch.reports.figures import CellChange, adds_up, by_status, causes, cell_changes, turned, undone
from batch.reports.sentences import (
    beside_words,
    few,
    file_facts,
    guarded,
    guesses_told,
    reason,
    summary,
    told,
    totals,
    value_words,
)
from batch.reports.verdicts import SEVERITY_LOOKS, STATUSES, Tone, verdict
from batch.values import clipped

FIRST_CHANGES = 20
FIRST_REASONS = 12
_FIRST_CAUSES = 12
_LONGEST_VALUE = 60
_WIDE = 100  # columns that place and code of a finding need beside its sentence

_STYLES = {Tone.GOOD: "green", Tone.NEWS: "cyan", Tone.QUIET: "dim", Tone.LOOK: "yellow", Tone.BAD: "red"}
_UNSAFE = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]+")  # what could steer the terminal


def show(report: Report, files: Mapping[str, str], console: Console, messages: Messages) -> None:
    """What was found and what would be done; or, once something was applied, what became of it.

    ``files``: name to path of the reports written.
    """
    if report.reconciled is not None:
        _show_title(report, console, messages)
        _show_outcomes(report, console, messages)
    else:
        _show_head(report, console, messages)
        _show_causes(report.findings, console, messages)
        if report.plan:
            _show_plan(report, console, messages)
    show_files(files, console, messages)


def _show_title(report: Report, console: Console, messages: Messages) -> None:
    """Set apart from the plan, where that was shown just before."""
    if report.reconciled is not None and report.run.command == "run":
        console.print()
    _print(_text(report.sheet.name, "bold") + _text(" – ") + _text(summary(report, messages)), console)


def _show_head(report: Report, console: Console, messages: Messages) -> None:
    """How the sheet was read, too: told before anything is sent."""
    _show_title(report, console, messages)
    facts = " · ".join(value for _, value in file_facts(report.sheet, messages))
    _print(_text(messages("console.read_as", {"facts": facts}), "dim"), console)
    for sentence in guesses_told(report.sheet, messages):
        _show(_text(sentence, "dim"), console)


def _show_causes(findings: Sequence[Finding], console: Console, messages: Messages) -> None:
    groups = causes(findings)
    if not groups:
        return
    _title(messages("section.issues"), console)
    table = _grid()
    for cause in groups[:_FIRST_CAUSES]:
        symbol, tone = SEVERITY_LOOKS[cause.severity]
        first = cause.findings[0]
        number = Text(f"{symbol} {messages.number(len(cause.findings))}", _STYLES[tone])
        code, places = _text(first.code, "dim"), _text(few(cause.places))
        words = _text(told(_known_by(first), messages).message)
        if console.width < _WIDE:
            table.add_row(number, Text("\n").join([words, places + _text(" · ", "dim") + code if places else code]))
        else:
            table.add_row(number, words, places, code)
    _show(table, console)
    if len(groups) > _FIRST_CAUSES:
        _line(messages.count("console.more_causes", len(groups) - _FIRST_CAUSES), console)


def _known_by(finding: Finding) -> Finding:
    """With as much of what was typed as it is known by: a description has thousands of letters."""
    return replace(finding, value=clipped(finding.value, _LONGEST_VALUE)) if finding.value else finding


def _show_plan(report: Report, console: Console, messages: Messages) -> None:
    changes = cell_changes(report)
    _title(messages("section.plan"), console)
    if not changes:
        _line(messages("console.no_changes"), console)
        return
    _show(_changes_table(changes[:FIRST_CHANGES], report, messages), console)
    if len(changes) > FIRST_CHANGES:
        _line(messages.count("console.more_changes", len(changes) - FIRST_CHANGES), console)
    for code, online in (("console.appears", "1"), ("console.disappears", "0")):
        if skus := [item.sku for item in turned(report, changes, online)]:
            _line(messages.count(code, len(skus), {"skus": few(skus)}), console)
    if own := list(family_skus(report.plan.changes if report.plan else ())):
        _line(messages.count("console.family_skus", len(own), {"skus": few(own)}), console)
    _show_beside(report, console, messages)
    _show_guards(report, console, messages)


def _show_beside(report: Report, console: Console, messages: Messages) -> None:
    if words := beside_words(report, messages):
        _line(words, console)


def _show_guards(report: Report, console: Console, messages: Messages) -> None:
    """What would be out of the ordinary: what stops the plan, and what was let pass."""
    plan = report.plan
    if plan is None or not plan.guards:
        return
    _title(messages("section.guards"), console)
    for one in plan.guards:
        stops = one in plan.stopped_by
        symbol = "✗" if stops else "!"
        console.print(_text(f"  {symbol} {guarded(one, messages)}", "bold red" if stops else "yellow"), soft_wrap=True)
        how = "guard.to_allow" if stops else "guard.allowed"
        _line(f"  {messages(how, {'guard': one.guard.value, 'reason': plan.choices.reason})}", console)


def _changes_table(changes: Sequence[CellChange], report: Report, messages: Messages) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style="dim")
    table.add_column(_text(messages("column.row")), justify="right")
    for name in ("sku", "field", "before"):
        table.add_column(_text(messages(f"column.{name}")), overflow="fold")
    table.add_column("")
    table.add_column(_text(messages("column.after")), overflow="fold")
    for change in changes:
        field = change.field
        row = str(change.row.row or "")
        before, after = (_value(text, field.name, messages) for text in (field.before, field.after))
        if change.row.deletes:
            before, after = _text(""), _text(messages(f"result.{change.row.result}"))
        table.add_row(row, _text(change.row.sku), _text(field_label(change.field.name, report)), before, "→", after)
    return table


def _value(text: str | None, field: str, messages: Messages) -> Text:
    if not text:
        return _text(messages("value.nothing" if text is None else "value.empty"), "dim")
    return _text(clipped(value_words(field, text, messages), _LONGEST_VALUE))


def _show_outcomes(report: Report, console: Console, messages: Messages) -> None:
    numbers = by_status(report)
    if any(numbers.values()):
        _title(messages("section.outcomes"), console)
    for word, symbol, tone in STATUSES:
        if numbers[word]:
            _show(_text(f"{symbol} {messages.count(f'outcome.{word}', numbers[word])}", _STYLES[tone]), console)
    _show_reasons(report, console, messages)
    console.print()
    good = adds_up(report)
    mark, code = ("✓", "totals.add_up") if good else ("✗", "totals.differ")
    _line(totals(report, messages), console)
    _show_beside(report, console, messages)
    _show(_text(f"{mark} {messages(code)}", _STYLES[Tone.GOOD if good else Tone.BAD]), console)


def _show_reasons(report: Report, console: Console, messages: Messages) -> None:
    """Why changes did not happen: no reason is told of a row that has another."""
    groups = undone(report)
    for rows in groups[:FIRST_REASONS]:
        first = rows[0]
        table = _grid()
        number = f"{verdict(first.result).symbol} {messages.number(len(rows))}"
        words = reason(first.reason, messages) if first.reason else ""
        table.add_row(Text(number, _STYLES[verdict(first.result).tone]), _text(words), _text(_first(rows)))
        _show(table, console)
    if left := sum(len(rows) for rows in groups[FIRST_REASONS:]):
        _line(messages.count("console.more_changes", left), console)


def _first(rows: Sequence[RowResult]) -> str:
    return few([row.sku or str(row.row) for row in rows])


def show_files(files: Mapping[str, str], console: Console, messages: Messages) -> None:
    """Those of a folder together, below its name: a path of its own on each line would not fit."""
    folders: defaultdict[str, list[str]] = defaultdict(list)
    for name, path in files.items():
        folders[str(Path(path).parent)].append(name)
    width = max((len(Path(path).name) for path in files.values()), default=0)
    for folder, names in folders.items():
        console.print()
        head = _text(messages("section.reports"), "bold") + _text(f" – {folder}")
        console.print(head, soft_wrap=True)
        for name in names:
            label = messages(f"report.{name}") if messages.knows(f"report.{name}") else name
            console.print(_text(f"  {Path(files[name]).name.ljust(width)}  {label}"), soft_wrap=True)


def _title(text: str, console: Console) -> None:
    console.print()
    console.print(_text(text, "bold"))


def _print(text: Text, console: Console) -> None:
    """Whole words where someone looks; a pipe gets one line."""
    console.print(text, soft_wrap=not console.is_terminal)


def _line(text: str, console: Console) -> None:
    _show(_text(text), console)


def _show(shown: Text | Table, console: Console) -> None:
    console.print(Padding(shown, (0, 0, 0, 2), expand=False))


def _grid() -> Table:
    return Table.grid(padding=(0, 2, 0, 0))


def _text(text: str, style: str = "") -> Text:
    """Text as it is: nothing in it is markup, nothing in it steers the terminal."""
    return Text(_UNSAFE.sub(" ", text), style)
