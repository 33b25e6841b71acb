"""The block for the auditor: who, when, with what, and the digest of every file that belongs to it."""

from collections.abc import Iterator

from batch.messages import Messages
from batch.model.records import Manifest
from batch.model.reports import Report
from batch.reports.page.view import Facts


def record(report: Report, made: Manifest, messages: Messages) -> Facts:
    """``made``: the manifest of all other files, chained or not."""
    return Facts(
        name="record",
        title=messages("page.record"),
        pairs=[(messages(f"fact.{name}"), text) for name, text in _facts(report, made, messages) if text],
        notes=[
            _chain(made, messages),
            messages("page.verify" if made.chained else "page.verify_folder", {"run": report.run.id}),
        ],
    )


def _facts(report: Report, made: Manifest, messages: Messages) -> Iterator[tuple[str, str]]:
    run, operator, traffic = report.run, made.operator, report.traffic
    yield "run", run.id
    yield "command", run.command
    yield "status", messages(f"run_status.{run.status}")
    yield "started", run.started
    yield "ended", run.ended
    yield "operator", messages("page.operator", {"user": operator.user, "host": operator.host})
    yield "version", f"onshelf {operator.version}"
    if made.store:
        yield "store", f"{made.store['name']} ({made.store['api']}, {made.store['id']})"
    if made.plan:
        yield "plan", made.plan["id"]
        yield "plan_digest", made.plan["digest"]
    yield "sha256", made.sheet["sha256"]
    if traffic and report.reconciled is not None:
        batches = messages.count("counted.batches", traffic.batches)
        yield "requests", messages.count("page.requests", traffic.total, {"batches": batches})
    if made.previous:
        yield "previous", f"{made.previous.run} ({made.previous.digest})"


def _chain(made: Manifest, messages: Messages) -> str:
    if not made.chained:
        return messages("page.chain.outside")
    return messages("page.chain.linked" if made.previous else "page.chain.first")
