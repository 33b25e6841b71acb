"""The catalog as checked: typed, one row per sheet row that is a product or a variant."""

import pandera.pandas as pa

from schemas.headings import STOCK_PREFIX
from schemas.types import DECIMAL, FLAG, TEXT


def _text() -> pa.Column:
    return pa.Column(TEXT, nullable=True, required=False)


def _number(code: str) -> pa.Column:
    return pa.Column(DECIMAL, checks=pa.Check.ge(0, error=code), nullable=True, required=False)


def _flag() -> pa.Column:
    return pa.Column(FLAG, nullable=True, required=False)


CATALOG = pa.DataFrameSchema(
    {
        "id": _text(),
        "sku": _text(),
        "ecom_id": _text(),
        "handle": _text(),
        "name": _text(),
        "description": _text(),
        "brand_name": _text(),
        "upc": _text(),
        "variant_option_one_name": _text(),
        "variant_option_one_value": _text(),
        "variant_option_two_name": _text(),
        "variant_option_two_value": _text(),
        "variant_option_three_name": _text(),
        "variant_option_three_value": _text(),
        "active_online": _flag(),
        "active": _flag(),
        "retail_price": _number("price.negative"),
        "weight": _number("number.negative"),
        "weight_unit": _text(),
        "length": _number("number.negative"),
        "width": _number("number.negative"),
        "height": _number("number.negative"),
        "dimensions_unit": _text(),
        "image_url": _text(),
        "gallery": _text(),
        "track_inventory": _flag(),
        f"^{STOCK_PREFIX}.+$": pa.Column(DECIMAL, nullable=True, required=False, regex=True),
        "command": _text(),
        "family": _text(),
    },
    strict=True,
    title="The catalog as checked",
)
"""Index: the row number Excel shows. An absent column is absent; NA is a blank cell; "" is a cell that says [clear].

``family``: rows with the same key become one product. ``gallery``: the further images, a line for each place: an
address, [clear], or blank. ``inventory_…``: what each outlet has.
Numbers are exact, in the units of the sheet; units are CT, G, OZ, LB, KG and IN, CM, MM, YD.
Source: X-Series API docs: Products, weight_unit and dimensions_unit.
"""

# What all rows of one product must agree on, and the code when they do not.
SHARED = {
    "name": "family.names_differ",
    "description": "family.values_differ",
    "brand_name": "family.values_differ",
    "active_online": "family.mixed_online",
    "gallery": "family.values_differ",
}
