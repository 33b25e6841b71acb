"""A product's options and their choices. An option has no id: it is its name."""

from collections.abc import Iterable, Mapping
from typing import Any

from batch.sandbox.errors import refused, wrong
from batch.sandbox.fields import is_filled, is_integer, is_number
from batch.sandbox.jsontext import Document

WITH_CHOICES = ("SELECT", "RADIO", "CHECKBOX", "SIZE", "SWATCHES")
TYPES = (*WITH_CHOICES, "TEXTFIELD", "TEXTAREA", "DATE", "FILES")
# E-Series help: Product variations
FOR_VARIATIONS = ("SELECT", "RADIO", "SIZE", "SWATCHES")

Pair = tuple[str, str]  # option name and value


def write_options(body: Mapping[str, Any], product: Document) -> None:
    """Replaces the whole list of options."""
    if body.get("options") is None:
        return
    written = body["options"]
    if not isinstance(written, list):
        raise wrong("Wrong value of the field 'options'")
    options = [_option(option) for option in written]
    if len({option["name"] for option in options}) < len(options):
        raise wrong("Two options have the same name")
    product["options"] = options


def pairs(item: Mapping[str, Any]) -> frozenset[Pair]:
    """The option set of a variation, without an order."""
    return frozenset((option["name"], option["value"]) for option in item["options"])


def check_used(product: Mapping[str, Any], kept: Iterable[Mapping[str, Any]]) -> None:
    """409 when a variation uses an option or a choice that is no longer there."""
    choices = {option["name"]: _texts(option) for option in product["options"]}
    for variation in kept:
        for name, value in pairs(variation):
            if name not in choices:
                code = "COMBINATION_CONTAINS_REMOVED_OPTION"
                raise refused(code, f"A variation uses the removed option {name}")
            if value not in choices[name]:
                code = "COMBINATION_CONTAINS_REMOVED_OPTION_VALUE"
                raise refused(code, f"A variation uses the removed choice {value} of the option {name}")


def ensure(product: Document, wanted: frozenset[Pair]) -> None:
    """Adds what is missing: an unknown option as SELECT, an unknown choice at the end of its option."""
    for name, value in sorted(wanted):
        option = next((option for option in product["options"] if option["name"] == name), None)
        if option is None:
            option = _option({"type": "SELECT", "name": name, "choices": []})
            product["options"].append(option)
        if option["type"] not in FOR_VARIATIONS:
            raise wrong(f"The option {name} of type {option['type']} can't be used in variations")
        if value not in _texts(option):
            option["choices"].append(_choice({"text": value}))


def _option(written: Any) -> Document:
    if not isinstance(written, dict) or not is_filled(written.get("name")):
        raise wrong("An option has no name")
    kind = written.get("type") or "SELECT"
    if kind not in TYPES:
        raise wrong(f"Unknown option type {kind}")
    option = {"type": kind, "name": written["name"], "required": bool(written.get("required", False))}
    for name in ("nameTranslated", "useImageAsSwatchSelector"):
        if written.get(name) is not None:
            option[name] = written[name]
    if kind in WITH_CHOICES:
        option["choices"] = [_choice(choice) for choice in written.get("choices") or []]
    if is_integer(written.get("defaultChoice")):
        option["defaultChoice"] = written["defaultChoice"]
    return option


def _choice(written: Any) -> Document:
    if not isinstance(written, dict) or not is_filled(written.get("text")):
        raise wrong("A choice has no text")
    modifier, kind = written.get("priceModifier") or 0, written.get("priceModifierType") or "ABSOLUTE"
    if not is_number(modifier) or kind not in ("ABSOLUTE", "PERCENT"):
        raise wrong(f"Wrong price modifier of the choice {written['text']}")
    choice = {"text": written["text"], "priceModifier": modifier, "priceModifierType": kind}
    for name in ("textTranslated", "hexCodes", "imageId"):
        if written.get(name) is not None:
            choice[name] = written[name]
    return choice


def _texts(option: Mapping[str, Any]) -> set[str]:
    return {choice["text"] for choice in option.get("choices", [])}
