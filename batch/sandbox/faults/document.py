"""The file of faults: read, checked to the last word, and its JSON Schema.

``{"seed": 7, "faults": [{"name": "answer_lost", "on": "batch", "nth": 2}, ...]}``
"""

import difflib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from batch.sandbox.faults.kinds import BY_NAME, KINDS, Kind, Need, When
from batch.sandbox.switches import allowed, wording

WHEN = ("nth", "from", "every", "probability")
COMMON = ("name", "on", *WHEN, "times")


@dataclass(frozen=True, slots=True)
class Fault:
    """One line of the file. ``given`` has every need of its kind, as text."""

    name: str
    on: str
    when: When
    given: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Faults:
    """What goes wrong; equal seeds and equal calls give equal faults."""

    seed: int = 0
    faults: tuple[Fault, ...] = ()


def faults(document: object) -> Faults:
    """The faults of a JSON document. ValueError says in a sentence what is wrong with it."""
    if not isinstance(document, Mapping):
        raise ValueError('faults are an object: {"seed": 0, "faults": [...]}')
    _refuse_others("a file of faults", document, ("seed", "faults"))
    seed, listed = document.get("seed", 0), document.get("faults", [])
    if isinstance(seed, bool) or not isinstance(seed, int):
        raise ValueError(f"seed is a whole number, not {seed!r}")
    if not isinstance(listed, Sequence) or isinstance(listed, str):
        raise ValueError("faults is a list")
    return Faults(seed, tuple(_fault(entry) for entry in listed))


def written(fault: Fault) -> dict[str, Any]:
    """A fault as a file could say it, in full."""
    when = fault.when
    said = {"nth": list(when.nth) or None, "from": when.since, "every": when.every, "probability": when.probability}
    shown = {"name": fault.name, "on": fault.on, **said, "times": when.times, **fault.given}
    return {name: value for name, value in shown.items() if value is not None}


def _fault(entry: object) -> Fault:
    if not isinstance(entry, Mapping) or not isinstance(entry.get("name"), str):
        raise ValueError('a fault is an object with a name: {"name": "answer_lost"}')
    name = entry["name"]
    if name not in BY_NAME:
        near = difflib.get_close_matches(name, BY_NAME, 3) or sorted(BY_NAME)
        raise ValueError(f"there is no fault {name}; there is {', '.join(near)}")
    kind = BY_NAME[name]
    _refuse_others(name, entry, (*COMMON, *(need.name for need in kind.needs)))
    on = entry.get("on", kind.calls[0])
    if on not in kind.calls:
        raise ValueError(f"{name} is for {' or '.join(kind.calls)}, not for {on}")
    return Fault(name, on, _when(kind, entry), {need.name: _given(name, need, entry) for need in kind.needs})


def _when(kind: Kind, entry: Mapping[str, Any]) -> When:
    said = [word for word in WHEN if word in entry]
    if len(said) > 1:
        raise ValueError(f"{kind.name} has {' and '.join(said)}: one of them says when")
    times = _count(kind.name, "times", entry["times"]) if "times" in entry else None
    if not said:
        return When(kind.when.nth, kind.when.since, times=times or kind.when.times)
    word, value = said[0], entry[said[0]]
    if word == "probability":
        return When(probability=_probability(kind.name, value), times=times)
    if word == "nth":
        calls = value if isinstance(value, list) and value else [value]
        return When(nth=tuple(_count(kind.name, word, call) for call in calls), times=times)
    number = _count(kind.name, word, value)
    return When(since=number, times=times) if word == "from" else When(every=number, times=times)


def _count(name: str, word: str, value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < 1:
        raise ValueError(f"{word} of {name} counts from 1, and is not {value!r}")
    return value


def _probability(name: str, value: Any) -> float:
    try:
        if not isinstance(value, bool | str) and 0 < value <= 1:
            return float(value)
    except TypeError:
        pass
    raise ValueError(f"probability of {name} is above 0 and at most 1, and is not {value!r}")


def _given(name: str, need: Need, entry: Mapping[str, Any]) -> str:
    value = entry.get(need.name, need.default)
    text = value if isinstance(value, str) else str(value)
    if isinstance(value, bool | list | dict | None) or not allowed(need.choices, text):
        raise ValueError(f"{need.name} of {name} takes {wording(need.choices)}, not {value!r}")
    return text


def _refuse_others(where: str, entry: Mapping[str, Any], known: Sequence[str]) -> None:
    strange = [str(name) for name in entry if name not in known]
    if strange:
        raise ValueError(f"{where} does not take {', '.join(strange)}; it takes {', '.join(known)}")


def schema() -> dict[str, Any]:
    """The JSON Schema of the file, made from the table of faults."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A file of faults for the sandbox",
        "description": "onshelf sandbox serve --faults FILE, and PUT /_sandbox/faults",
        "type": "object",
        "additionalProperties": False,
        "properties": {
            "seed": {"type": "integer", "default": 0},
            "faults": {"type": "array", "items": {"oneOf": [_kind_schema(kind) for kind in KINDS]}},
        },
    }


def _kind_schema(kind: Kind) -> dict[str, Any]:
    count = {"type": "integer", "minimum": 1}
    when = {
        "nth": {"oneOf": [count, {"type": "array", "minItems": 1, "items": count}]},
        "from": count,
        "every": count,
        "probability": {"type": "number", "exclusiveMinimum": 0, "maximum": 1},
    }
    one = [{"required": [word]} for word in when]
    return {
        "type": "object",
        "description": kind.meaning,
        "additionalProperties": False,
        "required": ["name"],
        "properties": {
            "name": {"const": kind.name},
            "on": {"enum": list(kind.calls), "default": kind.calls[0]},
            **when,
            "times": count,
            **{need.name: _need_schema(need) for need in kind.needs},
        },
        "oneOf": [*one, {"not": {"anyOf": one}}],
    }


def _need_schema(need: Need) -> dict[str, Any]:
    """Numbers may be written as numbers or as text."""
    said: dict[str, Any] = {"default": need.default}
    if isinstance(need.choices, range):
        number = {"type": "integer", "minimum": need.choices[0], "maximum": need.choices[-1]}
        return said | {"anyOf": [number, {"type": "string", "pattern": "^[0-9]+$"}]}
    if isinstance(need.choices, tuple):
        words: list[str | int] = list(need.choices)
        return said | {"enum": words + [int(word) for word in need.choices if word.isdecimal()]}
    return said | {"type": ["string", "number"], "pattern": f"^({need.choices.pattern})$"}
