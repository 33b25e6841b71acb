"""What would be done to the store, row by row: a value that is shown, saved, approved and then sent."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Action(StrEnum):
    """What a row asks for. ENABLE and DISABLE are updates of nothing but the availability."""

    CREATE = "create"
    UPDATE = "update"
    ENABLE = "enable"
    DISABLE = "disable"
    DELETE = "delete"
    KEEP = "unchanged"


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One cell: canonical texts; None = nothing there, "" = emptied."""

    name: str
    before: str | None
    after: str | None


NO_ROW = 0
"""The row of what no row of the sheet asks for: Excel counts from 1."""


@dataclass(frozen=True, slots=True)
class Change:
    """What one row of the sheet does to one item of the store; or, with NO_ROW, what the sheet as a whole does.

    DELETE: the fields are all that the item holds, with nothing after. Without a ``variation`` the whole product goes,
    and there is one such change for each of its variations too; else that variation alone.

    ``family`` groups rows that become or belong to one product. ``product`` and ``variation`` are the store's ids,
    None when the thing does not exist yet. ``also``: variations of the product that no change names and that go with
    it when it comes, goes or is deleted: by SKU, else by the store's id. ``stay``: on the first variation that goes
    alone, those of its product that the plan leaves, named in the same way; none where it was to lose all of them.
    """

    action: Action
    row: int
    sku: str
    family: str
    product: str | None
    variation: str | None
    fields: tuple[FieldChange, ...]
    also: tuple[str, ...] = ()
    stay: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """Stable name of the change within its plan: what the journal remembers it by."""
        if self.row == NO_ROW:
            return f"{self.family}/{self.variation or ''}:{self.sku}"
        return f"{self.row}:{self.sku}"

    def after(self, name: str) -> str | None:
        return next((field.after for field in self.fields if field.name == name), None)


def own_family(product_id: str) -> str:
    """The family of a product that stands in none of the sheet."""
    return f"store:{product_id}"


def in_order(changes: Iterable[Change]) -> list[Change]:
    """In the order of the sheet; what no row asks for comes last, as it was found."""
    return sorted(changes, key=lambda change: (change.row == NO_ROW, change.row))


def beside(changes: Iterable[Change]) -> dict[str, list[Change]]:
    """The products of which no change has a row, each with its changes: by the store's id, a new one by its family."""
    together: dict[str, list[Change]] = {}
    for change in changes:
        together.setdefault(change.product or change.family, []).append(change)
    return {name: of for name, of in together.items() if all(change.row == NO_ROW for change in of)}
