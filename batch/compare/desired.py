"""What the sheet wants, in the store's own terms: units converted, prices at the store's precision."""

from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal
from functools import partial

import pandas as pd

from batch.model.rules import FIELDS
from batch.model.store import Store
from batch.model.units import SIDES, converted
from schemas.checks import distinct
from schemas.types import DECIMAL


def desired(rows: pd.DataFrame, store: Store) -> pd.DataFrame:
    """One column per field that the sheet holds; NA = leave as it is. Availability is decided elsewhere.

    Weight and dimensions in the store's units to 4 places; prices rounded half up to its precision.
    """
    wanted = {rule.name: rows[rule.name] for rule in FIELDS if rule.name in rows}
    if "retail_price" in wanted:
        wanted["retail_price"] = _rounded(rows["retail_price"], store.precision)
    if "weight" in wanted:
        wanted["weight"] = _measured(rows, "weight", "weight_unit", store.weight_unit)
    for side in SIDES:
        if side in wanted:
            wanted[side] = _measured(rows, side, "dimensions_unit", store.dimensions_unit)
    return pd.DataFrame(wanted, index=rows.index)


def _rounded(prices: pd.Series, places: int) -> pd.Series:
    return _each(prices, lambda price: price.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP))


def _measured(rows: pd.DataFrame, column: str, unit: str, store_unit: str) -> pd.Series:
    """Zero needs no unit; above zero the check has seen to it that there is one."""
    if unit not in rows:
        return rows[column]
    units = rows[unit].fillna(store_unit)
    parts = [
        _each(rows[column][units.eq(name)], partial(converted, unit=name, other=store_unit)) for name in units.unique()
    ]
    return pd.concat(parts).reindex(rows.index) if len(parts) > 1 else parts[0] if parts else rows[column]


def _each(values: pd.Series, change: Callable[[Decimal], Decimal]) -> pd.Series:
    return distinct(values, change, DECIMAL.pyarrow_dtype)
