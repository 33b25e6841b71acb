"""Which column of the sheet goes where in the store: the one table of what syncs, and of what never does."""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """How a cell is read and how two values are compared."""

    CODE = "code"
    TEXT = "text"
    HTML = "html"
    MONEY = "money"
    NUMBER = "number"
    FLAG = "flag"
    URL = "url"


class Level(StrEnum):
    """PRODUCT: one value for a whole family; ITEM: each variation may have its own."""

    PRODUCT = "product"
    ITEM = "item"


@dataclass(frozen=True, slots=True)
class FieldRule:
    """A blank cell always leaves the store as it is; only ``clearable`` fields can be emptied by name."""

    name: str
    store: str
    level: Level
    kind: Kind
    clearable: bool


_P, _I = Level.PRODUCT, Level.ITEM

# Source: the vendor's French help page on the integration of Retail POS and eCom, table of synced fields.
FIELDS: tuple[FieldRule, ...] = (
    #         sheet                         store                    level kind         clearable
    FieldRule("name", "name", _P, Kind.TEXT, False),
    FieldRule("description", "description", _P, Kind.HTML, True),
    FieldRule("brand_name", "attributes: BRAND", _P, Kind.TEXT, True),
    FieldRule("active_online", "enabled", _P, Kind.FLAG, False),
    FieldRule("sku", "sku", _I, Kind.CODE, False),
    FieldRule("upc", "attributes: UPC", _I, Kind.CODE, True),
    FieldRule("variant_option_one_name", "options: name", _I, Kind.TEXT, False),
    FieldRule("variant_option_one_value", "combinations: options", _I, Kind.TEXT, False),
    FieldRule("variant_option_two_name", "options: name", _I, Kind.TEXT, False),
    FieldRule("variant_option_two_value", "combinations: options", _I, Kind.TEXT, False),
    FieldRule("variant_option_three_name", "options: name", _I, Kind.TEXT, False),
    FieldRule("variant_option_three_value", "combinations: options", _I, Kind.TEXT, False),
    FieldRule("retail_price", "price", _I, Kind.MONEY, False),
    FieldRule("weight", "weight, in the store's unit", _I, Kind.NUMBER, True),
    FieldRule("length", "dimensions, in the store's unit", _I, Kind.NUMBER, True),
    FieldRule("width", "dimensions, in the store's unit", _I, Kind.NUMBER, True),
    FieldRule("height", "dimensions, in the store's unit", _I, Kind.NUMBER, True),
    FieldRule("image_url", "image", _I, Kind.URL, False),
)

BY_NAME = {rule.name: rule for rule in FIELDS}

OPTIONS: tuple[tuple[str, str], ...] = tuple(
    (f"variant_option_{number}_name", f"variant_option_{number}_value") for number in ("one", "two", "three")
)

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
