"""The tables of the page. Each says how much there is of it, shows the first, and names the file that has them all."""

from collections.abc import Iterator, Mapping, Sequence

from batch.messages import Messages
from batch.model.reports import Report
from batch.reports.figures import Cause, CellChange, Turned, causes, turned, undone
from batch.reports.own_words import advice
from batch.reports.page.view import Cell, Listing
from batch.reports.prices import PriceMove
from batch.reports.sentences import few, reason, result_words, told
from batch.reports.verdicts import SEVERITY_LOOKS, verdict
from batch.values import clipped

_FIRST_PRICES, _FIRST_TURNED = 20, 50
MOST_REASONS = 200  # each with its own facts; all of them are in changes.csv
_LONGEST = 300  # letters of a sentence that quotes what was typed

Names = Mapping[int, str]


def listings(
    report: Report, changes: Sequence[CellChange], moves: Sequence[PriceMove], names: Names, messages: Messages
) -> Iterator[Listing]:
    """``changes``: those that stand; ``moves``: the prices among them; ``names`` of products by row.

    A listing with nothing to show is left out.
    """
    if moves:
        yield _prices(moves, names, messages)
    for online, would, has in (("1", "appears", "appeared"), ("0", "disappears", "disappeared")):
        if items := turned(report, changes, online):
            yield _turned(would if report.reconciled is None else has, items, names, messages)
    if any(undone(report)):
        yield _undone(report, messages)
    if report.findings:
        yield _causes(report, messages)


def _prices(moves: Sequence[PriceMove], names: Names, messages: Messages) -> Listing:
    shown = moves[:_FIRST_PRICES]
    return Listing(
        name="largest",
        title=messages("page.largest"),
        sentence=messages.count("page.largest.sentence", len(moves)),
        columns=[messages(f"column.{word}") for word in ("row", "sku", "name", "before", "after", "difference")],
        rows=[[*_item(move.change.row.row, move.change.row.sku, names), *_move(move, messages)] for move in shown],
        more=_more(len(moves) - len(shown), "changes.csv", messages),
    )


def _move(move: PriceMove, messages: Messages) -> Iterator[Cell]:
    yield Cell(messages.decimal(move.before), "number")
    yield Cell(messages.decimal(move.after), "number")
    yield Cell("–" if move.share is None else messages.percent(move.share, signed=True), "number")


def _turned(name: str, items: Sequence[Turned], names: Names, messages: Messages) -> Listing:
    shown = items[:_FIRST_TURNED]
    return Listing(
        name=name,
        title=messages(f"page.{name}"),
        sentence=messages.count(f"page.{name}.sentence", len(items)),
        columns=[messages(f"column.{word}") for word in ("row", "sku", "name")],
        rows=[list(_item(item.change.row.row, item.sku, names)) for item in shown],
        more=_more(len(items) - len(shown), "changes.csv", messages),
    )


def _item(row: int, sku: str, names: Names) -> Iterator[Cell]:
    yield Cell(str(row or ""), "number")
    yield Cell(sku, "code")
    yield Cell(_short(names.get(row, "")))


def _undone(report: Report, messages: Messages) -> Listing:
    groups = undone(report)
    return Listing(
        name="undone",
        title=messages("page.undone"),
        sentence=messages.count("page.undone.sentence", sum(map(len, groups))),
        columns=[messages(f"column.{word}") for word in ("number", "result", "why_not", "first")],
        rows=[
            [
                Cell(messages.number(len(rows)), "number"),
                Cell(result_words(rows[0].result, messages), "text", verdict(rows[0].result).tone),
                Cell(_short(reason(rows[0].reason, messages)) if rows[0].reason else ""),
                Cell(few([row.sku or str(row.row) for row in rows]), "code"),
            ]
            for rows in groups[:MOST_REASONS]
        ],
    )


def _causes(report: Report, messages: Messages) -> Listing:
    """Each kind once: how often, what the first of them says, how it is mended, and where."""
    return Listing(
        name="causes",
        title=messages("section.issues"),
        sentence=messages.count("page.causes.sentence", len(report.findings)),
        columns=[messages(f"column.{word}") for word in ("severity", "number", "message", "first", "code")],
        rows=[
            [
                Cell(
                    f"{SEVERITY_LOOKS[cause.severity][0]} {messages(f'severity.{cause.severity.value}')}",
                    "text",
                    SEVERITY_LOOKS[cause.severity][1],
                ),
                Cell(messages.number(len(cause.findings)), "number"),
                Cell(_short(told(cause.findings[0], messages).message), below=_fix(cause, report, messages)),
                Cell(few(cause.places), "code"),
                Cell(cause.findings[0].code, "code"),
            ]
            for cause in causes(report.findings)
        ],
    )


def _fix(cause: Cause, report: Report, messages: Messages) -> str:
    """A heading that is not understood is better called what everyone understands."""
    code = cause.findings[0].code
    words = messages(f"{code}.fix")
    return words if code.startswith("heading.") else advice(words, report.headings)


def _more(left: int, file: str, messages: Messages) -> str:
    return messages.count("page.more", left, {"file": file}) if left > 0 else ""


def _short(text: str) -> str:
    return clipped(text, _LONGEST)
