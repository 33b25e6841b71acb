"""Which column of the sheet goes where in the store: the one table of what syncs, and of what never does."""

from dataclasses import dataclass, replace
from enum import StrEnum


class Kind(StrEnum):
    """How a cell is read and how two values are compared; ``canonical.<kind>`` says it in words."""

    CODE = "code"
    TEXT = "text"
    HTML = "html"
    MONEY = "money"
    NUMBER = "number"
    COUNT = "count"
    DELTA = "delta"
    FLAG = "flag"
    URL = "url"
    GALLERY = "gallery"


class Level(StrEnum):
    """PRODUCT: one value for a whole family; ITEM: each variation may have its own."""

    PRODUCT = "product"
    ITEM = "item"


class Direction(StrEnum):
    """Everything flows from the POS to the store. PUSH: as it is; ASKED: as a difference to a base, or when asked."""

    PUSH = "push"
    ASKED = "asked"


class New(StrEnum):
    """What a new product has where the sheet says nothing."""

    REQUIRED = "required"
    OFF = "off"
    EMPTY = "empty"
    UNCOUNTED = "uncounted"


class Unit(StrEnum):
    """What a number is converted to on its way."""

    NONE = "none"
    MONEY = "money"
    WEIGHT = "weight"
    LENGTH = "length"
    WHOLE = "whole"


@dataclass(frozen=True, slots=True)
class FieldRule:
    """A blank cell always leaves the store as it is; only ``clearable`` fields can be emptied by name.

    ``name``: of the field, and of its column unless ``column`` says otherwise. ``synced``: which of the thirteen
    fields of the vendor's page it is. ``store``: the key in a request.
    """

    name: str
    synced: str
    store: str
    level: Level
    kind: Kind
    clearable: bool
    new: New = New.EMPTY
    unit: Unit = Unit.NONE
    direction: Direction = Direction.PUSH
    columns: str = ""

    @property
    def column(self) -> str:
        """The heading, or what the headings begin with."""
        return self.columns or self.name


_P, _I = Level.PRODUCT, Level.ITEM
_CLEARS, _STAYS = True, False

# The options of a product, each a column for its name and one for its value: E-Series has no more than three from POS.
OPTIONS: tuple[tuple[str, str], ...] = tuple(
    (f"variant_option_{number}_name", f"variant_option_{number}_value") for number in ("one", "two", "three")
)

OPTION_FIELDS = frozenset(name for pair in OPTIONS for name in pair)

# Source: the vendor's French help page on the integration of Retail POS and eCom, table of synced fields.
# fmt: off
FIELDS: tuple[FieldRule, ...] = (
    #         field           synced          in the store         level kind         [clear]  new, unit, direction
    FieldRule("name", "name", "name", _P, Kind.TEXT, _STAYS, New.REQUIRED),
    FieldRule("description", "description", "description", _P, Kind.HTML, _CLEARS),
    FieldRule("brand_name", "brand", "attributes: BRAND", _P, Kind.TEXT, _CLEARS),
    FieldRule("active_online", "availability", "enabled", _P, Kind.FLAG, _STAYS, New.OFF),
    FieldRule("sku", "sku", "sku", _I, Kind.CODE, _STAYS, New.REQUIRED),
    FieldRule("upc", "upc", "attributes: UPC", _I, Kind.CODE, _CLEARS),
    *(
        rule
        for name, value in OPTIONS
        for rule in (
            FieldRule(name, "option_names", "options: name", _I, Kind.TEXT, _STAYS),
            FieldRule(value, "option_values", "combinations: options", _I, Kind.TEXT, _STAYS),
        )
    ),
    FieldRule("quantity", "stock", "quantity", _I, Kind.COUNT, _STAYS, New.UNCOUNTED, Unit.WHOLE, Direction.ASKED,
              "inventory_…"),
    FieldRule("retail_price", "price", "price", _I, Kind.MONEY, _STAYS, New.REQUIRED, Unit.MONEY),
    FieldRule("weight", "weight", "weight", _I, Kind.NUMBER, _CLEARS, unit=Unit.WEIGHT),
    FieldRule("length", "dimensions", "dimensions", _I, Kind.NUMBER, _CLEARS, unit=Unit.LENGTH),
    FieldRule("width", "dimensions", "dimensions", _I, Kind.NUMBER, _CLEARS, unit=Unit.LENGTH),
    FieldRule("height", "dimensions", "dimensions", _I, Kind.NUMBER, _CLEARS, unit=Unit.LENGTH),
    FieldRule("image_url", "images", "image", _I, Kind.URL, _STAYS),
    FieldRule("gallery", "images", "media: gallery", _P, Kind.GALLERY, _CLEARS, columns="image_url_2 …"),
)
# fmt: on

# What a merchant adds to a stock, or takes from it; the other way of changing a quantity.
QUANTITY_DELTA = "quantity_delta"

BY_NAME = {rule.name: rule for rule in FIELDS}
BY_NAME[QUANTITY_DELTA] = replace(BY_NAME["quantity"], name=QUANTITY_DELTA, kind=Kind.DELTA)

# Kinds whose wish what the store holds does not tell: it gives images addresses of its own, and it sells.
UNTOLD = frozenset({Kind.URL, Kind.GALLERY, Kind.DELTA})

MAX_VARIANTS = 200  # X-Series API docs: Products with variants; E-Series: COMBINATION_LIMIT_PER_REQUEST_EXCEEDED

# Never written, whatever the sheet says. Source: the same page, table of fields that do not sync.
NEVER_FROM_SHEET: tuple[str, ...] = (
    "handle",
    "product_category",
    "supplier_name",
    "supplier_code",
    "supply_price",
    "reorder_point",
    "restock_level",
    "tax",
    "tags",
)
NEVER_IN_STORE: tuple[str, ...] = ("compareToPrice", "subtitle", "warningLimit", "externalReferenceId")
