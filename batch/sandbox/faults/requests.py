"""One request as it comes over the network: what kind it is, and what strikes it."""

from collections.abc import Mapping
from dataclasses import dataclass

from batch.sandbox.faults import limits
from batch.sandbox.faults.active import Active, Hit
from batch.sandbox.faults.kinds import Point
from batch.sandbox.faults.lines import UNHEARD

READS = ("GET", "HEAD", "OPTIONS")
PICTURES = ("image", "gallery", "media")


@dataclass(frozen=True, slots=True)
class Struck:
    """The faults of one request, on its way in and out."""

    call: str
    line: Hit | None
    refusal: Hit | None
    others: tuple[Hit, ...]
    times: limits.Times

    @property
    def is_unheard(self) -> bool:
        return self.line is not None and self.line.name in UNHEARD

    def names(self) -> list[str]:
        found = [self.line, None if self.is_unheard else self.refusal, *self.others]
        return [hit.name for hit in found if hit is not None]


def struck(active: Active, call: str) -> Struck:
    line = active.first(Point.LINE, call)
    unheard = line is not None and line.name in UNHEARD
    return Struck(
        call=call,
        line=line,
        refusal=None if unheard else active.first(Point.REFUSAL, call),
        others=tuple(active.striking(Point.OTHER, call)),
        times=limits.times(active, call),
    )


def kind_of(method: str, below: str, query: Mapping[str, str]) -> str:
    """The kind of a call, in the words of ``kinds.REQUESTS``; "" for one that has no word of its own."""
    parts = below.strip("/").split("/")
    if parts[0] == "batch":
        return {"POST": "batch", "GET": "poll"}.get(method, "write") if len(parts) == 1 else "write"
    if method not in READS:
        return "image" if set(PICTURES) & set(parts) else "write"
    if parts == ["products"]:
        return "read" if "productId" in query else "list"
    if parts[0] == "products":
        return "read"
    return "profile" if parts == ["profile"] else ""
