"""Cells out of frames, many at once: each look into a frame costs as much as a hundred cells of a list."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa

from batch.compare.match import Positions


def picked(column: pd.Series, places: Positions) -> list[Any]:
    """The values at these places, in their order; None where there is none, and for a place below zero."""
    there = pa.array(np.where(places >= 0, places, 0), mask=places < 0)
    values: list[Any] = pa.array(column).take(there).to_pylist() if len(column) else [None] * len(places)
    return values


def records(frame: pd.DataFrame, columns: Sequence[str], places: Positions) -> list[dict[str, Any]]:
    """The same for several columns: a mapping for each place; a column that the frame lacks holds nothing."""
    nothing = [None] * len(places)
    lists = [picked(frame[name], places) if name in frame else nothing for name in columns]
    return [dict(zip(columns, row, strict=True)) for row in zip(*lists, strict=True)]
