"""Option values against those that the store's variations have: what it would invent, hold twice or refuse."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from batch.compare.match import NOWHERE, Matched
from batch.compare.picked import picked
from batch.model.findings import Finding
from batch.model.options import SEPARATOR, Pairs, option_names, option_pairs, option_values
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
    items = known.items.reset_index(drop=True)
    if not len(items):
        return
    theirs, held = option_names(items), option_values(items)
    wishes = _wishes(known, theirs, held)
    if not wishes:
        return
    owners, skus, names, values = (c.tolist() for c in (items["product"], items["sku"], theirs, held))
    products = items[items["variation"].notna()].groupby("product").groups
    for base, wanting in wishes.items():
        places = [int(place) for place in products.get(owners[base], ())]
        options = {place: option_pairs(names[place], values[place]) for place in places}
        faults = {wish.row: _unfit(wish, options) for wish in wanting}
        yield from (at.cell(code, column, row, facts) for row, fault in faults.items() for code, column, facts in fault)
        yield from _clashes([wish for wish in wanting if not faults[wish.row]], options, skus, at)


def _wishes(known: Matched, theirs: pd.Series, held: pd.Series) -> dict[int, list[_Wish]]:
    """By the place of their product."""
    names, values = option_names(known.rows), option_values(known.rows)
    there = np.where(known.found >= 0, known.found, 0)
    differs = names.ne(theirs.to_numpy()[there]).to_numpy() | values.ne(held.to_numpy()[there]).to_numpy()
    adds = (known.found == NOWHERE) & (known.bases >= 0)
    wishes: dict[int, list[_Wish]] = {}
    numbers = np.flatnonzero(adds | (known.on_variation & differs & values.ne("").to_numpy()))
    rows, places, bases = (of[numbers].tolist() for of in (known.rows.index, known.found, known.bases))
    said = picked(names, numbers), picked(values, numbers)
    for row, place, base, named, valued in zip(rows, places, bases, *said, strict=True):
        wishes.setdefault(base, []).append(_Wish(row, place, named, valued))
    return wishes


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
    wishes: list[_Wish], options: Mapping[int, Pairs], skus: Sequence[object], at: Places
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
