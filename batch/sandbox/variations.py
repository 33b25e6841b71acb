"""Variations of a product (E-Series REST docs: Product variations): an absent key is inherited."""

from collections.abc import Mapping
from typing import Any

from batch.sandbox import classes, shelf
from batch.sandbox.attributes import write_attributes
from batch.sandbox.calls import Call, Reply, answer
from batch.sandbox.derived import owns_stock
from batch.sandbox.errors import refused, variation_not_found, wrong
from batch.sandbox.fields import (
    VARIATION_FIELDS,
    beginning,
    check_costs,
    check_languages,
    is_filled,
    is_integer,
    write_compare_to_price,
    write_fields,
    write_wholesale_prices,
)
from batch.sandbox.jsontext import Document, read, write
from batch.sandbox.options import ensure, pairs
from batch.sandbox.projection import projected
from batch.sandbox.saving import save
from batch.sandbox.store import Store
from batch.sandbox.views import in_language

MOST_AT_ONCE = 200
_BEGINNING = beginning(VARIATION_FIELDS)


def find_all(store: Store, call: Call) -> Reply:
    """A bare array, by ascending id, never paged."""
    product = in_language(read(shelf.text_of(store, call.ids[0])), call)
    return answer(projected(product["combinations"], call))


def find(store: Store, call: Call) -> Reply:
    product = in_language(read(shelf.text_of(store, call.ids[0])), call)
    return answer(projected(variation_of(product, call.ids[1]), call))


def create(store: Store, call: Call) -> Reply:
    """Adds one variation; options and choices it names are added to the product where missing."""
    before = shelf.text_of(store, call.ids[0])
    product = read(before)
    variation = add(store, product, call.document())
    saved = save(store, product, before)
    return Reply(200, write({"id": variation["id"]}), saved.mutation)


def update(store: Store, call: Call) -> Reply:
    """Writes the fields given. 404 COMBINATION_NOT_FOUND."""
    before = shelf.text_of(store, call.ids[0])
    product = read(before)
    change(store, product, variation_of(product, call.ids[1]), call.document())
    saved = save(store, product, before)
    return Reply(200, write({"updateCount": saved.count}), saved.mutation)


def remove(store: Store, call: Call) -> Reply:
    """Deletes one variation; one that is not there is a 404 or counts 0, as the switch says."""
    before = shelf.text_of(store, call.ids[0])
    product = read(before)
    if not any(item["id"] == call.ids[1] for item in product["combinations"]):
        if store.switches["delete_unknown_variation"] == "404":
            raise variation_not_found(call.ids[1])
        return Reply(200, write({"deleteCount": 0}))
    product["combinations"] = [item for item in product["combinations"] if item["id"] != call.ids[1]]
    return Reply(200, write({"deleteCount": 1}), save(store, product, before).mutation)


def remove_all(store: Store, call: Call) -> Reply:
    """Deletes every variation and leaves the options."""
    before = shelf.text_of(store, call.ids[0])
    product = read(before)
    count = len(product["combinations"])
    if not count:
        return Reply(200, write({"deleteCount": 0}))
    product["combinations"] = []
    return Reply(200, write({"deleteCount": count}), save(store, product, before).mutation)


def variation_of(product: Mapping[str, Any], variation_id: int) -> Document:
    """One variation of a product. 404 COMBINATION_NOT_FOUND."""
    for variation in product["combinations"]:
        if variation["id"] == variation_id:
            found: Document = variation
            return found
    raise variation_not_found(variation_id)


def write_variations(store: Store, body: Mapping[str, Any], product: Document) -> list[Document]:
    """The combinations of a product write; returns those that were there and are not listed.

    A listed one is found by its id, or by its option set. Unlisted ones stay or go, as the switch says.
    """
    kept = list(product["combinations"])
    written = body.get("combinations")
    if written is None:
        return kept
    if not isinstance(written, list) or not all(isinstance(item, dict) for item in written):
        raise wrong("Wrong value of the field 'combinations'")
    if len(written) > MOST_AT_ONCE:
        code = "COMBINATION_LIMIT_PER_REQUEST_EXCEEDED"
        raise refused(code, f"More than {MOST_AT_ONCE} variations in one request")
    listed = [_write_one(store, product, item, kept) for item in written]
    unlisted = [item for item in kept if all(item["id"] != other["id"] for other in listed)]
    if store.switches["unlisted_variations"] == "deleted":
        gone = {item["id"] for item in unlisted}
        product["combinations"] = [item for item in product["combinations"] if item["id"] not in gone]
        return []
    return unlisted


def add(store: Store, product: Document, body: Mapping[str, Any]) -> Document:
    """A new variation at the end of the product's list."""
    options = _options(store, body)
    if not options:
        raise wrong("A variation has options")
    variation = new_variation() | {"options": options}
    variation["id"] = store.next_number("variation")
    numbers = (item.get("combinationNumber", 0) for item in product["combinations"])
    variation["combinationNumber"] = 1 + max(numbers, default=0)
    starts_unlimited = store.switches["create_unlimited"] == "true" and body.get("quantity") is None
    variation["unlimited"] = starts_unlimited
    product["combinations"].append(variation)
    change(store, product, variation, body)
    return variation


def new_variation() -> Document:
    """A variation of which nothing has been said yet: it inherits everything."""
    made: Document = read(_BEGINNING)
    return made | {"attributes": []}


def change(store: Store, product: Document, variation: Document, body: Mapping[str, Any]) -> None:
    """Writes the body's fields into a variation of the product."""
    _check_plan(store)
    check_languages(body, store.switches)
    check_costs(body)
    if body.get("locationInventory") is not None:
        raise refused("NOT_ALLOWED_TO_UPDATE_PARAMETER", "locationInventory can't be changed in this store")
    if body.get("options") is not None:
        variation["options"] = _options(store, body)
    _check_unique(product, variation)
    ensure(product, pairs(variation))
    write_fields(VARIATION_FIELDS, body, variation, store.switches)
    if body.get("sku") == "":
        variation.pop("sku", None)
    write_compare_to_price(body, variation, store.switches)
    write_wholesale_prices(body, variation, store.switches)
    known = classes.load(store, product["productClassId"])["attributes"] if body.get("attributes") else []
    write_attributes(body, variation, known, store.switches)
    if owns_stock(variation, product):
        _write_own_stock(body, variation)
    else:
        _check_shared(body, product)


def _write_one(store: Store, product: Document, body: Mapping[str, Any], kept: list[Document]) -> Document:
    number = body.get("id")
    if is_integer(number) and number:
        found = variation_of(product, number)
    else:
        wanted = frozenset((option["name"], option["value"]) for option in _options(store, body))
        same = [item for item in kept if pairs(item) == wanted]
        if not same:
            return add(store, product, body)
        found = same[0]
    change(store, product, found, body)
    return found


def _options(store: Store, body: Mapping[str, Any]) -> list[Document]:
    written = body.get("options") or []
    language = store.switches.languages()[0]
    options = []
    for item in written if isinstance(written, list) else [None]:
        if not isinstance(item, dict) or not is_filled(item.get("name")) or not is_filled(item.get("value")):
            raise wrong("Wrong value of the field 'options'")
        name, value = item["name"], item["value"]
        shown = {"name": name, "value": value}
        options.append(shown | {"nameTranslated": {language: name}, "valueTranslated": {language: value}})
    if len({option["name"] for option in options}) < len(options):
        raise wrong("A variation names an option twice")
    return options


def _check_unique(product: Document, variation: Document) -> None:
    for other in product["combinations"]:
        if other["id"] != variation["id"] and pairs(other) == pairs(variation):
            raise refused("COMBINATION_DUPLICATED", "A variation with these options already exists")


def _check_plan(store: Store) -> None:
    if store.switches["variations_on_plan"] == "no":
        raise refused("NOT_AVAILABLE_ON_CURRENT_PLAN", "Variations are not available on the current plan")


def _write_own_stock(body: Mapping[str, Any], variation: Document) -> None:
    if body.get("quantity") is not None and body.get("unlimited") is None:
        variation["unlimited"] = False


def _check_shared(body: Mapping[str, Any], product: Document) -> None:
    """Without a SKU of its own a variation can't state another stock or size than the product's."""
    unlimited, quantity = body.get("unlimited"), body.get("quantity")
    differs = unlimited is not None and unlimited != product["unlimited"]
    if quantity is not None and not unlimited and quantity != product.get("quantity"):
        differs = True
    if differs:
        code = "DIFFERENT_COMBINATION_STOCK"
        raise refused(code, "The variation shares the product's SKU and can't have another stock")
    stated = body.get("dimensions")
    if stated is not None and any(product["dimensions"].get(name, 0) != size for name, size in stated.items()):
        code = "DIFFERENT_COMBINATION_DIMENSIONS"
        raise refused(code, "The variation shares the product's SKU and can't have other dimensions")
