"""SKUs that were counted up by dragging: they replace those that the store has for these rows, one after the other."""

from collections.abc import Iterator

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from batch.compare.match import NOWHERE, Matched
from batch.compare.picked import picked
from batch.model.findings import Finding
from batch.model.options import has_options
from batch.model.places import Places
from schemas.counted import counts_up

_LEAST = 3  # rows; the one that was dragged kept its SKU


def counted(known: Matched, at: Places) -> Iterator[Finding]:
    """On rows that the store knows under another SKU each: by their ID or, of those to be made, by their name."""
    if "sku" not in known.rows:
        return
    held = _renamed(known) | _namesakes(known)
    if len(held) < _LEAST:
        return
    skus = picked(known.rows["sku"], np.arange(len(known.rows)))
    rows = [row for row in sorted(held) if row and skus[row - 1] and counts_up(skus[row - 1], skus[row])]
    for run in np.split(rows, np.flatnonzero(np.diff(rows) != 1) + 1):
        for row in run.tolist() if len(run) >= _LEAST else ():
            yield at.cell("store.sku_counted", "sku", known.rows.index[row], (("store", held[row]),))


def _renamed(known: Matched) -> dict[int, str]:
    """The SKU of the item that a row means, where the row has another one; by the place of the row."""
    met = np.flatnonzero(known.found >= 0)
    wanted = pa.array(known.rows["sku"]).take(pa.array(met))
    theirs = pa.array(known.items["sku"]).take(pa.array(known.found[met]))
    differs = pc.indices_nonzero(pc.fill_null(pc.not_equal(wanted, theirs), False))
    return dict(zip(met[differs.to_numpy()].tolist(), theirs.take(differs).to_pylist(), strict=True))


def _namesakes(known: Matched) -> dict[int, str]:
    """Of products to be made: the SKU of the one product of the store that has their name, and that no row means."""
    rows, items = known.rows, known.items
    new = (known.found == NOWHERE) & (known.bases == NOWHERE) & rows["sku"].notna().to_numpy()
    if "name" not in rows or new.sum() < _LEAST:
        return {}
    new &= ~has_options(rows).to_numpy()
    free = items[items["variation"].isna() & items["sku"].notna() & items["name"].notna()]
    free = free[~free.index.isin(items.index[known.bases[known.bases >= 0]])]
    free = free[~free["name"].duplicated(keep=False)]
    owners = dict(zip(free["name"], free["sku"], strict=True))
    places = np.flatnonzero(new)
    names = picked(rows["name"], places)
    return {row: owners[name] for row, name in zip(places.tolist(), names, strict=True) if name in owners}
