"""Attribute values of a product or variation, Brand and UPC among them; what has no value is not shown."""

from collections.abc import Mapping
from typing import Any

from batch.sandbox.errors import wrong
from batch.sandbox.jsontext import Document
from batch.sandbox.switches import Switches

ALIASES = ("UPC", "BRAND", "PRICE_PER_UNIT", "UNITS_IN_PRODUCT")
SHOWN = ("NOTSHOW", "DESCR", "PRICE")


def write_attributes(body: Mapping[str, Any], target: Document, known: list[Document], switches: Switches) -> None:
    """Writes the body's attributes, each named by id, alias or name among those of the product's type.

    One by one or as a whole list, as the switch says. An empty value removes.
    """
    if body.get("attributes") is None:
        return
    written = body["attributes"]
    if not isinstance(written, list) or not all(isinstance(item, dict) for item in written):
        raise wrong("Wrong value of the field 'attributes'")
    merged = switches["attributes_on_update"] == "merge"
    held = {item["id"]: item for item in target["attributes"]} if merged else {}
    for item in written:
        definition = _definition(item, known, switches)
        if definition is not None:
            held[definition["id"]] = _value(item, definition, held.get(definition["id"], {}))
    target["attributes"] = in_order(held, known)


def in_order(held: Mapping[int, Document], known: list[Document]) -> list[Document]:
    """The attributes that have a value, in the order of the type."""
    return [held[item["id"]] for item in known if held.get(item["id"], {}).get("value")]


def _definition(item: Mapping[str, Any], known: list[Document], switches: Switches) -> Document | None:
    for definition in known:
        if _names(item, definition):
            return definition
    if switches["unknown_attribute"] == "ignored":
        return None
    named = item.get("id") or item.get("alias") or item.get("name")
    raise wrong(f"The product type has no attribute {named}")


def _names(item: Mapping[str, Any], definition: Mapping[str, Any]) -> bool:
    """The id decides where it is given, else the alias, else the name."""
    if item.get("id") is not None:
        return bool(item["id"] == definition["id"])
    if item.get("alias") is not None:
        return item["alias"] in ALIASES and bool(item["alias"] == definition["type"])
    return bool(item.get("name") == definition["name"])


def _value(item: Mapping[str, Any], definition: Document, held: Mapping[str, Any]) -> Document:
    value = item.get("value", held.get("value", ""))
    if value is None:
        value = ""
    show = item.get("show") or held.get("show") or definition["show"]
    if not isinstance(value, str) or show not in SHOWN:
        raise wrong(f"Wrong value of the attribute {definition['name']}")
    shown = {"id": definition["id"], "name": definition["name"], "type": definition["type"], "show": show}
    translated = item.get("valueTranslated", held.get("valueTranslated"))
    return shown | {"value": value} | ({"valueTranslated": translated} if translated else {})
