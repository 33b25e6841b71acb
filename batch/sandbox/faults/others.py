"""Somebody else at work in the store, between two requests: real changes, in the ledger under the fault's name."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from random import Random
from typing import Any

from sqlalchemy import select

from batch.sandbox import products, shelf
from batch.sandbox.auth import SCOPES, Token
from batch.sandbox.calls import Call, Mutation
from batch.sandbox.faults.active import Hit
from batch.sandbox.jsontext import Document, plain, read, write
from batch.sandbox.ledger import record
from batch.sandbox.saving import save
from batch.sandbox.storage import documents
from batch.sandbox.store import Store

SOMEBODY = Token("secret_somebody_else", SCOPES)
AS_IT_WAS = ("name", "price", "description", "enabled", "sku")


@dataclass(frozen=True, slots=True)
class Scene:
    """The product that it is about, another one where there is one, and the variation where it is about one."""

    product: Document
    other: Document | None
    variation: Document | None
    random: Random


Act = Callable[[Store, Scene], Mutation | None]


def happen(store: Store, hits: Sequence[Hit], moment: str) -> None:
    """Each in the caller's transaction; what cannot be done in this store is left."""
    for hit in hits:
        if hit.text("moment") == moment:
            _note(store, hit.name, _done(store, hit))


def undo_due(store: Store) -> None:
    """Writes that are to be undone by now."""
    now, waiting = store.settings.clock(), store.active.memory.undoing
    for undoing in [each for each in waiting if each.due <= now]:
        waiting.remove(undoing)
        before, found = read(undoing.before), shelf.texts_of(store, [undoing.product_id])
        if found:
            was = {name: before[name] for name in AS_IT_WAS if name in before}
            _note(store, "change_undone", save(store, read(found[0]) | was, found[0]).mutation)


def _done(store: Store, hit: Hit) -> Mutation | None:
    if hit.name == "product_added":
        return _added(store)
    found = _scene(store, hit)
    return ACTS[hit.name](store, found) if found else None


def _note(store: Store, name: str, mutation: Mutation | None) -> None:
    if mutation is not None:
        record(store, Call("PUT", f"/_sandbox/faults/{name}", (), {}, b"", "", SOMEBODY), mutation)


def _scene(store: Store, hit: Hit) -> Scene | None:
    """The product with the SKU that was named, or any that the seed says; one with variations where they matter."""
    held = [read(text) for text in store.db.execute(select(documents.c.document).order_by(documents.c.id)).scalars()]
    named = [product for product in held if hit.text("sku") in _skus(product)] if hit.text("sku") else held
    wanted = [product for product in named if product["combinations"]] if hit.name.startswith("variation") else named
    if not wanted:
        return None
    random = hit.random()
    chosen = random.choice(wanted)
    others = [product for product in held if product["id"] != chosen["id"]]
    return Scene(chosen, random.choice(others) if others else None, _variation(hit, chosen, random), random)


def _variation(hit: Hit, product: Document, random: Random) -> Document | None:
    """The one with the SKU that was named, else any."""
    varied = product["combinations"]
    named = [item for item in varied if item.get("sku") == hit.text("sku")]
    return random.choice(named or varied) if varied else None


def _skus(product: Mapping[str, Any]) -> set[str]:
    return {product["sku"], *(item.get("sku", "") for item in product["combinations"])}


def _added(store: Store) -> Mutation | None:
    body = write({"name": "Somebody else's", "price": 1, "sku": f"ELSE-{store.next_number('sku')}"}).encode()
    return products.create(store, Call("POST", "/products", (), {}, body, "application/json", SOMEBODY)).mutation


def _deleted(store: Store, scene: Scene) -> Mutation:
    shelf.remove(store, scene.product["id"])
    return Mutation(scene.product["id"], write(scene.product), None)


def _disabled(store: Store, scene: Scene) -> Mutation:
    return _edited(store, scene.product, {"enabled": False})


def _repriced(store: Store, scene: Scene) -> Mutation:
    """On the product and on each variation that has a price of its own."""
    items = scene.product["combinations"]
    varied = [item | ({"price": _raised(item["price"])} if "price" in item else {}) for item in items]
    return _edited(store, scene.product, {"price": _raised(scene.product["price"]), "combinations": varied})


def _raised(price: int | Decimal) -> int | Decimal:
    return plain(Decimal(price) + 1)


def _renamed(store: Store, scene: Scene) -> Mutation:
    return _edited(store, scene.product, {"name": scene.product["name"] + " (new)"})


def _sku_changed(store: Store, scene: Scene) -> Mutation:
    return _edited(store, scene.product, {"sku": scene.product["sku"] + "-NEW"})


def _sku_doubled(store: Store, scene: Scene) -> Mutation | None:
    return None if scene.other is None else _edited(store, scene.other, {"sku": scene.product["sku"]})


def _sku_in_other_case(store: Store, scene: Scene) -> Mutation | None:
    return None if scene.other is None else _edited(store, scene.other, {"sku": scene.product["sku"].swapcase()})


def _variation_removed(store: Store, scene: Scene) -> Mutation:
    left = [item for item in scene.product["combinations"] if item is not scene.variation]
    return _edited(store, scene.product, {"combinations": left})


def _variation_like_product(store: Store, scene: Scene) -> Mutation:
    same = {"sku": scene.product["sku"]}
    varied = [item | (same if item is scene.variation else {}) for item in scene.product["combinations"]]
    return _edited(store, scene.product, {"combinations": varied})


def _sold(store: Store, scene: Scene) -> Mutation | None:
    tracked = [item for item in (scene.product, *scene.product["combinations"]) if not item["unlimited"]]
    if not tracked:
        return None
    before = write(scene.product)
    scene.random.choice(tracked)["quantity"] -= 1
    return save(store, scene.product, before).mutation


def _edited(store: Store, product: Document, fields: Mapping[str, Any]) -> Mutation:
    """Whatever the store allows: an older store, or another program's way in, may have let it happen."""
    with store.turned({"unique_skus": "off"}):
        return save(store, {**product, **fields}, write(product)).mutation


ACTS: Mapping[str, Act] = {
    "product_deleted": _deleted,
    "product_disabled": _disabled,
    "price_changed": _repriced,
    "name_changed": _renamed,
    "sku_changed": _sku_changed,
    "sku_doubled": _sku_doubled,
    "sku_in_other_case": _sku_in_other_case,
    "variation_removed": _variation_removed,
    "variation_like_product": _variation_like_product,
    "stock_sold": _sold,
}
