"""A sheet into a catalog: every cell checked in one pass, every fault reported, nothing guessed. Pure."""

from dataclasses import dataclass

import pandas as pd

from batch.check import cells, commands, families, headings
from batch.check.typed import catalog, typed
from batch.check.understood import understood
from batch.model.catalog import Catalog, Sheet
from batch.model.findings import Finding, in_sheet_order, rows_with_errors
from batch.model.places import Places
from schemas.catalog import CATALOG


@dataclass(frozen=True, eq=False, slots=True)
class Checked:
    """``understood``: canonical text of every known column, for every row; ``places``: for later findings."""

    catalog: Catalog
    findings: tuple[Finding, ...]
    understood: pd.DataFrame
    places: Places


def check(sheet: Sheet) -> Checked:
    """A Sheet in; out come its Catalog and all that is to be said about it."""
    texts = _stripped(sheet.known())
    places = Places(sheet, texts)
    everything = typed(texts)
    rows = catalog(everything)
    components = _components(texts)
    ignored = components | commands.told_to_ignore(rows)
    products = rows[~rows.index.isin(ignored)]
    keys = families.family_keys(products)
    findings = in_sheet_order(
        [
            *headings.headings(sheet),
            *headings.overlong(places),
            *(places.cell("row.component", "composite_sku", row) for row in components),
            *cells.as_typed(places, products.index),
            *cells.as_read(places, products),
            *cells.units(places, products),
            *cells.required(places, products, full_layout=sheet.layout != "minimal"),
            *cells.duplicates(places, products),
            *commands.deletions(places, products),
            *families.families(places, products, keys),
        ]
    )
    checked = Catalog(
        rows=rows.assign(family=keys.reindex(rows.index)),
        refused=rows_with_errors(findings) - ignored,
        ignored=ignored,
    )
    CATALOG.validate(checked.desired())
    return Checked(checked, findings, understood(everything, texts), places)


def _stripped(known: pd.DataFrame) -> pd.DataFrame:
    """Spaces around a value are no part of it; a cell of nothing but spaces is blank."""
    columns = {name: texts.str.strip() for name, texts in known.items()}
    return pd.DataFrame({name: texts.mask(texts.eq("")) for name, texts in columns.items()}, index=known.index)


def _components(texts: pd.DataFrame) -> frozenset[int]:
    """Rows that list a component of a composite repeat its SKU by right: they are no products.

    Source: X-Series help: Formatting product data for import, composite products.
    """
    if "composite_sku" not in texts:
        return frozenset()
    return frozenset(int(row) for row in texts.index[texts["composite_sku"].notna()])
