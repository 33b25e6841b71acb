"""The store as it is: its settings, its products, and the table of what can be matched with a row."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import pandas as pd

from batch.model.forms import Form

Owners = Mapping[str, tuple[str, ...]]
"""The ids of the products that have a SKU, by SKU."""


@dataclass(frozen=True, slots=True)
class Store:
    """The settings that comparing needs. Units as the sheet writes them: KG, G, LB, OZ, CT; CM, MM, IN, YD.

    ``outlets``: those of the POS whose stock the store sells, by name; none means all.
    """

    id: str
    name: str
    weight_unit: str
    dimensions_unit: str
    currency: str
    precision: int
    product_limit: int | None = None
    outlets: tuple[str, ...] = ()

    def unit_of(self, field: str) -> str:
        """The unit in which a value of the field is held; empty where it has none."""
        if field == "weight":
            return self.weight_unit
        return self.dimensions_unit if field in ("length", "width", "height") else ""


@dataclass(frozen=True, slots=True)
class ItemId:
    """A product, or one variation of it. Ids are the store's, as text."""

    product: str
    variation: str | None = None

    def __str__(self) -> str:
        return self.product if self.variation is None else f"{self.product}/{self.variation}"


@dataclass(frozen=True, slots=True)
class Item:
    """What the store holds for one sellable thing: canonical text by field name; None = the store holds nothing.

    ``pos_id``: what Retail POS calls it, where the store knows.
    """

    id: ItemId
    fields: Mapping[str, str | None]
    pos_id: str | None = None


@dataclass(frozen=True, slots=True)
class Product:
    """One product as read: ``items`` is itself, then each variation; ``document`` is the channel's own form of it."""

    id: str
    items: tuple[Item, ...]
    document: Mapping[str, object]

    def item(self, variation: str | None) -> Item | None:
        return next((item for item in self.items if item.id.variation == variation), None)


@dataclass(frozen=True, eq=False, slots=True)
class Snapshot:
    """The prior state. ``items``: one row per product and per variation (schemas.eseries), effective values.

    ``pictures``: of images that we sent before, the store's own address to the one that they were made from.
    ``forms``: what it made of values that we sent before.
    """

    store: Store
    items: pd.DataFrame
    pictures: Mapping[str, str] = field(default_factory=dict)
    forms: tuple[Form, ...] = ()
