"""The figures of a report, in one order, for every writer: what the console says is what the workbook says."""

from collections import Counter
from dataclasses import dataclass

from batch.model import changes
from batch.model.changes import NO_ROW, FieldChange
from batch.model.reports import Report, RowResult
from batch.reports.verdicts import STATUSES, VERDICTS

COUNTS: tuple[str, ...] = ("rows", "ok", "error", "warning")
PLAN_COUNTS: tuple[str, ...] = (
    "create",
    "update",
    "delete",
    "enable",
    "disable",
    "unchanged",
    "conflict",
    "refused",
)

PLANNED = "planned"


@dataclass(frozen=True, slots=True)
class CellChange:
    """One cell that a row changes, and what became of it. ``status``: a word of Status, or ``planned``."""

    row: RowResult
    field: FieldChange
    status: str
    confirmed: str | None


def by_verdict(report: Report) -> dict[str, int]:
    """Rows by verdict, none of them zero, in the order of the table of verdicts; they add up to the rows read."""
    counted = dict(report.totals) or Counter(row.result for row in report.rows)
    known = [verdict.word for verdict in VERDICTS if verdict.word in counted]
    others = [word for word in counted if word not in known]
    return {word: counted[word] for word in (*known, *others) if counted[word]}


def adds_up(report: Report) -> bool:
    return sum(by_verdict(report).values()) == report.sheet.rows and report.reconciled is not False


def beside(report: Report) -> dict[str, int]:
    """Products for which no row of the sheet stands, by the gravest verdict of their items; none of them zero."""
    if report.plan is None:
        return {}
    without_row = [change.key for change in report.plan.changes if change.row == NO_ROW]
    results = dict(zip(without_row, (row.result for row in report.beside), strict=True))
    order = [verdict.word for verdict in VERDICTS]
    found = [max((results[c.key] for c in of), key=order.index) for of in changes.beside(report.plan.changes).values()]
    counted = Counter(found)
    return {word: counted[word] for word in order if counted[word]}


def by_status(report: Report) -> dict[str, int]:
    """Outcomes of changes, zeros too: every word is in the contract."""
    return {word: report.outcomes.get(word, 0) for word, _, _ in STATUSES}


def by_severity(report: Report) -> Counter[str]:
    """Findings, not rows: a row may have several."""
    return Counter(finding.severity.value for finding in report.findings)


def cell_changes(report: Report) -> list[CellChange]:
    """One for each cell changed, in sheet order, and what no row stands for; a deletion is one without a field."""
    return [change for row in (*report.rows, *report.beside) for change in _of_row(row)]


def _of_row(row: RowResult) -> list[CellChange]:
    fields = (FieldChange("", None, None),) if row.deletes else row.fields
    status = row.status or PLANNED
    return [CellChange(row, field, status, row.confirmed.get(field.name)) for field in fields]


def unit_of(field: str, report: Report) -> str:
    """The store's unit of a field of a planned change, in which before and after are told; empty where it has none."""
    if report.plan is None:
        return ""
    store = report.plan.store
    return {"weight": store.weight_unit, **dict.fromkeys(("length", "width", "height"), store.dimensions_unit)}.get(
        field, ""
    )
