"""Cells out of frames, many at once: each look into a frame costs as much as a hundred cells of a list."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from batch.compare.match import Positions
from batch.model.store import ItemId

Cells = Any  # pa.Array or pa.ChunkedArray, of any type: pyarrow has no types to check


def picked(column: pd.Series, places: Positions) -> list[Any]:
    """The values at these places, in their order; None where there is none, and for a place below zero."""
    values: list[Any] = laid(column, places).to_pylist()
    return values


def laid(column: pd.Series, places: Positions) -> Cells:
    """The same as a column of Arrow."""
    if not len(column):
        return pa.nulls(len(places), column.dtype.pyarrow_dtype if isinstance(column.dtype, pd.ArrowDtype) else None)
    there = pa.array(np.where(places >= 0, places, 0), mask=places < 0)
    return pa.array(column).take(there)


def differ(one: Cells, other: Cells) -> npt.NDArray[np.bool_]:
    """Where they are not the same; two that hold nothing are."""
    same = pc.fill_null(pc.equal(one, other), False)
    both = pc.and_(pc.is_null(one), pc.is_null(other))
    differs: npt.NDArray[np.bool_] = np.asarray(pc.invert(pc.or_(same, both)), dtype=bool)
    return differs


def records(frame: pd.DataFrame, columns: Sequence[str], places: Positions) -> list[dict[str, Any]]:
    """The same for several columns: a mapping for each place; a column that the frame lacks holds nothing."""
    nothing = [None] * len(places)
    lists = [picked(frame[name], places) if name in frame else nothing for name in columns]
    rows = zip(*lists, strict=True) if lists else [()] * len(places)
    return [dict(zip(columns, row, strict=True)) for row in rows]


def item_ids(items: pd.DataFrame, places: Positions) -> list[ItemId]:
    """The store's own ids of what stands at these places."""
    return [
        ItemId(*id_) for id_ in zip(*(picked(items[name], places) for name in ("product", "variation")), strict=True)
    ]
