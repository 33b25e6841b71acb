"""Verdicts: every row of the sheet gets one, and the totals add up to the rows read."""

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from batch import plan as planning
from batch import summarize
from batch.check import check
from batch.model.changes import Action, Change, FieldChange
from batch.model.findings import Finding
from batch.model.plans import Plan, SheetFacts
from batch.model.reports import Report, RunFacts
from batch.model.runs import Outcome, Reason, Status, Traffic, Verdict
from tests.making import STORE, sheet

RUN = RunFacts("r-1", "run", "done", "2026-06-04T12:00:00Z", "2026-06-04T12:00:01Z")
CELLS = (FieldChange("retail_price", "10.00", "12.00"),)
REASON = Reason("apply.rejected", (("status", "400"),))


def facts(rows: int) -> SheetFacts:
    return SheetFacts("a.csv", "/a.csv", "ab" * 32, "csv", "A", "utf-8", ",", None, rows)


def change(action: Action, row: int, variation: str | None = None) -> Change:
    product = None if action is Action.CREATE else str(row)
    return Change(action, row, f"S{row}", f"f{row}", product, variation, CELLS)


def planned(changes: list[Change], unchanged: int = 0, ignored: int = 0, refused: int = 0) -> Report:
    """A plan whose other rows come behind those that change."""
    rows = iter(range(len(changes) + 2, 1000))
    same, apart, no = (tuple(next(rows) for _ in range(count)) for count in (unchanged, ignored, refused))
    read = len(changes) + unchanged + ignored + refused
    plan = Plan("", "", "", "shop", "", STORE, facts(read), tuple(changes), same, apart, no, ())
    skus = {row: f"S{row}" for row in range(2, read + 2)}
    return summarize.planned(RUN, planning.sealed(plan), "a.plan.json", skus, Traffic())


def fates(changes: list[Change], statuses: list[Status]) -> list[Outcome]:
    return [Outcome(c.key, status, REASON, c.product, c.variation) for c, status in zip(changes, statuses, strict=True)]


@pytest.mark.parametrize(
    ("action", "status", "verdict"),
    [
        (Action.CREATE, Status.APPLIED, Verdict.CREATED),
        (Action.UPDATE, Status.APPLIED, Verdict.UPDATED),
        (Action.ENABLE, Status.APPLIED, Verdict.UPDATED),
        (Action.DISABLE, Status.APPLIED, Verdict.UPDATED),
        (Action.DELETE, Status.APPLIED, Verdict.DELETED),
        *((action, Status.SKIPPED, Verdict.UNCHANGED) for action in (Action.CREATE, Action.UPDATE, Action.DELETE)),
        (Action.UPDATE, Status.NOT_RUN, Verdict.NOT_RUN),
        (Action.UPDATE, Status.CONFLICT, Verdict.CONFLICT),
        (Action.CREATE, Status.REJECTED, Verdict.FAILED),
        (Action.CREATE, Status.FAILED, Verdict.FAILED),
        (Action.CREATE, Status.UNKNOWN, Verdict.UNKNOWN),
    ],
)
def test_a_row_is_told_by_what_became_of_its_change(action: Action, status: Status, verdict: Verdict) -> None:
    changes = [change(action, 2)]

    report = summarize.applied(planned(changes), fates(changes, [status]))

    assert report.totals == {word.value: int(word is verdict) for word in Verdict}
    assert [(row.result, row.status, row.reason) for row in report.rows] == [(verdict.value, status.word, REASON)]


statuses = st.lists(st.tuples(st.sampled_from(Action).filter(lambda a: a is not Action.KEEP), st.sampled_from(Status)))
counts = st.integers(0, 3)


@given(statuses, counts, counts, counts)
def test_the_totals_add_up_to_the_rows_read(
    fated: list[tuple[Action, Status]], unchanged: int, ignored: int, refused: int
) -> None:
    changes = [change(action, row) for row, (action, _) in enumerate(fated, 2)]
    preview = planned(changes, unchanged, ignored, refused)

    report = summarize.applied(preview, fates(changes, [status for _, status in fated]))

    assert sum(report.totals.values()) == report.sheet.rows == len(report.rows)
    assert [row.row for row in report.rows] == list(range(2, report.sheet.rows + 2))
    assert report.reconciled is True
    assert sum(report.outcomes.values()) == len(changes)
    assert {word: report.totals[word] for word in ("ignored", "refused")} == {"ignored": ignored, "refused": refused}


@given(statuses, counts, counts, counts)
def test_a_plan_counts_every_row_once(
    fated: list[tuple[Action, Status]], unchanged: int, ignored: int, refused: int
) -> None:
    report = planned([change(action, row) for row, (action, _) in enumerate(fated, 2)], unchanged, ignored, refused)

    words = Counter(row.result.removeprefix("plan_") for row in report.rows)
    planned_counts = {word: report.counts[word] for word in [*words, "conflict"]}
    assert planned_counts == {**words, "conflict": 0}
    assert report.counts["rows"] == report.sheet.rows == len(report.rows)


@pytest.mark.parametrize("read", [2, 4])
def test_a_row_too_few_or_too_many_does_not_reconcile(read: int) -> None:
    changes = [change(Action.UPDATE, 2)]
    preview = planned(changes, unchanged=2)
    assert preview.plan is not None
    miscounted = replace(preview, plan=replace(preview.plan, sheet=facts(read)))

    assert summarize.applied(miscounted, fates(changes, [Status.APPLIED])).reconciled is False


def test_a_row_with_two_verdicts_does_not_reconcile() -> None:
    changes = [change(Action.UPDATE, 2)]
    preview = planned(changes, unchanged=1)
    twice = replace(preview, rows=(preview.rows[0], replace(preview.rows[1], row=2)))

    assert summarize.applied(twice, fates(changes, [Status.APPLIED])).reconciled is False


@pytest.mark.parametrize(
    ("statuses", "word"),
    [
        ([], "done"),
        ([Status.APPLIED, Status.SKIPPED], "done"),
        ([Status.APPLIED, Status.CONFLICT, Status.NOT_RUN], "conflict"),
        ([Status.UNKNOWN, Status.FAILED, Status.REJECTED], "unknown"),
        ([Status.NOT_RUN, Status.SKIPPED], "not_run"),
    ],
)
def test_a_run_is_as_bad_as_its_gravest_outcome(statuses: list[Status], word: str) -> None:
    changes = [change(Action.UPDATE, row) for row in range(2, len(statuses) + 2)]

    assert summarize.applied(planned(changes), fates(changes, statuses)).run.status == word


def test_a_row_names_the_item_of_the_store() -> None:
    changes = [change(Action.UPDATE, 2), change(Action.UPDATE, 3, "31"), change(Action.CREATE, 4)]
    outcomes = fates(changes, [Status.APPLIED] * 3)
    outcomes[2] = replace(outcomes[2], product="4", variation="41")

    preview = planned(changes)
    report = summarize.applied(preview, outcomes)

    assert [row.store_id for row in preview.rows] == ["2", "3/31", None]
    assert [row.store_id for row in report.rows] == ["2", "3/31", "4/41"]


def test_after_check_a_row_is_ok_or_refused_or_ignored() -> None:
    typed = "sku,name,retail_price,composite_sku\nA,Mug,12,\nB,Cup,ask,\nKIT,,,A\n,Pot,1E5,\n"
    checked = check(sheet(typed))

    report = summarize.checked(RUN, facts(4), checked.catalog, checked.findings)

    assert [(row.row, row.sku, row.result) for row in report.rows] == [
        (2, "A", "ok"),
        (3, "B", "refused"),
        (4, "KIT", "ignored"),
        (5, "", "refused"),
    ]
    assert report.counts == {"rows": 4, "ok": 2, "error": 3, "warning": 0}


def test_findings_are_counted_by_how_grave_they_are() -> None:
    checked = check(sheet("sku,name,name,Shelf,supplier_code\nA,Mug,Cup,4,7E+11\n"))

    report = summarize.checked(RUN, facts(1), checked.catalog, checked.findings)

    assert {finding.severity.value for finding in checked.findings} == {"warning", "info"}
    assert report.counts == {"rows": 1, "ok": 1, "error": 0, "warning": 2}
    assert all(isinstance(finding, Finding) for finding in report.findings)
