"""The sheet beside the store: which row means what, and what it asks for. Pure."""

from dataclasses import dataclass

import pandas as pd

from batch.compare import deletions, forms
from batch.compare.match import Matched, matched
from batch.compare.prior import Prior, prior, renamed
from batch.compare.wishes import Wishes, wishes
from batch.model.base import Base
from batch.model.catalog import Catalog
from batch.model.groups import Mask
from batch.model.places import Places
from batch.model.store import Snapshot


@dataclass(frozen=True, eq=False, slots=True)
class Beside:
    """The sheet beside the store. ``everything``: all rows that are products; ``asked``: of those that may be applied.

    ``live``: the rows that were not refused before; ``doomed``: those of which nothing is to be left; ``own_skus``:
    what the store made of SKUs, ``own_options``: and of option names and values, by row.
    """

    catalog: Catalog
    snapshot: Snapshot
    places: Places
    base: Base | None
    before: Prior | None
    everything: Matched
    own_skus: pd.Series
    own_options: pd.DataFrame
    live: Mask
    doomed: Mask
    asked: Wishes

    @property
    def here(self) -> Matched:
        return self.asked.here


def beside(catalog: Catalog, snapshot: Snapshot, places: Places, base: Base | None) -> Beside:
    rows = catalog.products()
    before = None if base is None else prior(rows, base.catalog)
    known_as = None if base is None or before is None else renamed(before.rows, base.since.skus)
    own_skus = forms.skus(rows, snapshot)
    everything = matched(forms.with_skus(rows, own_skus), snapshot.items, known_as)
    everything, own_options = forms.with_options(everything, snapshot)
    doomed = deletions.marked(everything) | everything.rows.index.isin(list(deletions.absent(everything, places)))
    live = ~everything.rows.index.isin(catalog.refused)
    asked = wishes(everything, live & ~doomed, snapshot, before)
    return Beside(catalog, snapshot, places, base, before, everything, own_skus, own_options, live, doomed, asked)
