"""Rows that say ``delete``: what goes, and what stays because nobody named it. Pure."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from batch.compare import gone
from batch.compare.commands import says
from batch.compare.differences import differences
from batch.compare.match import NOWHERE, UNKNOWN_ID, Matched, Positions, matched
from batch.compare.picked import item_ids
from batch.compare.wishes import Wishes
from batch.model.catalog import Catalog
from batch.model.changes import Change
from batch.model.findings import Finding
from batch.model.groups import Mask
from batch.model.own import POS_ENDING
from batch.model.places import Places
from batch.values import few

Named = dict[str | None, int]  # the row of each item of a product, by variation; None is the product itself


@dataclass(frozen=True, slots=True)
class Deletions:
    """``idle``: rows whose product the store does not have, so that there is nothing to do."""

    changes: tuple[Change, ...]
    idle: frozenset[int]
    findings: tuple[Finding, ...]


def marked(known: Matched) -> Mask:
    """The rows that say ``delete``."""
    return says(known.rows, "delete")


def absent(known: Matched, at: Places) -> frozenset[int]:
    """Marked rows of which the store has nothing: neither their id nor their SKU. And what a file of ours remembers.

    The file for Retail POS holds what the store was read to hold, and what it was to forget: nothing is made of that.
    """
    rows, found = known.rows, known.found
    nothing = (found == NOWHERE) | (found == UNKNOWN_ID)
    none = (marked(known) | (_for_pos(at) & (known.bases == NOWHERE) & ~says(rows, "create"))) & nothing
    if "sku" in rows and none.any():
        none &= ~rows["sku"].isin(known.items["sku"].dropna()).to_numpy(dtype=bool)
    return frozenset(map(int, rows.index[none]))


def _for_pos(at: Places) -> bool:
    return at.sheet.source.name.endswith(POS_ENDING)


def told(findings: Iterable[Finding], known: Matched, at: Places) -> list[Finding]:
    """Without those of rows that have nothing to delete: they matter to nobody. A SKU that is nearly one does."""
    idle = absent(known, at)
    return [found for found in findings if found.row not in idle or found.code == "store.sku_alike"]


def deletions(known: Matched, catalog: Catalog, refused: Collection[int], at: Places) -> Deletions:
    """Of the rows that are not ``refused``. One change for each item that goes."""
    if not (marked(known).any() or _for_pos(at)):
        return Deletions((), frozenset(), ())
    alone = _left_alone(catalog, known.items)
    live = marked(known) & ~known.rows.index.isin(list(refused)) & (known.found >= 0)
    spared, meant = _rows_at(alone, alone.found), _rows_at(known.only(live), known.found[live])
    findings = [_contradicted(row, spared[place], at) for place in meant if place in spared for row in meant[place]]
    named: defaultdict[str, Named] = defaultdict(dict)
    going = [place for place in meant if place not in spared]
    for place, item in zip(going, item_ids(known.items, np.array(going, dtype=np.intp)), strict=True):
        named[item.product][item.variation] = meant[place][-1]
    staying = _staying(known, live, alone, at)
    held = gone.of_products(known.items, named)
    changes: list[Change] = []
    for product, of in named.items():
        for made in _of_product(held[product], of, staying.get(product, ()), refused, at):
            (changes if isinstance(made, Change) else findings).append(made)  # type: ignore[arg-type]
    idle = absent(known, at) - frozenset(refused)
    code, column = ("delete.pos_file", "sku") if _for_pos(at) else ("delete.absent", "command")
    findings += [at.cell(code, column, row) for row in sorted(idle)]
    return Deletions(tuple(changes), idle, tuple(findings))


def edited(asked: Wishes, at: Places) -> Iterator[Finding]:
    """Marked rows that ask for something else besides: it is not sent, and said so."""
    here = asked.here.only(asked.here.found >= 0)
    wanted = asked.wanted[asked.here.found >= 0]
    for row, cells in differences(wanted, here.items, here.found, here.bases).items():
        yield at.cell("delete.edited", "command", row, (("fields", ", ".join(cell.name for cell in cells)),))


def _left_alone(catalog: Catalog, items: pd.DataFrame) -> Matched:
    """The rows that say ``ignore``: what they name is not touched, whatever another row says."""
    rows = catalog.rows[catalog.rows.index.isin(catalog.ignored)]
    every = matched(rows, items)
    return every.only(says(rows, "ignore"))


def _staying(known: Matched, live: Mask, alone: Matched, at: Places) -> Mapping[str, list[int]]:
    """By product, the rows that mean it or a part of it and are not deleted; those that could not be read included."""
    others = known.only(~live & ~known.rows.index.isin(list(absent(known, at))))
    products = known.items["product"].to_numpy()
    staying: defaultdict[str, list[int]] = defaultdict(list)
    for rows in (others, alone):
        for place, those in _rows_at(rows, rows.bases).items():
            staying[products[place]] += those
    return staying


def _rows_at(known: Matched, places: Positions) -> Mapping[int, list[int]]:
    """The rows by their place among the store's items, where they have one."""
    rows: defaultdict[int, list[int]] = defaultdict(list)
    for row, place in zip(known.rows.index, places, strict=True):
        if place >= 0:
            rows[int(place)].append(int(row))
    return rows


def _contradicted(row: int, by: Iterable[int], at: Places) -> Finding:
    return at.cell("delete.contradicted", "command", row, (("rows", ", ".join(map(str, sorted(by)))),))


def _of_product(
    held: Sequence[gone.Held], named: Named, staying: Collection[int], refused: Collection[int], at: Places
) -> Iterator[Change | Finding]:
    """All of its rows delete the product; some of them these variations, and never the product with them.

    Nor all variations that there are, while the rows that were to stay cannot be applied: a shell would be left.
    """
    variations = {one["variation"]: one for one in held if one["variation"] is not None}
    rest = [one for variation, one in variations.items() if variation not in named]
    if staying and (None in named or (not rest and set(staying) <= set(refused))):
        for row in named.values():
            yield _contradicted(row, staying, at)
    elif None in named or not (rest or staying):
        yield from gone.product(held, named)
    else:
        left = tuple(map(_called, rest))
        for number, (variation, row) in enumerate(named.items()):
            yield gone.item(variations[variation], row, whole=False, stay=() if number else left)
        if not staying:
            facts = (("product", held[0]["product"]), ("left", few(left)))
            yield at.cell("delete.product_stays", "command", min(named.values()), facts)


def _called(variation: gone.Held) -> str:
    """By SKU, else by the store's id."""
    return variation["sku"] or f"{variation['product']}/{variation['variation']}"
