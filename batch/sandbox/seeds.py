"""A store filled from products as the API's GET returns them, whole or in part."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

from batch.sandbox import categories, classes, shelf
from batch.sandbox.attributes import in_order
from batch.sandbox.calls import stamp
from batch.sandbox.derived import derive
from batch.sandbox.errors import ApiError
from batch.sandbox.jsontext import Document, read, write
from batch.sandbox.options import ensure, pairs
from batch.sandbox.products import free_sku, new_product
from batch.sandbox.store import Store
from batch.sandbox.variations import new_variation

AT_ONCE = 1000


def plant(store: Store, seed: Sequence[Mapping[str, Any]]) -> None:
    """Puts the seed's products on the shelf as they are; ids, dates and SKUs are given where missing.

    Leaves no trace in the ledger. ValueError when two products have one id.
    """
    numbers = [item["id"] for item in seed if "id" in item]
    if len(set(numbers)) < len(numbers):
        raise ValueError("two products of the seed have the same id")
    store.number_used("product", max(numbers, default=0))
    taken = {item["sku"] for item in seed if item.get("sku")}
    products = (_product(store, item, taken) for item in seed)
    while chunk := list(islice(products, AT_ONCE)):
        shelf.put_many(store, chunk)


def _product(store: Store, item: Mapping[str, Any], taken: set[str]) -> Document:
    product: Document = new_product(store.switches) | read(write(dict(item)))
    if "id" not in product:
        product["id"] = store.next_number("product")
    while not product.get("sku") or (product["sku"] in taken and not item.get("sku")):
        product["sku"] = free_sku(store)
    if "quantity" in item and "unlimited" not in item:
        product["unlimited"] = False
    now = store.now()
    for moment, twin in (("created", "createTimestamp"), ("updated", "updateTimestamp")):
        product.setdefault(twin, now)
        product.setdefault(moment, stamp(product[twin]))
    _attributes(store, product)
    _categories(store, product)
    product["combinations"] = list(_variations(store, product))
    derive(product, store.settings.store_id, store.switches)
    return product


def _variations(store: Store, product: Document) -> Iterator[Document]:
    written = product["combinations"]
    for place, item in enumerate(written, 1):
        variation = new_variation() | {"combinationNumber": place} | item
        if "id" in item:
            store.number_used("variation", item["id"])
        else:
            variation["id"] = store.next_number("variation")
        if "unlimited" not in item:
            variation["unlimited"] = "quantity" not in item and store.switches["create_unlimited"] == "true"
        ensure(product, pairs(variation))
        yield variation


def _attributes(store: Store, product: Document) -> None:
    """Attributes are matched to the product's type by type or name; the type gains those it lacks."""
    if not product["attributes"] and not product["productClassId"]:
        return
    kind = _class(store, product["productClassId"])
    held = {}
    for item in product["attributes"]:
        definition = _definition(kind, item) or _defined(store, kind, item)
        held[definition["id"]] = {**item, "id": definition["id"], "name": definition["name"]} | {
            "type": definition["type"],
            "show": item.get("show", definition["show"]),
        }
        held[definition["id"]].pop("alias", None)
    product["attributes"] = in_order(held, kind["attributes"])


def _class(store: Store, number: int) -> Document:
    try:
        return classes.load(store, number)
    except ApiError:
        made: Document = {"id": number, "name": f"Type {number}", "attributes": []}
        made["attributes"] = [{**item, "id": store.next_number("attribute")} for item in classes.GENERAL_ATTRIBUTES]
        classes.put(store, made)
        store.number_used("class", number)
        return made


def _definition(kind: Document, item: Mapping[str, Any]) -> Document | None:
    known: list[Document] = kind["attributes"]
    wanted = item.get("type") or item.get("alias") or "CUSTOM"
    for definition in known:
        if definition["type"] == wanted != "CUSTOM" or definition["name"] == item.get("name"):
            return definition
    return None


def _defined(store: Store, kind: Document, item: Mapping[str, Any]) -> Document:
    made = {"name": item["name"], "type": item.get("type", "CUSTOM"), "show": item.get("show", "DESCR")}
    taken = {definition["id"] for definition in kind["attributes"]}
    number = item.get("id")
    if number is None or number in taken:
        number = store.next_number("attribute")
    store.number_used("attribute", number)
    kind["attributes"].append(made | {"id": number})
    classes.put(store, kind)
    return made | {"id": number}


def _categories(store: Store, product: Document) -> None:
    names = {item["id"]: item for item in product["categories"]}
    for number in product["categoryIds"]:
        try:
            categories.load(store, number)
        except ApiError:
            named = names.get(number, {})
            made = {"id": number, "name": named.get("name", f"Category {number}"), "orderBy": 10}
            categories.put(store, made | {"enabled": named.get("enabled", True), "customSlug": "", "description": ""})
            store.number_used("category", number)
    product["categories"] = categories.shown_on(store, product)
