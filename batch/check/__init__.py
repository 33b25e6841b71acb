"""A sheet into a catalog: every cell checked in one pass, every fault reported, nothing guessed. Pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from batch.check import (
    cells,
    commands,
    counted,
    currencies,
    duplicates,
    ends,
    families,
    galleries,
    headings,
    held,
    ids,
    kinds,
    letters,
    online,
    options,
    prices,
    pushed,
    questions,
    remade,
    shifted,
    siblings,
    torn,
    totals,
    unsplit,
    zeros,
)
from batch.check.columns import Columns, columns, frame
from batch.check.families import Families
from batch.check.looking import Looking
from batch.check.typed import Reads, conventions, read
from batch.check.understood import understood
from batch.check.unnamed import unnamed
from batch.model.catalog import Catalog, Sheet
from batch.model.findings import Finding, in_sheet_order, rows_with_errors
from batch.model.groups import Mask
from batch.model.places import Places
from schemas.catalog import CATALOG
from schemas.headings import STOCK_PREFIX
from schemas.kinds import OPTION_VALUES

_OWN = ("retail_price", "active_online", "active")  # what every product of an export has, and no component


@dataclass(frozen=True, eq=False)
class Checked:
    """``places``: for later findings. ``conventions``: the decimal mark that a column of numbers proves."""

    catalog: Catalog
    findings: tuple[Finding, ...]
    places: Places
    conventions: Mapping[str, str]
    reads: Reads

    @cached_property
    def understood(self) -> pd.DataFrame:
        """Canonical text of every known column, for every row: asked for when a report is written."""
        return understood(self.reads, self.places.texts.index)


def check(sheet: Sheet) -> Checked:
    """A Sheet in; out come its Catalog and all that is to be said about it."""
    known = columns(sheet.known())
    places = Places(sheet, _texts(known, sheet.cells.index))
    reads = read(known, sheet.source.format, kinds.as_text(sheet))
    components, unclear = _components(known, len(places.texts))
    ignored = components | commands.left_out(reads, sheet)
    looking = Looking(places, reads, ~ignored)
    kin = families.families_of(looking)
    listed = places.many("row.component", "composite_sku", np.flatnonzero(components))
    missing = siblings.components(looking, components)
    doubted = places.many("row.component_unclear", "composite_sku", np.flatnonzero(unclear & ~ignored))
    findings = in_sheet_order([*listed, *missing, *doubted, *kinds.formulas_first(looking, _all(looking, kin))])
    numbers = places.texts.index.to_numpy()
    unread = frozenset(numbers[ignored].tolist())
    catalog = Catalog(
        rows=_rows(reads, kin, places),
        refused=rows_with_errors(findings) - unread,
        ignored=unread,
        unnamed=unnamed(findings, sheet) - unread,
    )
    CATALOG.validate(catalog.rows if not unread | catalog.refused else catalog.desired())
    return Checked(catalog, findings, places, conventions(reads), reads)


def _all(looking: Looking, kin: Families) -> Iterator[Finding]:
    sheet = looking.places.sheet
    yield from headings.headings(sheet)
    yield from headings.overlong(looking.places)
    yield from headings.cut(looking.places)
    yield from torn.torn(looking)
    yield from pushed.pushed(looking)
    yield from shifted.shifted(looking)
    yield from totals.unclear(looking)
    yield from unsplit.unsplit(looking)
    yield from cells.as_typed(looking)
    yield from cells.as_read(looking)
    yield from cells.letter_o(looking)
    yield from cells.units(looking)
    yield from held.held(looking)
    yield from cells.required(looking, full_layout=sheet.layout != "minimal")
    yield from ids.ids(looking)
    yield from duplicates.duplicates(looking)
    yield from options.options(looking, kin)
    yield from families.families(looking, kin)
    yield from _of_several(looking, kin)


def _of_several(looking: Looking, kin: Families) -> Iterator[Finding]:
    """What takes more than one cell to see."""
    yield from cells.spaces(looking)
    yield from duplicates.alike(looking)
    yield from prices.prices(looking, kin)
    yield from currencies.currencies(looking)
    yield from counted.counted(looking, kin)
    yield from online.online(looking, kin)
    yield from ends.cut_together(looking)
    yield from questions.lost_letters(looking)
    yield from letters.doubtful_letters(looking)
    yield from zeros.lost_zeros(looking)
    yield from zeros.shorter_siblings(looking, kin)
    yield from zeros.uncertain_zeros(looking)
    for column in sorted(OPTION_VALUES):
        yield from siblings.dates(looking, kin, column)
    yield from remade.codes_remade(looking)
    yield from remade.options_remade(looking, kin)
    yield from siblings.apart(looking, kin)
    yield from siblings.fourth_options(looking)


def _rows(reads: Reads, kin: Families, places: Places) -> pd.DataFrame:
    """The columns that sync, or that decide how."""
    synced = {name: reads[name].laid for name in reads if name in CATALOG.columns or name.startswith(STOCK_PREFIX)}
    images = galleries.gallery(reads)
    shown = {} if images is None else {"gallery": images}
    return frame({**synced, **shown, "family": kin.keys}, places.texts.index)


def _texts(known: Columns, index: pd.Index) -> pd.DataFrame:
    return frame({name: column.laid(column.texts) for name, column in known.items()}, index)


def _components(known: Columns, count: int) -> tuple[Mask, Mask]:
    """Rows that list a component of a composite repeat its SKU by right: they are no products. And rows that may be
    either: exports leave what a product has of its own blank there.

    Source: X-Series help: Formatting product data for import, composite products.
    """
    none = np.zeros(count, dtype=bool)
    if "composite_sku" not in known:
        return none, none
    listed = known["composite_sku"].filled()
    own = np.logical_or.reduce([none, *(known[name].filled() for name in _OWN if name in known)])
    return listed & ~own, listed & own
