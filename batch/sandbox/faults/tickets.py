"""Creating a batch: what becomes of its deduplication key, and when it is refused as a whole."""

from collections.abc import Callable, Mapping, Sequence
from uuid import uuid4

from batch.sandbox.calls import Call
from batch.sandbox.errors import wrong
from batch.sandbox.faults.active import Hit, Memory

Refusal = Callable[[Hit, Call, Sequence[str]], str | None]
KEY_LIFETIME = 3600  # seconds a deduplication key is remembered


def refuse(hits: Sequence[Hit], call: Call, requests: Sequence[str]) -> None:
    """400 for the whole batch. ``requests``: each one's path and body."""
    for hit in hits:
        words = REFUSALS[hit.name](hit, call, requests) if hit.name in REFUSALS else None
        if words:
            raise wrong(f"Can't create batch. {words}")


def key_lifetime(hits: Sequence[Hit]) -> float:
    """Seconds that a deduplication key is remembered."""
    names = {hit.name: hit for hit in hits}
    if "key_ignored" in names:
        return 0.0
    return names["key_forgotten"].seconds() if "key_forgotten" in names else KEY_LIFETIME


def ticket_again(hits: Sequence[Hit], known: str, memory: Memory) -> str:
    """The ticket for a batch that was sent before."""
    if not any(hit.name == "key_other_ticket" for hit in hits):
        return known
    other = str(uuid4())
    memory.aliases[other] = known
    return other


def stops(hits: Sequence[Hit]) -> bool:
    return any(hit.name == "stops_anyway" for hit in hits)


def _too_long(hit: Hit, _call: Call, requests: Sequence[str]) -> str | None:
    most = hit.number("most")
    return f"More than {most} requests" if len(requests) > most else None


def _too_large(hit: Hit, call: Call, _requests: Sequence[str]) -> str | None:
    return "The request is too large" if len(call.content) > 1024 * hit.number("kilobytes") else None


def _malformed(hit: Hit, _call: Call, requests: Sequence[str]) -> str | None:
    found = [place for place, request in enumerate(requests) if hit.text("holding") in request]
    return f"Batch request body is invalid. Path $[{found[0]}].body contains bad value" if found else None


REFUSALS: Mapping[str, Refusal] = {
    "batch_too_long": _too_long,
    "batch_too_large": _too_large,
    "batch_item_malformed": _malformed,
}
OF_KEYS = frozenset({"key_ignored", "key_forgotten", "key_other_ticket", "stops_anyway"})
