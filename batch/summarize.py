"""From findings, plan and outcomes to verdicts: every row of the sheet gets one, and the totals add up. Pure."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from batch.model.catalog import Catalog
from batch.model.changes import Action, Change
from batch.model.codes import Severity
from batch.model.findings import Finding
from batch.model.plans import Plan
from batch.model.reports import RowResult
from batch.model.runs import Outcome, Status, Verdict

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


def checked_rows(catalog: Catalog) -> tuple[RowResult, ...]:
    """After check: ok, refused or ignored."""
    known = skus(catalog)

    def word(row: int) -> str:
        if row in catalog.ignored:
            return "ignored"
        return "refused" if row in catalog.refused else "ok"

    return tuple(RowResult(row, known.get(row, ""), word(row)) for row in map(int, catalog.rows.index))


def planned_rows(plan: Plan, skus: Mapping[int, str]) -> tuple[RowResult, ...]:
    """After plan: what will become of each row if the plan is applied."""
    results = [
        RowResult(c.row, c.sku, f"plan_{c.action.value}", c.fields, store_id=_store_id(c.product, c.variation))
        for c in plan.changes
    ]
    return _with_the_rest(plan, skus, results)


def applied_rows(plan: Plan, skus: Mapping[int, str], outcomes: Sequence[Outcome]) -> tuple[RowResult, ...]:
    """After apply: the verdicts."""
    fates = {outcome.change: outcome for outcome in outcomes}
    return _with_the_rest(plan, skus, [_applied(change, fates[change.key]) for change in plan.changes])


def check_counts(rows: Sequence[RowResult], findings: Iterable[Finding]) -> dict[str, int]:
    kinds = Counter(finding.severity for finding in findings)
    return {
        "rows": len(rows),
        "ok": sum(row.result != "refused" for row in rows),
        "error": kinds[Severity.ERROR],
        "warning": kinds[Severity.WARNING],
    }


def plan_counts(plan: Plan) -> dict[str, int]:
    """Rows by what the plan does with them; a plan just made has no conflict yet."""
    actions = Counter(change.action for change in plan.changes)
    counts = {action.value: actions[action] for action in PLANNED}
    return counts | {
        "unchanged": len(plan.unchanged),
        "ignored": len(plan.ignored),
        "conflict": 0,
        "refused": len(plan.refused),
    }


def totals(rows: Iterable[RowResult]) -> dict[str, int]:
    """Rows by verdict, every verdict named."""
    words = Counter(row.result for row in rows)
    return {verdict.value: words[verdict.value] for verdict in Verdict}


def reconciles(read: int, rows: Sequence[RowResult], counted: Mapping[str, int]) -> bool:
    """Each row read has exactly one verdict."""
    return len({row.row for row in rows}) == len(rows) == read == sum(counted.values())


def outcome_counts(outcomes: Iterable[Outcome]) -> dict[str, int]:
    words = Counter(outcome.status for outcome in outcomes)
    return {status.word: words[status] for status in Status}


def status_word(outcomes: Sequence[Outcome]) -> str:
    """A run's status is that of its gravest outcome."""
    gravest = max((outcome.status for outcome in outcomes), default=Status.APPLIED)
    return "done" if gravest <= Status.SKIPPED else gravest.word


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
        fields=change.fields,
        status=fate.status.word,
        reason=fate.reason,
        store_id=_store_id(fate.product, fate.variation),
        confirmed=fate.confirmed or {},
    )


def _with_the_rest(plan: Plan, skus: Mapping[int, str], results: Sequence[RowResult]) -> tuple[RowResult, ...]:
    rest = (("unchanged", plan.unchanged), ("ignored", plan.ignored), ("refused", plan.refused))
    others = [RowResult(row, skus.get(row, ""), word) for word, rows in rest for row in rows]
    return tuple(sorted([*results, *others], key=lambda result: result.row))


def _store_id(product: str | None, variation: str | None) -> str | None:
    return f"{product}/{variation}" if product and variation else product
