"""The sandbox's faults for the pages of the documentation: rows of tables, and the schema of their file."""

import json
from collections.abc import Iterator
from pathlib import Path

from batch.sandbox.breaches import BREACHES
from batch.sandbox.faults.document import schema
from batch.sandbox.faults.kinds import ANY, ITEMS, KINDS, REQUESTS, Kind, When

SCHEMA = Path(__file__).with_name("json") / "faults.schema.json"

FAULT_HEAD = ("fault", "on", "strikes", "may be told", "what happens")
BREACH_HEAD = ("breach", "is")


def fault_rows() -> Iterator[tuple[str, ...]]:
    for kind in KINDS:
        yield f"`{kind.name}`", _calls(kind), _strikes(kind.when), _needs(kind), kind.meaning


def breach_rows() -> Iterator[tuple[str, ...]]:
    yield from ((f"`{name}`", meaning) for name, meaning in BREACHES.items())


def schema_text() -> str:
    return json.dumps(schema(), indent=2, ensure_ascii=False) + "\n"


def _calls(kind: Kind) -> str:
    words = {REQUESTS: "a call", ITEMS: "a change", ANY: "all"}
    return words.get(kind.calls) or ", ".join(f"`{call}`" for call in kind.calls)


def _strikes(when: When) -> str:
    if when.nth:
        return "the first"
    return f"the first {when.times}" if when.times else "every"


def _needs(kind: Kind) -> str:
    told = (f"`{need.name}` {f'`{need.default}`' if need.default else ''}".strip() for need in kind.needs)
    return ", ".join(told) or "–"
