"""Checks of rows that are one product: same handle, or without handles the same name and option values."""

from collections.abc import Iterator

import pandas as pd

from batch.model.findings import Finding
from batch.model.options import SEPARATOR, has_options, option_names, option_values
from batch.model.places import Places
from batch.model.rules import MAX_VARIANTS, OPTIONS
from schemas.catalog import SHARED
from schemas.types import TEXT


def family_keys(rows: pd.DataFrame) -> pd.Series:
    """The family of each row: its handle; else its name, when it has option values; else itself."""
    named = ("name " + _text(rows, "name")).where(has_options(rows))
    alone = pd.Series([f"row {row}" for row in rows.index], index=rows.index, dtype=TEXT)
    return ("handle " + _text(rows, "handle")).fillna(named).fillna(alone)


def families(places: Places, rows: pd.DataFrame, keys: pd.Series) -> Iterator[Finding]:
    """Only families that disagree are looked at one by one."""
    yield from _incomplete(places, rows)
    sizes = keys.map(keys.value_counts())
    several = rows[sizes > 1]
    same = keys[several.index]
    yield from _shared(places, several, same)
    if any(value in rows for _, value in OPTIONS):
        yield from _options(places, several, same)
    for row in rows.index[sizes > MAX_VARIANTS]:
        yield places.cell("family.too_many_variants", "handle", row, (("count", str(sizes[row])),))


def _incomplete(places: Places, rows: pd.DataFrame) -> Iterator[Finding]:
    """An option needs both its name and its value."""
    for name, value in OPTIONS:
        if name in rows and value in rows:
            yield from places.cells("option.incomplete", name, rows[name].isna() & rows[value].notna())
            yield from places.cells("option.incomplete", value, rows[value].isna() & rows[name].notna())


def _shared(places: Places, rows: pd.DataFrame, keys: pd.Series) -> Iterator[Finding]:
    for column, code in SHARED.items():
        if column in rows:
            differing = _differing(rows[column], keys)
            for row in differing.index[differing & rows[column].notna()]:
                yield places.cell(code, column, row, _rows_of(keys, row))


def _options(places: Places, rows: pd.DataFrame, keys: pd.Series) -> Iterator[Finding]:
    values, names = option_values(rows), option_names(rows)
    column = next(value for _, value in OPTIONS if value in rows)
    for row in rows.index[values.eq("")]:
        yield places.cell("family.without_options", column, row, _rows_of(keys, row))
    differing = _differing(names.mask(names.eq("")), keys)
    for row in rows.index[differing]:
        yield places.cell("family.options_differ", OPTIONS[0][0], row, _rows_of(keys, row))
    combination = (keys + "\x1e" + names + "\x1e" + values)[values.ne("")]
    for row in combination.index[combination.duplicated(keep=False)]:
        shown = ", ".join(values[row].split(SEPARATOR))
        yield places.cell("family.duplicate_options", column, row, (("options", shown), *_rows_of(combination, row)))


def _differing(values: pd.Series, keys: pd.Series) -> pd.Series:
    """True on every row of a family that holds more than one value; blanks do not count."""
    kinds = values.groupby(keys).nunique()
    return keys.map(kinds).gt(1).astype(bool)


def _rows_of(keys: pd.Series, row: int) -> tuple[tuple[str, str], ...]:
    rows = [str(other) for other in keys.index[keys.eq(keys[row])]]
    return (("rows", ", ".join(rows[:10]) + (", …" if len(rows) > 10 else "")),)


def _text(rows: pd.DataFrame, column: str) -> pd.Series:
    return rows[column] if column in rows else pd.Series(pd.NA, index=rows.index, dtype=TEXT)
