"""What a deletion takes with it: every item, with all that it holds, so that it can be told and made again. Pure."""

from collections.abc import Iterator, Mapping, Sequence

import pandas as pd

from batch.model.changes import NO_ROW, Action, Change, FieldChange, own_family
from batch.model.findings import Finding
from batch.model.rules import FIELDS, Level
from batch.values import canonical, few


def product(held: pd.DataFrame, rows: Mapping[str | None, int]) -> Iterator[Change]:
    """The whole product: ``held`` is its items, ``rows`` the row of each that has one, by variation."""
    for place in range(len(held)):
        yield item(held.iloc[place], rows.get(_variation(held.iloc[place]), NO_ROW), whole=True)


def item(held: pd.Series, row: int, *, whole: bool, stay: tuple[str, ...] = ()) -> Change:
    """A variation that goes alone leaves the fields of its product alone: they are none of its own."""
    shown = [rule for rule in FIELDS if whole or rule.level is Level.ITEM]
    texts = [(rule.name, canonical(held[rule.name], rule.kind)) for rule in shown]
    return Change(
        action=Action.DELETE,
        row=row,
        sku=text(held["sku"]),
        family=own_family(held["product"]),
        product=held["product"],
        variation=_variation(held),
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


def text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _variation(held: pd.Series) -> str | None:
    return held["variation"] if isinstance(held["variation"], str) else None
