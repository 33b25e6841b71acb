"""Search of products over the index (E-Series REST docs: Search products)."""

from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import ColumnElement, func, select

from batch.sandbox import filters, shelf
from batch.sandbox.calls import Call, Reply
from batch.sandbox.errors import refused, wrong
from batch.sandbox.jsontext import read, write
from batch.sandbox.paging import MOST, Page, page_of
from batch.sandbox.projection import Fields, fields_of
from batch.sandbox.storage import documents, listing, owners
from batch.sandbox.store import Store
from batch.sandbox.views import check_shape, shown

Columns = tuple[ColumnElement[Any], ...]

# the store owner's order and relevance are the order of creation here
SORTED: Mapping[str, Columns] = {
    "RELEVANCE": (listing.c.id,),
    "DEFINED_BY_STORE_OWNER": (listing.c.id,),
    "ADDED_TIME_ASC": (listing.c.created, listing.c.id),
    "ADDED_TIME_DESC": (listing.c.created.desc(), listing.c.id.desc()),
    "NAME_ASC": (func.lower(listing.c.name), listing.c.id),
    "NAME_DESC": (func.lower(listing.c.name).desc(), listing.c.id.desc()),
    "PRICE_ASC": (listing.c.price, listing.c.id),
    "PRICE_DESC": (listing.c.price.desc(), listing.c.id.desc()),
    "UPDATED_TIME_ASC": (listing.c.updated, listing.c.id),
    "UPDATED_TIME_DESC": (listing.c.updated.desc(), listing.c.id.desc()),
}


def search(store: Store, call: Call) -> Reply:
    """The envelope {total, count, offset, limit, items}, or the part of it responseFields names."""
    check_shape(call)
    page, wanted = page_of(store, call), fields_of(call)
    shelf.catch_up(store)
    total, texts = _found(store, call, page)
    inner = wanted["items"] if wanted is not None and "items" in wanted else None
    items = [shown(text, call, inner) for text in texts]
    envelope = {"total": total, "count": len(items), "offset": page.offset, "limit": page.limit}
    return Reply(200, _enveloped(envelope, items, wanted))


def _found(store: Store, call: Call, page: Page) -> tuple[int, list[str]]:
    """productId overrides every filter, sku every other one."""
    if "productId" in call.query:
        return _by_ids(store, call, page)
    clauses = _sku(store, call) if "sku" in call.query else filters.clauses(store, call)
    tests = () if "sku" in call.query else filters.tests(call)
    if call.token.is_public:
        clauses.append(listing.c.enabled == 1)
    ids = select(listing.c.id).where(*clauses).order_by(*_order(call))
    if tests:
        return _scanned(store, ids, call, page)
    total = store.db.execute(select(func.count()).select_from(listing).where(*clauses)).scalar_one()
    found = store.db.execute(ids.offset(page.offset).limit(page.limit)).scalars().all()
    return total, shelf.texts_of(store, found)


def _by_ids(store: Store, call: Call, page: Page) -> tuple[int, list[str]]:
    ids = list(dict.fromkeys(call.integers("productId")))
    if len(ids) > MOST:
        code = "MAX_PRODUCTS_FOR_API_REQUEST_LIMIT_EXCEEDED"
        raise refused(code, f"More than {MOST} products in one request")
    _order(call)
    texts = shelf.texts_of(store, sorted(ids))
    if call.token.is_public:
        texts = [text for text in texts if read(text)["enabled"]]
    return len(texts), texts[page.offset : page.offset + page.limit]


def _sku(store: Store, call: Call) -> list[ColumnElement[bool]]:
    return [filters.holds(store, "sku", owners.c.value == call.query["sku"])]


def _order(call: Call) -> Columns:
    name = call.query.get("sortBy", "RELEVANCE")
    if name not in SORTED:
        raise wrong("Wrong value of the parameter 'sortBy'")
    return SORTED[name]


def _scanned(store: Store, ids: Any, call: Call, page: Page) -> tuple[int, list[str]]:
    """For the filters no column answers: every candidate's document is read."""
    rows = store.db.execute(ids.add_columns(documents.c.document).join(documents, documents.c.id == listing.c.id))
    found = list(_passing((row.document for row in rows), call))
    return len(found), found[page.offset : page.offset + page.limit]


def _passing(texts: Iterator[str], call: Call) -> Iterator[str]:
    tests, hints = filters.tests(call), filters.hints(call)
    for text in texts:
        folded = text.casefold() if hints else ""
        if not all(hint in folded for hint in hints):
            continue
        product = read(text)
        if all(test(product) for test in tests):
            yield text


def _enveloped(envelope: Mapping[str, int], items: list[str], wanted: Fields | None) -> str:
    parts = [f'"{name}":{write(value)}' for name, value in envelope.items() if wanted is None or name in wanted]
    if wanted is None or "items" in wanted:
        parts.append(f'"items":[{",".join(items)}]')
    return "{" + ",".join(parts) + "}"
