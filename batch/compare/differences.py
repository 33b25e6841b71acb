"""Column by column, which cells differ from the store; only those cells are turned into values."""

import numpy as np
import pandas as pd

from batch.compare.match import NOWHERE, Positions
from batch.model.changes import FieldChange
from batch.model.rules import FIELDS, OPTIONS, FieldRule, Kind, Level
from batch.values import canonical, same

Cells = dict[int, list[FieldChange]]

_OPTION_FIELDS = frozenset(name for pair in OPTIONS for name in pair)


def differences(wanted: pd.DataFrame, items: pd.DataFrame, found: Positions, bases: Positions) -> Cells:
    """Row to its differing cells, in the order of the sync table.

    ``found``: the item of each row; ``bases``: its product. NOWHERE is created: all that the sheet holds differs.
    """
    cells: Cells = {}
    for rule in FIELDS:
        places = bases if rule.level is Level.PRODUCT else found
        if rule.name in wanted and rule.name not in _OPTION_FIELDS:
            _column(cells, rule, wanted[rule.name], items[rule.name], places)
        if rule.name == "active_online":
            _disabled_unless_told(cells, wanted, bases)
        if rule.name == OPTIONS[0][0]:
            _options(cells, wanted, items, found)
    return cells


def _column(cells: Cells, rule: FieldRule, after: pd.Series, store: pd.Series, places: Positions) -> None:
    before = _taken(store, places).set_axis(after.index)
    differs = after.notna() & (before.isna() | after.ne(before).fillna(True))
    for number in np.flatnonzero(differs.to_numpy(dtype=bool)):
        new, old = canonical(after.iat[number], rule.kind), canonical(before.iat[number], rule.kind)
        if not same(old, new, rule.kind):
            cells.setdefault(int(after.index[number]), []).append(FieldChange(rule.name, old, new))


def _disabled_unless_told(cells: Cells, wanted: pd.DataFrame, bases: Positions) -> None:
    """A new product arrives disabled, unless its ``active_online`` says otherwise."""
    for number in np.flatnonzero(bases == NOWHERE):
        fields = cells.setdefault(int(wanted.index[number]), [])
        if not any(field.name == "active_online" for field in fields):
            fields.append(FieldChange("active_online", None, "0"))


def _options(cells: Cells, wanted: pd.DataFrame, items: pd.DataFrame, found: Positions) -> None:
    """A variation has its options by name: their order is no difference."""
    held = [pair for pair in OPTIONS if pair[1] in wanted]
    if not held:
        return
    differs = np.zeros(len(wanted), dtype=bool)
    for column in (column for pair in OPTIONS for column in pair):
        before = _taken(items[column], found).fillna("").set_axis(wanted.index)
        after = wanted[column].fillna("") if column in wanted else ""
        differs |= before.ne(after).to_numpy(dtype=bool)
    for number in np.flatnonzero(differs):
        there = _by_name(items.iloc[found[number]]) if found[number] >= 0 else {}
        fields = cells.setdefault(int(wanted.index[number]), [])
        fields += _option_changes(wanted.iloc[number], held, there, created=found[number] < 0)
        if not fields:
            del cells[int(wanted.index[number])]


def _option_changes(
    row: pd.Series, held: list[tuple[str, str]], there: dict[str, str], created: bool
) -> list[FieldChange]:
    changes = []
    for name, value in held:
        option, after = canonical(row.get(name), Kind.TEXT), canonical(row[value], Kind.TEXT)
        if option and after and (created or not same(there.get(option), after, Kind.TEXT)):
            if created:
                changes.append(FieldChange(name, None, option))
            changes.append(FieldChange(value, there.get(option), after))
    return changes


def _by_name(item: pd.Series) -> dict[str, str]:
    pairs = ((canonical(item[name], Kind.TEXT), canonical(item[value], Kind.TEXT)) for name, value in OPTIONS)
    return {name: value for name, value in pairs if name and value}


def _taken(store: pd.Series, places: Positions) -> pd.Series:
    """The store's value for each row; NA where there is none."""
    if not len(store):
        return pd.Series(pd.NA, index=range(len(places)), dtype=store.dtype)
    taken = store.take(np.where(places >= 0, places, 0)).reset_index(drop=True)
    return taken.where(pd.Series(places >= 0))
