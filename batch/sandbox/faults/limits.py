"""How often one may ask, and what time it is."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from batch.sandbox.faults.active import Active, Hit
from batch.sandbox.faults.kinds import Point


@dataclass(frozen=True, slots=True)
class Allowed:
    """Requests in any minute, and in any second where that is limited, too."""

    minute: int
    second: int | None = None


Limit = Callable[[Hit, Allowed], Allowed]

LIMITS: Mapping[str, Limit] = {
    "quota_shared": lambda hit, allowed: replace(allowed, minute=max(0, allowed.minute - hit.number("used"))),
    "quota_lowered": lambda hit, allowed: replace(allowed, minute=min(allowed.minute, hit.number("limit"))),
    "no_bursts": lambda _hit, allowed: replace(allowed, second=max(1, allowed.minute // 60)),
}


@dataclass(frozen=True, slots=True)
class Times:
    """By how many seconds the store's clock moves, and the Date header is wrong; None: there is no such header."""

    jump: int = 0
    skew: int | None = 0


Shift = Callable[[Hit, Times], Times]

SHIFTS: Mapping[str, Shift] = {
    "clock_jumps": lambda hit, times: replace(times, jump=times.jump + hit.number("seconds")),
    "date_skewed": lambda hit, times: replace(times, skew=hit.number("seconds")),
    "date_absent": lambda _hit, times: replace(times, skew=None),
}


def allowed(active: Active, call: str, minute: int) -> Allowed:
    limits = Allowed(minute)
    for hit in active.striking(Point.COUNT, call):
        limits = LIMITS[hit.name](hit, limits)
    return limits


def times(active: Active, call: str) -> Times:
    shifted = Times()
    for hit in active.striking(Point.CLOCK, call):
        shifted = SHIFTS[hit.name](hit, shifted)
    return shifted


def index_lag(active: Active, usual: float) -> float:
    """Seconds until search sees a write."""
    hit = active.first(Point.INDEX, "any")
    return usual if hit is None else hit.seconds()
