"""Products on the shelf: their documents, who owns which SKU, and what search sees of them."""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Select, delete, func, select
from sqlalchemy.dialects.sqlite import insert

from batch.sandbox.errors import product_not_found, refused
from batch.sandbox.jsontext import Document, read, write
from batch.sandbox.storage import deleted, documents, listing, owners, unindexed
from batch.sandbox.store import Store

Owner = tuple[str, str, int | None]  # kind, value, variation id; None for the product itself

_put_document = insert(documents)
_put_document = _put_document.on_conflict_do_update(
    index_elements=["id"], set_={"document": _put_document.excluded.document}
)
_put_listing = insert(listing)
_put_listing = _put_listing.on_conflict_do_update(
    index_elements=["id"],
    set_={column.name: _put_listing.excluded[column.name] for column in listing.c if column.name != "id"},
)


def text_of(store: Store, product_id: int) -> str:
    """A product's JSON text. 404 PRODUCT_NOT_FOUND."""
    found = store.db.execute(_document_of, {"product": product_id}).scalar_one_or_none()
    if found is None:
        raise product_not_found(product_id)
    return str(found)


def texts_of(store: Store, ids: Iterable[int]) -> list[str]:
    """The JSON texts of these products, in this order; unknown ids are passed over."""
    wanted = list(ids)
    rows = store.db.execute(select(documents.c.id, documents.c.document).where(documents.c.id.in_(wanted)))
    found = {row.id: row.document for row in rows}
    return [found[number] for number in wanted if number in found]


def count(store: Store) -> int:
    return store.db.execute(select(func.count()).select_from(documents)).scalar_one()


def put(store: Store, product: Document, before: Mapping[str, Any] | None) -> str:
    """Stores a product, new or as it was before; returns its text. 409 when a SKU or external id is taken."""
    wanted = owned(product)
    held = owned(before) if before else set()
    check_free(store, product, wanted - held)
    text = write(product)
    store.db.execute(_put_document, {"id": product["id"], "document": text})
    lag = store.index_lag()
    _own(store, product["id"], held - wanted, wanted - held, lag)
    _index(store, product, lag)
    return text


def remove(store: Store, product_id: int) -> None:
    """Takes a product off the shelf and out of the index, and remembers that it is gone."""
    store.db.execute(delete(documents).where(documents.c.id == product_id))
    store.db.execute(delete(listing).where(listing.c.id == product_id))
    store.db.execute(delete(owners).where(owners.c.product_id == product_id))
    store.db.execute(deleted.insert(), {"product_id": product_id, "time": store.now()})


def put_many(store: Store, products: list[Document]) -> None:
    """Stores new products in bulk, unchecked: seeds."""
    rows = [{"id": product["id"], "document": write(product)} for product in products]
    store.db.execute(_put_document, rows)
    store.db.execute(_put_listing, [_listed(product) for product in products])
    held = [
        {"kind": kind, "value": value, "product_id": product["id"], "variation_id": variation, "seen_at": 0}
        for product in products
        for kind, value, variation in owned(product)
    ]
    if held:
        store.db.execute(owners.insert(), held)


def catch_up(store: Store) -> None:
    """Indexes the writes that are old enough for search to see."""
    due = store.db.execute(_due, {"now": store.settings.clock()}).all()
    for number, product_id in due:
        store.db.execute(delete(unindexed).where(unindexed.c.number == number))
        text = store.db.execute(_document_of, {"product": product_id}).scalar_one_or_none()
        if text is not None:
            store.db.execute(_put_listing, _listed(read(text)))


def owned(product: Mapping[str, Any]) -> set[Owner]:
    """The SKUs and external ids a product and its variations hold."""
    found: set[Owner] = set()
    for item in (product, *product["combinations"]):
        variation = None if item is product else item["id"]
        for kind, name in (("sku", "sku"), ("external", "externalReferenceId")):
            if item.get(name):
                found.add((kind, item[name], variation))
    return found


def sku_is_taken(store: Store, sku: str) -> bool:
    return store.db.execute(_holders, {"kind": "sku", "value": sku}).first() is not None


def check_free(store: Store, product: Document, new: set[Owner]) -> None:
    """409 for a SKU or external id that another holds; a variation may share its own product's SKU."""
    for kind, value, variation in new:
        if kind == "sku" and store.switches["unique_skus"] == "off":
            continue
        holders = store.db.execute(_holders, {"kind": kind, "value": value}).scalars()
        if any(holder != product["id"] for holder in holders) or _twice(product, kind, value, variation):
            raise _taken(kind, value)


def _twice(product: Document, kind: str, value: str, variation: int | None) -> bool:
    if kind == "sku" and value == product["sku"]:
        return False
    name = "sku" if kind == "sku" else "externalReferenceId"
    others = [item for item in product["combinations"] if item["id"] != variation]
    if variation is not None:
        others.append(product)
    return any(item.get(name) == value for item in others)


def _taken(kind: str, value: str) -> Exception:
    if kind == "sku":
        return refused("SKU_ALREADY_EXISTS", f"SKU {value} already exists")
    return refused("EXTERNAL_ID_ALREADY_USED", f"External id {value} is already used")


def _own(store: Store, product_id: int, gone: set[Owner], new: set[Owner], lag: float) -> None:
    for kind, value, variation in gone:
        same = owners.c.variation_id.is_(None) if variation is None else owners.c.variation_id == variation
        here = (owners.c.product_id == product_id, owners.c.kind == kind, owners.c.value == value, same)
        store.db.execute(delete(owners).where(*here))
    if not new:
        return
    seen_at = store.settings.clock() + lag
    rows = [
        {"kind": kind, "value": value, "product_id": product_id, "variation_id": variation, "seen_at": seen_at}
        for kind, value, variation in new
    ]
    store.db.execute(owners.insert(), rows)


def _index(store: Store, product: Document, lag: float) -> None:
    if lag:
        row = {"due": store.settings.clock() + lag, "product_id": product["id"]}
        store.db.execute(unindexed.insert(), row)
    else:
        store.db.execute(_put_listing, _listed(product))


def _listed(product: Mapping[str, Any]) -> dict[str, Any]:
    compared = product.get("compareToPrice")
    return {
        "id": product["id"],
        "name": product["name"],
        "price": float(product["price"]),
        "enabled": int(product["enabled"]),
        "in_stock": int(product["inStock"]),
        "on_sale": int(compared is not None and compared > product["price"]),
        "created": product["createTimestamp"],
        "updated": product["updateTimestamp"],
    }


def _selects() -> tuple[Select[Any], Select[Any], Select[Any]]:
    from sqlalchemy import bindparam

    document = select(documents.c.document).where(documents.c.id == bindparam("product"))
    holders = select(owners.c.product_id).where(
        owners.c.kind == bindparam("kind"), owners.c.value == bindparam("value")
    )
    due = select(unindexed.c.number, unindexed.c.product_id).where(unindexed.c.due <= bindparam("now"))
    return document, holders, due


_document_of, _holders, _due = _selects()
