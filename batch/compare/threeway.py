"""Where the store changed too: conflicts with what the merchant changed, drift where the merchant changed nothing."""

from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

from batch.compare.differences import Cells, differences
from batch.compare.match import Matched
from batch.compare.prior import OPTION_FIELDS
from batch.model.changes import FieldChange
from batch.model.choices import OnConflict
from batch.model.findings import Finding
from batch.model.options import Pairs, option_names, option_pairs, option_values
from batch.model.places import Places
from batch.model.rules import BY_NAME, Kind, Level
from batch.values import canonical, same

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


def settled(cells: Cells, before: pd.DataFrame, here: Matched, choice: OnConflict, at: Places) -> Settled:
    """``before``: what the rows asked for when they were exported, in the store's terms; absent columns are unknown."""
    clashes = {
        row: found for row, fields in cells.items() if (found := [f for f in fields if _clashes(f, row, before, here)])
    }
    findings = tuple(_told(_CODES[choice], row, field, before, at) for row in clashes for field in clashes[row])
    if choice is OnConflict.SHEET:
        return Settled(cells, frozenset(), findings)
    if choice is OnConflict.STORE:
        kept = {row: [f for f in fields if f not in clashes.get(row, ())] for row, fields in cells.items()}
        return Settled({row: fields for row, fields in kept.items() if fields}, frozenset(), findings)
    return Settled({row: fields for row, fields in cells.items() if row not in clashes}, frozenset(clashes), findings)


def _clashes(field: FieldChange, row: int, before: pd.DataFrame, here: Matched) -> bool:
    """True when the store holds something else than the export said."""
    if row not in before.index:
        return False
    if field.name in OPTION_FIELDS:
        pairs = _pairs(before.loc[[row]])
        return bool(pairs) and pairs != _pairs(here.items.iloc[[here.found[here.rows.index.get_loc(row)]]])
    if field.name not in before:
        return False
    kind = BY_NAME[field.name].kind
    then = canonical(before.at[row, field.name], kind)
    if then is None and (kind in _NEVER_BLANK or (kind is Kind.NUMBER and field.before == "0")):
        return False
    return not same(field.before, then, kind)


def drift(before: pd.DataFrame, here: Matched, at: Places) -> Iterator[Finding]:
    """Cells that the merchant left as they were exported, and that were changed in the store since; once a product.

    ``before``: what the rows said when they were exported; NA where the merchant changed it.
    """
    told: set[tuple[int, str]] = set()
    there = here.only(here.rows.index.isin(before.index))
    for row, fields in differences(before, there.items, there.found, there.bases).items():
        base = int(there.bases[there.rows.index.get_loc(row)])
        for field in fields:
            if BY_NAME[field.name].level is Level.PRODUCT and (base, field.name) in told:
                continue
            told.add((base, field.name))
            facts = (("store", shown(field.before)), ("base", shown(field.after)))
            yield at.cell("store.drift", field.name, row, facts)


def _told(code: str, row: int, field: FieldChange, before: pd.DataFrame, at: Places) -> Finding:
    then = canonical(before.at[row, field.name], BY_NAME[field.name].kind) if field.name in before else None
    return at.cell(code, field.name, row, (("store", shown(field.before)), ("base", shown(then))))


def _pairs(rows: pd.DataFrame) -> Pairs:
    return option_pairs(option_names(rows).iat[0], option_values(rows).iat[0])


def shown(text: str | None) -> str:
    """Enough of it to know it by."""
    known = text or "–"
    return known if len(known) <= LONGEST else f"{known[: LONGEST - 1]}…"
