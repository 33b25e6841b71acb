"""What the merchant last knew the store to hold: what a run of ours has written since, else what was exported. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from batch.compare.match import Matched, Positions
from batch.compare.picked import item_ids, records
from batch.model.options import Pairs, pairs_of
from batch.model.rules import BY_NAME, OPTION_FIELDS, OPTIONS, Level
from batch.model.store import ItemId
from batch.values import canonical

Texts = Mapping[str, str | None]

_NOTHING: Texts = {}


@dataclass(frozen=True, eq=False, slots=True)
class Past:
    """One row. ``before``: what it asked for when it was exported, in the store's terms; None where it was not.

    ``base``: the place of its product. ``of_item``, ``of_product``: canonical text that we wrote on them since, by
    field. ``held``: the options that its item has in the store now.
    """

    before: Mapping[str, Any] | None
    base: int
    of_item: Texts
    of_product: Texts
    held: Mapping[str, Any]

    def written(self, name: str) -> Texts:
        return self.of_product if BY_NAME[name].level is Level.PRODUCT else self.of_item

    def knows(self, name: str) -> bool:
        """Whether anything was said of it: a cell that was blank says so too."""
        return name in self.written(name) or (self.before is not None and name in self.before)

    def text(self, name: str) -> str | None:
        """Canonical; None where it was blank, or where nobody knows."""
        ours = self.written(name)
        if name in ours or self.before is None:
            return ours.get(name)
        return canonical(self.before.get(name), BY_NAME[name].kind)

    def options(self) -> Pairs:
        """By name, since the store may have them in another order; none where nobody knows."""
        pairs = dict(pairs_of(self.before or {}))
        ours = self.written(OPTIONS[0][1])
        for name, value in OPTIONS:
            if text := ours.get(value):
                pairs[ours.get(name) or str(self.held[name])] = text
        return frozenset(pairs.items())


@dataclass(frozen=True, eq=False, slots=True)
class Then:
    """``before``: what the rows asked for when they were exported; absent columns are unknown. ``since``: see Past."""

    before: pd.DataFrame
    here: Matched
    since: Mapping[ItemId, Texts]

    def of(self, rows: Sequence[int]) -> dict[int, Past]:
        numbers = self.here.rows.index.get_indexer(rows)
        found, bases = self.here.found[numbers], self.here.bases[numbers]
        exported = self.before.index.get_indexer(rows)
        columns = (
            (asked if number >= 0 else None for asked, number in zip(self._asked(exported), exported, strict=True)),
            bases.tolist(),
            self._written(found),
            self._written(bases),
            records(self.here.items, sorted(OPTION_FIELDS), found),
        )
        return {row: Past(*of) for row, *of in zip(rows, *columns, strict=True)}

    def _asked(self, exported: Positions) -> list[dict[str, Any]]:
        return records(self.before, list(self.before), exported)

    def _written(self, places: Positions) -> list[Texts]:
        if not self.since:
            return [_NOTHING] * len(places)
        return [self.since.get(id_, _NOTHING) for id_ in item_ids(self.here.items, places)]
