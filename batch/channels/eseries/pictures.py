"""Images by their address: one for a product or a variation, and a product's gallery. Pure.

A gallery is turned in rounds: what is new is added, then what must go is removed, then the order is put right. So an
image whose source is gone costs nothing that was there. Alternative texts and all other images stay as they are.
Source: E-Series REST docs: Upload product image; Upload gallery image; Delete gallery image; Update product.
"""

from collections.abc import Iterator, Sequence

from batch.channels.eseries import bodies, paths, rules
from batch.model import galleries
from batch.model.changes import Change, FieldChange
from batch.model.galleries import Turning
from batch.model.runs import Step
from batch.model.store import Item, Product

_MAIN, _OTHERS = ("image_url",), ("gallery",)


def main(item: Item, url: str, changes: Sequence[Change]) -> Step:
    """Replaces the one there was, and gets an address that no image had before: that tells whether it was done."""
    path = paths.made_from(f"{paths.item(item.id)}/image", url)
    return Step(f"image:{item.id}", "POST", path, None, _keys(changes), seen=item.fields["image_url"], fields=_MAIN)


def gallery(product: Product, changes: Sequence[Change]) -> Iterator[Step]:
    asked = {change: field for change in changes if (field := _asked(change)) is not None}
    if not asked:
        return
    keys, field = _keys(list(asked)), next(iter(asked.values()))
    now = tuple(rules.gallery_urls(product.document))
    turning = Turning(galleries.urls(field.before), galleries.urls(field.after), now)
    if not turning.complete:
        yield from _added(product, turning, keys)
    elif turning.unwanted:
        yield from _removed(product, turning, keys)
    elif not turning.held:
        yield _ordered(product, turning, keys)


def _asked(change: Change) -> FieldChange | None:
    return next((field for field in change.fields if field.name == "gallery" and field.after is not None), None)


def _added(product: Product, turning: Turning, keys: tuple[str, ...]) -> Iterator[Step]:
    """Twice sent, an image would stand there twice."""
    path = f"{paths.product(product.id)}/gallery"
    for place, url in enumerate(turning.new):
        yield Step(
            f"gallery:{product.id}:{place}", "POST", paths.made_from(path, url), None, keys, once=True, fields=_OTHERS
        )


def _removed(product: Product, turning: Turning, keys: tuple[str, ...]) -> Iterator[Step]:
    """The last first: where ids count the places, a removal moves only those behind it."""
    for image in reversed(rules.gallery(product.document)):
        url = str(image[rules.ORIGINAL])
        if url in turning.unwanted:
            path = paths.gallery_image(product.id, str(image.get("id")))
            place = turning.before.index(url)
            yield Step(f"gallery-off:{product.id}:{place}", "DELETE", path, None, keys, once=True, fields=_OTHERS)


def _ordered(product: Product, turning: Turning, keys: tuple[str, ...]) -> Step:
    """All images in their order, the main one first, each with its alternative texts: those left out would be lost."""
    images = rules.images(product.document)
    places = {url: place for place, url in enumerate(turning.wanted, 1)}
    ordered = sorted(
        images, key=lambda image: 0 if image.get("isMain") else places.get(str(image[rules.ORIGINAL]), 999)
    )
    listed = [
        {"id": str(image.get("id")), "orderBy": place}
        | {key: bodies.plain(image[key]) for key in ("alt",) if key in image}
        for place, image in enumerate(ordered)
    ]
    body = {"media": {"images": listed}}
    return Step(f"gallery-order:{product.id}", "PUT", paths.product(product.id), body, keys, fields=_OTHERS)


def _keys(changes: Sequence[Change]) -> tuple[str, ...]:
    return tuple(change.key for change in changes)
