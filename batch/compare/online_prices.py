"""Prices that are not meant, on products that customers see: nothing, or a placeholder, as the store would have it."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import numpy as np
import pandas as pd

from batch.compare.match import Matched
from batch.compare.picked import picked, records
from batch.model.changes import FieldChange
from batch.model.findings import Finding
from batch.model.groups import Mask
from batch.model.places import Places

_CENT = Decimal("0.01")
_CODES = {Decimal(0): "price.zero", Decimal(1): "price.placeholder"}
_TOUCHING = frozenset({"retail_price", "active_online"})


def online_prices(
    here: Matched, wanted: pd.DataFrame, cells: Mapping[int, Sequence[FieldChange]], at: Places
) -> Iterator[Finding]:
    """Of the rows that change a price or put a product online. What check has said of the sheet is not said again."""
    if "retail_price" not in wanted:
        return
    numbers = np.flatnonzero(here.rows.index.isin(list(cells)) & _is_telling(wanted["retail_price"]))
    typed = records(here.rows, ("active_online", "retail_price"), numbers)
    columns = here.rows.index[numbers].tolist(), picked(wanted["retail_price"], numbers), here.bases[numbers], typed
    for row, price, base, cell in zip(*columns, strict=True):
        fields = {field.name: field.after for field in cells[row]}
        code = _code(price) if _TOUCHING & fields.keys() else None
        if code and code != _said(cell) and _is_online(base, here, fields.get("active_online")):
            yield at.cell(code, "retail_price", row)


def _is_telling(prices: pd.Series) -> Mask:
    telling: Mask = prices.isin(list(_CODES)).to_numpy(dtype=bool)
    return telling


def _said(typed: Mapping[str, Any]) -> str | None:
    """What check says, which knows the sheet alone."""
    price = typed["retail_price"]
    return _code(price.quantize(_CENT, ROUND_HALF_UP)) if typed["active_online"] and price is not None else None


def _code(price: object) -> str | None:
    return _CODES.get(price) if isinstance(price, Decimal) else None


def _is_online(base: int, here: Matched, moved: str | None) -> bool:
    if moved is not None:
        return moved == "1"
    return base >= 0 and bool(here.items["active_online"].iat[base])
