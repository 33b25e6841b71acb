"""What the store made of the values of a run, remembered for the next plans."""

from collections.abc import Iterator, Sequence

from batch.journal import Journal
from batch.journal.forms import Forms
from batch.model.changes import Change, FieldChange
from batch.model.forms import Form, is_form
from batch.model.plans import Plan
from batch.model.rules import BY_NAME, Level
from batch.model.runs import Outcome, Status
from batch.values import same


def remember(journal: Journal, store: str, plan: Plan, outcomes: Sequence[Outcome]) -> None:
    """Not of a plan that was applied to its end before: nothing of it was sent this time."""
    if journal.consumer(plan.id) is not None:
        return
    seen: dict[Form, bool] = {}
    over = set()
    for change, outcome in zip(plan.changes, outcomes, strict=True):
        if outcome.status is Status.FAILED:
            seen |= dict(_seen(change, outcome))
        elif outcome.status is Status.APPLIED:
            over |= {_form(change, outcome, cell, "").place for cell in change.fields}
    if seen or over:
        Forms(journal.engine).keep(store, plan.id, seen, over)


def _seen(change: Change, outcome: Outcome) -> Iterator[tuple[Form, bool]]:
    """Each form with whether the store turned to it: what was there before may only be what nobody has changed."""
    for cell in change.fields:
        made, kind = (outcome.confirmed or {}).get(cell.name), BY_NAME[cell.name].kind
        if made is not None and cell.name in outcome.missing and is_form(cell.after, made, kind):
            yield _form(change, outcome, cell, made), not same(cell.before, made, kind)


def _form(change: Change, outcome: Outcome, cell: FieldChange, made: str) -> Form:
    own = outcome.variation if BY_NAME[cell.name].level is Level.ITEM else None
    return Form(outcome.product or change.product or "", own, cell.name, cell.after or "", made)
