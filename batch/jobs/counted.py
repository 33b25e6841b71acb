"""Differences of the stock to one export: which were sent before, so that none is sent twice by two plans."""

from collections.abc import Collection, Iterable, Sequence
from pathlib import Path

from batch import guards
from batch.jobs import folders, unfinished
from batch.journal import Journal
from batch.model.catalog import Guess
from batch.model.changes import Change
from batch.model.plans import Plan
from batch.model.rules import QUANTITY_DELTA
from batch.model.runs import Reason


def before(home: Path, journal: Journal, guesses: Sequence[Guess], store: str) -> frozenset[str]:
    """SKUs of which a difference to the same base was sent to this store before, by any run that is kept."""
    base = _base_of(guesses)
    ids = {run["plan"] for run in journal.runs() if run["store"] == store and run["plan"]}
    return frozenset(change.sku for made in _of_base(home, ids, base) for change in guards.counting(made.changes))


def meanwhile(home: Path, journal: Journal, plan: Plan) -> dict[str, Reason]:
    """By change key: those of which another plan has sent the difference since this one was made.

    Taking back a run counts as one too: it is about the same export. Call it while nobody else can send.
    """
    base = _base_of(plan.sheet.guesses)
    counting = guards.counting(plan.changes)
    sent = journal.sent_since(plan.id, plan.store_name) if base and counting else {}
    taken = set()
    for made in _of_base(home, sent, base):
        keys = {key for step in sent[made.id] if QUANTITY_DELTA in step.fields for key in step.changes}
        taken |= {_item(change) for change in made.changes if change.key in keys}
    return {change.key: Reason("apply.counted") for change in counting if _item(change) in taken}


def _of_base(home: Path, plans: Iterable[str | None], base: str | None) -> list[Plan]:
    kept = [unfinished.loaded(folders.kept_plan(home, plan)) for plan in plans if plan] if base else []
    return [made for made in kept if made is not None and _base_of(made.sheet.guesses) == base]


def _item(change: Change) -> tuple[str | None, str | None]:
    return change.product, change.variation


def _base_of(guesses: Collection[Guess]) -> str | None:
    """The digest of the sheet as it was exported."""
    return next((dict(guess.facts)["sha256"] for guess in guesses if guess.code == "base"), None)
