"""Where requests go. An id that is none never becomes part of a path: without one, DELETE and PUT mean everything."""

import re
from urllib.parse import quote

from batch.model.store import ItemId

_IMAGE = re.compile(r"(?!0\Z)[A-Za-z0-9_-]+")  # "0" is the main image


def segment(text: str) -> str:
    """An id fit for a path."""
    if not (text.isascii() and text.isdecimal() and int(text) > 0):
        raise AssertionError(f"no id: {text!r}")
    return text


def product(key: str) -> str:
    return f"/products/{segment(key)}"


def item(key: ItemId) -> str:
    """A product or a variation."""
    return product(key.product) + ("" if key.variation is None else f"/combinations/{segment(key.variation)}")


def gallery_image(key: str, image: str) -> str:
    if not _IMAGE.fullmatch(image):
        raise AssertionError(f"no image of a gallery: {image!r}")
    return f"{product(key)}/gallery/{image}"


def made_from(path: str, url: str) -> str:
    """``externalUrl`` stands in the address: every character that could mean something there is escaped."""
    return f"{path}?externalUrl={quote(url, safe='')}"
