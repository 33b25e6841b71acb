"""What the page says of a run, in the order in which it is read."""

from collections.abc import Iterator, Mapping

from batch.messages import Messages
from batch.model.reports import Report
from batch.reports.figures import adds_up, cell_changes
from batch.reports.page.charts import charts, rows
from batch.reports.page.listings import listings
from batch.reports.page.view import Box, Cell, Facts, Page
from batch.reports.prices import price_moves
from batch.reports.sentences import (
    beside_words,
    file_facts,
    guarded,
    guesses_told,
    summary,
)
from batch.reports.verdicts import Tone


def contents(report: Report, names: Mapping[int, str], messages: Messages) -> Page:
    """``names`` of products by row."""
    changes = [change for change in cell_changes(report) if change.stands]
    moves = price_moves(changes)
    command = messages(f"page.command.{report.run.command}")
    return Page(
        title=report.sheet.name,
        when=messages("page.when", {"command": command, "moment": messages.moment(report.run.started)}),
        sentence=summary(report, messages),
        box=_box(report, messages),
        guards=list(_guards(report, messages)),
        charts=list(charts(report, changes, moves, messages)),
        listings=list(listings(report, changes, moves, names, messages)),
        facts=Facts(
            "file", messages("section.file"), file_facts(report.sheet, messages), guesses_told(report.sheet, messages)
        ),
    )


def _box(report: Report, messages: Messages) -> Box:
    good = adds_up(report)
    words = f"{'✓' if good else '✗'} {messages('totals.add_up' if good else 'totals.differ')}"
    return Box(
        chart=rows(report, messages),
        total=(messages("summary.rows_read"), messages.number(report.sheet.rows)),
        verdict=Cell(words, "text", Tone.GOOD if good else Tone.BAD),
        notes=list(_notes(report, messages)),
    )


def _notes(report: Report, messages: Messages) -> Iterator[str]:
    if words := beside_words(report, messages):
        yield words
    if report.sheet.skipped:
        yield messages.count("page.skipped", len(report.sheet.skipped))


def _guards(report: Report, messages: Messages) -> Iterator[Cell]:
    """What was out of the ordinary: what stopped the plan, and what was let pass with which reason."""
    plan = report.plan
    for one in plan.guards if plan else ():
        assert plan is not None
        stops = one in plan.stopped_by
        how = messages(
            "guard.to_allow" if stops else "guard.allowed", {"guard": one.guard.value, "reason": plan.choices.reason}
        )
        yield Cell(
            f"{'✗' if stops else '!'} {guarded(one, messages)} – {how}", "text", Tone.BAD if stops else Tone.LOOK
        )
