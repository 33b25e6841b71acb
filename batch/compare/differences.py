"""Column by column, which cells differ from the store; only those cells are turned into values."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from batch.compare.match import NOWHERE, Positions
from batch.compare.picked import differ, laid, picked, records
from batch.model.changes import FieldChange
from batch.model.rules import FIELDS, OPTIONS, FieldRule, Kind, Level
from batch.values import canonical, same

Cells = dict[int, list[FieldChange]]

Pair = tuple[str, str]

_OPTION_FIELDS = tuple(name for pair in OPTIONS for name in pair)


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
            _options(cells, wanted, items, found, bases)
    return cells


def _column(cells: Cells, rule: FieldRule, after: pd.Series, store: pd.Series, places: Positions) -> None:
    asked, before = pa.array(after), laid(store, places)
    numbers = np.flatnonzero(after.notna().to_numpy(dtype=bool) & differ(asked, before))
    there = before.take(pa.array(numbers)).to_pylist()
    for row, typed, held in zip(after.index[numbers].tolist(), picked(after, numbers), there, strict=True):
        new, old = canonical(typed, rule.kind), canonical(held, rule.kind)
        if not same(old, new, rule.kind):
            cells.setdefault(row, []).append(FieldChange(rule.name, old, new))


def _disabled_unless_told(cells: Cells, wanted: pd.DataFrame, bases: Positions) -> None:
    """A new product arrives disabled, unless its ``active_online`` says otherwise."""
    for number in np.flatnonzero(bases == NOWHERE):
        fields = cells.setdefault(int(wanted.index[number]), [])
        if not any(field.name == "active_online" for field in fields):
            fields.append(FieldChange("active_online", None, "0"))


def _options(cells: Cells, wanted: pd.DataFrame, items: pd.DataFrame, found: Positions, bases: Positions) -> None:
    """A variation has its options by name: their order is no difference. Each is told in the store's own place."""
    held = [pair for pair in OPTIONS if pair[1] in wanted]
    if not held:
        return
    said = np.logical_or.reduce([wanted[value].notna().to_numpy(dtype=bool) for _, value in held])
    numbers = np.flatnonzero(said & options_differ(wanted, items, found))
    places = _places(items, bases[numbers])
    typed, there = (records(frame, _OPTION_FIELDS, at) for frame, at in ((wanted, numbers), (items, found[numbers])))
    rows, columns = wanted.index[numbers].tolist(), (found[numbers].tolist(), bases[numbers].tolist())
    for row, place, base, after, before in zip(rows, *columns, typed, there, strict=True):
        known = dict(_pairs(before)) if place >= 0 else None
        if changes := _option_changes(_pairs(after), known, places.get(base, {})):
            cells.setdefault(row, []).extend(changes)


def options_differ(rows: pd.DataFrame, items: pd.DataFrame, found: Positions) -> npt.NDArray[np.bool_]:
    """Where a row writes its options in another way than its item has them, or in another order."""
    differs = np.zeros(len(rows), dtype=bool)
    for column in _OPTION_FIELDS:
        here = pc.fill_null(pa.array(rows[column]), "") if column in rows else pa.repeat("", len(rows))
        differs |= differ(here, pc.fill_null(laid(items[column], found), ""))
    return differs


def _option_changes(typed: list[Pair], there: dict[str, str] | None, places: dict[str, Pair]) -> list[FieldChange]:
    """``there``: name to value, None where the variation is to be made. ``places``: where the product has each name."""
    free = iter([pair for pair in OPTIONS if pair not in places.values()])
    known = there or {}
    changes = []
    for option, after in typed:
        name, value = places.get(option) or next(free, OPTIONS[-1])
        if there is None:
            changes.append(FieldChange(name, None, option))
        if not same(known.get(option), after, Kind.TEXT):
            changes.append(FieldChange(value, known.get(option), after))
    return sorted(changes, key=lambda change: _OPTION_FIELDS.index(change.name))


def _places(items: pd.DataFrame, bases: Positions) -> dict[int, dict[str, Pair]]:
    """For the products that stand at these places: option name to the fields that their variations have it in."""
    wanted = np.unique(bases[bases >= 0])
    if not len(wanted):
        return {}
    products = items["product"].to_numpy()
    place = dict(zip(products[wanted], map(int, wanted), strict=True))
    found: dict[int, dict[str, Pair]] = {int(base): {} for base in wanted}
    variations = items[items["product"].isin(products[wanted]) & items["variation"].notna()]
    for pair in OPTIONS:
        named = variations[["product", pair[0]]].dropna().drop_duplicates()
        for product, name in named.itertuples(index=False):
            found[place[product]].setdefault(name, pair)
    return found


def _pairs(row: Mapping[str, Any]) -> list[Pair]:
    """Name and value of the options that have both."""
    pairs = ((canonical(row[name], Kind.TEXT), canonical(row[value], Kind.TEXT)) for name, value in OPTIONS)
    return [(name, value) for name, value in pairs if name and value]


def taken(store: pd.Series, places: Positions) -> pd.Series:
    """The store's value for each row; NA where there is none."""
    if not len(store):
        return pd.Series(pd.NA, index=range(len(places)), dtype=store.dtype)
    taken = store.take(np.where(places >= 0, places, 0)).reset_index(drop=True)
    return taken.where(pd.Series(places >= 0))
