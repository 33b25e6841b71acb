"""What is sent of the stock: nothing of a plain sheet, the merchant's edits as differences, or the number when asked.

Sales go on while a sheet lies on a desk, so a number in it is old news. Pure.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from batch.compare.differences import Cells
from batch.compare.match import NOWHERE, Matched
from batch.compare.picked import picked
from batch.model.changes import FieldChange
from batch.model.choices import Stock
from batch.model.findings import Finding
from batch.model.places import Places
from batch.model.rules import QUANTITY_DELTA
from batch.values import plain
from schemas.headings import STOCK_PREFIX, outlet_column
from schemas.types import DECIMAL

ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Counted:
    """``cells``: at most one for each row. ``findings``: what is told of what is sent, and of what cannot be."""

    cells: Cells
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Count:
    """One row beside its item. ``summed``: of the outlets, as typed; ``then``: what was shown when it was exported."""

    row: int
    summed: Decimal
    then: Decimal | None
    exists: bool
    held: Decimal | None
    own: bool

    @property
    def shown(self) -> Decimal:
        return shown(self.summed)


def counted(here: Matched, then: pd.DataFrame | None, mode: Stock, outlets: Sequence[str], at: Places) -> Counted:
    """``then``: the same rows as they were exported, NA where they were not; ``outlets``: by name, none means all."""
    columns = outlets_of(here.rows, outlets)
    absent = [outlet for outlet in outlets if outlet_column(outlet) not in map(outlet_column, columns)]
    if (then is None and mode is Stock.EDITS) or not any(name.startswith(STOCK_PREFIX) for name in here.rows):
        return Counted({}, ())
    if absent:
        return Counted({}, (Finding("stock.outlet_absent", facts=(("outlets", ", ".join(absent)),)),))
    cells: Cells = {}
    findings: list[Finding] = []
    for count in _counts(here, then, columns):
        change, told = _asked(count, mode)
        cells |= {count.row: [change]} if change else {}
        findings += [at.cell(code, columns[0], count.row, _facts(count)) for code in told]
    return Counted(cells, tuple(findings))


def outlets_of(rows: pd.DataFrame, outlets: Sequence[str]) -> list[str]:
    """The columns whose stock counts."""
    wanted = {outlet_column(outlet) for outlet in outlets}
    return [name for name in rows if name.startswith(STOCK_PREFIX) and (not wanted or outlet_column(name) in wanted)]


def summed(rows: pd.DataFrame, columns: Sequence[str]) -> pd.Series:
    """The outlets of each row together; NA where none says anything, or where the POS does not count the product."""
    amounts = [pa.array(rows[name], DECIMAL.pyarrow_dtype) for name in columns if name in rows]
    if not amounts:
        return pd.Series(pd.NA, index=rows.index, dtype=DECIMAL)
    total, said = pc.fill_null(amounts[0], ZERO), pc.is_valid(amounts[0])
    for amount in amounts[1:]:
        total = pc.add(total, pc.fill_null(amount, ZERO)).cast(DECIMAL.pyarrow_dtype)
        said = pc.or_(said, pc.is_valid(amount))
    if "track_inventory" in rows:
        said = pc.and_(said, pc.fill_null(pa.array(rows["track_inventory"], pa.bool_()), True))
    return pd.Series(pd.arrays.ArrowExtensionArray(total), index=rows.index).where(
        pd.Series(np.asarray(said), index=rows.index)
    )


def shown(amount: Decimal) -> Decimal:
    """What a shop can offer of it: whole pieces, and nothing of what is owed."""
    return max(ZERO, amount.to_integral_value("ROUND_FLOOR"))


def _filled(rows: pd.DataFrame, then: pd.DataFrame | None, columns: Sequence[str]) -> pd.DataFrame:
    """A blank outlet beside one that says something is left as it was when it was exported."""
    if then is None:
        return rows
    return rows.assign(**{name: rows[name].fillna(then[name]) for name in columns if name in then})


def _counts(here: Matched, then: pd.DataFrame | None, columns: Sequence[str]) -> Iterator[Count]:
    said = summed(here.rows, columns).notna()
    now = summed(_filled(here.rows, then, columns), columns).where(said)
    before = summed(then, columns) if then is not None else pd.Series(pd.NA, index=now.index, dtype=DECIMAL)
    numbers = np.flatnonzero(now.notna().to_numpy(dtype=bool))
    places = here.found[numbers]
    held, own = (picked(here.items[name], places) for name in ("quantity", "own_stock"))
    typed_of = zip(now.index[numbers].tolist(), picked(now, numbers), picked(before, numbers), strict=True)
    for (row, typed, once), place, there, is_own in zip(typed_of, places.tolist(), held, own, strict=True):
        yield Count(
            row=row,
            summed=typed,
            then=None if once is None else shown(once),
            exists=place >= 0,
            held=there,
            own=place == NOWHERE or bool(is_own),
        )


def _asked(count: Count, mode: Stock) -> tuple[FieldChange | None, list[str]]:
    """The change and the codes of what is to be told of it."""
    if mode is Stock.EDITS and (count.exists or count.then is not None):
        return _edited(count)
    if count.held == count.shown:
        return None, []
    if not count.own:
        return None, ["stock.shared"]
    starts = ["stock.starts_counting"] if count.exists and count.held is None else []
    before = None if count.held is None else plain(count.held)
    return FieldChange("quantity", before, plain(count.shown)), [*starts, *_cut(count)]


def _edited(count: Count) -> tuple[FieldChange | None, list[str]]:
    delta = count.shown - count.then if count.then is not None and count.exists else ZERO
    if not delta:
        return None, []
    if not count.own:
        return None, ["stock.shared"]
    if count.held is None:
        return None, ["stock.not_counted"]
    return FieldChange(QUANTITY_DELTA, plain(count.held), f"{int(delta):+d}"), _cut(count)


def _cut(count: Count) -> list[str]:
    if count.summed < 0:
        return ["stock.negative"]
    return ["stock.fraction"] if count.summed != count.shown else []


def _facts(count: Count) -> tuple[tuple[str, str], ...]:
    return ("sum", plain(count.summed)), ("sent", plain(count.shown))
