"""Which row is which product or variation of the store: by the store's id, else by SKU, never by a first match."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa

from batch.model.groups import coded
from batch.model.options import Pairs, has_options, option_names, option_pairs, option_values
from batch.model.store import ItemId

Positions = npt.NDArray[np.intp]

NOWHERE = -1
AMBIGUOUS = -2
UNKNOWN_ID = -3
TAKEN = -4  # the row's id is one item's, its SKU another's


@dataclass(frozen=True, eq=False, slots=True)
class Matched:
    """Rows beside what they mean in the store. ``found``: the item of each row; ``bases``: its product.

    Both are places in ``items``, or below zero: NOWHERE, and for ``found`` the reasons why it cannot be told.
    """

    rows: pd.DataFrame
    items: pd.DataFrame
    found: Positions
    bases: Positions

    def only(self, wanted: npt.NDArray[np.bool_]) -> "Matched":
        return Matched(self.rows[wanted], self.items, self.found[wanted], self.bases[wanted])

    @property
    def on_variation(self) -> npt.NDArray[np.bool_]:
        """True where the row means a variation that the store has."""
        return self._taken(self.items["variation"].notna())

    @property
    def on_product(self) -> npt.NDArray[np.bool_]:
        """True where the row means a product of the store itself."""
        return self._taken(self.items["variation"].isna())

    def _taken(self, mask: pd.Series) -> npt.NDArray[np.bool_]:
        there = self.found >= 0
        taken = mask.to_numpy(dtype=bool)[np.where(there, self.found, 0)] if len(mask) else there
        return np.asarray(there & taken)


@dataclass(frozen=True, eq=False, slots=True)
class Owners:
    """The SKUs of the store. ``single``: those with one owner; ``several``: SKU to the places of all its owners."""

    single: pd.Series
    several: dict[str, list[int]]


def item_at(items: pd.DataFrame, place: int) -> ItemId:
    """The store's own id of what stands at a place."""
    variation = items["variation"].iat[place]
    return ItemId(items["product"].iat[place], variation if isinstance(variation, str) else None)


def matched(rows: pd.DataFrame, items: pd.DataFrame, before: pd.DataFrame | None = None) -> Matched:
    """Each row with its item: NOWHERE, AMBIGUOUS, UNKNOWN_ID or TAKEN where there is none; and with its product.

    ``before``: the rows as they were exported, NA where they were not: a SKU that was changed since is known by them.
    """
    owners = _owners(items)
    places = _by_sku(rows, items, owners)
    meant: dict[int, int] = {}
    if before is not None and "sku" in rows and "sku" in before:
        meant |= _by_sku_before(rows, before, items, owners, places)
    if "ecom_id" in rows:
        meant |= _by_id(rows, items, owners, places)
    if meant:
        _given_up(rows, items, owners, places, meant)
    return Matched(rows, items, places, _bases(rows, items, places))


def _bases(rows: pd.DataFrame, items: pd.DataFrame, found: Positions) -> Positions:
    """The product of the item that the row means, else the one whose id it bears, else its family's."""
    products = np.flatnonzero(items["variation"].isna())
    codes = coded(pa.array(items["product"]))
    base_of = np.full(int(codes.max(initial=-1)) + 1, NOWHERE, dtype=np.intp)
    base_of[codes[products]] = products
    bases = np.full(len(rows), NOWHERE, dtype=np.intp)
    bases[found >= 0] = base_of[codes[found[found >= 0]]]
    if "ecom_id" in rows:
        lacking = np.flatnonzero((bases < 0) & rows["ecom_id"].notna())
        named = pd.Index(items["product"].iloc[products]).get_indexer(pd.Index(rows["ecom_id"].iloc[lacking]))
        bases[lacking] = np.where(named >= 0, products[named], NOWHERE) if len(products) else NOWHERE
    lacking = np.flatnonzero((bases < 0) & rows["family"].notna())
    if len(lacking) and (bases >= 0).any():
        families = rows["family"].reset_index(drop=True)
        first = pd.Series(bases, index=families.array)[bases >= 0]
        first = first[~first.index.duplicated() & first.index.notna()]
        bases[lacking] = families.iloc[lacking].map(first).fillna(NOWHERE)
    return bases


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


def _by_sku_before(
    rows: pd.DataFrame, before: pd.DataFrame, items: pd.DataFrame, owners: Owners, places: Positions
) -> dict[int, int]:
    """A row whose SKU was changed means what had the old one; unless the store has given the new one to it already.

    What the rows mean whose SKU another item has.
    """
    renamed = (before["sku"].notna() & before["sku"].ne(rows["sku"])).fillna(False).to_numpy(dtype=bool)
    numbers = np.flatnonzero(renamed)
    then = _by_sku(before[renamed], items, owners)
    meant: dict[int, int] = {}
    for number, old in zip(numbers.tolist(), then.tolist(), strict=True):
        if old not in (NOWHERE, places[number]):
            meant |= {number: old} if places[number] != NOWHERE else {}
            places[number] = old if places[number] == NOWHERE else TAKEN
    return meant


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


def _by_id(rows: pd.DataFrame, items: pd.DataFrame, owners: Owners, places: Positions) -> dict[int, int]:
    """An id in the sheet decides. A product's id may stand on the rows of its variations: their SKU tells which.

    What the rows mean whose SKU another item has.
    """
    numbers, meant = np.flatnonzero(rows["ecom_id"].notna()).tolist(), dict[int, int]()
    if not numbers:
        return meant
    ids = items["product"].where(items["variation"].isna(), items["product"] + "/" + items["variation"])
    known = {id_: place for place, id_ in enumerate(ids.tolist())}
    products, families = items["product"].tolist(), items["has_variations"].tolist()
    optional = has_options(rows).tolist()
    skus = rows["sku"].tolist() if "sku" in rows else [""] * len(rows)
    typed, by_skus = rows["ecom_id"].tolist(), places.tolist()
    for number in numbers:
        wanted, by_sku = typed[number], by_skus[number]
        place = known.get(wanted)
        if place is None:
            places[number] = UNKNOWN_ID
            continue
        if by_sku >= 0 and products[by_sku] == wanted:
            continue
        if by_sku == NOWHERE and wanted == products[place] and families[place] and optional[number]:
            continue  # a variant to be added to that product
        owned = [by_sku] if by_sku >= 0 else owners.several.get(skus[number], [])
        is_taken = bool(owned) and place not in owned
        meant |= {number: place} if is_taken else {}
        places[number] = TAKEN if is_taken else place
    return meant


def _given_up(
    rows: pd.DataFrame, items: pd.DataFrame, owners: Owners, places: Positions, meant: Mapping[int, int]
) -> None:
    """A SKU that another product gives up in the same sheet is free by then; in a circle nobody can go first."""
    skus, typed, products = items["sku"].tolist(), rows["sku"].tolist(), items["product"].tolist()
    taken = {place: sku for place, sku in zip(places.tolist(), typed, strict=True) if place >= 0}
    leaving = {place for place, sku in taken.items() if isinstance(sku, str) and sku not in ("", skus[place])}
    waiting, settled = dict(meant), -1
    while settled != len(waiting):
        settled = len(waiting)
        for number, place in list(waiting.items()):
            owner = owners.single.get(typed[number], NOWHERE)
            if owner in leaving and products[owner] != products[place] and place not in taken:
                places[number], taken[place] = place, typed[number]
                leaving.add(place)
                del waiting[number]
