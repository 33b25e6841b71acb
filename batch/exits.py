"""Exit codes: scripts rely on them, and where several apply the first in this order counts."""

from collections.abc import Iterable

from batch.model.reports import Report
from batch.model.runs import Status

DONE, SHEET_ERRORS, UNDONE, GUARDED, UNRECONCILED, PENDING = 0, 3, 4, 6, 7, 10
NOT_INTACT = UNRECONCILED  # a record that cannot be trusted is the same to a script

# in order of precedence; each has a sentence, exit.<code>
ORDER: tuple[int, ...] = (1, 7, 130, 77, 69, 75, 73, 66, 5, 6, 4, 3, 10, 0)

# These end a command before there is anything to weigh.
ALONE: tuple[int, ...] = (2, 78)


def gravest(codes: Iterable[int]) -> int:
    """The one exit code of several; an empty lot is done."""
    found = set(codes)
    alone = [code for code in ALONE if code in found]
    return alone[0] if alone else next((code for code in ORDER if code in found), DONE)


def of(report: Report) -> int:
    """The exit code that a report deserves."""
    codes = [DONE]
    if report.stopped is not None:
        codes.append(report.stopped.exit_code)
    if report.plan is not None and report.plan.stopped_by:
        codes.append(GUARDED)
    if report.reconciled is False:
        codes.append(UNRECONCILED)
    undone = any(report.outcomes.get(status.word) for status in Status if status > Status.SKIPPED)
    if undone or any(row.result == "conflict" for row in report.rows):
        codes.append(UNDONE)
    if report.counts["error"] or any(row.result == "refused" for row in report.rows):
        codes.append(SHEET_ERRORS)
    return gravest(codes)
