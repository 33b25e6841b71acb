"""The store as read back: one row per product and per variation, with the values in force for it."""

import pandas as pd
import pandera.pandas as pa

from schemas.types import DECIMAL, FLAG, TEXT


def _text() -> pa.Column:
    return pa.Column(TEXT, nullable=True)


def _number() -> pa.Column:
    return pa.Column(DECIMAL, nullable=True)


STORE_ITEMS = pa.DataFrameSchema(
    {
        "product": pa.Column(TEXT),
        "variation": _text(),
        "has_variations": pa.Column(FLAG),
        "linked": pa.Column(FLAG),
        "pos_id": _text(),
        "more_options": pa.Column(FLAG),
        "own_stock": pa.Column(FLAG),
        "name": _text(),
        "description": _text(),
        "brand_name": _text(),
        "active_online": pa.Column(FLAG),
        "sku": _text(),
        "upc": _text(),
        "variant_option_one_name": _text(),
        "variant_option_one_value": _text(),
        "variant_option_two_name": _text(),
        "variant_option_two_value": _text(),
        "variant_option_three_name": _text(),
        "variant_option_three_value": _text(),
        "unlimited": pa.Column(FLAG),
        "quantity": _number(),
        "retail_price": _number(),
        "weight": _number(),
        "length": _number(),
        "width": _number(),
        "height": _number(),
        "image_url": _text(),
        "gallery": _text(),
    },
    strict=True,
    ordered=True,
    unique=["product", "variation"],
    title="The store as read back",
)
"""A product row has no variation. On a variation row every value is the one in force: its own, else its product's.

``linked``: the product has a reference to the POS; ``pos_id``: the item's own. ``more_options``: the variations of the
product differ in more options than a sheet has columns; the further ones are not here. Prices are rounded to the
store's precision, weights and dimensions to 4 places, in the store's units; 0 where the store holds none.
``quantity``: whole units, may be negative; NA where stock is ``unlimited``. ``own_stock`` is False for a variation
without a SKU of its own: its stock is its product's. ``image_url``: the store's own address of the main image, or of
the variation's. ``gallery``: the addresses of the product's other images in their order, one to a line; NA without any.
Source: E-Series REST docs: Search products; Search product variations.
"""


def store_items(rows: dict[str, list[object]]) -> pd.DataFrame:
    """A valid frame from columns; raises pandera's SchemaError when the channel broke its promise."""
    columns = STORE_ITEMS.columns
    frame = pd.DataFrame({name: pd.array(rows[name], dtype=columns[name].dtype.type) for name in columns})
    valid: pd.DataFrame = STORE_ITEMS.validate(frame)
    return valid
