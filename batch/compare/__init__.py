"""The catalog against the store's snapshot, under the sync table: changes, in sheet order. Pure."""

from dataclasses import dataclass
from decimal import Decimal

import numpy as np
import pandas as pd

from batch.compare import against, pictures
from batch.compare.desired import desired
from batch.compare.differences import differences
from batch.compare.match import NOWHERE, Positions, match
from batch.model.catalog import Catalog
from batch.model.changes import Action, Change, FieldChange
from batch.model.findings import Finding, in_sheet_order, rows_with_errors
from batch.model.places import Places
from batch.model.store import Snapshot


@dataclass(frozen=True, slots=True)
class Comparison:
    """Every desired row is in ``changes``, in ``unchanged`` or in ``refused``, once."""

    changes: tuple[Change, ...]
    unchanged: tuple[int, ...]
    refused: frozenset[int]
    findings: tuple[Finding, ...]


def compare(catalog: Catalog, snapshot: Snapshot, places: Places) -> Comparison:
    """One change per row that differs from the store; a row that the store contradicts is refused."""
    rows, items = catalog.desired(), snapshot.items
    found = match(rows, items)
    bases = _bases(rows, items, found)
    wanted = pictures.recognised(desired(rows, _together(rows, bases), snapshot.store), snapshot, found)
    findings = [
        *against.unmatched(rows, items, found, places),
        *against.commanded(rows, found, places),
        *against.shapes(rows, items, found, places),
        *against.agreement(rows, bases, places),
        *_needed(wanted, found, bases, places),
    ]
    refused = rows_with_errors(findings)
    cells = {row: made for row, made in differences(wanted, items, found, bases).items() if row not in refused}
    findings += _rounding(rows, cells, snapshot.store.currency, places)
    changes = tuple(
        _change(number, rows, items, found, bases, cells.get(row, []))
        for number, row in enumerate(rows.index)
        if row not in refused and (row in cells or found[number] == NOWHERE)
    )
    changed = {change.row for change in changes}
    unchanged = tuple(int(row) for row in rows.index if row not in refused and row not in changed)
    return Comparison(changes, unchanged, refused, in_sheet_order(findings))


def _bases(rows: pd.DataFrame, items: pd.DataFrame, found: Positions) -> Positions:
    """For each row the place of its product: of the item that it matched, else of its family's."""
    base_of = pd.Series(np.arange(len(items)), index=items["product"].to_numpy())[items["variation"].isna().to_numpy()]
    product = pd.Series(pd.NA, index=rows.index, dtype="object")
    matched = found >= 0
    product[matched] = items["product"].to_numpy()[found[matched]]
    product = product.fillna(product.groupby(rows["family"]).transform("first"))
    bases: Positions = product.map(base_of).fillna(NOWHERE).to_numpy(dtype=np.intp)
    return bases


def _together(rows: pd.DataFrame, bases: Positions) -> pd.Series:
    """The same number for rows that are one product: of the store, else by their family."""
    families, _ = pd.factorize(rows["family"])
    return pd.Series(np.where(bases >= 0, bases, -1 - families), index=rows.index)


def _needed(wanted: pd.DataFrame, found: Positions, bases: Positions, places: Places) -> list[Finding]:
    """What is created needs a price, and a new product its name."""
    findings = []
    needs = (("retail_price", "price.required", found == NOWHERE), ("name", "name.required", bases == NOWHERE))
    for column, code, created in needs:
        blank = wanted[column].isna().to_numpy() if column in wanted else True
        findings += [places.cell(code, column, row) for row in wanted.index[created & (found == NOWHERE) & blank]]
    return findings


def _rounding(rows: pd.DataFrame, cells: dict[int, list[FieldChange]], currency: str, places: Places) -> list[Finding]:
    """A price with more decimals than the store's currency keeps is sent rounded, and said to be."""
    findings = []
    for row, fields in cells.items():
        sent = next((field.after for field in fields if field.name == "retail_price"), None)
        if sent is not None and rows.at[row, "retail_price"] != Decimal(sent):
            findings.append(places.cell("price.rounded", "retail_price", row, (("sent", sent), ("currency", currency))))
    return findings


def _change(
    number: int,
    rows: pd.DataFrame,
    items: pd.DataFrame,
    found: Positions,
    bases: Positions,
    fields: list[FieldChange],
) -> Change:
    place, base = int(found[number]), int(bases[number])
    variation = None if place < 0 else items["variation"].iat[place]
    return Change(
        action=_action(place, fields),
        row=int(rows.index[number]),
        sku=_text(rows["sku"].iat[number]) if "sku" in rows else "",
        family=rows["family"].iat[number],
        product=None if base < 0 else items["product"].iat[base],
        variation=variation if isinstance(variation, str) else None,
        fields=tuple(fields),
    )


def _action(place: int, fields: list[FieldChange]) -> Action:
    if place == NOWHERE:
        return Action.CREATE
    if [field.name for field in fields] == ["active_online"]:
        return Action.ENABLE if fields[0].after == "1" else Action.DISABLE
    return Action.UPDATE


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""
