"""responseFields: only the fields asked for, with nested parentheses (E-Series REST docs: Search products)."""

import re
from typing import Any

from batch.sandbox.calls import Call
from batch.sandbox.errors import wrong

Fields = dict[str, "Fields | None"]  # None: the field whole

_TOKENS = re.compile(r"[(),]|[^(),\s]+")


def fields_of(call: Call) -> Fields | None:
    """The projection a call asks for; None for none."""
    text = call.query.get("responseFields")
    return parse(text) if text else None


def projected(value: Any, call: Call) -> Any:
    """A value as the call wants to see it; a list is projected item by item."""
    wanted = fields_of(call)
    return value if wanted is None else project(value, wanted)


def project(value: Any, wanted: Fields) -> Any:
    if isinstance(value, list):
        return [project(item, wanted) for item in value]
    if not isinstance(value, dict):
        return value
    return {
        name: value[name] if inner is None else project(value[name], inner)
        for name, inner in wanted.items()
        if name in value
    }


def parse(text: str) -> Fields:
    """The tree of "total,items(id,sku)". 400 when the parentheses do not match."""
    tokens = _TOKENS.findall(text)
    tree, rest = _level(tokens, 0)
    if rest != len(tokens):
        raise wrong("Wrong value of the parameter 'responseFields'")
    return tree


def _level(tokens: list[str], at: int) -> tuple[Fields, int]:
    tree: Fields = {}
    name = ""
    while at < len(tokens) and tokens[at] != ")":
        if tokens[at] == "(":
            tree[name], at = _level(tokens, at + 1)
            if at >= len(tokens) or not name:
                raise wrong("Wrong value of the parameter 'responseFields'")
        elif tokens[at] != ",":
            name = tokens[at]
            tree.setdefault(name, None)
        at += 1
    return tree, at
