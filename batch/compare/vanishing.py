"""Measures so small that the store's unit makes nothing of them: sent, they would wipe what the store has."""

from collections.abc import Iterator

import pandas as pd

from batch.model.findings import Finding
from batch.model.places import Places
from batch.model.store import Store
from batch.model.units import MEASURE_PLACES, MEASURES


def vanishing(wanted: pd.DataFrame, rows: pd.DataFrame, store: Store, at: Places) -> Iterator[Finding]:
    """``wanted``: of the ``rows``, in the store's units."""
    for name in MEASURES:
        if name not in wanted:
            continue
        unit = store.weight_unit if name == "weight" else store.dimensions_unit
        gone = wanted[name].eq(0).fillna(False) & rows[name].gt(0).fillna(False)
        for row in wanted.index[gone]:
            yield at.cell("store.too_small", name, int(row), (("unit", unit), ("places", str(MEASURE_PLACES))))
