"""What the store's own shape forbids: findings that only a look at the store can make."""

from collections.abc import Iterator

import numpy as np
import pandas as pd

from batch.compare.match import AMBIGUOUS, NOWHERE, UNKNOWN_ID, Positions
from batch.model.findings import Finding
from batch.model.options import SEPARATOR, has_options, option_names, option_pairs, option_values
from batch.model.places import Places
from schemas.catalog import SHARED


def unmatched(rows: pd.DataFrame, items: pd.DataFrame, places: Positions, at: Places) -> Iterator[Finding]:
    """Rows whose product cannot be told, or can be told twice."""
    for number in np.flatnonzero(places == AMBIGUOUS):
        owners = items["product"][items["sku"].eq(rows["sku"].iat[number]).fillna(False).astype(bool)].unique()
        yield at.cell("store.sku_ambiguous", "sku", rows.index[number], (("owners", ", ".join(owners)),))
    for number in np.flatnonzero(places == UNKNOWN_ID):
        yield at.cell("store.unknown_id", "ecom_id", rows.index[number], ())
    taken = pd.Series(places, index=rows.index)
    taken = taken[taken >= 0]
    for _, group in taken[taken.duplicated(keep=False)].groupby(taken):
        for row in group.index:
            yield at.cell("store.matched_twice", "sku", row, (("rows", ", ".join(map(str, group.index))),))


def commanded(rows: pd.DataFrame, places: Positions, at: Places) -> Iterator[Finding]:
    """The command column says what the merchant believes of the store; a wrong belief stops the row."""
    if "command" not in rows:
        return
    says = rows["command"].str.casefold().fillna("").to_numpy()
    for number in np.flatnonzero((says == "create") & (places >= 0)):
        yield at.cell("store.exists", "command", rows.index[number], ())
    for number in np.flatnonzero((says == "update") & (places == NOWHERE)):
        yield at.cell("store.not_found", "command", rows.index[number], ())


def agreement(rows: pd.DataFrame, bases: Positions, at: Places) -> Iterator[Finding]:
    """Rows that are one product of the store, though not one family of the sheet, must want the same of it."""
    product = pd.Series(bases, index=rows.index)
    several = product[(product >= 0) & product.duplicated(keep=False)]
    for column, code in SHARED.items():
        if column in rows:
            said = rows.loc[several.index, column].dropna()
            of = several[said.index]
            for _, group in said[of.map(said.groupby(of).nunique()).gt(1)].groupby(of):
                for row in group.index:
                    yield at.cell(code, column, row, (("rows", ", ".join(map(str, group.index))),))


def shapes(rows: pd.DataFrame, items: pd.DataFrame, places: Positions, at: Places) -> Iterator[Finding]:
    """A family of the sheet must be one product of the store, with the same options."""
    found = places >= 0
    product = pd.Series(pd.NA, index=rows.index, dtype="object")
    product[found] = items["product"].to_numpy()[places[found]]
    yield from _split(rows, product, at)
    simple = found & items["variation"].isna().to_numpy(dtype=bool)[np.where(found, places, 0)] if len(items) else found
    for row in rows.index[simple & has_options(rows).to_numpy()]:
        yield at.cell("store.shape_differs", "sku", row, ())
    yield from _options(rows, items, places, product, at)


def _split(rows: pd.DataFrame, product: pd.Series, at: Places) -> Iterator[Finding]:
    kinds = product.groupby(rows["family"]).nunique()
    for row in rows.index[rows["family"].map(kinds).gt(1).to_numpy(dtype=bool)]:
        owners = product[rows["family"].eq(rows["family"][row])].dropna().unique()
        yield at.cell("store.split_family", "sku", row, (("products", ", ".join(owners)),))


def _options(
    rows: pd.DataFrame, items: pd.DataFrame, places: Positions, product: pd.Series, at: Places
) -> Iterator[Finding]:
    """Only rows that add a variation, or whose options are not written as in the store, are looked at one by one."""
    names, values = option_names(rows), option_values(rows)
    family_product = product.groupby(rows["family"]).transform("first")
    there = pd.Series("", index=rows.index, dtype="object")
    there[places >= 0] = option_names(items).to_numpy()[places[places >= 0]] if len(items) else ""
    adds = (places == NOWHERE) & family_product.notna().to_numpy()
    for row in rows.index[(places >= 0) & values.ne("").to_numpy() & names.ne(there).to_numpy()]:
        if there[row] and set(names[row].split(SEPARATOR)) != set(there[row].split(SEPARATOR)):
            yield at.cell("store.options_differ", "variant_option_one_name", row, _both(names[row], there[row]))
    if adds.any():
        by_product = items.reset_index(drop=True).groupby("product").indices
        for row in rows.index[adds]:
            siblings = items.iloc[by_product[family_product[row]]]
            yield from _addition(row, names[row], values[row], siblings, at)


def _addition(row: int, names: str, values: str, siblings: pd.DataFrame, at: Places) -> Iterator[Finding]:
    variations = siblings[siblings["variation"].notna()]
    if variations.empty or not values:
        yield at.cell("store.shape_differs", "sku", row, ())
        return
    theirs = option_names(variations)
    if set(names.split(SEPARATOR)) not in [set(known.split(SEPARATOR)) for known in theirs.unique()]:
        yield at.cell("store.options_differ", "variant_option_one_name", row, _both(names, theirs.iat[0]))
        return
    wanted = option_pairs(names, values)
    for name, value, sku in zip(theirs, option_values(variations), variations["sku"], strict=True):
        if option_pairs(name, value) == wanted:
            facts = (("options", ", ".join(values.split(SEPARATOR))), ("other", sku if isinstance(sku, str) else "–"))
            yield at.cell("store.duplicate_options", "variant_option_one_value", row, facts)


def _both(sheet: str, store: str) -> tuple[tuple[str, str], ...]:
    return (("sheet", ", ".join(sheet.split(SEPARATOR))), ("store", ", ".join(store.split(SEPARATOR))))
