"""Prices that are not meant, on products that customers see: nothing, or a placeholder, as the store would have it."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal

import numpy as np
import pandas as pd

from batch.compare.match import Matched
from batch.model.changes import FieldChange
from batch.model.findings import Finding
from batch.model.places import Places
from batch.model.rules import Kind
from batch.values import canonical

_CENT = Decimal("0.01")
_CODES = {Decimal(0): "price.zero", Decimal(1): "price.placeholder"}
_TOUCHING = frozenset({"retail_price", "active_online"})


def online_prices(
    here: Matched, wanted: pd.DataFrame, cells: Mapping[int, Sequence[FieldChange]], at: Places
) -> Iterator[Finding]:
    """Of the rows that change a price or put a product online. What check has said of the sheet is not said again."""
    if "retail_price" not in wanted:
        return
    for number in np.flatnonzero(here.rows.index.isin(list(cells))):
        row = int(here.rows.index[number])
        fields = {field.name: field.after for field in cells[row]}
        code = _code(wanted.at[row, "retail_price"]) if _TOUCHING & fields.keys() else None
        if code and code != _said(here.rows, row) and _is_online(int(number), here, fields.get("active_online")):
            yield at.cell(code, "retail_price", row)


def _said(rows: pd.DataFrame, row: int) -> str | None:
    """What check says, which knows the sheet alone."""
    if "active_online" not in rows or canonical(rows.at[row, "active_online"], Kind.FLAG) != "1":
        return None
    price = rows.at[row, "retail_price"]
    return _code(price.quantize(_CENT, ROUND_HALF_UP)) if isinstance(price, Decimal) else None


def _code(price: object) -> str | None:
    return _CODES.get(price) if isinstance(price, Decimal) else None


def _is_online(number: int, here: Matched, moved: str | None) -> bool:
    if moved is not None:
        return moved == "1"
    base = int(here.bases[number])
    return base >= 0 and bool(here.items["active_online"].iat[base])
