"""Every key that may ever stand in a request body, by request: what is not listed is never sent.

Sources: E-Series REST docs: Create product; Update product; Create and Update product variation; Upload product image.
"""

import re
from collections.abc import Mapping
from types import MappingProxyType

from batch.model.runs import Step

VALUE: Mapping[str, object] = MappingProxyType({})  # text, number or flag
AS_READ: Mapping[str, object] = MappingProxyType({"*": VALUE})  # a map by language, sent back as it came

_NEW_ATTRIBUTES = {"alias": VALUE, "value": VALUE}
_ATTRIBUTES = {"id": VALUE, "name": VALUE, "show": VALUE, "valueTranslated": AS_READ} | _NEW_ATTRIBUTES
_DIMENSIONS = {"length": VALUE, "width": VALUE, "height": VALUE}
_PICKED = {"name": VALUE, "value": VALUE}
_NEW_OPTIONS = {"type": VALUE, "name": VALUE, "choices": {"text": VALUE}}
_CHOICES = {
    "text": VALUE,
    "textTranslated": AS_READ,
    "priceModifier": VALUE,
    "priceModifierType": VALUE,
    "hexCodes": VALUE,
    "imageId": VALUE,
}
_OPTIONS = {
    "type": VALUE,
    "name": VALUE,
    "nameTranslated": AS_READ,
    "required": VALUE,
    "choices": _CHOICES,
    "defaultChoice": VALUE,
    "useImageAsSwatchSelector": VALUE,
}
OPTION_KEYS, CHOICE_KEYS = tuple(_OPTIONS), tuple(_CHOICES)
_STOCK = {"quantity": VALUE, "unlimited": VALUE}
_ITEM = {"sku": VALUE, "price": VALUE, "weight": VALUE, "dimensions": _DIMENSIONS} | _STOCK
_ORDER = {"images": {"id": VALUE, "orderBy": VALUE, "alt": {"main": VALUE, "translated": AS_READ}}}
_NEW_VARIATION = _ITEM | {"options": _PICKED, "attributes": _NEW_ATTRIBUTES}
_PRODUCT = _ITEM | {"name": VALUE, "description": VALUE, "enabled": VALUE}
_NEW_PRODUCT = _PRODUCT | {"attributes": _NEW_ATTRIBUTES, "isShippingRequired": VALUE}

ALLOWED: Mapping[str, Mapping[str, object]] = MappingProxyType(
    {
        "POST /products": _NEW_PRODUCT,
        "POST /products?saveCombinations=true": _NEW_PRODUCT
        | {"options": _NEW_OPTIONS, "combinations": _NEW_VARIATION},
        "PUT /products/#": _PRODUCT | {"attributes": _ATTRIBUTES, "options": _OPTIONS, "media": _ORDER},
        "PUT /products/#/combinations/#": _ITEM | {"attributes": _ATTRIBUTES, "options": _PICKED},
        "POST /products/#/combinations": _NEW_VARIATION,
        "PUT /products/#/inventory": {"quantityDelta": VALUE},
        "PUT /products/#/combinations/#/inventory": {"quantityDelta": VALUE},
        "POST /products/#/image?externalUrl": VALUE,
        "POST /products/#/gallery?externalUrl": VALUE,
        "DELETE /products/#/gallery/*": VALUE,
        "DELETE /products/#": {},
        "DELETE /products/#/combinations/#": {},
        "POST /products/#/combinations/#/image?externalUrl": VALUE,
    }
)


class OutsideTheTable(AssertionError):
    """A mistake of ours: a request that nobody allowed was about to be sent."""


def checked(step: Step) -> Step:
    """The same step; raises OutsideTheTable when its request or a key in its body is not listed."""
    allowed = ALLOWED.get(request_kind(step))
    if allowed is None:
        raise OutsideTheTable(request_kind(step))
    strangers = [key for key in keys(step.body) if not _listed(key, allowed)]
    if strangers:
        raise OutsideTheTable(f"{request_kind(step)}: {strangers[0]}")
    return step


def request_kind(step: Step) -> str:
    """Method and path with each id as #, and without the address of an image."""
    path = re.sub(r"(?<=^/products/)([1-9][0-9]*)/gallery/(?!0$)[A-Za-z0-9_-]+$", r"\1/gallery/*", step.path)
    path = re.sub(r"/[1-9][0-9]*(?=[/?]|$)", "/#", path)
    return f"{step.method} {re.sub(r'(?<=externalUrl)=.+', '', path)}"


def keys(body: object, path: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    """Every key of a body as a path of keys; lists are looked through."""
    if isinstance(body, Mapping):
        return [deeper for key, value in body.items() for deeper in [(*path, key), *keys(value, (*path, key))]]
    if isinstance(body, list | tuple):
        return [deeper for value in body for deeper in keys(value, path)]
    return []


def _listed(path: tuple[str, ...], allowed: object) -> bool:
    for key in path:
        if not isinstance(allowed, Mapping):
            return False
        allowed = allowed.get(key, allowed.get("*"))
    return allowed is not None
