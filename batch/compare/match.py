"""Which row is which product or variation of the store: by the store's id, else by SKU, never by a first match."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from batch.model.options import Pairs, option_names, option_pairs, option_values

Positions = npt.NDArray[np.intp]

NOWHERE = -1
AMBIGUOUS = -2
UNKNOWN_ID = -3


@dataclass(frozen=True, eq=False, slots=True)
class Owners:
    """The SKUs of the store. ``single``: those with one owner; ``several``: SKU to the places of all its owners."""

    single: pd.Series
    several: dict[str, list[int]]


def match(rows: pd.DataFrame, items: pd.DataFrame) -> Positions:
    """For each row its place in ``items``, or NOWHERE, AMBIGUOUS, UNKNOWN_ID."""
    owners = _owners(items)
    places = _by_sku(rows, items, owners)
    if "ecom_id" in rows:
        _by_id(rows, items, places)
    return places


def _owners(items: pd.DataFrame) -> Owners:
    skus = items["sku"].reset_index(drop=True)
    skus = skus[skus.notna() & skus.ne("")]
    repeated = skus.duplicated(keep=False)
    single = skus[~repeated]
    several: dict[str, list[int]] = {}
    for place, sku in skus[repeated].items():
        several.setdefault(sku, []).append(int(str(place)))
    return Owners(pd.Series(single.index.to_numpy(), index=pd.Index(single)), several)


def _by_sku(rows: pd.DataFrame, items: pd.DataFrame, owners: Owners) -> Positions:
    if "sku" not in rows:
        return np.full(len(rows), NOWHERE, dtype=np.intp)
    found = owners.single.index.get_indexer(pd.Index(rows["sku"]))
    known = owners.single.to_numpy(dtype=np.intp)
    places = np.where(found >= 0, known[found] if len(known) else NOWHERE, NOWHERE).astype(np.intp)
    shared = np.flatnonzero(rows["sku"].isin(owners.several.keys()).to_numpy(dtype=bool))
    if len(shared):
        names, values = option_names(rows), option_values(rows)
        for number in shared:
            wanted = option_pairs(names.iat[number], values.iat[number])
            places[number] = _among(items, owners.several[rows["sku"].iat[number]], wanted)
    return places


def _among(items: pd.DataFrame, owners: list[int], wanted: Pairs) -> int:
    """A product and its own variations may share a SKU; two products may not.

    With options the row means the variation that has them, else the only variation; without, the product itself.
    """
    holders = items.iloc[owners]
    if holders["product"].nunique() > 1:
        return AMBIGUOUS
    bases = [place for place, is_base in zip(owners, holders["variation"].isna(), strict=True) if is_base]
    variations = [place for place in owners if place not in bases]
    if wanted:
        fitting = [place for place in variations if _options(items, place) == wanted]
        return fitting[0] if len(fitting) == 1 else AMBIGUOUS
    if len(variations) == 1:
        return variations[0]
    return bases[0] if bases else AMBIGUOUS


def _options(items: pd.DataFrame, place: int) -> Pairs:
    item = items.iloc[[place]]
    return option_pairs(option_names(item).iat[0], option_values(item).iat[0])


def _by_id(rows: pd.DataFrame, items: pd.DataFrame, places: Positions) -> None:
    """An id in the sheet decides. A product's id may stand on the rows of its variations: their SKU tells which."""
    ids = items["product"].where(items["variation"].isna(), items["product"] + "/" + items["variation"])
    known = pd.Series(np.arange(len(items)), index=pd.Index(ids))
    products = items["product"].to_numpy()
    for number in np.flatnonzero(rows["ecom_id"].notna().to_numpy(dtype=bool)):
        wanted = rows["ecom_id"].iat[number]
        if wanted not in known.index:
            places[number] = UNKNOWN_ID
        elif places[number] < 0 or products[places[number]] != wanted:
            places[number] = known[wanted]
