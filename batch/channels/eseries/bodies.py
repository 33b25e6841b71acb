"""The pieces that request bodies are made of. Pure.

Lists and nested objects are sent whole: what is there already goes back as it was read, beside what is wanted, so that
a store which merges them and a store which replaces them end up the same.
Sources: E-Series REST docs: Update product; Product options; Product attributes.
"""

from collections.abc import Iterable, Mapping
from decimal import Decimal

from batch.channels.eseries import rules, table
from batch.channels.eseries.rules import SIDES, Document

Body = dict[str, object]

ALIASES = {"brand_name": "BRAND", "upc": "UPC"}
_TEXTS = {"name": "name", "description": "description", "sku": "sku"}


def scalars(wanted: Mapping[str, str]) -> Body:
    """The wanted fields that are one key each: texts, the flag, price and weight."""
    body: Body = {key: wanted[name] for name, key in _TEXTS.items() if name in wanted}
    if "active_online" in wanted:
        body["enabled"] = wanted["active_online"] == "1"
    if "retail_price" in wanted:
        body["price"] = number(wanted["retail_price"])
    if "quantity" in wanted:
        body |= {"quantity": number(wanted["quantity"]), "unlimited": False}
    if "weight" in wanted:
        body["weight"] = number(wanted["weight"])
    return body


def changed(wanted: Mapping[str, str], own: Document, base: Document) -> Body:
    """The body that changes an existing product or variation (``own``) of a product (``base``); {} for no change."""
    body = scalars(wanted)
    if any(side in wanted for side in SIDES):
        body["dimensions"] = dimensions(wanted, rules.dimensions(own, base))
    values = {alias: wanted[name] for name, alias in ALIASES.items() if name in wanted}
    if values:
        body["attributes"] = attributes(own, values)
    return body


def new_attributes(wanted: Mapping[str, str]) -> list[Body]:
    """For what does not exist yet; an empty value is left out."""
    return [{"alias": alias, "value": wanted[name]} for name, alias in ALIASES.items() if wanted.get(name)]


def attributes(own: Document, values: Mapping[str, str]) -> list[Body]:
    """The full list: each as it was read, the wanted ones with their new value; "" empties one."""
    waiting = dict(values)
    listed = [_attribute(entry, waiting.pop(str(entry.get("type")), None)) for entry in rules.attributes(own)]
    return listed + [{"alias": alias, "value": value} for alias, value in waiting.items()]


def dimensions(wanted: Mapping[str, str], current: Mapping[str, Decimal]) -> Body:
    """All three, always: a store may take the object for the whole truth."""
    return {side: number(wanted[side]) if side in wanted else plain(current[side]) for side in SIDES}


def picked(pairs: Mapping[str, str], order: Iterable[str]) -> list[Body]:
    """A variation's options, complete, in the product's order."""
    names = dict.fromkeys([*(name for name in order if name in pairs), *pairs])
    return [{"name": name, "value": pairs[name]} for name in names]


def new_options(pairs: Iterable[tuple[str, str]]) -> list[Body]:
    """Drop-down options with their choices, both in order of first mention."""
    return [_new_option(name, texts) for name, texts in _by_name(pairs).items()]


def missing_pairs(document: Document, pairs: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """The option values that the product does not offer yet, each once."""
    offered = {
        (str(option.get("name")), str(choice.get("text")))
        for option in rules.options(document)
        for choice in rules.choices(option)
    }
    return [pair for pair in dict.fromkeys(pairs) if pair not in offered]


def extended_options(document: Document, pairs: Iterable[tuple[str, str]]) -> list[Body]:
    """The product's options as they were read, new choices behind the old ones and new options last."""
    wanted = _by_name(pairs)
    listed = [_extended(option, wanted.pop(str(option.get("name")), [])) for option in rules.options(document)]
    return listed + [_new_option(name, texts) for name, texts in wanted.items()]


def number(text: str) -> int | float:
    """The JSON number of a canonical text; an emptied one is 0."""
    return as_json(Decimal(text or "0"))


def as_json(value: Decimal) -> int | float:
    """The number whose shortest spelling has exactly the same digits: true of any with up to 15 of them."""
    return int(value) if value == value.to_integral_value() else float(value)


def plain(value: object) -> object:
    """What was read, as it can be sent: without Decimal."""
    if isinstance(value, Decimal):
        return as_json(value)
    if isinstance(value, Mapping):
        return {key: plain(inner) for key, inner in value.items()}
    return [plain(inner) for inner in value] if isinstance(value, list) else value


def _attribute(entry: Document, value: str | None) -> Body:
    """By id where there is one. A new value goes without the old one's translations."""
    name = "name" if entry.get("id") is None else "id"
    if value is None:
        return _known(entry, (name, "value", "valueTranslated", "show"))
    return _known(entry, (name, "show")) | {"value": value}


def _by_name(pairs: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name, text in dict.fromkeys(pairs):
        found.setdefault(name, []).append(text)
    return found


def _new_option(name: str, texts: Iterable[str]) -> Body:
    return {"type": "SELECT", "name": name, "choices": [{"text": text} for text in texts]}


def _extended(option: Document, texts: Iterable[str]) -> Body:
    kept = _known(option, [key for key in table.OPTION_KEYS if key != "choices"])
    choices = [_known(choice, table.CHOICE_KEYS) for choice in rules.choices(option)]
    choices += [{"text": text} for text in texts]
    return kept | ({"choices": choices} if choices or "choices" in option else {})


def _known(read: Document, keys: Iterable[str]) -> Body:
    return {key: plain(read[key]) for key in keys if key in read}
