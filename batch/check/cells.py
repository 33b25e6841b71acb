"""Checks of one cell, and of a cell beside its unit."""

from collections.abc import Callable, Iterator
from functools import cache
from typing import TypeVar

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from batch.check.columns import Column
from batch.check.looking import Looking
from batch.check.suggestions import FACTS, SUGGESTIONS
from batch.check.typed import Read
from batch.model.findings import Finding
from batch.model.groups import Mask
from schemas.catalog import CATALOG
from schemas.kinds import UNITS, values
from schemas.types import TEXT
from schemas.xseries import text_column

T = TypeVar("T")


def as_typed(looking: Looking) -> Iterator[Finding]:
    """The text contract, column by column; only doubtful texts are asked, each once, by each check's own mask."""
    for read in looking.reads.values():
        if read.doubtful.any():
            yield from _broken(looking, read)


def _broken(looking: Looking, read: Read) -> Iterator[Finding]:
    places = np.flatnonzero(read.doubtful)
    asked = pd.Series(pd.arrays.ArrowExtensionArray(read.column.texts.take(pa.array(places))), dtype=TEXT)
    for check in text_column(read.column.name, read.convention).checks:
        failing = ~check(asked).check_output.to_numpy(dtype=bool)
        if failing.any():
            bad = np.zeros(len(read.doubtful), dtype=bool)
            bad[places[failing]] = True
            yield from _of_texts(looking, check.error, read, bad)


def _of_texts(looking: Looking, code: str, read: Read, bad: Mask) -> Iterator[Finding]:
    """One finding for each row of these texts; what is suggested is worked out once for each text."""
    column = read.column
    rows = np.flatnonzero(column.rows(bad) & looking.products)
    at = column.at[rows].tolist()
    suggest, tell = SUGGESTIONS.get(code), FACTS.get(code)
    told = _each(column, bad, suggest) if suggest else {}
    facts = _each(column, bad, tell) if tell else {}
    suggestions = [told[place] for place in at] if told else None
    return looking.places.many(code, column.name, rows, suggestions, [facts[place] for place in at] if facts else None)


def _each(column: Column, bad: Mask, work_out: Callable[[str], T]) -> dict[int, T]:
    once = cache(work_out)
    return {place: once(text) for place, text in column.each(bad)}


def as_read(looking: Looking) -> Iterator[Finding]:
    """The typed contract: what is a number all right, and yet cannot be."""
    for name, column in CATALOG.columns.items():
        if name in looking and column.checks:
            read = looking.reads[name]
            values = pd.Series(pd.arrays.ArrowExtensionArray(read.values))
            for check in column.checks:
                passed = check(values).check_output.reindex(values.index).fillna(True).to_numpy(dtype=bool)
                if not passed.all():
                    yield from _of_texts(looking, check.error, read, ~passed)


_WITH_O = frozenset({"n", "oui", "non", "vrai", "faux", "actif", "inactif"})  # the company in which an o is a oui


def letter_o(looking: Looking) -> Iterator[Finding]:
    """The letter O where nobody writes n, oui or non: oui, or a zero, which is the opposite."""
    for name, read in looking.reads.items():
        said = {text.casefold(): place for place, text in read.column.each(read.doubtful)}
        if values(name) == "flag" and "o" in said and not said.keys() & _WITH_O:
            mask = read.column.rows(np.asarray(pc.fill_null(pc.is_in(read.column.texts, pa.array(["O", "o"])), False)))
            yield from looking.found("flag.letter_o", name, mask)


def spaces(looking: Looking) -> Iterator[Finding]:
    """Spaces that were read past, in the columns where X-Series would keep them."""
    for column in _SPACED:
        if column in looking:
            read = looking.reads[column].column
            stray = np.asarray(pc.fill_null(pc.not_equal(read.typed, read.texts), False))
            yield from _of_texts(looking, "text.spaces", looking.reads[column], stray)


def units(looking: Looking) -> Iterator[Finding]:
    """A value above zero needs its unit: grams or pounds are never guessed. A unit alone is harmless."""
    for column, unit in UNITS.items():
        if column in looking:
            above_zero = looking.amounts(column) > 0
            yield from looking.found("unit.missing", column, above_zero & ~looking.filled(unit))
    for unit in dict.fromkeys(UNITS.values()):
        if unit in looking:
            alone = np.asarray(pc.is_valid(looking.texts(unit)))
            for column in (column for column, its_unit in UNITS.items() if its_unit == unit):
                alone = alone & ~looking.filled(column)
            yield from looking.found("unit.without_value", unit, alone)


def required(looking: Looking, full_layout: bool) -> Iterator[Finding]:
    """The SKU says which product is meant. Name and price are needed where Retail POS would make a new product."""
    yield from looking.found("sku.required", "sku", ~looking.filled("sku") & ~looking.filled("ecom_id"))
    if full_layout and "id" in looking:
        new = ~looking.filled("id") & ~looking.filled("ecom_id")
        yield from looking.found("name.required", "name", new & ~looking.filled("name"))
        yield from looking.found("price.required", "retail_price", new & ~looking.filled("retail_price"))


_SPACED = (
    *("sku", "name", "brand_name", "product_category", "type"),
    *(f"variant_option_{number}_{part}" for number in ("one", "two", "three") for part in ("name", "value")),
)
