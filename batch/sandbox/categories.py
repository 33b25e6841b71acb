"""Categories, as far as products need them (E-Series REST docs: Categories)."""

from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.dialects.sqlite import insert

from batch.sandbox import shelf
from batch.sandbox.calls import Call, Mutation, Reply, answer
from batch.sandbox.errors import category_not_found, refused, wrong
from batch.sandbox.fields import are_integers, is_filled
from batch.sandbox.jsontext import Document, read, write
from batch.sandbox.paging import page_of
from batch.sandbox.projection import projected
from batch.sandbox.saving import save
from batch.sandbox.storage import categories, documents
from batch.sandbox.store import Store

WRITABLE = (
    "name",
    "nameTranslated",
    "description",
    "parentId",
    "orderBy",
    "enabled",
    "customSlug",
    "externalReferenceId",
)
MOST_PRODUCTS = 100  # in one request

_put = insert(categories)
_put = _put.on_conflict_do_update(index_elements=["id"], set_={"document": _put.excluded.document})


def find_all(store: Store, call: Call) -> Reply:
    """The envelope of categories; disabled ones only with hidden_categories=true."""
    page = page_of(store, call)
    found = _matching(store, call)
    items = found[page.offset : page.offset + page.limit]
    envelope = {"total": len(found), "count": len(items), "offset": page.offset, "limit": page.limit}
    return answer(projected(envelope | {"items": items}, call))


def find(store: Store, call: Call) -> Reply:
    return answer(projected(load(store, call.ids[0]), call))


def create(store: Store, call: Call) -> Reply:
    """A new category, with the products of `productIds` in it."""
    body = call.document()
    if not is_filled(body.get("name")):
        raise wrong("A category has a name")
    made: Document = {"id": store.next_number("category"), "enabled": True, "description": "", "customSlug": ""}
    made |= {"orderBy": 10 * (1 + len(everything(store)))}
    _write(store, body, made)
    put(store, made)
    _assign(store, made["id"], body.get("productIds") or [])
    return Reply(200, write({"id": made["id"]}), Mutation(None, None, write(made)))


def update(store: Store, call: Call) -> Reply:
    """Writes the fields given; the products of the category show its new name."""
    before, body = load(store, call.ids[0]), call.document()
    after = {**before}
    _write(store, body, after)
    put(store, after)
    _refresh(store, after["id"])
    return Reply(200, write({"updateCount": 1}), Mutation(None, write(before), write(after)))


def remove(store: Store, call: Call) -> Reply:
    """Deletes a category and leaves its products."""
    before = load(store, call.ids[0])
    store.db.execute(delete(categories).where(categories.c.id == before["id"]))
    _refresh(store, before["id"])
    return Reply(200, write({"deleteCount": 1}), Mutation(None, write(before), None))


def assign(store: Store, call: Call) -> Reply:
    """Adds products to a category and leaves their other categories alone."""
    category, body = load(store, call.ids[0]), call.document()
    wanted = _product_ids(body)
    before, after = _assign(store, category["id"], wanted)
    return Reply(200, write({"updateCount": len(wanted)}), Mutation(None, write(before), write(after)))


def load(store: Store, category_id: int) -> Document:
    """A category by its id. 404 CATEGORIES_NOT_FOUND."""
    row = select(categories.c.document).where(categories.c.id == category_id)
    text = store.db.execute(row).scalar_one_or_none()
    if text is None:
        raise category_not_found(category_id)
    found: Document = read(text)
    return found


def put(store: Store, document: Document) -> None:
    store.db.execute(_put, {"id": document["id"], "document": write(document)})


def everything(store: Store) -> list[Document]:
    return [read(text) for text in store.db.execute(select(categories.c.document)).scalars()]


def shown_on(store: Store, product: Document) -> list[Document]:
    """The read-only `categories` of a product; ids of categories that are gone are dropped."""
    if not product["categoryIds"]:
        return []
    rows = store.db.execute(select(categories.c.document).where(categories.c.id.in_(product["categoryIds"])))
    found = {item["id"]: item for item in (read(text) for text in rows.scalars())}
    product["categoryIds"] = [number for number in product["categoryIds"] if number in found]
    return [
        {"id": number, "enabled": found[number]["enabled"], "name": found[number]["name"]}
        for number in product["categoryIds"]
    ]


def _matching(store: Store, call: Call) -> list[Document]:
    hidden, parent = call.flag("hidden_categories"), call.integer("parent")
    wanted = set(call.integers("categoryIds"))
    word = call.query.get("keyword", "").casefold()
    return sorted(
        (
            item
            for item in everything(store)
            if (hidden or item["enabled"])
            and (not parent or item.get("parentId") == parent)
            and (not wanted or item["id"] in wanted)
            and word in item["name"].casefold()
        ),
        key=lambda item: (item["orderBy"], item["id"]),
    )


def _write(store: Store, body: Document, target: Document) -> None:
    parent = body.get("parentId")
    if parent:
        load(store, parent)
    target |= {name: body[name] for name in WRITABLE if body.get(name) is not None}


def _product_ids(body: Document) -> list[int]:
    wanted: Any = body.get("productIds")
    if not are_integers(wanted):
        raise wrong("Wrong value of the field 'productIds'")
    if len(wanted) > MOST_PRODUCTS:
        code = "MAX_PRODUCTS_FOR_API_REQUEST_LIMIT_EXCEEDED"
        raise refused(code, f"More than {MOST_PRODUCTS} products in one request")
    return list(wanted)


def _assign(store: Store, category_id: int, wanted: list[int]) -> tuple[list[Any], list[Any]]:
    before = [shelf.text_of(store, number) for number in wanted]
    after = []
    for text in before:
        product = read(text)
        if category_id not in product["categoryIds"]:
            product["categoryIds"].append(category_id)
        product["categories"] = shown_on(store, product)
        after.append(save(store, product, text).product)
    return [read(text) for text in before], after


def _refresh(store: Store, category_id: int) -> None:
    for text in list(store.db.execute(select(documents.c.document)).scalars()):
        product = read(text)
        if category_id in product["categoryIds"]:
            product["categories"] = shown_on(store, product)
            shelf.put(store, product, read(text))
