"""Measures so small that the store's unit makes nothing of them: sent, they would wipe what the store has."""

from collections.abc import Iterator

import pandas as pd

from batch.compare.match import Matched
from batch.compare.picked import picked
from batch.model.findings import Finding
from batch.model.places import Places
from batch.model.store import Store
from batch.model.units import MEASURE_PLACES, MEASURES


def vanishing(wanted: pd.DataFrame, here: Matched, store: Store, at: Places) -> Iterator[Finding]:
    """``wanted``: of the rows ``here``, in the store's units. Where the store has nothing already, nothing is lost."""
    for name in MEASURES:
        if name not in wanted:
            continue
        unit = store.weight_unit if name == "weight" else store.dimensions_unit
        gone = (wanted[name].eq(0).fillna(False) & here.rows[name].gt(0).fillna(False)).to_numpy(dtype=bool)
        places = here.found[gone]
        for row, place, held in zip(wanted.index[gone], places, picked(here.items[name], places), strict=True):
            if place < 0 or held:
                yield at.cell("store.too_small", name, int(row), (("unit", unit), ("places", str(MEASURE_PLACES))))
