"""The figures of a report, in one order, for every writer: what the console says is what the workbook says."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from batch.model import changes
from batch.model.changes import NO_ROW, Action, Change, FieldChange
from batch.model.codes import Severity
from batch.model.findings import Finding
from batch.model.reports import Report, RowResult
from batch.model.runs import Reason, Status
from batch.reports.verdicts import SEVERITIES, STATUSES, VERDICTS, verdict

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
    """One cell that a row changes, and what became of it. ``status``: a word of Status, or ``planned``.

    Of a row that was applied, a cell that somebody else had set already is ``skipped``.
    """

    row: RowResult
    field: FieldChange
    status: str
    confirmed: str | None

    @property
    def stands(self) -> bool:
        """It will be so, or it is so: neither refused by the store nor left undone."""
        return self.status in (PLANNED, Status.APPLIED.word)


@dataclass(frozen=True, slots=True)
class Turned:
    """An item that comes into the shop or leaves it: one that a row changes, or one that goes with it."""

    change: CellChange
    sku: str


@dataclass(frozen=True, slots=True)
class Cause:
    """All findings of one code, in sheet order."""

    severity: Severity
    findings: Sequence[Finding]

    @property
    def places(self) -> list[str]:
        """Cells, or rows where no cell is to blame."""
        known = (finding.cell or str(finding.row) for finding in self.findings if finding.cell or finding.row)
        return list(dict.fromkeys(known))


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


def turned(report: Report, cells: Sequence[CellChange], online: str) -> list[Turned]:
    """What of ``cells`` appears in the shop ("1"), or disappears from it ("0"), in sheet order; no item twice.

    A product with variants is its variants: the SKU that the store has for the product itself is no item.
    """
    no_items = _wholes(report.plan.changes if report.plan else ())
    with_it = {(change.row, change.sku): change.also for change in report.plan.changes} if report.plan else {}
    moved = [change for change in cells if _online(change) == online]
    of = [
        (change, sku)
        for change in moved
        for sku in _named(change.row, with_it.get((change.row.row, change.row.sku), ()), no_items)
    ]
    first = {sku: change for change, sku in reversed(of)}
    return [Turned(first[sku], sku) for sku in dict.fromkeys(sku for _, sku in of)]


def _online(change: CellChange) -> str | None:
    if change.row.deletes:
        return "0"
    field = change.field
    moved = field.name == "active_online" and (field.before or "0") != (field.after or "0")
    return field.after if moved else None


def causes(findings: Sequence[Finding]) -> list[Cause]:
    """The gravest first, then the most frequent."""
    groups: defaultdict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        groups[finding.code].append(finding)
    often = sorted(groups.values(), key=lambda group: (-len(group), group[0].code))
    return [Cause(grave, group) for grave, _, _ in SEVERITIES for group in often if group[0].severity is grave]


def undone(report: Report) -> list[list[RowResult]]:
    """Changes that did not happen, together where the very same was in the way, the most frequent first."""
    groups: defaultdict[Reason, list[RowResult]] = defaultdict(list)
    for row in (*report.rows, *report.beside):
        if row.reason and verdict(row.result).needs_hand:
            groups[row.reason].append(row)
    return sorted(groups.values(), key=len, reverse=True)


def _wholes(of: Sequence[Change]) -> frozenset[tuple[int, str]]:
    """By row and SKU, the changes of products that have variants, as such."""
    varied = {change.product for change in of if change.variation}
    there = [change for change in of if change.product and not change.variation and change.action is not Action.CREATE]
    return frozenset((change.row, change.sku) for change in there if change.also or change.product in varied)


def _named(row: RowResult, others: Sequence[str], no_items: AbstractSet[tuple[int, str]]) -> list[str]:
    """A row that has no SKU is known by its variants, else by the store's id."""
    if (row.row, row.sku) in no_items:
        return [*others]
    return [name for name in (row.sku, *others) if name] or [row.store_id or ""]


def _of_row(row: RowResult) -> list[CellChange]:
    fields = (FieldChange("", None, None),) if row.deletes else row.fields
    return [CellChange(row, field, _status(row, field), row.confirmed.get(field.name)) for field in fields]


def _status(row: RowResult, field: FieldChange) -> str:
    untouched = row.status == Status.APPLIED.word and field.name in row.untouched
    return Status.SKIPPED.word if untouched else row.status or PLANNED


def unit_of(field: str, report: Report) -> str:
    """The store's unit of a field of a planned change, in which before and after are told; empty where it has none."""
    if report.plan is None:
        return ""
    return report.plan.store.unit_of(field)
