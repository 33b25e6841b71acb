"""What would be done to the store, row by row: a value that is shown, saved, approved and then sent."""

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


@dataclass(frozen=True, slots=True)
class Change:
    """What one row of the sheet does to one item of the store.

    ``family`` groups rows that become or belong to one product. ``product`` and ``variation`` are the store's ids,
    None when the thing does not exist yet. ``also``: variations of the product that no change names and that go with
    it when it comes, goes or is deleted: by SKU, else by the store's id.
    """

    action: Action
    row: int
    sku: str
    family: str
    product: str | None
    variation: str | None
    fields: tuple[FieldChange, ...]
    also: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """Stable name of the change within its plan: what the journal remembers it by."""
        return f"{self.row}:{self.sku}"

    def after(self, name: str) -> str | None:
        return next((field.after for field in self.fields if field.name == name), None)
