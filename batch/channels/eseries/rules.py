"""The store's products read into our fields: one row for the product, one for each variation, with the values in force.

Source: E-Series REST docs: Search products; Search product variations. Pure.
"""

from collections.abc import Iterable, Mapping
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from operator import itemgetter
from typing import Final

import pandas as pd
from pandera.errors import SchemaError

from batch.errors import Unreachable
from batch.model.rules import FIELDS, OPTIONS, QUANTITY_DELTA
from batch.model.store import Item, ItemId, Product, Store
from batch.values import canonical
from schemas.eseries import STORE_ITEMS, store_items

Document = Mapping[str, object]
Row = dict[str, object]
Values = tuple[object, ...]

COLUMNS: Final = tuple(STORE_ITEMS.columns)
SIDES: Final = ("length", "width", "height")
PLACES: Final = Decimal("0.0001")
LARGEST: Final = Decimal(10) ** 15
ZERO: Final = Decimal(0)
UNIT: Final = Decimal(1)
ORIGINAL: Final = "imageOriginalUrl"
_IN_ORDER = itemgetter(*COLUMNS)
NO_OPTIONS: Final[Row] = {name: None for pair in OPTIONS for name in pair}


def frame(values: Iterable[Values]) -> pd.DataFrame:
    """The rows of any number of products as schemas.eseries has them. Raises Unreachable when they cannot be."""
    columns = [list(column) for column in zip(*values, strict=True)] or [[] for _ in COLUMNS]
    try:
        return store_items(dict(zip(COLUMNS, columns, strict=True)))
    except (SchemaError, ValueError) as error:  # an id listed twice in a product, half a character in a text
        what = type(error).__name__
    raise Unreachable("channel.unreadable", {"what": f"products: {what}"})


def flat(document: Document, store: Store) -> tuple[Values, ...]:
    """The rows of one product, each in the order of COLUMNS: what is kept of a page when it is read."""
    return tuple(_IN_ORDER(row) for row in rows(document, store))


def product(document: Document, store: Store) -> Product:
    """One product with its items: itself, then its variations by ascending id as the store lists them."""
    found = tuple(_item(row) for row in rows(document, store))
    return Product(found[0].id.product, found, document)


def rows(document: Document, store: Store) -> list[Row]:
    """Rows of the frame as plain values. Raises Unreachable for a product without id or with impossible numbers."""
    try:
        return _rows(document, Decimal(1).scaleb(-store.precision))
    except InvalidOperation:
        raise Unreachable("channel.unreadable", {"what": f"product {identity(document)}: number"}) from None


def identity(document: Document) -> str:
    """The id of a product or a variation, as text. Raises Unreachable when it has none."""
    found = document.get("id")
    if not isinstance(found, int) or isinstance(found, bool) or found <= 0:
        raise Unreachable("channel.unreadable", {"what": "product: id"})
    return str(found)


def updated(document: Document) -> int:
    """UNIX seconds of its last change; 0 where the store does not say."""
    found = document.get("updateTimestamp")
    return found if isinstance(found, int) else 0


def variations(document: Document) -> list[Document]:
    return _mappings(document.get("combinations"))


def attribute(document: Document, kind: str) -> Document | None:
    """The attribute of type BRAND or UPC, whatever its name in the store's language."""
    return next((entry for entry in attributes(document) if entry.get("type") == kind), None)


def attributes(document: Document) -> list[Document]:
    return _mappings(document.get("attributes"))


def options(document: Document) -> list[Document]:
    """A product's options with their choices, in the order that shoppers see."""
    return _mappings(document.get("options"))


def choices(option: Document) -> list[Document]:
    return _mappings(option.get("choices"))


def sku(own: Document) -> str | None:
    """Of a product or a variation, its own."""
    return _text(own.get("sku"))


def chosen(variation: Document) -> dict[str, str]:
    """Option name to value; the order in the answer means nothing."""
    pairs = ((_text(pair.get("name")), _text(pair.get("value"))) for pair in _mappings(variation.get("options")))
    return {name: value for name, value in pairs if name and value}


def dimensions(own: Document, base: Document) -> dict[str, Decimal]:
    """Length, width and height in force: each the variation's own, else its product's, else 0. Not rounded."""
    mine, theirs = own.get("dimensions"), base.get("dimensions")
    inner, outer = mine if isinstance(mine, Mapping) else {}, theirs if isinstance(theirs, Mapping) else {}
    return {side: _first(inner.get(side), outer.get(side)) for side in SIDES}


def owns_stock(variation: Document, document: Document) -> bool:
    """Stock follows SKU: a variation without one of its own has its product's. Source: REST docs, Variations."""
    return _text(variation.get("sku")) not in (None, _text(document.get("sku")))


def images(document: Document) -> list[Document]:
    """Main image and gallery as read, in their order."""
    media = document.get("media")
    found = _mappings(media.get("images")) if isinstance(media, Mapping) else []
    return sorted(found, key=lambda image: _first(image.get("orderBy")))


def gallery(document: Document) -> list[Document]:
    """All images but the main one that have an address, in their order."""
    return [image for image in images(document) if image.get("isMain") is not True and _text(image.get(ORIGINAL))]


def gallery_urls(document: Document) -> list[str]:
    return [str(image[ORIGINAL]) for image in gallery(document)]


def _rows(document: Document, cent: Decimal) -> list[Row]:
    base = _product_row(document, cent)
    inner = variations(document)
    names = _option_names(document, inner) if inner else ()
    base["more_options"] = len(names) > len(OPTIONS)
    return [base, *(_variation_row(own, document, base, names[: len(OPTIONS)], cent) for own in inner)]


def _product_row(document: Document, cent: Decimal) -> Row:
    return {
        "product": identity(document),
        "variation": None,
        "has_variations": bool(document.get("combinations")),
        "linked": _text(document.get("externalReferenceId")) is not None,
        "pos_id": _text(document.get("externalReferenceId")),
        "more_options": False,
        "own_stock": True,
        "name": _text(document.get("name")),
        "description": _text(document.get("description")),
        "brand_name": _attribute_value(document, "BRAND"),
        "active_online": document.get("enabled") is True,
        "sku": _text(document.get("sku")),
        "upc": _attribute_value(document, "UPC"),
        **NO_OPTIONS,
        **_stock(document),
        "retail_price": _rounded(_first(document.get("price")), cent),
        **_sizes(document, document),
        "image_url": _main_image(document),
        "gallery": "\n".join(gallery_urls(document)) or None,
    }


def _variation_row(own: Document, document: Document, base: Row, names: tuple[str, ...], cent: Decimal) -> Row:
    return base | {
        "variation": identity(own),
        "pos_id": _text(own.get("externalReferenceId")),
        "own_stock": owns_stock(own, document),
        "sku": _text(own.get("sku")) or base["sku"],
        "upc": _attribute_value(own, "UPC") or base["upc"],
        **_option_fields(own, names),
        **_stock(own if owns_stock(own, document) else document),
        "retail_price": _rounded(_price(own, document), cent),
        **_sizes(own, document),
        "image_url": _own_image(own) or base["image_url"],
    }


def _option_names(document: Document, inner: list[Document]) -> tuple[str, ...]:
    """The options that tell variations apart, in the product's order; options for the shopper to fill in are none."""
    used = {name: None for own in inner for name in chosen(own)}
    listed = [name for name in (_text(option.get("name")) for option in options(document)) if name in used]
    return tuple(dict.fromkeys([*[name for name in listed if name], *used]))


def _option_fields(own: Document, names: tuple[str, ...]) -> Row:
    picked = chosen(own)
    fields = dict(NO_OPTIONS)
    for (name_field, value_field), name in zip(OPTIONS, names, strict=False):
        if name in picked:
            fields[name_field], fields[value_field] = name, picked[name]
    return fields


def _price(own: Document, document: Document) -> Decimal:
    """Its own price, else the product's with what its choices add. Source: REST docs, Product options."""
    if own.get("price") is not None:
        return _first(own.get("price"))
    base = _first(document.get("price"))
    picked = chosen(own)
    modifiers = [
        _modifier(choice, base)
        for option in options(document)
        for choice in choices(option)
        if picked.get(str(option.get("name"))) == choice.get("text")
    ]
    return base + sum(modifiers, ZERO)


def _modifier(choice: Document, base: Decimal) -> Decimal:
    amount = _first(choice.get("priceModifier"))
    return base * amount / 100 if choice.get("priceModifierType") == "PERCENT" else amount


def _sizes(own: Document, base: Document) -> Row:
    sizes = {"weight": _first(own.get("weight"), base.get("weight")), **dimensions(own, base)}
    return {name: _rounded(size, PLACES) for name, size in sizes.items()}


def _attribute_value(document: Document, kind: str) -> str | None:
    found = attribute(document, kind)
    return _text(found.get("value")) if found else None


def _stock(owner: Document) -> Row:
    """A store that does not say how much there is does not count it."""
    unlimited = owner.get("unlimited") is True or owner.get("quantity") is None
    return {"unlimited": unlimited, "quantity": None if unlimited else _rounded(_first(owner.get("quantity")), UNIT)}


def _main_image(document: Document) -> str | None:
    main = next((image for image in images(document) if image.get("isMain") is True), None)
    return (main and _text(main.get(ORIGINAL))) or _own_image(document)


def _own_image(document: Document) -> str | None:
    return _text(document.get("originalImageUrl")) or _text(document.get("imageUrl"))


def _text(value: object) -> str | None:
    return None if value is None or value == "" else str(value)


def _first(*values: object) -> Decimal:
    """The first that is a number, else 0."""
    for value in values:
        if isinstance(value, Decimal):
            return value
        if isinstance(value, int) and not isinstance(value, bool):
            return Decimal(value)
    return ZERO


def _rounded(value: Decimal, step: Decimal) -> Decimal:
    if not -LARGEST < value < LARGEST:
        raise InvalidOperation("number out of range")
    return value.quantize(step, ROUND_HALF_UP)


def _mappings(value: object) -> list[Document]:
    return [entry for entry in value if isinstance(entry, dict)] if isinstance(value, list) else []


def _item(row: Row) -> Item:
    variation = row["variation"]
    fields = {rule.name: canonical(row[rule.name], rule.kind) for rule in FIELDS}
    fields[QUANTITY_DELTA] = fields["quantity"]
    item = ItemId(str(row["product"]), None if variation is None else str(variation))
    return Item(item, fields, _text(row["pos_id"]))
