"""The one JSON document of ``--json``: for scripts. Its schemas are published in docs/json/. Pure."""

from collections.abc import Mapping

from batch.messages import Messages
from batch.model.changes import Change
from batch.model.findings import Finding
from batch.model.plans import Plan, SheetFacts
from batch.model.reports import LEFT, Report
from batch.model.runs import Status, Traffic
from batch.model.store import ItemId
from batch.reports.figures import COUNTS, PLAN_COUNTS, adds_up, beside, by_status
from batch.reports.sentences import guarded, guess_words, told

SCHEMA_VERSION = 1


def document(report: Report, files: Mapping[str, str], messages: Messages) -> dict[str, object]:
    """What scripts may rely on, by the command that ran; ``files``: name to path of the reports written."""
    run = report.run
    shown: dict[str, object] = {
        "schema_version": SCHEMA_VERSION,
        "run": {
            "id": run.id,
            "command": run.command,
            "status": run.status,
            "started": run.started,
            "ended": run.ended,
        },
        "sheet": _sheet(report.sheet, messages),
        "counts": _counts(report),
        "totals": dict(report.totals),
        "findings": [_finding(finding, messages) for finding in report.findings],
        "reports": dict(files),
    }
    if report.plan:
        shown |= {
            "plan": _plan(report.plan, report.plan_path, messages),
            "changes": [_change(c) for c in report.plan.changes],
            "beside": beside(report),
        }
    if report.reconciled is not None or run.status in LEFT:
        shown |= {
            "outcomes": _outcomes(report),
            "reconciled": adds_up(report),
            "requests": _requests(report.traffic or Traffic()),
        }
    return shown


def _outcomes(report: Report) -> dict[str, int]:
    """Of a plan that was left as it is nothing was sent."""
    unsent = len(report.plan.changes) if report.plan and report.run.status in LEFT else 0
    return by_status(report) | ({Status.NOT_RUN.word: unsent} if unsent else {})


def _sheet(sheet: SheetFacts, messages: Messages) -> dict[str, object]:
    return {
        "name": sheet.name,
        "sha256": sheet.sha256,
        "format": sheet.format,
        "layout": sheet.layout,
        "encoding": sheet.encoding,
        "delimiter": sheet.delimiter,
        "worksheet": sheet.worksheet,
        "rows": sheet.rows,
        "guesses": [
            {"code": guess.code, "facts": dict(guess.facts), "message": guess_words(guess, messages)}
            for guess in sheet.guesses
        ],
        "skipped": [
            {"row": row.row, "reason": row.reason, "message": messages(f"skipped.{row.reason}")}
            for row in sheet.skipped
        ],
    }


def _counts(report: Report) -> dict[str, int]:
    """The minimum keys are always there, zero or not."""
    keys = (*COUNTS, *PLAN_COUNTS, "without_row") if report.plan else COUNTS
    return {key: report.counts.get(key, 0) for key in keys} | dict(report.counts)


def _finding(finding: Finding, messages: Messages) -> dict[str, object]:
    words = told(finding, messages)
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "row": finding.row,
        "column": finding.column,
        "cell": finding.cell,
        "sku": finding.sku,
        "value": finding.value,
        "message": words.message,
        "expected": words.expected or None,
        "suggestion": words.suggestion or None,
    }


def _plan(plan: Plan, path: str | None, messages: Messages) -> dict[str, object]:
    return {
        "id": plan.id,
        "path": path,
        "store": plan.store_name,
        "changes": len(plan.changes),
        "guards": [
            {"guard": one.guard.value, "message": guarded(one, messages), "allowed": one not in plan.stopped_by}
            for one in plan.guards
        ],
        "reason": plan.choices.reason or None,
    }


def _change(change: Change) -> dict[str, object]:
    return {
        "action": change.action.value,
        "key": change.key,
        "sku": change.sku,
        "row": change.row or None,
        "store_id": str(ItemId(change.product, change.variation)) if change.product else None,
        "fields": {field.name: {"before": field.before, "after": field.after} for field in change.fields},
        "also": list(change.also),
    }


def _requests(traffic: Traffic) -> dict[str, object]:
    return {
        "total": traffic.total,
        "batches": traffic.batches,
        "retries": traffic.retries,
        "throttled_seconds": traffic.throttled_seconds,
    }
