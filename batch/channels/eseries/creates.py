"""One request that makes a product, alone or with its variations, from the rows of a family. Pure.

Options and variations stand in the order of the sheet; all else is the same in any order.
Source: E-Series REST docs: Create product.
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from batch.channels.eseries import bodies
from batch.channels.eseries.bodies import Body
from batch.channels.eseries.rules import SIDES, ZERO
from batch.model.changes import Change
from batch.model.families import family_sku
from batch.model.rules import OPTIONS
from batch.model.runs import Step

SIZES = ("weight", *SIDES)

Wanted = Mapping[str, str]


def create(changes: Sequence[Change]) -> Step:
    """Simple when no row has an option value. Disabled unless a row says otherwise; images come later."""
    ordered = sorted(changes, key=lambda change: change.row)
    rows = [wanted(change) for change in ordered]
    if any(pairs(row) for row in rows):
        return _step("/products?saveCombinations=true", _family(rows), ordered)
    return _step("/products", _simple(rows[0]), ordered)


def variation(row: Wanted, order: Sequence[str], base: Wanted) -> Body:
    """A new variation; ``base``: what its product has, so that a size it lacks is not taken over from there."""
    sizes = {name: row.get(name) or "0" for name in SIZES}
    own = {name: row[name] for name in ("sku", "retail_price", "quantity") if name in row}
    body = bodies.scalars(own) | {"options": bodies.picked(pairs(row), order)}
    if _above_zero(row, ("weight",)) or _above_zero(base, ("weight",)):
        body["weight"] = bodies.number(sizes["weight"])
    if _above_zero(row, SIDES) or _above_zero(base, SIDES):
        body["dimensions"] = bodies.dimensions(sizes, {})
    if row.get("upc"):
        body["attributes"] = bodies.new_attributes({"upc": row["upc"]})
    return body


def wanted(change: Change) -> dict[str, str]:
    """What a row asks for, by field; its SKU included."""
    asked = {field.name: field.after for field in change.fields if field.after is not None}
    return {"sku": change.sku} | asked


def pairs(row: Mapping[str, str | None]) -> dict[str, str]:
    """Option name to value, of those that have both."""
    found = ((row.get(name), row.get(value)) for name, value in OPTIONS)
    return {name: value for name, value in found if name and value}


def _simple(row: Wanted) -> Body:
    return _product(row) | _shipping([row])


def _family(rows: Sequence[Wanted]) -> Body:
    """The product takes its SKU and sizes from the variant with the lowest SKU, and its price from the cheapest."""
    first = min(rows, key=lambda row: row["sku"])
    mentioned = [pair for row in rows for pair in pairs(row).items()]
    options = bodies.new_options(mentioned)
    order = [str(option["name"]) for option in options]
    shared = {
        name: row[name] for row in reversed(rows) for name in ("name", "description", "brand_name") if name in row
    }
    enabled = next((row["active_online"] for row in rows if "active_online" in row), "0")
    base = shared | {name: first[name] for name in SIZES if name in first}
    base |= {"sku": family_sku(row["sku"] for row in rows), "active_online": enabled} | _lowest_price(rows)
    return (
        _product(base)
        | _shipping(rows)
        | {"options": options, "combinations": [variation(row, order, base) for row in rows]}
    )


def _product(row: Wanted) -> Body:
    filled = {name: value for name, value in row.items() if value and name != "weight"}
    body = bodies.scalars({"active_online": "0"} | filled)
    if _above_zero(row, ("weight",)):
        body["weight"] = bodies.number(row["weight"])
    if _above_zero(row, SIDES):
        body["dimensions"] = bodies.dimensions({side: row.get(side) or "0" for side in SIDES}, {})
    attributes = bodies.new_attributes(row)
    return body | ({"attributes": attributes} if attributes else {})


def _shipping(rows: Sequence[Wanted]) -> Body:
    """The store keeps a weight only on what is shipped."""
    return {"isShippingRequired": True} if any(_above_zero(row, SIZES) for row in rows) else {}


def _lowest_price(rows: Sequence[Wanted]) -> dict[str, str]:
    prices = [row["retail_price"] for row in rows if row.get("retail_price")]
    return {"retail_price": min(prices, key=Decimal)} if prices else {}


def _above_zero(row: Wanted, names: Sequence[str]) -> bool:
    return any(Decimal(row.get(name) or "0") > ZERO for name in names)


def _step(path: str, body: Body, changes: Sequence[Change]) -> Step:
    keys = tuple(change.key for change in changes)
    return Step(f"create:{changes[0].family}", "POST", path, body, keys, creates=True, once=True)
