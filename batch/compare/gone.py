"""What a deletion takes with it: every item, with all that it holds, so that it can be told and made again. Pure."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from batch.compare.picked import records
from batch.model.changes import NO_ROW, Action, Change, FieldChange, own_family
from batch.model.findings import Finding
from batch.model.rules import FIELDS, Level
from batch.values import canonical, few

Held = Mapping[str, Any]
"""One item of the store, by column."""


def of_products(items: pd.DataFrame, products: Collection[str]) -> dict[str, list[Held]]:
    """The items of each of these products, in the order of the store."""
    held: dict[str, list[Held]] = {}
    for one in records(items, list(items), np.flatnonzero(items["product"].isin(list(products)))):
        held.setdefault(one["product"], []).append(one)
    return held


def product(held: Sequence[Held], rows: Mapping[str | None, int]) -> Iterator[Change]:
    """The whole product: ``held`` is its items, ``rows`` the row of each that has one, by variation."""
    for one in held:
        yield item(one, rows.get(one["variation"], NO_ROW), whole=True)


def item(held: Held, row: int, *, whole: bool, stay: tuple[str, ...] = ()) -> Change:
    """A variation that goes alone leaves the fields of its product alone: they are none of its own."""
    shown = [rule for rule in FIELDS if whole or rule.level is Level.ITEM]
    texts = [(rule.name, canonical(held[rule.name], rule.kind)) for rule in shown]
    return Change(
        action=Action.DELETE,
        row=row,
        sku=text(held["sku"]),
        family=own_family(held["product"]),
        product=held["product"],
        variation=held["variation"],
        fields=tuple(FieldChange(name, before, None) for name, before in texts if before is not None),
        stay=stay,
    )


def linked(changes: Sequence[Change], items: pd.DataFrame) -> Iterator[Finding]:
    """Said once: Retail POS owns these products, and may send them again."""
    owned = frozenset(items["product"][items["linked"].fillna(False).to_numpy(dtype=bool)])
    deleted = [change for change in changes if change.action is Action.DELETE and change.product in owned]
    first = {change.product: change.sku for change in reversed(deleted)}
    if first:
        skus = few(list(reversed(first.values())))
        yield Finding("delete.linked", facts=(("count", str(len(first))), ("skus", skus)))


def kept_by_pos(changes: Sequence[Change]) -> Iterator[Finding]:
    """Said once of the variations that go alone: no sheet for Retail POS has a word for that."""
    deleted = [change for change in changes if change.action is Action.DELETE]
    whole = {change.product for change in deleted if change.variation is None}
    alone = [change.sku for change in deleted if change.product not in whole]
    if alone:
        yield Finding("delete.pos_keeps", facts=(("skus", few(alone)),))


def text(value: object) -> str:
    return value if isinstance(value, str) else ""
