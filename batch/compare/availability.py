"""When a product goes online or offline: it does so as a whole, with all its variations. Pure."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from batch.compare.match import Matched, Positions
from batch.compare.prior import Prior
from batch.model.changes import FieldChange
from batch.model.findings import Finding
from batch.model.places import Places
from schemas.types import FLAG

_Variation = tuple[int, str, object]

NAMED = 5  # variants listed in a sentence


@dataclass(frozen=True, slots=True)
class Moved:
    """A product that comes or goes. ``also``: variations that no change names; ``absent``: those no row asks it for."""

    row: int
    variants: int
    also: tuple[str, ...]
    absent: tuple[str, ...]


def availability(matched: Matched, prior: Prior | None = None) -> pd.Series | None:
    """``active_online`` says it. Without that column, a product goes offline when the POS sells nothing more of it.

    That is: when every variation that the store has of it stands in the sheet with an ``active`` of 0, and no row of
    it says otherwise (see also ``staying``). An ``active`` of 1 turns nothing on, since old exports say 1 on every
    row; unless the sheet as it was exported says 0 there. What was 0 when it was exported, all of it, does not count
    as turned off.
    """
    rows, items, bases = matched.rows, matched.items, matched.bases
    if "active_online" in rows:
        return rows["active_online"]
    if "active" not in rows:
        return None
    inactive = rows["active"].eq(False).fillna(False).to_numpy(dtype=bool)
    agreed = pd.Series(inactive).groupby(bases).transform("all").to_numpy(dtype=bool)
    wholly = agreed & (bases >= 0)
    if len(items):
        off = np.zeros(len(items), dtype=bool)
        off[matched.found[(matched.found >= 0) & inactive]] = True
        sold = (items["variation"].notna() | ~items["has_variations"]).to_numpy(dtype=bool)
        products = items["product"].to_numpy()
        gone = pd.Series(off[sold]).groupby(products[sold]).all()
        wholly &= pd.Series(products[np.where(bases >= 0, bases, 0)]).map(gone).fillna(False).to_numpy(dtype=bool)
    online = pd.Series(False, index=rows.index, dtype=FLAG).where(wholly)
    return online if prior is None or "active" not in prior.rows else _since(online, rows, bases, prior)


def _since(online: pd.Series, rows: pd.DataFrame, bases: Positions, prior: Prior) -> pd.Series:
    """Only what the merchant turned: off when a row of the product was turned off, on when one was turned on."""
    before = prior.rows["active"]
    turned_off = (rows["active"].eq(False) & ~before.eq(False).fillna(False)).fillna(False).to_numpy(dtype=bool)
    concerned = pd.Series(turned_off | ~prior.known).groupby(bases).transform("any").to_numpy(dtype=bool)
    turned_on = (rows["active"].eq(True) & before.eq(False)).fillna(False).to_numpy(dtype=bool)
    return online.where(concerned).mask(turned_on, True)


def saying(known: Matched) -> Positions:
    """The items of which a row says whether they are online. A blank cell says: leave it as it is."""
    if "active_online" not in known.rows:
        return known.found
    return known.only(known.rows["active_online"].notna().to_numpy(dtype=bool)).found


def moved(matched: Matched, named: Positions, cells: Mapping[int, Sequence[FieldChange]]) -> Iterator[Moved]:
    """One for each product with variations that these cells put online or offline, on the first row that does.

    ``named``: the items of which a row says whether they are online, a refused one too.
    """
    moving = [row for row, fields in cells.items() if _moves(fields)]
    numbers = np.flatnonzero(matched.rows.index.isin(moving) & (matched.bases >= 0))
    if not len(numbers):
        return
    changed, known = set(matched.found[numbers].tolist()), set(named.tolist())
    of_product = _variations(matched.items)
    products = matched.items["product"].tolist()
    for number in numbers[np.sort(np.unique(matched.bases[numbers], return_index=True)[1])]:
        if variations := of_product.get(products[matched.bases[number]]):
            labels = _labels(variations)
            yield Moved(
                row=int(matched.rows.index[number]),
                variants=len(labels),
                also=tuple(label for place, label in labels.items() if place not in changed),
                absent=tuple(label for place, label in labels.items() if place not in known),
            )


def wholes(moves: Sequence[Moved], at: Places) -> Iterator[Finding]:
    """Who names one variant of several is told that the whole product comes or goes."""
    for move in moves:
        if move.absent:
            others = ", ".join(move.absent[:NAMED]) + (", …" if len(move.absent) > NAMED else "")
            facts = (("count", str(move.variants)), ("others", others))
            yield at.cell("store.whole_product", "active_online", move.row, facts)


def staying(
    known: Matched, cells: Mapping[int, Sequence[FieldChange]], unsent: Collection[int]
) -> Mapping[int, tuple[int, ...]]:
    """Rows that by ``active`` would hide a product of which other rows are ``unsent``: each with these.

    A row of which nothing is sent is no ground for hiding its product. With ``active_online`` a row speaks for all.
    """
    if "active_online" in known.rows or not unsent:
        return {}
    of_product: dict[int, list[int]] = {}
    for row, base in zip(known.rows.index.tolist(), known.bases.tolist(), strict=True):
        if base >= 0 and row in unsent:
            of_product.setdefault(base, []).append(row)
    hiding = [row for row, fields in cells.items() if row not in unsent and _hides(fields)] if of_product else []
    bases = known.bases[known.rows.index.get_indexer(hiding)].tolist()
    return {row: tuple(of_product[base]) for row, base in zip(hiding, bases, strict=True) if base in of_product}


def stays(rows: Mapping[int, tuple[int, ...]], at: Places) -> Iterator[Finding]:
    for row, others in rows.items():
        yield at.cell("store.stays_online", "active", row, (("rows", ", ".join(map(str, others))),))


def _hides(fields: Sequence[FieldChange]) -> bool:
    return any(field.name == "active_online" and field.after == "0" for field in fields)


def _moves(fields: Sequence[FieldChange]) -> bool:
    return any(field.name == "active_online" for field in fields)


def _variations(items: pd.DataFrame) -> dict[str, list[_Variation]]:
    """By product, in the order of the store: place, id and SKU of each."""
    found: dict[str, list[_Variation]] = {}
    columns = (items[name].tolist() for name in ("product", "variation", "sku"))
    for place, (product, variation, sku) in enumerate(zip(*columns, strict=True)):
        if isinstance(variation, str):
            found.setdefault(product, []).append((place, f"{product}/{variation}", sku))
    return found


def _labels(variations: Sequence[_Variation]) -> dict[int, str]:
    """By place the SKU of each; the store's id where the SKU is not its alone."""
    counts = Counter(str(sku) for _, _, sku in variations)
    return {place: sku if isinstance(sku, str) and sku and counts[sku] == 1 else id_ for place, id_, sku in variations}
