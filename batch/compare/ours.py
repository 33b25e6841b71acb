"""What our own runs have written since a sheet was exported: whoever edits it again has seen that. Pure."""

from collections.abc import Iterable, Iterator, Sequence

from batch.model.base import Written
from batch.model.changes import Action, Change, FieldChange
from batch.model.forms import is_form
from batch.model.rules import BY_NAME, UNTOLD, Level
from batch.model.runs import Outcome, Status
from batch.model.store import ItemId
from batch.values import same

Ended = tuple[Sequence[Change], Sequence[Outcome]]


def written(runs: Iterable[Ended]) -> Written:
    """``runs``: the changes of each and what became of them, in the same order; the oldest run first."""
    cells: dict[ItemId, dict[str, str | None]] = {}
    skus: dict[str, str] = {}
    for changes, outcomes in runs:
        for change, outcome in zip(changes, outcomes, strict=True):
            for item, cell, now in _confirmed(change, outcome):
                cells.setdefault(item, {})[cell.name] = now
                if cell.name == "sku" and cell.before and now:
                    _renamed(skus, cell.before, now)
    return Written(cells, skus)


def _confirmed(change: Change, outcome: Outcome) -> Iterator[tuple[ItemId, FieldChange, str | None]]:
    """The cells that the store was read back to hold as they were sent, or in a form that it makes of such a value."""
    confirmed = outcome.confirmed or {}
    if outcome.product is None or outcome.status is Status.UNKNOWN or change.action is Action.DELETE:
        return
    for cell in change.fields:
        kind, now = BY_NAME[cell.name].kind, confirmed.get(cell.name)
        made = outcome.status is Status.FAILED and is_form(cell.after, now, kind)
        held = outcome.status is Status.APPLIED if kind in UNTOLD else made or same(now, cell.after, kind)
        if cell.name in confirmed and held:
            of = None if BY_NAME[cell.name].level is Level.PRODUCT else outcome.variation
            yield ItemId(outcome.product, of), cell, now


def _renamed(skus: dict[str, str], before: str, now: str) -> None:
    """A SKU that was changed twice leads from the first to the last."""
    first = [then for then, known in skus.items() if known == before]
    skus.update(dict.fromkeys(first or [before], now))
