"""Product and variation images, from a link or from bytes; links are never fetched."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from batch.sandbox import shelf
from batch.sandbox.calls import Call, Reply
from batch.sandbox.derived import LEGACY_IMAGES
from batch.sandbox.errors import ApiError, refused, wrong
from batch.sandbox.fields import is_integer, is_text
from batch.sandbox.jsontext import Document, read, write
from batch.sandbox.saving import save
from batch.sandbox.store import Store
from batch.sandbox.variations import variation_of

MOST_BYTES = 20 * 1024 * 1024
FIRST_BYTES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"RIFF", b"BM")
MEDIA_URLS = tuple(LEGACY_IMAGES.values())


def set_main(store: Store, call: Call) -> Reply:
    """E-Series REST docs: Upload main product image. Replaces the one there was."""
    _check_source(store, call)
    return _place_main(store, call, {"translated": {}})


def set_main_async(store: Store, call: Call) -> Reply:
    """E-Series REST docs: Upload main product image asynchronously."""
    return _place_main(store, call, _async_source(call)["alt"])


def add_to_gallery(store: Store, call: Call) -> Reply:
    """E-Series REST docs: Upload gallery product image. Appends."""
    _check_source(store, call)
    return _append(store, call, {"translated": {}})


def add_to_gallery_async(store: Store, call: Call) -> Reply:
    return _append(store, call, _async_source(call)["alt"])


def set_variation(store: Store, call: Call) -> Reply:
    """E-Series REST docs: Upload product variation image."""
    _check_source(store, call)
    return _place_on_variation(store, call, None)


def set_variation_async(store: Store, call: Call) -> Reply:
    """The original's address is the one submitted; the resized ones are the store's own."""
    return _place_on_variation(store, call, _async_source(call)["url"])


def remove_main(store: Store, call: Call) -> Reply:
    return _drop(store, call, lambda image: bool(image["isMain"]))


def remove_gallery(store: Store, call: Call) -> Reply:
    """Deletes the whole gallery and keeps the main image."""
    return _drop(store, call, lambda image: not image["isMain"])


def remove_from_gallery(store: Store, call: Call) -> Reply:
    wanted = str(call.ids[1])
    return _drop(store, call, lambda image: not image["isMain"] and image["id"] == wanted)


def remove_from_variation(store: Store, call: Call) -> Reply:
    before = shelf.text_of(store, call.ids[0])
    product = read(before)
    variation = variation_of(product, call.ids[1])
    if "imageUrl" not in variation:
        return Reply(200, write({"deleteCount": 0}))
    for name in LEGACY_IMAGES:
        variation.pop(name, None)
    return Reply(200, write({"deleteCount": 1}), save(store, product, before).mutation)


def replace_media(store: Store, call: Call) -> Reply:
    """E-Series REST docs: Bulk update product images and videos. No gallery given deletes it."""
    before = shelf.text_of(store, call.ids[0])
    product, body = read(before), call.document()
    images = [image for image in product["media"]["images"] if image["isMain"]]
    main = body.get("mainMedia") or {}
    if main:
        _check_media(main)
        images = [new_image(store, "0", 0)]
    for item in body.get("galleryMedia") or []:
        _check_media(item)
        images.append(new_image(store, "", len(images)))
    product["media"]["images"] = arranged(images, store.switches["gallery_image_ids"])
    saved = save(store, product, before)
    return Reply(200, write({"updateCount": saved.count}), saved.mutation)


def write_media(body: Mapping[str, Any], product: Document, gallery_ids: str) -> None:
    """media.images of a product update: order and alternative texts; an alt not repeated is lost.

    The smallest orderBy becomes the main image.
    """
    written = (body.get("media") or {}).get("images")
    if written is None:
        return
    if not isinstance(written, list) or not all(isinstance(item, dict) for item in written):
        raise wrong("Wrong value of the field 'media'")
    given = {str(item.get("id")): item for item in written}
    images = product["media"]["images"]
    for image in images:
        item = given.get(image["id"])
        if item is None:
            continue
        image["alt"] = {"translated": {}} | (item.get("alt") or {})
        image["orderBy"] = item["orderBy"] if is_integer(item.get("orderBy")) else image["orderBy"]
    images.sort(key=lambda image: image["orderBy"])
    for place, image in enumerate(images):
        image |= {"isMain": place == 0, "orderBy": place}
    product["media"]["images"] = arranged(images, gallery_ids)


def arranged(images: list[Document], gallery_ids: str) -> list[Document]:
    """Images in order, with the ids they are shown by: "0" for the main one."""
    images = sorted(images, key=lambda image: image["orderBy"])
    for place, image in enumerate(images):
        opaque = image["imageOriginalUrl"].rpartition("/")[2].partition(".")[0]
        numbered = opaque if gallery_ids == "opaque" else str(place)
        image["id"] = "0" if image["isMain"] else numbered
    return images


def new_image(store: Store, number: str, place: int) -> Document:
    """A stored image with addresses of the store's own; number "0" makes it the main one."""
    base = f"https://images.sandbox.example/images/{store.settings.store_id}"
    urls = {name: f"{base}/{store.next_number('image')}.jpg" for name in MEDIA_URLS}
    return urls | {"id": number, "isMain": number == "0", "orderBy": place, "alt": {"translated": {}}}


def _place_main(store: Store, call: Call, alt: Document) -> Reply:
    before = shelf.text_of(store, call.ids[0])
    product = read(before)
    image = new_image(store, "0", 0) | {"alt": alt}
    others = [other for other in product["media"]["images"] if not other["isMain"]]
    for place, other in enumerate(others, 1):
        other["orderBy"] = place
    return _save_image(store, product, before, [image, *others], image)


def _append(store: Store, call: Call, alt: Document) -> Reply:
    before = shelf.text_of(store, call.ids[0])
    product = read(before)
    images = product["media"]["images"]
    place = max((other["orderBy"] for other in images), default=0) + 1
    image = new_image(store, "", place) | {"alt": alt}
    return _save_image(store, product, before, [*images, image], image)


def _place_on_variation(store: Store, call: Call, original: str | None) -> Reply:
    before = shelf.text_of(store, call.ids[0])
    product = read(before)
    variation = variation_of(product, call.ids[1])
    image = new_image(store, "", 0)
    variation |= {legacy: image[name] for legacy, name in LEGACY_IMAGES.items()}
    if original is not None:
        variation["originalImageUrl"] = original
    saved = save(store, product, before)
    return Reply(200, write({"id": _number(image)}), saved.mutation)


def _save_image(store: Store, product: Document, before: str, images: list[Document], image: Document) -> Reply:
    product["media"]["images"] = arranged(images, store.switches["gallery_image_ids"])
    saved = save(store, product, before)
    return Reply(200, write({"id": _number(image)}), saved.mutation)


def _number(image: Mapping[str, Any]) -> int:
    return int(image["imageOriginalUrl"].rpartition("/")[2].partition(".")[0])


def _drop(store: Store, call: Call, is_dropped: Any) -> Reply:
    before = shelf.text_of(store, call.ids[0])
    product = read(before)
    images = product["media"]["images"]
    kept = [image for image in images if not is_dropped(image)]
    if len(kept) == len(images):
        return Reply(200, write({"deleteCount": 0}))
    product["media"]["images"] = arranged(kept, store.switches["gallery_image_ids"])
    saved = save(store, product, before)
    return Reply(200, write({"deleteCount": len(images) - len(kept)}), saved.mutation)


def _check_source(store: Store, call: Call) -> None:
    """The link wins over the bytes."""
    if "externalUrl" in call.query:
        _check_link(call.query["externalUrl"])
        return
    if len(call.content) > MOST_BYTES:
        if store.switches["oversize_image_status"] == "413":
            raise ApiError(413, "The image is larger than 20 MB")
        raise refused("INCORRECT_IMAGE_SIZE", "The image is larger than 20 MB")
    if not call.content.startswith(FIRST_BYTES):
        raise ApiError(422, "The file is not an image")


def _async_source(call: Call) -> Document:
    body = call.document()
    _check_link(body.get("url"))
    if not all(str(body.get(name, "")).isdecimal() for name in ("width", "height")):
        raise wrong("width and height of the image are required")
    body["alt"] = {"translated": {}} | (body.get("alt") or {})
    return body


def _check_media(item: Any) -> None:
    if not isinstance(item, dict):
        raise wrong("Wrong media")
    if item.get("videoUrl"):
        raise ApiError(422, "Videos are not supported here", "VIDEO_NOT_SUPPORTED")
    _check_link(item.get("imageUrl"))


def _check_link(link: Any) -> None:
    parts = urlsplit(link) if is_text(link) else None
    if parts is None or parts.scheme not in ("http", "https") or not parts.hostname:
        raise refused("WRONG_URL", f"Wrong URL {link}")
