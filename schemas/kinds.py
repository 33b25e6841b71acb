"""What each column of the sheet holds, and how a text of that kind is read."""

from functools import partial

from schemas import cells
from schemas.cells import Reader
from schemas.headings import COLUMNS, is_outlet_column
from schemas.numbers import Convention

_AMOUNTS = {"money": cells.number, "number": cells.measure}
READERS: dict[str, Reader] = {
    **_AMOUNTS,
    "flag": cells.flag,
    "weight-unit": cells.weight_unit,
    "length-unit": cells.length_unit,
}
# What needs a unit, and where the unit stands.
UNITS = {"weight": "weight_unit", "length": "dimensions_unit", "width": "dimensions_unit", "height": "dimensions_unit"}
NUMBERS = frozenset(_AMOUNTS)

OPTION_VALUES = frozenset(f"variant_option_{number}_value" for number in ("one", "two", "three"))
OPTION_NAMES = frozenset(f"variant_option_{number}_name" for number in ("one", "two", "three"))
WORDS = frozenset({"name", "description", "brand_name"}) | OPTION_VALUES
KEYS = frozenset({"sku", "upc", "ecom_id"})

_VALUES = {column.name: column.values for column in COLUMNS}


def values(column: str) -> str:
    """What a column holds: money, number, flag, code, text, html, ..."""
    if is_outlet_column(column):
        return "text" if column.startswith("outlet_tax_") else "number"
    if column.startswith("image_url"):
        return "url"
    return _VALUES[column]


def reader(kind: str, convention: Convention = Convention.NONE) -> Reader:
    return partial(_AMOUNTS[kind], convention=convention) if kind in NUMBERS else READERS[kind]
