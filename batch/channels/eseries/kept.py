"""What was read of a store is kept, so that reading it again costs a handful of requests. One Parquet file a store.

The store tells when its catalog last changed and how many products it has. While it says the same, nothing is read;
else what was updated or deleted since is read and put in its place. When the counts do not agree afterwards, or
anything else is not as expected, what was kept is worth nothing and all is read again.

Search sees a write some time after it was made, perhaps one before an earlier one. So a change that the store tells of
counts as read only when it was met, or when it is older than any such delay. And what was younger than that when it was
read is looked at again the next time: all of it where that is little; of many products the last that changed, those
of the last second that was met, and how many there are.

Source: E-Series REST docs: Get latest update stats; Search products; Search deleted products.
"""

import io
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from batch import disk
from batch.errors import CannotWrite
from batch.model.store import Store
from schemas.eseries import STORE_ITEMS

VERSION = 1  # of the columns and of how products are read into them: another one reads everything anew
OVERLAP = 180  # seconds: longer than search ever takes to see a write
FORM = "%Y-%m-%d %H:%M:%S %z"
UPDATED = "updated"  # a column beside those of the schema: UNIX seconds of the product's last change
_NOTE = b"onshelf"


@dataclass(frozen=True, slots=True)
class Stats:
    """``updated``: UNIX seconds of the last change of the catalog; ``count``: of products, demonstration ones apart.

    ``age``: seconds from that change to the answer, by the store's own clock; 0 where it did not tell the time.
    """

    updated: int
    count: int
    age: int

    @property
    def is_old(self) -> bool:
        return self.age > OVERLAP

    def met(self, seen: int) -> "Stats":
        """As far as reading came, when the last change met was at ``seen``."""
        return self if self.is_old or seen >= self.updated else replace(self, updated=seen, age=0)


@dataclass(frozen=True, eq=False, slots=True)
class Kept:
    """``items`` as schemas.eseries has them, with ``UPDATED``; read after ``stats`` were."""

    stats: Stats
    items: pd.DataFrame

    def is_current(self, stats: Stats) -> bool:
        """Nothing has changed, as far as the store tells."""
        now, then = stats, self.stats
        return then.age > 0 and (now.updated, now.count) == (then.updated, then.count)

    @property
    def since(self) -> int:
        """From when on anything may have been missed: whatever was older than the overlap when it was read was seen."""
        return max(0, self.stats.updated + min(1, self.stats.age - OVERLAP))

    def known(self, deleted: Iterable[str]) -> dict[str, int]:
        """When the products that changed since then did, those apart that are gone."""
        late = self.items[self.items[UPDATED].ge(self.since) & ~self.items["product"].isin(set(deleted))]
        return dict(zip(late["product"].tolist(), late[UPDATED].tolist(), strict=True))

    def renewed(self, fresh: pd.DataFrame, deleted: Iterable[str], stats: Stats) -> pd.DataFrame | None:
        """With these products in place of what they were, new ones last, by id; None when the counts do not agree.

        A product that was deleted and read again is there.
        """
        products = self.items["product"]
        gone = products.isin(set(deleted)) | products.isin(fresh["product"])
        by_id = fresh["product"].astype("int64").argsort(kind="stable")
        together = pd.concat([self.items[~gone], fresh.iloc[by_id]], ignore_index=True)
        places = {product: place for place, product in enumerate(products.drop_duplicates())}
        order = together["product"].map(places).fillna(len(places)).argsort(kind="stable")
        change = together["product"].nunique() - products.nunique()
        return together.iloc[order].reset_index(drop=True) if change == stats.count - self.stats.count else None


def stats(answer: object, clock: datetime | None) -> Stats | None:
    """``clock``: the store's, when it answered. None when the store says nothing that can be used."""
    found = answer if isinstance(answer, Mapping) else {}
    count, updated = found.get("productCount", found.get("productCountRequired")), seconds(found.get("productsUpdated"))
    if updated is None or not isinstance(count, int) or isinstance(count, bool):
        return None
    return Stats(updated, count, 0 if clock is None else max(0, int(clock.timestamp()) - updated))


def seconds(date: object) -> int | None:
    """UNIX seconds of a date as the store writes it."""
    try:
        return int(datetime.strptime(str(date), FORM).timestamp())
    except ValueError:
        return None


def read(path: Path, store: Store) -> Kept | None:
    """None when there is nothing, or nothing that fits: another version, another store, other settings."""
    try:
        table = pq.read_table(path)
        note = json.loads((table.schema.metadata or {})[_NOTE])
        if note["about"] != _about(store):
            return None
        items = table.to_pandas(types_mapper=pd.ArrowDtype)
        STORE_ITEMS.validate(items.drop(columns=UPDATED))
        return Kept(Stats(**note["stats"]), items)
    except (OSError, pa.ArrowException, KeyError, ValueError, TypeError):
        return None


def write(path: Path, store: Store, kept: Kept) -> None:
    """For the merchant's eyes only. A disk that is full costs the next reading its speed, and nothing else."""
    table = pa.Table.from_pandas(kept.items, preserve_index=False)
    note = json.dumps({"about": _about(store), "stats": asdict(kept.stats)})
    written = io.BytesIO()
    pq.write_table(table.replace_schema_metadata({_NOTE: note}), written)
    try:
        disk.keep(path, written.getvalue())
    except CannotWrite:
        path.unlink(missing_ok=True)


def _about(store: Store) -> dict[str, object]:
    """What decides how a product is read."""
    units = {"precision": store.precision, "weight": store.weight_unit, "dimensions": store.dimensions_unit}
    return {"version": VERSION, "columns": list(STORE_ITEMS.columns), "store": store.id, **units}
