"""From findings, plan and outcomes to verdicts: every row of the sheet gets one, and the totals add up. Pure."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from batch.model.catalog import Catalog
from batch.model.changes import NO_ROW, Action, Change, FieldChange, beside
from batch.model.codes import Severity
from batch.model.findings import Finding
from batch.model.plans import Plan, SheetFacts
from batch.model.reports import Report, RowResult, RunFacts
from batch.model.runs import Outcome, Status, Traffic, Verdict

PLANNED = (Action.CREATE, Action.UPDATE, Action.DELETE, Action.ENABLE, Action.DISABLE)

# What a change's status means for its row; a change that was applied says it by its action.
_VERDICTS = {
    Status.SKIPPED: Verdict.UNCHANGED,
    Status.NOT_RUN: Verdict.NOT_RUN,
    Status.CONFLICT: Verdict.CONFLICT,
    Status.REJECTED: Verdict.FAILED,
    Status.FAILED: Verdict.FAILED,
    Status.UNKNOWN: Verdict.UNKNOWN,
}
_APPLIED = {Action.CREATE: Verdict.CREATED, Action.DELETE: Verdict.DELETED}


def checked(run: RunFacts, sheet: SheetFacts, catalog: Catalog, findings: tuple[Finding, ...]) -> Report:
    """After check: each row is ok, refused or ignored."""
    rows = tuple(_checked(catalog))
    return Report(run=run, sheet=sheet, findings=findings, rows=rows, counts=_check_counts(rows, findings))


def planned(run: RunFacts, plan: Plan, path: str, skus: Mapping[int, str], traffic: Traffic) -> Report:
    """After plan: what will become of each row if the plan is applied. ``skus`` by row."""
    results = [_planned(change) for change in plan.changes if change.row != NO_ROW]
    rest = (
        ("unchanged", plan.unchanged),
        ("ignored", plan.ignored),
        ("conflict", plan.conflicts),
        ("refused", plan.refused),
    )
    results += [RowResult(row, skus.get(row, ""), word) for word, numbers in rest for row in numbers]
    rows = tuple(sorted(results, key=lambda result: result.row))
    return Report(
        run=run,
        sheet=plan.sheet,
        findings=plan.findings,
        rows=rows,
        counts=_check_counts(rows, plan.findings) | _plan_counts(plan),
        plan=plan,
        plan_path=path,
        traffic=traffic,
        beside=tuple(_planned(change) for change in plan.changes if change.row == NO_ROW),
    )


def applied(preview: Report, outcomes: Sequence[Outcome]) -> Report:
    """After apply: the verdicts, in the place of what was planned. Each row read must have exactly one."""
    plan = preview.plan
    assert plan is not None
    fates = {outcome.change: outcome for outcome in outcomes}
    told = [_applied(change, _advised(fates[change.key], plan.undoes)) for change in plan.changes]
    verdicts = {row.row: row for row in told if row.row != NO_ROW}
    others = tuple(row for row in told if row.row == NO_ROW)
    rows = tuple(verdicts.get(row.row, row) for row in preview.rows)
    words = Counter(row.result for row in rows)
    totals = {verdict.value: words[verdict.value] for verdict in Verdict}
    statuses = Counter(outcome.status for outcome in outcomes)
    return replace(
        preview,
        run=replace(preview.run, status=_status(outcomes)),
        rows=rows,
        beside=others,
        totals=totals,
        outcomes={status.word: statuses[status] for status in Status},
        details=tuple(outcomes),
        reconciled=len({row.row for row in rows}) == len(rows) == plan.sheet.rows == sum(totals.values()),
    )


def _planned(change: Change) -> RowResult:
    return RowResult(
        row=change.row,
        sku=change.sku,
        result=f"plan_{change.action.value}",
        fields=_told(change),
        store_id=_store_id(change.product, change.variation),
        deletes=change.action is Action.DELETE,
    )


def _told(change: Change) -> tuple[FieldChange, ...]:
    """All that a deleted item held is in the plan; its fields are not changed one by one."""
    return () if change.action is Action.DELETE else change.fields


def skus(catalog: Catalog) -> dict[int, str]:
    """By row."""
    if "sku" not in catalog.rows:
        return {}
    return {int(row): sku for row, sku in catalog.rows["sku"].items() if isinstance(sku, str)}


def _applied(change: Change, fate: Outcome) -> RowResult:
    verdict = _VERDICTS.get(fate.status) or _APPLIED.get(change.action, Verdict.UPDATED)
    return RowResult(
        row=change.row,
        sku=change.sku,
        result=verdict.value,
        fields=_told(change),
        deletes=change.action is Action.DELETE,
        status=fate.status.word,
        reason=fate.reason,
        store_id=_store_id(fate.product, fate.variation),
        confirmed=fate.confirmed or {},
        untouched=_untouched(change, fate),
    )


def _advised(fate: Outcome, undoes: str) -> Outcome:
    """Who goes on with an undo undoes again: a plan of the sheet would do anew what was to be taken back."""
    if fate.reason is None or not undoes:
        return fate
    return replace(fate, reason=replace(fate.reason, facts=(*fate.reason.facts, ("undoes", undoes))))


def _untouched(change: Change, fate: Outcome) -> frozenset[str]:
    if fate.sent is None or change.action is Action.DELETE:
        return frozenset()
    return frozenset(cell.name for cell in change.fields) - {*fate.sent, *fate.missing}


def _store_id(product: str | None, variation: str | None) -> str | None:
    return f"{product}/{variation}" if product and variation else product


def _checked(catalog: Catalog) -> Iterator[RowResult]:
    known = skus(catalog)
    for row in map(int, catalog.rows.index):
        refused = "refused" if row in catalog.refused else "ok"
        yield RowResult(row, known.get(row, ""), "ignored" if row in catalog.ignored else refused)


def _check_counts(rows: Sequence[RowResult], findings: Iterable[Finding]) -> dict[str, int]:
    kinds = Counter(finding.severity for finding in findings)
    return {
        "rows": len(rows),
        "ok": sum(row.result != "refused" for row in rows),
        "error": kinds[Severity.ERROR],
        "warning": kinds[Severity.WARNING],
    }


def _plan_counts(plan: Plan) -> dict[str, int]:
    """Rows by what the plan does with them, and beside them the products that no row stands for."""
    alone = [made[0] for made in beside(plan.changes).values()]
    actions = Counter(change.action for change in (*alone, *(c for c in plan.changes if c.row != NO_ROW)))
    others = {"unchanged": plan.unchanged, "ignored": plan.ignored, "conflict": plan.conflicts, "refused": plan.refused}
    numbers = {word: len(rows) for word, rows in others.items()} | {"without_row": len(alone)}
    return {action.value: actions[action] for action in PLANNED} | numbers


def _status(outcomes: Sequence[Outcome]) -> str:
    """A run's status is that of its gravest outcome."""
    gravest = max((outcome.status for outcome in outcomes), default=Status.APPLIED)
    return "done" if gravest <= Status.SKIPPED else gravest.word
