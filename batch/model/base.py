"""What a sheet that comes back is set against: itself as it was exported, and what we have written since."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from batch.model.catalog import Catalog
from batch.model.store import ItemId


@dataclass(frozen=True, eq=False, slots=True)
class Written:
    """By our own runs on sheets of one export, and confirmed. ``cells``: the newest, as canonical text by field; what

    belongs to a whole product is under the product's own id. ``skus``: those that were changed, then to now.
    """

    cells: Mapping[ItemId, Mapping[str, str | None]] = field(default_factory=dict)
    skus: Mapping[str, str] = field(default_factory=dict)


NOTHING = Written()


@dataclass(frozen=True, eq=False, slots=True)
class Base:
    """``catalog`` says what the merchant edited. What the store held for the last time that the merchant knew of it is
    ``since`` where that says something, else the catalog too: so only somebody else's change is a conflict."""

    catalog: Catalog
    since: Written = NOTHING
