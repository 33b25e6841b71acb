"""The catalog against the store's snapshot, under the sync table: changes, in sheet order. Pure."""

from collections.abc import Collection, Iterator, Sequence, Set
from dataclasses import dataclass
from decimal import Decimal

import numpy as np
import pandas as pd

from batch.compare import against, alike, deletions, forms, gone, handed, newborn, placeholders, stock
from batch.compare.assembled import assembled
from batch.compare.availability import Moved, moved, saying, staying, stays, wholes
from batch.compare.beside import Beside, beside
from batch.compare.commands import says
from batch.compare.counted import counted
from batch.compare.currencies import currencies
from batch.compare.differences import Cells, differences
from batch.compare.linked import linked, without_rows
from batch.compare.match import NOWHERE, Matched
from batch.compare.mirror import mirrored
from batch.compare.online_prices import online_prices
from batch.compare.past import Then
from batch.compare.picked import picked
from batch.compare.readiness import judged
from batch.compare.threeway import Settled, drift, settled
from batch.compare.vanishing import vanishing
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
    side = beside(catalog, snapshot, places, base)
    findings = _contradicted(side)
    dead = deletions.deletions(side.everything, catalog, rows_with_errors(findings) | catalog.refused, places)
    findings += dead.findings
    refused = rows_with_errors(findings) | catalog.refused
    after = _settled(side, refused, choices)
    apart = refused | after.held
    moves = list(moved(side.here, saying(side.everything), after.cells))
    findings += [*after.findings, *_consequences(side, after.cells, moves)]
    changes = tuple(assembled(side.here, after.cells, apart, {move.row: move.also for move in moves}))
    clashes = [*newborn.taken(changes, side.everything, places), *handed.taken_twice(changes, places)]
    still = [change for change in changes if change.row not in rows_with_errors(clashes)]
    clashes += handed.not_given_up(still, side.everything, places)
    refused |= rows_with_errors(clashes)
    changes = tuple(change for change in changes if change.row not in refused)
    findings += [
        *clashes,
        *linked(changes, snapshot.items),
        *without_rows(changes, side.everything),
        *_edited_though_deleted(side),
    ]
    exported = None if base is None else base.catalog
    absent = mirrored(catalog, side.everything, refused, choices.missing, exported, places)
    changes = (*in_order((*changes, *dead.changes)), *absent.changes)
    findings += [*absent.findings, *gone.linked(changes, snapshot.items), *gone.kept_by_pos(changes)]
    findings += judged(placeholders.judged(said), side.everything, changes, refused)
    done = apart | refused | dead.idle | {change.row for change in changes}
    numbers = side.everything.rows.index
    unchanged = tuple(numbers[~numbers.isin(list(done))].tolist())
    held, idle = tuple(sorted(after.held)), tuple(sorted(dead.idle))
    return Comparison(changes, unchanged, held, refused, in_sheet_order(findings), idle)


def _contradicted(side: Beside) -> list[Finding]:
    """What the store says against the rows, whatever they would change."""
    everything, places = side.everything, side.places
    findings = [*against.unmatched(everything, places), *against.pos_ids(everything, places)]
    findings += [*against.agreement(everything, places), *forms.told(side.own_skus, places)]
    findings += forms.told_options(side.own_options, places)
    findings += [*against.split(everything, places), *alike.nearly(everything, places)]
    findings += [*currencies(everything, side.snapshot.store.currency, places), *counted(everything, places)]
    findings += [*_on_its_own(side.here, places), *_needed(side.asked.wanted, side.here, places)]
    findings += vanishing(side.asked.wanted, side.here, side.snapshot.store, places)
    findings += placeholders.placeholders(side.asked.wanted, side.here, places)
    findings += newborn.incomplete(everything, rows_with_errors(findings) | side.catalog.refused, places)
    return deletions.told(findings, everything, places)


def _settled(side: Beside, refused: Set[int], choices: Choices) -> Settled:
    """The cells that are to be sent: they differ, are not only written the store's own way, and are no conflict."""
    here, places = side.here, side.places
    cells = differences(side.asked.wanted, here.items, here.found, here.bases)
    cells = {row: made for row, made in cells.items() if row not in refused}
    cells, own = forms.settled(cells, here, forms.known(side.snapshot), places)
    then = Then(side.asked.before, here, {} if side.base is None else side.base.since.cells)
    after = settled(cells, then, choices.on_conflict, places)
    counts = stock.counted(here, side.asked.exported, choices.stock, side.snapshot.store.outlets, places)
    apart = refused | after.held
    for row, change in counts.cells.items():
        if row not in apart:
            after.cells.setdefault(row, []).extend(change)
    counted = [found for found in counts.findings if found.row not in apart]
    staying_on = staying(side.everything, after.cells, apart)
    findings = (*own, *counted, *after.findings, *stays(staying_on, places), *drift(side.asked.left, then, places))
    return Settled(_without_hiding(after.cells, staying_on), after.held, findings)


def _without_hiding(cells: Cells, rows: Collection[int]) -> Cells:
    if not rows:
        return cells
    left = {
        row: [field for field in fields if row not in rows or field.name != "active_online"]
        for row, fields in cells.items()
    }
    return {row: fields for row, fields in left.items() if fields}


def _consequences(side: Beside, cells: Cells, moves: Sequence[Moved]) -> Iterator[Finding]:
    """What else comes of these cells."""
    here, places = side.here, side.places
    yield from out_of_step(side.asked, places)
    yield from _rounding(here.rows, cells, side.snapshot.store.currency, places)
    yield from wholes(moves, places)
    yield from online_prices(here, side.asked.wanted, cells, places)


def _edited_though_deleted(side: Beside) -> Iterator[Finding]:
    if side.doomed.any():
        asked = wishes(side.everything, side.live & side.doomed, side.snapshot, side.before)
        yield from deletions.edited(asked, side.places)


def _on_its_own(here: Matched, places: Places) -> Iterator[Finding]:
    yield from against.commanded(here, places)
    yield from against.shapes(here, places)
    yield from against.doubles(here, places)
    yield from variants(here, places)


def _needed(wanted: pd.DataFrame, here: Matched, places: Places) -> list[Finding]:
    """What is created needs a price, and a new product its name; a row that says update creates nothing."""
    findings, found = [], np.where(says(here.rows, "update"), 0, here.found)
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
