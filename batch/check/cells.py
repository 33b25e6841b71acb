"""Checks of one cell, and of a cell beside its unit."""

from collections.abc import Iterator

import pandas as pd

from batch.model.findings import Finding
from batch.model.places import Places
from schemas.catalog import CATALOG
from schemas.xseries import text_column

# What needs a unit, and where the unit stands.
_UNITS = {"weight": "weight_unit", "length": "dimensions_unit", "width": "dimensions_unit", "height": "dimensions_unit"}


def as_typed(places: Places, products: pd.Index) -> Iterator[Finding]:
    """The text contract, column by column; the failing rows are taken from each check's own mask."""
    for name in places.texts:
        column = str(name)
        texts = places.texts.loc[products, column]
        for check in text_column(column).checks:
            yield from places.cells(check.error, column, ~check(texts).check_output)


def as_read(places: Places, rows: pd.DataFrame) -> Iterator[Finding]:
    """The typed contract: what is a number all right, and yet cannot be."""
    for name, column in CATALOG.columns.items():
        if name in rows:
            for check in column.checks:
                passed = check(rows[name]).check_output.fillna(True).astype(bool)
                yield from places.cells(check.error, name, ~passed)


def units(places: Places, rows: pd.DataFrame) -> Iterator[Finding]:
    """A value above zero needs its unit: grams or pounds are never guessed. A unit alone is harmless."""
    for column, unit in _UNITS.items():
        if column in rows:
            above_zero = (rows[column] > 0).fillna(False).astype(bool)
            yield from places.cells("unit.missing", column, above_zero & _untyped(places, rows, unit))
    for unit in dict.fromkeys(_UNITS.values()):
        if unit in rows:
            alone = rows[unit].notna()
            for column in (column for column, its_unit in _UNITS.items() if its_unit == unit):
                alone &= _untyped(places, rows, column)
            yield from places.cells("unit.without_value", unit, alone)


def required(places: Places, rows: pd.DataFrame, full_layout: bool) -> Iterator[Finding]:
    """The SKU says which product is meant. Name and price are needed where Retail POS would make a new product."""
    unidentified = _untyped(places, rows, "sku") & _untyped(places, rows, "ecom_id")
    yield from places.cells("sku.required", "sku", unidentified)
    if full_layout and "id" in places.texts:
        new = _untyped(places, rows, "id")
        yield from places.cells("name.required", "name", new & _untyped(places, rows, "name"))
        yield from places.cells("price.required", "retail_price", new & _untyped(places, rows, "retail_price"))


def duplicates(places: Places, rows: pd.DataFrame) -> Iterator[Finding]:
    """A SKU names one row, or none: no first match."""
    if "sku" not in rows:
        return
    skus = rows["sku"].dropna()
    for _, group in skus[skus.duplicated(keep=False)].groupby(skus):
        listed = ", ".join(str(row) for row in group.index)
        for row in group.index:
            yield places.cell("sku.duplicate", "sku", row, (("rows", listed),))


def _untyped(places: Places, rows: pd.DataFrame, column: str) -> pd.Series:
    """True where nothing was typed, or where the sheet has no such column."""
    if column not in places.texts:
        return pd.Series(True, index=rows.index)
    return places.texts[column].reindex(rows.index).isna()
