"""Stock that was edited in a sheet of ours, and that nobody asked to be sent. Pure."""

from collections.abc import Iterator

import pandas as pd

from batch.model.findings import Finding
from batch.model.places import Places
from schemas.headings import STOCK_PREFIX


def unsent(rows: pd.DataFrame, exported: pd.DataFrame, at: Places) -> Iterator[Finding]:
    """On each outlet's cell that is not as it was exported; a blank one asks for nothing. Rows as in Catalog.

    A row is known by the store's ID, which each row of an export has.
    """
    if "ecom_id" not in rows or "ecom_id" not in exported:
        return
    known = exported[exported["ecom_id"].notna() & ~exported["ecom_id"].duplicated(keep=False)].set_index("ecom_id")
    there = rows[rows["ecom_id"].isin(known.index)]
    for name in [name for name in rows if name.startswith(STOCK_PREFIX) and name in known]:
        before = known[name].reindex(there["ecom_id"]).set_axis(there.index)
        edited = there[name].notna() & (before.isna() | there[name].ne(before).fillna(False))
        yield from (at.cell("export.stock_unsent", str(name), int(row)) for row in there.index[edited.astype(bool)])
