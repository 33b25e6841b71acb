"""Where the store changed too: conflicts with what the merchant changed, drift where the merchant changed nothing."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pandas as pd

from batch.compare.differences import Cells, differences
from batch.compare.match import Matched, item_at
from batch.compare.prior import OPTION_FIELDS
from batch.model.changes import FieldChange
from batch.model.choices import OnConflict
from batch.model.findings import Finding
from batch.model.options import Pairs, option_names, option_pairs, option_values
from batch.model.places import Places
from batch.model.rules import BY_NAME, OPTIONS, Kind, Level
from batch.model.store import ItemId
from batch.values import canonical, clipped, same

# A blank says nothing of these; a blank text is an empty one, and a blank number is 0.
_NEVER_BLANK = frozenset({Kind.FLAG, Kind.MONEY})

_NOTHING: Mapping[str, str | None] = {}

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


@dataclass(frozen=True, eq=False, slots=True)
class Then:
    """What the merchant last knew the store to hold: what a run of ours has written since, else what was exported.

    ``before``: what the rows asked for when they were exported, in the store's terms; absent columns are unknown.
    ``since``: canonical text by item and field.
    """

    before: pd.DataFrame
    here: Matched
    since: Mapping[ItemId, Mapping[str, str | None]]

    def written(self, row: int, name: str) -> Mapping[str, str | None]:
        """What we wrote on the row's item, or on its product where the field is the product's."""
        if not self.since:
            return _NOTHING
        number, items = self.here.rows.index.get_loc(row), self.here.items
        place = int((self.here.bases if BY_NAME[name].level is Level.PRODUCT else self.here.found)[number])
        return self.since.get(item_at(items, place), _NOTHING) if place >= 0 else _NOTHING

    def knows(self, row: int, name: str) -> bool:
        """Whether anything was said of it: a cell that was blank says so too."""
        return name in self.written(row, name) or (name in self.before and row in self.before.index)

    def text(self, row: int, name: str) -> str | None:
        """Canonical; None where it was blank, or where nobody knows."""
        ours = self.written(row, name)
        if name in ours:
            return ours[name]
        return canonical(self.before.at[row, name], BY_NAME[name].kind) if self.knows(row, name) else None

    def options(self, row: int) -> Pairs:
        """By name, since the store may have them in another order; none where nobody knows."""
        pairs = dict(_pairs(self.before.loc[[row]])) if row in self.before.index else {}
        ours = self.written(row, OPTIONS[0][1])
        for name, value in OPTIONS:
            if text := ours.get(value):
                pairs[ours.get(name) or str(self.item(row)[name].iat[0])] = text
        return frozenset(pairs.items())

    def item(self, row: int) -> pd.DataFrame:
        """The store's own, as a table of one row."""
        return self.here.items.iloc[[self.here.found[self.here.rows.index.get_loc(row)]]]


def settled(cells: Cells, then: Then, choice: OnConflict, at: Places) -> Settled:
    clashes = {row: found for row, fields in cells.items() if (found := [f for f in fields if _clashes(f, row, then)])}
    findings = tuple(_told(_CODES[choice], row, field, then, at) for row in clashes for field in clashes[row])
    if choice is OnConflict.SHEET:
        return Settled(cells, frozenset(), findings)
    if choice is OnConflict.STORE:
        kept = {row: [f for f in fields if f not in clashes.get(row, ())] for row, fields in cells.items()}
        return Settled({row: fields for row, fields in kept.items() if fields}, frozenset(), findings)
    return Settled({row: fields for row, fields in cells.items() if row not in clashes}, frozenset(clashes), findings)


def _clashes(field: FieldChange, row: int, then: Then) -> bool:
    """True when the store holds something else than the merchant knows of."""
    if not then.since and row not in then.before.index:
        return False
    if field.name in OPTION_FIELDS:
        pairs = then.options(row)
        return bool(pairs) and pairs != _pairs(then.item(row))
    kind, text = BY_NAME[field.name].kind, then.text(row, field.name)
    wordless = kind in _NEVER_BLANK or (kind is Kind.NUMBER and field.before == "0")
    if text is None and wordless and field.name not in then.written(row, field.name):
        return False
    return then.knows(row, field.name) and not same(field.before, text, kind)


def drift(left: pd.DataFrame, then: Then, at: Places) -> Iterator[Finding]:
    """Cells that the merchant left as they were exported, and that were changed in the store since; once a product.

    ``left``: what the rows said when they were exported; NA where the merchant changed it. What we changed ourselves
    is no news.
    """
    if not len(left):
        return
    told: set[tuple[int, str]] = set()
    there = then.here.only(then.here.rows.index.isin(left.index))
    for row, fields in differences(left, there.items, there.found, there.bases).items():
        base = int(there.bases[there.rows.index.get_loc(row)])
        for field in fields:
            if BY_NAME[field.name].level is Level.PRODUCT and (base, field.name) in told:
                continue
            told.add((base, field.name))
            ours = then.written(row, field.name)
            known = ours.get(field.name, field.after)
            if field.name not in ours or not same(field.before, known, BY_NAME[field.name].kind):
                facts = (("store", shown(field.before)), ("base", shown(known)))
                yield at.cell("store.drift", field.name, row, facts)


def _told(code: str, row: int, field: FieldChange, then: Then, at: Places) -> Finding:
    facts = (("store", shown(field.before)), ("base", shown(then.text(row, field.name))))
    return at.cell(code, field.name, row, facts)


def _pairs(rows: pd.DataFrame) -> Pairs:
    return option_pairs(option_names(rows).iat[0], option_values(rows).iat[0])


def shown(text: str | None) -> str:
    """Enough of it to know it by."""
    return clipped(text or "–", LONGEST)
