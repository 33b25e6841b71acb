"""The store's products, all of them or what changed since they were read last.

Source: E-Series REST docs: Search products; Search deleted products.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from batch.channels.eseries import kept, paging, rules
from batch.model.store import Store
from batch.ports import Progress

Filters = Mapping[str, str]
NONE: Filters = {}

_OLDEST = {"sortBy": "ADDED_TIME_ASC"}
_NEWEST = {"sortBy": "UPDATED_TIME_DESC"}


@dataclass(frozen=True, slots=True)
class Reading:
    """``ask``: the answer to a GET; ``side_by_side``: runs calls, some at a time."""

    ask: Callable[[str, Filters], object]
    store: Store
    side_by_side: paging.SideBySide
    progress: Progress

    def everything(self, filters: Filters = NONE) -> pd.DataFrame:
        """The items of all products, oldest product first, with ``kept.UPDATED``."""
        return _items(paging.everything(self._pages({**_OLDEST, **filters}), self.side_by_side, self.progress))

    def current(self, before: kept.Kept | None, stats: kept.Stats) -> kept.Kept:
        """``before`` itself where it is still true; else brought up to date, or read anew."""
        found = None if before is None else self._renewed(before, stats)
        return found or self._afresh(stats)

    def _renewed(self, before: kept.Kept, stats: kept.Stats) -> kept.Kept | None:
        """None when what the store says does not agree."""
        untouched = before.is_current(stats)
        if untouched and before.stats.is_old:
            return before
        deleted = {} if untouched else self._deleted(before.since)
        known = before.known(deleted)
        fresh = self._changed(before, known)
        if fresh is None:
            return None
        items = before.renewed(fresh, deleted, stats)
        return None if items is None else kept.Kept(stats.met(max([_latest(items), *deleted.values()])), items)

    def _afresh(self, stats: kept.Stats) -> kept.Kept:
        items = self.everything()
        seen = _latest(items)
        if seen < stats.updated:
            seen = max([seen, *self._deleted(stats.updated).values()])
        return kept.Kept(stats.met(seen), items)

    def _changed(self, before: kept.Kept, known: Mapping[str, int]) -> pd.DataFrame | None:
        """What may have changed since; None when the store does not hold still."""
        filters = {"updatedFrom": str(before.since)}
        if not known:
            return self.everything(filters)
        pages = paging.newest(self._pages({**_NEWEST, **filters}), known, before.stats.updated, self.progress)
        return None if pages is None else _items(pages)

    def _pages(self, query: Filters) -> paging.Read:
        def page(offset: int) -> paging.Page:
            answer = self.ask("/products", {**query, "limit": str(paging.LIMIT), "offset": str(offset)})
            documents, total = paging.listing(answer)
            rows = {rules.identity(document): rules.flat(document, self.store) for document in documents}
            times = {rules.identity(document): rules.updated(document) for document in documents}
            return paging.Page(offset, len(documents), total, rows, times)

        return page

    def _deleted(self, since: int) -> dict[str, int]:
        """Products that were deleted from then on, and when."""
        found: dict[str, int] = {}
        total = read = 1
        offset = 0
        while read and offset < total:
            query = {"from_date": str(since), "limit": str(paging.LIMIT), "offset": str(offset)}
            documents, total = paging.listing(self.ask("/products/deleted", query))
            read, offset = len(documents), offset + len(documents)
            found |= {rules.identity(entry): kept.seconds(entry.get("date")) or 0 for entry in documents}
        return found


def _items(pages: Sequence[paging.Page]) -> pd.DataFrame:
    rows = {key: rows for page in pages for key, rows in page.rows.items()}
    times = {key: time for page in pages for key, time in page.times.items()}
    items = rules.frame(values for product in rows.values() for values in product)
    return items.assign(**{kept.UPDATED: items["product"].map(times).astype("int64[pyarrow]")})


def _latest(items: pd.DataFrame) -> int:
    return int(items[kept.UPDATED].max()) if len(items) else 0
