"""The store as a sheet in the X-Series layout, ready to be edited and given back. Pure.

What no sheet can say of a product is told, and the product left out: never half of it, never in silence.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal

import pandas as pd

from batch.model.exports import Exported, LeftOut, Scope
from batch.model.options import option_names, option_pairs, option_values
from batch.model.rules import BY_NAME, MAX_VARIANTS, OPTIONS, Kind
from batch.model.store import Snapshot, Store
from batch.values import canonical, unambiguous
from schemas.headings import COLUMNS
from schemas.types import TEXT

STOCK = "inventory_eCom"  # as if the online store were an outlet
MOST_IMAGES = 99  # image_url to image_url_99

_OPTIONS = tuple(name for pair in OPTIONS for name in pair)
_SIZES = ("length", "width", "height")
# The columns that the store can fill or that tell its products, in the order of X-Series, ours behind them.
_KNOWN = frozenset(BY_NAME) | {"id", "handle", "weight_unit", "dimensions_unit", "ecom_id"}
_BEFORE_OURS = tuple(column.name for column in COLUMNS if column.name in _KNOWN and column.layouts != "ours")
_OURS = ("upc", "image_url")

Row = dict[str, str | None]


def export(snapshot: Snapshot, wanted: Scope) -> Exported:
    """One row for a simple product, one for each variation of another; what they inherit is written out."""
    items = snapshot.items
    if wanted.online is not None:
        items = items[items["active_online"].eq(wanted.online).to_numpy(dtype=bool)]
    left_out = tuple(_left_out(items))
    gone = {product.product for product in left_out}
    told = items[(items["variation"].notna() | ~items["has_variations"]) & ~items["product"].isin(gone)]
    rows = [_row(item, snapshot.store) for item in told.to_dict("records")]
    _without_shared_skus(rows)
    columns = _columns(rows)
    frame = pd.DataFrame({name: pd.array([row.get(name) for row in rows], dtype=TEXT) for name in columns})
    return Exported(frame.set_axis(range(2, len(rows) + 2)), left_out)


def _left_out(items: pd.DataFrame) -> Iterator[LeftOut]:
    bases = items[items["variation"].isna() & items["has_variations"]]
    reasons = dict.fromkeys(bases["product"][bases["more_options"].to_numpy(dtype=bool)], "options")
    variations = items[items["variation"].notna()]
    counts = variations["product"].value_counts()
    reasons |= dict.fromkeys(counts.index[counts > MAX_VARIANTS], "variants")
    names, values = option_names(variations), option_values(variations)
    pairs = pd.Series([option_pairs(*pair) for pair in zip(names, values, strict=True)], index=variations.index)
    for product, found in pairs.groupby(variations["product"], sort=False):
        named = {frozenset(name for name, _ in picked) for picked in found}
        if len(named) > 1 or frozenset() in named:
            reasons.setdefault(product, "mixed_options")
        elif found.nunique() < len(found):
            reasons.setdefault(product, "same_options")
    for product, sku, name in bases[["product", "sku", "name"]].itertuples(index=False):
        if product in reasons:
            yield LeftOut(product, _text(sku) or "", _text(name) or "", reasons[product])


def _row(item: dict[str, object], store: Store) -> Row:
    variation = _text(item["variation"])
    row = {name: _cell(name, item[name]) for name in _BEFORE_OURS + _OURS if name in item}
    images = [text for text in (_text(item["gallery"]) or "").split("\n") if text][: MOST_IMAGES - 1]
    return row | {
        "id": _text(item["pos_id"]),
        "ecom_id": f"{item['product']}/{variation}" if variation else _text(item["product"]),
        "weight_unit": store.weight_unit,
        "dimensions_unit": store.dimensions_unit,
        STOCK: _cell("quantity", item["quantity"]) if item["own_stock"] else None,
        **{f"image_url_{number}": text for number, text in enumerate(images, 2)},
    }


def _cell(name: str, value: object) -> str | None:
    kind = BY_NAME[name].kind if name in BY_NAME else Kind.NUMBER
    text = None if value is None or value is pd.NA else canonical(value, kind)
    return unambiguous(text) if text and isinstance(value, Decimal) else text


def _text(value: object) -> str | None:
    return value if isinstance(value, str) and value else None


def _without_shared_skus(rows: Sequence[Row]) -> None:
    """A SKU that several variations have from their product says of none of them which one is meant."""
    counts: dict[tuple[str, str], int] = {}
    for row in rows:
        counts[_owner(row)] = counts.get(_owner(row), 0) + 1
    for row in rows:
        if counts[_owner(row)] > 1:
            row["sku"] = None


def _owner(row: Row) -> tuple[str, str]:
    return (row["ecom_id"] or "").partition("/")[0], row["sku"] or row["ecom_id"] or ""


def _columns(rows: Sequence[Row]) -> list[str]:
    most = max((sum(name.startswith("image_url_") for name in row) for row in rows), default=0)
    further = [f"image_url_{number}" for number in range(2, most + 2)]
    return [*_BEFORE_OURS, STOCK, *_OURS, *further, "ecom_id"]
