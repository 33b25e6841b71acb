"""limit and offset of a list."""

from dataclasses import dataclass

from batch.sandbox.calls import Call
from batch.sandbox.errors import wrong
from batch.sandbox.store import Store

MOST = 100


@dataclass(frozen=True, slots=True)
class Page:
    offset: int
    limit: int


def page_of(store: Store, call: Call) -> Page:
    """The page a call asks for; above 100 it is clamped or refused, as the switch says."""
    offset, limit = call.integer("offset") or 0, call.integer("limit")
    limit = MOST if limit is None else limit
    if offset < 0 or limit < 0:
        raise wrong("limit and offset can't be negative")
    if limit > MOST and store.switches["limit_over_100"] == "400":
        raise wrong(f"limit can't be above {MOST}")
    return Page(offset, min(limit, MOST))
