"""What the store's own shape forbids: findings that only a look at the store can make."""

from collections.abc import Iterator

import numpy as np
import pandas as pd
import pyarrow as pa

from batch.compare.commands import says
from batch.compare.match import AMBIGUOUS, NOWHERE, TAKEN, UNKNOWN_ID, Matched
from batch.compare.picked import picked
from batch.model.findings import Finding
from batch.model.groups import by_code, coded, differing
from batch.model.options import has_options
from batch.model.places import Places
from schemas.catalog import SHARED


def unmatched(known: Matched, at: Places) -> Iterator[Finding]:
    """Rows whose product cannot be told, or can be told twice."""
    rows, places = known.rows, known.found
    for place, code in ((AMBIGUOUS, "store.sku_ambiguous"), (TAKEN, "store.sku_taken")):
        for row in rows.index[places == place]:
            yield at.cell(code, "sku", row, (("owners", ", ".join(owners(known, rows.at[row, "sku"]))),))
    for number in np.flatnonzero(places == UNKNOWN_ID):
        yield at.cell("store.unknown_id", "ecom_id", rows.index[number], ())
    for twice in by_code(np.maximum(places, NOWHERE), 2):
        yield from _together(rows.index[twice], "store.matched_twice", "sku", at)


def _together(rows: pd.Index, code: str, column: str, at: Places) -> Iterator[Finding]:
    facts = (("rows", ", ".join(map(str, rows))),)
    yield from (at.cell(code, column, row, facts) for row in rows)


def owners(known: Matched, sku: str) -> list[str]:
    """Who has the SKU in the store. Products by their id; variations too where all of them are of one product."""
    items = known.items[known.items["sku"].eq(sku).fillna(False).astype(bool)]
    ids = items["product"] + ("/" + items["variation"]).fillna("")
    return list(items["product"].unique() if items["product"].nunique() > 1 else ids)


def commanded(known: Matched, at: Places) -> Iterator[Finding]:
    """The command column says what the merchant believes of the store; a wrong belief stops the row."""
    for row in known.rows.index[says(known.rows, "create") & (known.found >= 0)]:
        yield at.cell("store.exists", "command", row, ())
    for row in known.rows.index[says(known.rows, "update") & (known.found == NOWHERE)]:
        yield at.cell("store.not_found", "command", row, ())


def pos_ids(known: Matched, at: Places) -> Iterator[Finding]:
    """The ID of Retail POS in a row, which the store has of one item, beside the SKU of another or of none.

    A product's ID may stand on the rows of its variations, those that are new included. E-Series REST docs: Get
    product, externalReferenceId.
    """
    rows, items = known.rows, known.items
    if "id" not in rows or items["pos_id"].isna().all():
        return
    ids = items["pos_id"].reset_index(drop=True).dropna().drop_duplicates(keep=False)
    owners = pd.Series(ids.index, index=pd.Index(ids)).reindex(rows["id"]).fillna(NOWHERE).to_numpy(dtype=np.intp)
    for number in np.flatnonzero((owners >= 0) & (known.found >= NOWHERE)):
        owner, place = int(owners[number]), int(known.found[number])
        if place == NOWHERE:
            meant = items["has_variations"].iat[owner] and has_options(rows.iloc[[number]]).iat[0]
        else:
            meant = place == owner or _base_and_variation(items, place, owner)
        if not meant:
            facts = (("owner", _named(items.iloc[owner])),)
            yield at.cell("store.pos_id_contradicts", "sku", rows.index[number], facts)


def _base_and_variation(items: pd.DataFrame, one: int, other: int) -> bool:
    pair = items.iloc[[one, other]]
    return pair["product"].nunique() == 1 and bool(pair["variation"].isna().any())


def _named(item: pd.Series) -> str:
    return item["sku"] if isinstance(item["sku"], str) and item["sku"] else item["product"]


def agreement(known: Matched, at: Places) -> Iterator[Finding]:
    """Rows that are one product of the store, though not one family of the sheet, must want the same of it.

    What one family disagrees on is told by the check already.
    """
    numbers = np.flatnonzero(differing(coded(pa.array(known.rows["family"])), known.bases))
    rows, bases = known.rows.iloc[numbers], known.bases[numbers]
    for column, code in SHARED.items():
        if column in rows:
            torn = differing(coded(pa.array(rows[column])), bases) & rows[column].notna().to_numpy(dtype=bool)
            for places in by_code(np.where(torn, bases, NOWHERE), 1):
                yield from _together(rows.index[places], code, column, at)


def split(known: Matched, at: Places) -> Iterator[Finding]:
    """A family of the sheet must be one product of the store."""
    rows = known.rows
    torn = np.flatnonzero(differing(known.bases, coded(pa.array(rows["family"]))))
    families = rows["family"].iloc[torn]
    product = pd.Series(picked(known.items["product"], known.bases[torn]), index=families.index, dtype="object")
    owners = {family: ", ".join(of.dropna().unique()) for family, of in product.groupby(families)}
    for row, family in families.items():
        yield at.cell("store.split_family", "sku", row, (("products", owners[family]),))


def shapes(known: Matched, at: Places) -> Iterator[Finding]:
    """A variant of the sheet is a variation of the store, not a product."""
    for row in known.rows.index[known.on_product & has_options(known.rows).to_numpy()]:
        yield at.cell("store.shape_differs", "sku", row, ())


def doubles(known: Matched, at: Places) -> Iterator[Finding]:
    """Variants that no row ties to the product of their name would make that product a second time.

    Only a row that says ``create`` may: then it is meant.
    """
    rows, items = known.rows, known.items
    if "name" not in rows:
        return
    new = (known.found == NOWHERE) & (known.bases == NOWHERE) & has_options(rows).to_numpy()
    new &= ~says(rows, "create")
    named = items[items["variation"].isna() & items["has_variations"]]
    if not new.any() or not len(named):
        return
    owners = dict(zip(named["name"].map(loose), named["product"], strict=True))
    numbers = np.flatnonzero(new)
    for row, name in zip(rows.index[numbers].tolist(), picked(rows["name"], numbers), strict=True):
        if owner := owners.get(loose(name)):
            yield at.cell("store.family_exists", "name", row, (("product", owner),))


def loose(name: object) -> str:
    return " ".join(name.casefold().split()) if isinstance(name, str) else ""
