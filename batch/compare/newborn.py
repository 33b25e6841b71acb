"""Products that are made new: whole or not at all, and each under a SKU that nobody else has. Pure."""

from collections.abc import Collection, Iterator, Sequence

from batch.compare.match import NOWHERE, Matched
from batch.model.changes import Change
from batch.model.families import family_skus
from batch.model.findings import Finding
from batch.model.places import Places


def incomplete(everything: Matched, refused: Collection[int], at: Places) -> Iterator[Finding]:
    """Rows of a product that the store lacks wait for those of its rows that must be mended first."""
    rows = everything.rows
    new, bad = everything.bases == NOWHERE, rows.index.isin(list(refused))
    broken = rows["family"][new & bad].dropna()
    waiting = new & ~bad & rows["family"].isin(broken).to_numpy(dtype=bool)
    numbers = {family: ", ".join(map(str, of)) for family, of in broken.groupby(broken).groups.items()}
    for row in rows.index[waiting & (everything.found == NOWHERE)]:
        yield at.cell("store.family_incomplete", "sku", row, (("rows", numbers[rows.at[row, "family"]]),))


def taken(changes: Sequence[Change], everything: Matched, at: Places) -> Iterator[Finding]:
    """The store would refuse the whole product: the SKU that it needs is of another product, or of another row."""
    made = family_skus(changes)
    rows, items = everything.rows, everything.items
    owned = {sku for of in (rows, items) if made and "sku" in of for sku in of["sku"][of["sku"].isin(list(made))]}
    for sku in made.keys() & owned:
        for change in made[sku]:
            yield at.cell("store.family_sku_taken", "sku", change.row, (("own", sku),))
