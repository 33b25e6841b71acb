"""Stock adjusted by a difference (E-Series REST docs: Adjust product stock, Adjust product variation stock)."""

from batch.sandbox import shelf
from batch.sandbox.calls import Call, Reply
from batch.sandbox.derived import owns_stock
from batch.sandbox.errors import ApiError, wrong
from batch.sandbox.fields import is_integer
from batch.sandbox.jsontext import Document, read, write
from batch.sandbox.saving import save
from batch.sandbox.store import Store
from batch.sandbox.variations import variation_of


def adjust(store: Store, call: Call) -> Reply:
    """Adds quantityDelta to a product's stock, which may go below zero."""
    before = shelf.text_of(store, call.ids[0])
    product = read(before)
    return _adjust(store, call, before, product, product)


def adjust_variation(store: Store, call: Call) -> Reply:
    """The same for a variation. 400 when it has no SKU of its own."""
    before = shelf.text_of(store, call.ids[0])
    product = read(before)
    variation = variation_of(product, call.ids[1])
    if not owns_stock(variation, product):
        raise ApiError(400, "The variation has no SKU of its own, so no stock of its own")
    return _adjust(store, call, before, product, variation)


def _adjust(store: Store, call: Call, before: str, product: Document, item: Document) -> Reply:
    delta = call.document().get("quantityDelta")
    if not is_integer(delta):
        raise wrong("Wrong value of the field 'quantityDelta'")
    if item["unlimited"]:
        if store.switches["delta_on_unlimited"] == "400":
            raise wrong("The stock is unlimited")
        return Reply(200, write({"updateCount": 0}))
    item["quantity"] += delta
    saved = save(store, product, before)
    reply: Document = {"updateCount": saved.count}
    if item["quantity"] < 0:
        reply["warning"] = f"{'Product' if item is product else 'Combination'} has negative stock."
    return Reply(200, write(reply), saved.mutation)
