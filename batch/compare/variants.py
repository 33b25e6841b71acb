"""Option values against those that the store's variations have: what it would invent, hold twice or refuse."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from batch.compare.differences import options_differ
from batch.compare.match import NOWHERE, Matched
from batch.compare.picked import picked
from batch.model.findings import Finding
from batch.model.groups import Mask
from batch.model.options import SEPARATOR, Pairs, has_options, option_names, option_pairs, option_values
from batch.model.places import Facts, Places

_VALUE = "variant_option_one_value"


@dataclass(frozen=True, slots=True)
class _Wish:
    """A row that adds a variation (``place`` below zero) or gives one other options."""

    row: int
    place: int
    names: str
    values: str

    @property
    def pairs(self) -> Pairs:
        return option_pairs(self.names, self.values)


def variants(known: Matched, at: Places) -> Iterator[Finding]:
    """Only rows that add a variation, or whose options are not written as in the store, are looked at one by one."""
    wishes = _wishes(known)
    if not wishes:
        return
    items = known.items.reset_index(drop=True)
    owners = dict(zip(wishes, picked(items["product"], np.array(list(wishes))), strict=True))
    held = _held(items[items["product"].isin(owners.values()) & items["variation"].notna()])
    for base, wanting in wishes.items():
        variations = held.get(owners[base], {})
        options = {place: pairs for place, (pairs, _) in variations.items()}
        skus = {place: sku for place, (_, sku) in variations.items()}
        faults = {wish.row: _unfit(wish, options) for wish in wanting}
        yield from (at.cell(code, column, row, facts) for row, fault in faults.items() for code, column, facts in fault)
        yield from _clashes([wish for wish in wanting if not faults[wish.row]], options, skus, at)


def _wishes(known: Matched) -> dict[int, list[_Wish]]:
    """By the place of their product."""
    wishes: dict[int, list[_Wish]] = {}
    numbers = np.flatnonzero((known.found == NOWHERE) & (known.bases >= 0) | _written_otherwise(known))
    rows, places, bases = (of[numbers].tolist() for of in (known.rows.index, known.found, known.bases))
    wanting = known.rows.iloc[numbers]
    said = option_names(wanting).tolist(), option_values(wanting).tolist()
    for row, place, base, named, valued in zip(rows, places, bases, *said, strict=True):
        wishes.setdefault(base, []).append(_Wish(row, place, named, valued))
    return wishes


def _written_otherwise(known: Matched) -> Mask:
    """Where the options of a row are not those of its variation, or stand in another order; a blank is no option."""
    differs: Mask = known.on_variation & has_options(known.rows).to_numpy()
    differs &= options_differ(known.rows, known.items, known.found)
    numbers = np.flatnonzero(differs)
    rows, theirs = known.rows.iloc[numbers], known.items.iloc[known.found[numbers]]
    differs[numbers] = [ours != there for ours, there in zip(_written(rows), _written(theirs), strict=True)]
    return differs


def _written(rows: pd.DataFrame) -> Iterator[tuple[str, str]]:
    return zip(option_names(rows).tolist(), option_values(rows).tolist(), strict=True)


def _held(variations: pd.DataFrame) -> dict[str, dict[int, tuple[Pairs, object]]]:
    """By product and place, the options and the SKU of each variation."""
    held: dict[str, dict[int, tuple[Pairs, object]]] = {}
    columns = variations["product"], option_names(variations), option_values(variations), variations["sku"]
    for place, product, names, values, sku in zip(variations.index, *(c.tolist() for c in columns), strict=True):
        held.setdefault(product, {})[int(place)] = option_pairs(names, values), sku
    return held


def _unfit(wish: _Wish, options: Mapping[int, Pairs]) -> list[tuple[str, str, Facts]]:
    """Code, column and facts when the row cannot be a variation of a product with these."""
    if not options or not wish.values:
        return [("store.shape_differs", "sku", ())]
    theirs = [{name: None for name, _ in sorted(pairs)} for pairs in options.values()]
    if set(wish.names.split(SEPARATOR)) in [set(names) for names in theirs]:
        return []
    facts = (("sheet", ", ".join(wish.names.split(SEPARATOR))), ("store", ", ".join(theirs[0])))
    return [("store.options_differ", "variant_option_one_name", facts)]


def _clashes(
    wishes: list[_Wish], options: Mapping[int, Pairs], skus: Mapping[int, object], at: Places
) -> Iterator[Finding]:
    """The store never has two variations with the same options, not even for the moment between two requests."""
    leaving = {wish.place for wish in wishes if wish.place >= 0 and wish.pairs != options[wish.place]}
    rows: dict[Pairs, list[str]] = {}
    for wish in wishes:
        rows.setdefault(wish.pairs, []).append(str(wish.row))
    for wish in wishes:
        shown = ("options", ", ".join(wish.values.split(SEPARATOR)))
        for place in (place for place, pairs in options.items() if pairs == wish.pairs and place != wish.place):
            code = "store.options_in_turn" if place in leaving else "store.duplicate_options"
            yield at.cell(code, _VALUE, wish.row, (shown, ("other", _called(skus[place]))))
        if len(rows[wish.pairs]) > 1:
            yield at.cell("family.duplicate_options", _VALUE, wish.row, (shown, ("rows", ", ".join(rows[wish.pairs]))))


def _called(sku: object) -> str:
    return sku if isinstance(sku, str) else "–"
