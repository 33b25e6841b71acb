"""The end of every write to a product: read-only fields brought in line, the update time, the shelf."""

from dataclasses import dataclass

from batch.sandbox import shelf
from batch.sandbox.calls import Mutation, stamp
from batch.sandbox.derived import derive
from batch.sandbox.jsontext import Document, read
from batch.sandbox.store import Store


@dataclass(frozen=True, slots=True)
class Saved:
    count: int  # the updateCount
    mutation: Mutation
    product: Document


def save_new(store: Store, product: Document) -> Saved:
    """Puts a product on the shelf for the first time."""
    now = store.now()
    product |= {"created": stamp(now), "createTimestamp": now, "updated": stamp(now), "updateTimestamp": now}
    derive(product, store.settings.store_id, store.switches)
    text = shelf.put(store, product, None)
    return Saved(1, Mutation(product["id"], None, text), product)


def save(store: Store, product: Document, before_text: str) -> Saved:
    """Puts a changed product back in place of what it was."""
    before = read(before_text)
    derive(product, store.settings.store_id, store.switches)
    counted = product != before or store.switches["no_op_update_count"] == "1"
    if counted:
        now = store.now()
        product |= {"updated": stamp(now), "updateTimestamp": now}
    text = shelf.put(store, product, before)
    return Saved(int(counted), Mutation(product["id"], before_text, text), product)
