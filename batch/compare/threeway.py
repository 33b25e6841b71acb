"""Where the store changed too: conflicts with what the merchant changed, drift where the merchant changed nothing."""

from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

from batch.compare.differences import Cells, differences
from batch.compare.past import Past, Then
from batch.model.changes import FieldChange
from batch.model.choices import OnConflict
from batch.model.findings import Finding
from batch.model.options import pairs_of
from batch.model.places import Places
from batch.model.rules import BY_NAME, OPTION_FIELDS, Kind, Level
from batch.values import clipped, same

# A blank says nothing of these; a blank text is an empty one, and a blank number is 0.
_NEVER_BLANK = frozenset({Kind.FLAG, Kind.MONEY})

LONGEST = 60  # characters of a value told in a sentence

_CODES = {
    OnConflict.HOLD: "store.conflict",
    OnConflict.SHEET: "store.conflict_sheet",
    OnConflict.STORE: "store.conflict_store",
}


@dataclass(frozen=True, slots=True)
class Settled:
    """``cells``: what is still to be done; ``held``: rows of which nothing is done because of a conflict."""

    cells: Cells
    held: frozenset[int]
    findings: tuple[Finding, ...]


def settled(cells: Cells, then: Then, choice: OnConflict, at: Places) -> Settled:
    past = then.of(list(cells))
    clashes = {row: found for row, fields in cells.items() if (found := [f for f in fields if _clashes(f, past[row])])}
    findings = tuple(_told(_CODES[choice], row, field, past[row], at) for row in clashes for field in clashes[row])
    if choice is OnConflict.SHEET:
        return Settled(cells, frozenset(), findings)
    if choice is OnConflict.STORE:
        kept = {row: [f for f in fields if f not in clashes.get(row, ())] for row, fields in cells.items()}
        return Settled({row: fields for row, fields in kept.items() if fields}, frozenset(), findings)
    return Settled({row: fields for row, fields in cells.items() if row not in clashes}, frozenset(clashes), findings)


def _clashes(field: FieldChange, past: Past) -> bool:
    """True when the store holds something else than the merchant knows of."""
    if field.name in OPTION_FIELDS:
        pairs = past.options()
        return bool(pairs) and pairs != pairs_of(past.held)
    kind, text = BY_NAME[field.name].kind, past.text(field.name)
    wordless = kind in _NEVER_BLANK or (kind is Kind.NUMBER and field.before == "0")
    if text is None and wordless and field.name not in past.written(field.name):
        return False
    return past.knows(field.name) and not same(field.before, text, kind)


def drift(left: pd.DataFrame, then: Then, at: Places) -> Iterator[Finding]:
    """Cells that the merchant left as they were exported, and that were changed in the store since; once a product.

    ``left``: what the rows said when they were exported; NA where the merchant changed it. What we changed ourselves
    is told too: a cell that was put back to what was exported looks like one that nobody touched.
    """
    if not len(left):
        return
    told: set[tuple[int, str]] = set()
    there = then.here.only(then.here.rows.index.isin(left.index))
    cells = differences(left, there.items, there.found, there.bases)
    past = then.of(list(cells))
    for row, field in ((row, field) for row, fields in cells.items() for field in fields):
        if BY_NAME[field.name].level is Level.PRODUCT and (past[row].base, field.name) in told:
            continue
        told.add((past[row].base, field.name))
        ours = past[row].written(field.name)
        known = ours.get(field.name, field.after)
        is_ours = field.name in ours and same(field.before, known, BY_NAME[field.name].kind)
        code, then_said = ("store.written_since", field.after) if is_ours else ("store.drift", known)
        facts = (("store", shown(field.before)), ("base", shown(then_said)), ("rule", field.name))
        yield at.cell(code, field.name, row, facts)


def _told(code: str, row: int, field: FieldChange, past: Past, at: Places) -> Finding:
    facts = (("store", shown(field.before)), ("base", shown(past.text(field.name))), ("rule", field.name))
    return at.cell(code, field.name, row, facts)


def shown(text: str | None) -> str:
    """Enough of it to know it by."""
    return clipped(text or "", LONGEST)
