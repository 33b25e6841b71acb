"""The catalog against the store's snapshot, under the sync table: changes, in sheet order. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

import numpy as np
import pandas as pd

from batch.compare import against, alike, deletions, forms, gone, newborn, stock
from batch.compare.assembled import assembled
from batch.compare.availability import moved, saying, wholes
from batch.compare.differences import differences
from batch.compare.linked import linked
from batch.compare.match import NOWHERE, Matched, matched
from batch.compare.mirror import mirrored
from batch.compare.online_prices import online_prices
from batch.compare.picked import picked
from batch.compare.prior import prior, renamed
from batch.compare.readiness import judged
from batch.compare.threeway import Then, drift, settled
from batch.compare.variants import variants
from batch.compare.wishes import out_of_step, wishes
from batch.model.base import Base
from batch.model.catalog import Catalog
from batch.model.changes import Change, FieldChange, in_order
from batch.model.choices import USUAL, Choices
from batch.model.findings import Finding, in_sheet_order, rows_with_errors
from batch.model.places import Places
from batch.model.store import Snapshot


@dataclass(frozen=True, slots=True)
class Comparison:
    """Every row that is a product is in ``changes``, ``unchanged``, ``conflicts``, ``refused`` or ``idle``, once.

    ``idle``: rows that say ``delete`` of what the store does not have. Changes without a row come last.
    """

    changes: tuple[Change, ...]
    unchanged: tuple[int, ...]
    conflicts: tuple[int, ...]
    refused: frozenset[int]
    findings: tuple[Finding, ...]
    idle: tuple[int, ...] = ()


def compare(
    catalog: Catalog,
    snapshot: Snapshot,
    places: Places,
    choices: Choices = USUAL,
    base: Base | None = None,
    said: Sequence[Finding] = (),
) -> Comparison:
    """One change per row that differs from the store; a row that the store contradicts is refused.

    With a ``base``, the sheet as it was exported, only what differs from that too. A row that was refused before is
    not applied, but goes on meaning its product: another row may not have it. ``said``: by check, of the sheet alone;
    it is among the findings, as far as it is still true now that the store is known.
    """
    rows = catalog.products()
    before = None if base is None else prior(rows, base.catalog)
    known_as = None if base is None or before is None else renamed(before.rows, base.since.skus)
    own_skus = forms.skus(rows, snapshot)
    everything = matched(forms.with_skus(rows, own_skus), snapshot.items, known_as)
    told = [*against.unmatched(everything, places), *against.pos_ids(everything, places)]
    told += against.agreement(everything, places)
    told += [*forms.told(own_skus, places), *against.split(everything, places), *alike.nearly(everything, places)]
    live, doomed = ~everything.rows.index.isin(catalog.refused), deletions.marked(everything)
    asked = wishes(everything, live & ~doomed, snapshot, before)
    here, wanted = asked.here, asked.wanted
    findings = [*told, *_on_its_own(here, places), *_needed(wanted, here, places)]
    findings += newborn.incomplete(everything, rows_with_errors(findings) | catalog.refused, places)
    findings = deletions.told(findings, everything)
    alone = deletions.left_alone(catalog, snapshot.items)
    dead = deletions.deletions(everything, alone, rows_with_errors(findings) | catalog.refused, places)
    findings += dead.findings
    refused = rows_with_errors(findings) | catalog.refused
    cells = differences(wanted, here.items, here.found, here.bases)
    cells = {row: made for row, made in cells.items() if row not in refused}
    cells, own = forms.settled(cells, here, forms.known(snapshot), places)
    findings += own
    then = Then(asked.before, here, {} if base is None else base.since.cells)
    after = settled(cells, then, choices.on_conflict, places)
    apart = refused | after.held
    counts = stock.counted(here, asked.exported, choices.stock, snapshot.store.outlets, places)
    for row, change in counts.cells.items():
        if row not in apart:
            after.cells.setdefault(row, []).extend(change)
    findings += [found for found in counts.findings if found.row not in apart]
    moves = list(moved(here, saying(everything), after.cells))
    findings += [*after.findings, *drift(asked.left, then, places), *out_of_step(asked, places)]
    findings += [*_rounding(here.rows, after.cells, snapshot.store.currency, places), *wholes(moves, places)]
    findings += online_prices(here, wanted, after.cells, places)
    changes = tuple(assembled(here, after.cells, apart, {move.row: move.also for move in moves}))
    clashes = list(newborn.taken(changes, everything, places))
    findings += clashes
    refused |= rows_with_errors(clashes)
    changes = tuple(change for change in changes if change.row not in refused)
    findings += linked(changes, snapshot.items)
    if doomed.any():
        findings += deletions.edited(wishes(everything, live & doomed, snapshot, before), places)
    absent = mirrored(catalog, everything, refused, choices.missing, None if base is None else base.catalog, places)
    changes = (*in_order((*changes, *dead.changes)), *absent.changes)
    findings += [*absent.findings, *gone.linked(changes, snapshot.items)]
    findings += judged(said, everything, changes, refused)
    done = apart | refused | dead.idle | {change.row for change in changes}
    numbers = everything.rows.index
    unchanged = tuple(numbers[~numbers.isin(list(done))].tolist())
    held, idle = tuple(sorted(after.held)), tuple(sorted(dead.idle))
    return Comparison(changes, unchanged, held, refused, in_sheet_order(findings), idle)


def _on_its_own(here: Matched, places: Places) -> Iterator[Finding]:
    yield from against.commanded(here, places)
    yield from against.shapes(here, places)
    yield from against.doubles(here, places)
    yield from variants(here, places)


def _needed(wanted: pd.DataFrame, here: Matched, places: Places) -> list[Finding]:
    """What is created needs a price, and a new product its name; a row that says update creates nothing."""
    findings, found = [], here.found
    if "command" in here.rows:
        updates = here.rows["command"].str.casefold().eq("update").fillna(False).to_numpy(dtype=bool)
        found = np.where(updates, 0, found)
    needs = (("retail_price", "price.required", found == NOWHERE), ("name", "name.required", here.bases == NOWHERE))
    for column, code, created in needs:
        blank = wanted[column].isna().to_numpy() if column in wanted else True
        findings += [places.cell(code, column, row) for row in wanted.index[created & (found == NOWHERE) & blank]]
    return findings


def _rounding(rows: pd.DataFrame, cells: dict[int, list[FieldChange]], currency: str, places: Places) -> list[Finding]:
    """A price with more decimals than the store's currency keeps is sent rounded, and said to be."""
    sent = {row: f.after for row, fields in cells.items() for f in fields if f.name == "retail_price" and f.after}
    if not sent:
        return []
    typed = picked(rows["retail_price"], rows.index.get_indexer(list(sent)))
    return [
        places.cell("price.rounded", "retail_price", row, (("sent", after), ("currency", currency)))
        for (row, after), price in zip(sent.items(), typed, strict=True)
        if price != Decimal(after)
    ]
