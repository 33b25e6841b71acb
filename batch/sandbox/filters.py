"""The filters of product search: on the index where a column answers, else on the document."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy import ColumnElement, select

from batch.sandbox.calls import Call
from batch.sandbox.errors import wrong
from batch.sandbox.storage import listing, owners
from batch.sandbox.store import Store

Test = Callable[[Mapping[str, Any]], bool]
TAG = re.compile(r"<[^>]*>")
PLAIN = re.compile(r"[\w .-]+")  # text that JSON writes as it is

FLAG_COLUMNS = {"enabled": listing.c.enabled, "inStock": listing.c.in_stock, "visibleInStorefront": listing.c.enabled}
WORD_COLUMNS = {
    "inventory": (listing.c.in_stock, ("outofstock", "instock")),
    "onsale": (listing.c.on_sale, ("notonsale", "onsale")),
}
FLAG_FIELDS = {
    "isGiftCard": "isGiftCard",
    "discountsAllowed": "discountsAllowed",
    "isCustomerSetPrice": "nameYourPriceEnabled",
}


def clauses(store: Store, call: Call) -> list[ColumnElement[bool]]:
    """The conditions the index answers."""
    found: list[ColumnElement[bool]] = []
    for name, column in FLAG_COLUMNS.items():
        if (flag := call.flag(name)) is not None:
            found.append(column == int(flag))
    for name, (column, words) in WORD_COLUMNS.items():
        if name in call.query:
            found.append(column == _word(name, call.query[name], words))
    found += _bounds(call)
    if "externalReferenceId" in call.query:
        found.append(holds(store, "external", owners.c.value == call.query["externalReferenceId"]))
    return found


def holds(store: Store, kind: str, is_wanted: ColumnElement[bool]) -> ColumnElement[bool]:
    """Products that hold such a SKU or external id, themselves or in a variation."""
    seen = owners.c.seen_at <= store.settings.clock()
    return listing.c.id.in_(select(owners.c.product_id).where(owners.c.kind == kind, is_wanted, seen))


def tests(call: Call) -> tuple[Test, ...]:
    """The conditions only the document answers."""
    found: list[Test] = []
    for name, field in FLAG_FIELDS.items():
        if (flag := call.flag(name)) is not None:
            found.append(_equals(field, flag))
    if call.query.get("keyword", "").strip():
        found.append(_keyword(call.query["keyword"]))
    wanted = [*call.integers("category"), *call.integers("categories")]
    if wanted:
        found.append(_in_categories(set(wanted)))
    for name, text in call.query.items():
        kind, _, named = name.partition("_")
        if kind in ("attribute", "option") and named:
            found.append(_VALUED[kind](named, {part.strip() for part in text.split(",")}))
    if "taxClassCodes" in call.query:
        found.append(_in_tax_classes(set(call.query["taxClassCodes"].split(","))))
    return tuple(found)


def hints(call: Call) -> tuple[str, ...]:
    """Words that every product found has somewhere in its document: most need not be read."""
    found = re.split(r'[\s"*]+', call.query.get("keyword", ""))
    for name, text in call.query.items():
        if name.startswith(("attribute_", "option_")) and "," not in text:
            found += [name.partition("_")[2], text.strip()]
    return tuple(word.casefold() for word in found if PLAIN.fullmatch(word))


def _bounds(call: Call) -> list[ColumnElement[bool]]:
    lower = {
        "priceFrom": (listing.c.price, call.number("priceFrom")),
        "createdFrom": (listing.c.created, call.moment("createdFrom")),
        "updatedFrom": (listing.c.updated, call.moment("updatedFrom")),
    }
    upper = {
        "priceTo": (listing.c.price, call.number("priceTo")),
        "createdTo": (listing.c.created, call.moment("createdTo")),
        "updatedTo": (listing.c.updated, call.moment("updatedTo")),
    }
    found = [column >= float(bound) for column, bound in lower.values() if bound is not None]
    return found + [column <= float(bound) for column, bound in upper.values() if bound is not None]


def _word(name: str, text: str, words: tuple[str, str]) -> int:
    if text.lower() not in words:
        raise wrong(f"Wrong value of the parameter '{name}'")
    return words.index(text.lower())


def _equals(field: str, flag: bool) -> Test:
    return lambda product: bool(product.get(field)) == flag


def _keyword(keyword: str) -> Test:
    """Whole words, all of them; in quotes, the phrase; with a star at the end, the beginning of words."""
    text = keyword.strip().casefold()
    if len(text) > 2 and text[0] == text[-1] == '"':
        return lambda product: text[1:-1] in _haystack(product)
    words = text.removesuffix("*").split()
    if text.endswith("*"):
        return lambda product: all(word in _haystack(product) for word in words)
    return lambda product: set(words) <= set(_haystack(product).replace(",", " ").split())


def _haystack(product: Mapping[str, Any]) -> str:
    parts = [product["name"], TAG.sub(" ", product["description"]), product["sku"]]
    parts += [item["sku"] for item in product["combinations"] if item.get("sku")]
    parts += [option["name"] for option in product["options"]]
    parts += [choice["text"] for option in product["options"] for choice in option.get("choices", [])]
    parts += [category["name"] for category in product["categories"]]
    parts += [item["value"] for item in product["attributes"] if item["show"] != "NOTSHOW"]
    return " ".join(parts).casefold()


def _in_categories(wanted: set[int]) -> Test:
    """0 is the front page of the store."""

    def test(product: Mapping[str, Any]) -> bool:
        return bool(wanted.intersection(product["categoryIds"])) or (0 in wanted and "showOnFrontpage" in product)

    return test


def _has_attribute(name: str, values: set[str]) -> Test:
    def test(product: Mapping[str, Any]) -> bool:
        return any(item["name"] == name and item["value"] in values for item in product["attributes"])

    return test


def _has_option(name: str, values: set[str]) -> Test:
    def test(product: Mapping[str, Any]) -> bool:
        return any(
            option["name"] == name and any(choice["text"] in values for choice in option.get("choices", []))
            for option in product["options"]
        )

    return test


def _in_tax_classes(codes: set[str]) -> Test:
    return lambda product: product["tax"].get("taxClassCode", "default") in codes


_VALUED: Mapping[str, Callable[[str, set[str]], Test]] = {"attribute": _has_attribute, "option": _has_option}
