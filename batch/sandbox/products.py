"""Products: get, create, update, delete (E-Series REST docs: Products)."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import func, select

from batch.sandbox import categories, classes, shelf, variations
from batch.sandbox.attributes import in_order, write_attributes
from batch.sandbox.calls import Call, Mutation, Reply, answer, stamp
from batch.sandbox.errors import ApiError, product_not_found, refused, wrong
from batch.sandbox.fields import (
    PRODUCT_FIELDS,
    are_integers,
    beginning,
    check_costs,
    check_languages,
    is_filled,
    is_integer,
    write_compare_to_price,
    write_fields,
    write_wholesale_prices,
)
from batch.sandbox.images import write_media
from batch.sandbox.jsontext import Document, read, write
from batch.sandbox.markup import tidied
from batch.sandbox.options import check_used, write_options
from batch.sandbox.paging import page_of
from batch.sandbox.projection import fields_of, project
from batch.sandbox.saving import save, save_new
from batch.sandbox.storage import deleted, documents
from batch.sandbox.store import Store
from batch.sandbox.switches import Switches
from batch.sandbox.views import check_shape, shown

# shown on every product and written by nobody; E-Series REST docs: Get product
READ_ONLY = {
    "attributes": [],
    "options": [],
    "combinations": [],
    "categoryIds": [],
    "categories": [],
    "favorites": {"count": 0, "displayedCount": "0"},
    "files": [],
    "isSampleProduct": False,
    "isGiftCard": False,
    "media": {"images": [], "videos": []},
}
_BEGINNING = write(read(beginning(PRODUCT_FIELDS)) | READ_ONLY)


def find(store: Store, call: Call) -> Reply:
    check_shape(call)
    return Reply(200, shown(shelf.text_of(store, call.ids[0]), call, fields_of(call)))


def create(store: Store, call: Call) -> Reply:
    """Creates a product. 400 without a name, 402 above the plan's limit, 409 on a SKU that is taken."""
    body = call.document()
    most = store.switches.number("max_products")
    if most and shelf.count(store) >= most:
        raise ApiError(402, f"The plan's limit of {most} products is reached")
    product = new_product(store.switches)
    product["id"] = store.next_number("product")
    if not is_filled(body.get("name")):
        raise wrong("A product has a name")
    if body.get("quantity") is not None and body.get("unlimited") is None:
        product["unlimited"] = False
    write_product(store, call, {name: value for name, value in body.items() if value is not None}, product)
    if not product.get("sku"):
        product["sku"] = free_sku(store)
    if not product["categoryIds"]:
        product.setdefault("showOnFrontpage", 1)
    saved = save_new(store, product)
    return Reply(200, write({"id": product["id"]}), saved.mutation)


def update(store: Store, call: Call) -> Reply:
    """Writes the fields given and leaves the others. With returnItem=true the product comes back too."""
    before = shelf.text_of(store, call.ids[0])
    product, body = read(before), call.document()
    if body.get("quantity") is not None and body.get("unlimited") is None:
        product["unlimited"] = False
    if product["seoTitle"] == product["name"] and body.get("name") is not None:
        product["seoTitle"] = ""  # it followed the name and goes on doing so
    write_product(store, call, body, product)
    saved = save(store, product, before)
    reply: Document = {"updateCount": saved.count}
    if call.flag("returnItem"):
        reply["item"] = saved.product
        wanted = fields_of(call)
        reply = project(reply, wanted) if wanted else reply
    return Reply(200, write(reply), saved.mutation)


def remove(store: Store, call: Call) -> Reply:
    """Deletes a product; one that is not there counts 0 or is a 404, as the switch says."""
    try:
        before = shelf.text_of(store, call.ids[0])
    except ApiError:
        if store.switches["delete_unknown_product"] == "404":
            raise product_not_found(call.ids[0]) from None
        return Reply(200, write({"deleteCount": 0}))
    shelf.remove(store, call.ids[0])
    return Reply(200, write({"deleteCount": 1}), Mutation(call.ids[0], before, None))


def remove_all(store: Store, _call: Call) -> Reply:
    """E-Series REST docs: Delete all products. 202, and the catalog is empty."""
    ids = list(store.db.execute(select(documents.c.id)).scalars())
    for number in ids:
        shelf.remove(store, number)
    return Reply(202, write({"deleteCount": len(ids)}), Mutation(None, write(ids), None))


def find_deleted(store: Store, call: Call) -> Reply:
    """E-Series REST docs: Search deleted products."""
    page = page_of(store, call)
    wanted = select(deleted.c.product_id, deleted.c.time)
    since, until = call.moment("from_date"), call.moment("to_date")
    if since is not None:
        wanted = wanted.where(deleted.c.time >= since)
    if until is not None:
        wanted = wanted.where(deleted.c.time <= until)
    total = store.db.execute(select(func.count()).select_from(wanted.subquery())).scalar_one()
    rows = store.db.execute(wanted.order_by(deleted.c.number).offset(page.offset).limit(page.limit)).all()
    items = [{"id": number, "date": stamp(time)} for number, time in rows]
    envelope = {"total": total, "count": len(items), "offset": page.offset, "limit": page.limit}
    return answer(envelope | {"items": items})


def new_product(switches: Switches) -> Document:
    """A product of which nothing has been said yet."""
    product: Document = read(_BEGINNING)
    return product | {
        "enabled": switches["create_enabled"] == "true",
        "unlimited": switches["create_unlimited"] == "true",
        "isShippingRequired": switches["create_shipping_required"] == "true",
    }


def write_product(store: Store, call: Call, body: Mapping[str, Any], product: Document) -> None:
    """Writes the body's fields into the product; what is absent stays, what is read-only is ignored."""
    _check(store, body)
    write_fields(PRODUCT_FIELDS, body, product, store.switches)
    if body.get("description") and store.switches["descriptions"] == "tidied":
        product["description"] = tidied(product["description"])
    _follow_default_language(body, product, store.switches)
    write_compare_to_price(body, product, store.switches)
    write_wholesale_prices(body, product, store.switches)
    _write_attributes(store, body, product)
    _write_categories(store, body, product)
    write_media(body, product, store.switches["gallery_image_ids"])
    write_options(body, product)
    unlisted = product["combinations"]
    if call.flag("saveCombinations"):
        unlisted = variations.write_variations(store, body, product)
    check_used(product, unlisted)


def free_sku(store: Store) -> str:
    """The next SKU of the store's own that nobody holds: 00001, 00002..."""
    while True:
        sku = f"{store.next_number('sku'):05d}"
        if not shelf.sku_is_taken(store, sku):
            return sku


def _check(store: Store, body: Mapping[str, Any]) -> None:
    check_languages(body, store.switches)
    check_costs(body)
    if body.get("locationInventory") is not None:
        raise refused("NOT_ALLOWED_TO_UPDATE_PARAMETER", "locationInventory can't be changed in this store")
    taxes = body.get("tax")
    if isinstance(taxes, dict) and taxes.get("enabledManualTaxes"):
        raise ApiError(409, "The store has no such manual tax")


def _follow_default_language(body: Mapping[str, Any], product: Document, switches: Switches) -> None:
    language = switches.languages()[0]
    for name, value in body.items():
        plain = name.removesuffix("Translated")
        if plain != name and plain not in body and isinstance(value, dict) and value.get(language):
            product[plain] = value[language]


def _write_attributes(store: Store, body: Mapping[str, Any], product: Document) -> None:
    if body.get("attributes") is None and body.get("productClassId") is None:
        return
    known = classes.load(store, product["productClassId"])["attributes"]
    product["attributes"] = in_order({item["id"]: item for item in product["attributes"]}, known)
    write_attributes(body, product, known, store.switches)


def _write_categories(store: Store, body: Mapping[str, Any], product: Document) -> None:
    """categoryIds replaces the whole list; showOnFrontpage -1 needs a category left."""
    if body.get("categoryIds") is not None:
        if not are_integers(body["categoryIds"]):
            raise wrong("Wrong value of the field 'categoryIds'")
        for number in body["categoryIds"]:
            categories.load(store, number)
        product["categoryIds"] = list(dict.fromkeys(body["categoryIds"]))
        product["categories"] = categories.shown_on(store, product)
    place = body.get("showOnFrontpage")
    if place is None:
        return
    if not is_integer(place) or (place < 0 and not product["categoryIds"]):
        raise ApiError(400, "A product without a category is shown on the front page")
    product.pop("showOnFrontpage", None)
    if place >= 0:
        product["showOnFrontpage"] = max(place, 1)
