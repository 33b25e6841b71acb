"""SKUs that were counted up by dragging: they replace those that the store has for these rows, one after the other."""

from collections.abc import Iterator

import numpy as np

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
    held = _held(known)
    numbers = known.rows.index
    skus = picked(known.rows["sku"], np.arange(len(numbers)))
    run: list[int] = []
    for row, sku in enumerate(skus):
        follows = row and sku and skus[row - 1] and counts_up(skus[row - 1], sku)
        if held.get(row, sku) == sku or not follows:
            yield from _told(run, held, known, at)
            run = []
        if held.get(row, sku) != sku and follows:
            run.append(row)
    yield from _told(run, held, known, at)


def _told(run: list[int], held: dict[int, str], known: Matched, at: Places) -> Iterator[Finding]:
    if len(run) >= _LEAST:
        for row in run:
            yield at.cell("store.sku_counted", "sku", known.rows.index[row], (("store", held[row]),))


def _held(known: Matched) -> dict[int, str]:
    """The SKU that the store has for a row, by the place of the row."""
    met = np.flatnonzero(known.found >= 0)
    skus = picked(known.items["sku"], known.found[met])
    found = {row: sku for row, sku in zip(met.tolist(), skus, strict=True) if sku}
    return found | _namesakes(known)


def _namesakes(known: Matched) -> dict[int, str]:
    """Of products to be made: the SKU of the one product of the store that has their name, and that no row means."""
    rows, items = known.rows, known.items
    new = (known.found == NOWHERE) & (known.bases == NOWHERE) & ~has_options(rows).to_numpy()
    if "name" not in rows or not new.any():
        return {}
    free = items[items["variation"].isna() & items["sku"].notna() & items["name"].notna()]
    free = free[~free.index.isin(items.index[known.bases[known.bases >= 0]])]
    free = free[~free["name"].duplicated(keep=False)]
    owners = dict(zip(free["name"], free["sku"], strict=True))
    places = np.flatnonzero(new)
    names = picked(rows["name"], places)
    return {row: owners[name] for row, name in zip(places.tolist(), names, strict=True) if name in owners}
