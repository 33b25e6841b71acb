"""Product types and their attributes (E-Series REST docs: Product types and attributes)."""

from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.dialects.sqlite import insert

from batch.sandbox import shelf
from batch.sandbox.attributes import in_order
from batch.sandbox.calls import Call, Mutation, Reply, answer
from batch.sandbox.errors import ApiError, class_not_found, wrong
from batch.sandbox.fields import is_filled
from batch.sandbox.jsontext import Document, read, write
from batch.sandbox.projection import projected
from batch.sandbox.storage import classes, documents
from batch.sandbox.store import GENERAL_BRAND, GENERAL_UPC, Store

GENERAL_ATTRIBUTES = (
    {"id": GENERAL_UPC, "name": "UPC", "type": "UPC", "show": "DESCR"},
    {"id": GENERAL_BRAND, "name": "Brand", "type": "BRAND", "show": "DESCR"},
)
GENERAL = {"id": 0, "attributes": list(GENERAL_ATTRIBUTES)}
TYPES = (
    *("CUSTOM", "UPC", "BRAND", "GENDER", "AGE_GROUP", "COLOR", "SIZE", "PRICE_PER_UNIT", "UNITS_IN_PRODUCT", "TAGS"),
    *("EBAY", "EBAY_REQUIRED", "SUPPLIER", "EXTERNAL_UPC", "EXTERNAL_EAN", "EXTERNAL_ISBN", "EXTERNAL_ITF"),
    *("EXTERNAL_JAN", "EXTERNAL_CUSTOM"),
)

_put = insert(classes)
_put = _put.on_conflict_do_update(index_elements=["id"], set_={"document": _put.excluded.document})


def find_all(store: Store, call: Call) -> Reply:
    """A bare array of types, General first."""
    rows = store.db.execute(select(classes.c.document).order_by(classes.c.id)).scalars()
    return answer(projected([_general(store), *(read(row) for row in rows if read(row)["id"] != 0)], call))


def find(store: Store, call: Call) -> Reply:
    return answer(projected(load(store, call.ids[0]), call))


def create(store: Store, call: Call) -> Reply:
    """A new type with its attributes. 409 when the name is taken."""
    body = call.document()
    if not is_filled(body.get("name")):
        raise wrong("A product type has a name")
    _check_name(store, body["name"], None)
    made = {"id": store.next_number("class"), "name": body["name"], "attributes": []}
    made["attributes"] = [_attribute(store, item, {}) for item in body.get("attributes") or []]
    if body.get("googleTaxonomy"):
        made["googleTaxonomy"] = body["googleTaxonomy"]
    put(store, made)
    return Reply(200, write({"id": made["id"]}), Mutation(None, None, write(made)))


def update(store: Store, call: Call) -> Reply:
    """Replaces the attribute list: a known id keeps, no id creates, what is omitted is deleted."""
    before, body = load(store, call.ids[0]), call.document()
    after = {**before}
    if body.get("name") is not None and before["id"] != 0:
        _check_name(store, body["name"], before["id"])
        after["name"] = body["name"]
    if body.get("attributes") is not None:
        held = {item["id"]: item for item in before["attributes"]}
        after["attributes"] = [_attribute(store, item, held) for item in body["attributes"]]
    put(store, after)
    _refresh(store, after)
    return Reply(200, write({"updateCount": 1}), Mutation(None, write(before), write(after)))


def remove(store: Store, call: Call) -> Reply:
    """Deletes a type; its products fall back to General."""
    before = load(store, call.ids[0])
    if before["id"] == 0:
        raise wrong("The General product type can't be deleted")
    store.db.execute(delete(classes).where(classes.c.id == before["id"]))
    store.classes.pop(before["id"], None)
    _refresh(store, {**_general(store), "was": before["id"]})
    return Reply(200, write({"deleteCount": 1}), Mutation(None, write(before), None))


def load(store: Store, class_id: int) -> Document:
    """A type by its id; 0, General, is always there. 404 for an unknown one."""
    if class_id not in store.classes:
        stored = select(classes.c.document).where(classes.c.id == class_id)
        text = store.db.execute(stored).scalar_one_or_none()
        if text is None and class_id != 0:
            raise class_not_found(class_id)
        store.classes[class_id] = text or write(GENERAL)
    found: Document = read(store.classes[class_id])
    return found


def put(store: Store, document: Document) -> None:
    store.classes.pop(document["id"], None)
    store.db.execute(_put, {"id": document["id"], "document": write(document)})


def _general(store: Store) -> Document:
    return load(store, 0)


def _check_name(store: Store, name: str, own: int | None) -> None:
    rows = store.db.execute(select(classes.c.document)).scalars()
    if any(read(row).get("name") == name and read(row)["id"] != own for row in rows):
        raise ApiError(409, f"Product class with name {name} already exists")


def _attribute(store: Store, item: Any, held: dict[int, Document]) -> Document:
    if not isinstance(item, dict):
        raise wrong("Wrong value of the field 'attributes'")
    before = held.get(item.get("id", 0), {})
    name, kind = item.get("name", before.get("name")), item.get("type", before.get("type", "CUSTOM"))
    if not is_filled(name) or kind not in TYPES or ("id" in item and not before):
        raise wrong("Wrong value of the field 'attributes'")
    number = before.get("id") or store.next_number("attribute")
    return {"id": number, "name": name, "type": kind, "show": item.get("show", before.get("show", "DESCR"))}


def _refresh(store: Store, changed: Document) -> None:
    """Brings the products of a changed type in line: names follow, deleted attributes go."""
    own = changed.get("was", changed["id"])
    for text in list(store.db.execute(select(documents.c.document)).scalars()):
        product = read(text)
        if product["productClassId"] != own:
            continue
        product["productClassId"] = changed["id"]
        known = {item["id"]: item for item in changed["attributes"]}
        for item in (product, *product["combinations"]):
            named = {
                held["id"]: held | {"name": known[held["id"]]["name"], "type": known[held["id"]]["type"]}
                for held in item["attributes"]
                if held["id"] in known
            }
            item["attributes"] = in_order(named, changed["attributes"])
        if write(product) != text:
            shelf.put(store, product, read(text))
