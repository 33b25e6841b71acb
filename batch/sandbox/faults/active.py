"""The faults that are on: they count the calls they are for, and say when they strike."""

from collections import defaultdict
from dataclasses import dataclass, field
from random import Random
from threading import Lock
from typing import Any

from batch.sandbox.faults.document import Fault, Faults, written
from batch.sandbox.faults.kinds import BY_NAME, Point, When

MOST_TOLD = 1000


@dataclass(frozen=True, slots=True)
class Hit:
    """A fault that strikes, for the ``nth`` time. ``seed`` and ``call``: of the fault, and of this one call."""

    fault: Fault
    nth: int
    seed: str
    call: int

    @property
    def name(self) -> str:
        return self.fault.name

    def text(self, need: str) -> str:
        return self.fault.given[need]

    def number(self, need: str) -> int:
        return int(self.fault.given[need])

    def seconds(self) -> float:
        return float(self.fault.given["seconds"])

    def random(self) -> Random:
        """The same whenever the same fault strikes the same call."""
        return Random(f"{self.seed}/{self.call}")

    def random_of(self, what: str) -> Random:
        """The same whenever the same fault strikes the same thing."""
        return Random(f"{self.seed}/{what}")


@dataclass(frozen=True, slots=True)
class Undoing:
    """A product that will be as it was before."""

    due: float
    product_id: int
    before: str


@dataclass(slots=True)
class Memory:
    """What faults remember from call to call. Times are the store's clock."""

    blocked: dict[str, float] = field(default_factory=dict)  # until when, by token
    aliases: dict[str, str] = field(default_factory=dict)  # true ticket by the one that was given
    forgotten: set[str] = field(default_factory=set)  # tickets
    held: dict[int, float] = field(default_factory=dict)  # until when, by batch
    cancelled: dict[int, int] = field(default_factory=dict)  # after how many requests, by batch
    undoing: list[Undoing] = field(default_factory=list)
    newest_first: bool = False  # which batch is executed


@dataclass(slots=True)
class _Counted:
    fault: Fault
    place: int
    seen: int = 0
    fired: list[int] = field(default_factory=list)  # which of the calls seen


class Active:
    """Counts of a set of faults. Threads may share it."""

    def __init__(self, faults: Faults) -> None:
        self.memory = Memory()
        self._seed = faults.seed
        self._lock = Lock()
        self._all = [_Counted(fault, place) for place, fault in enumerate(faults.faults)]
        self._by_point: dict[Point, list[_Counted]] = defaultdict(list)
        for counted in self._all:
            self._by_point[BY_NAME[counted.fault.name].point].append(counted)

    def striking(self, point: Point, call: str) -> list[Hit]:
        """All that strike a call, in the order of the file."""
        if point not in self._by_point:
            return []
        with self._lock:
            return [self._strikes(counted) for counted in self._seeing(point, call) if self._is_due(counted)]

    def first(self, point: Point, call: str) -> Hit | None:
        """The one that strikes a call where only one can; the others have seen it all the same."""
        if point not in self._by_point:
            return None
        with self._lock:
            due = [counted for counted in self._seeing(point, call) if self._is_due(counted)]
            return self._strikes(due[0]) if due else None

    def told(self) -> dict[str, Any]:
        """The faults in full, how many calls each has seen, how often it struck and at which of them."""
        with self._lock:
            shown = [
                written(counted.fault)
                | {"seen": counted.seen, "fired": len(counted.fired), "at": counted.fired[-MOST_TOLD:]}
                for counted in self._all
            ]
        return {"seed": self._seed, "faults": shown}

    def _seeing(self, point: Point, call: str) -> list[_Counted]:
        found = [counted for counted in self._by_point[point] if counted.fault.on in ("any", call)]
        for counted in found:
            counted.seen += 1
        return found

    def _is_due(self, counted: _Counted) -> bool:
        when = counted.fault.when
        if when.times is not None and len(counted.fired) >= when.times:
            return False
        return _says(when, counted.seen, Random(f"{self._root(counted)}/when/{counted.seen}"))

    def _strikes(self, counted: _Counted) -> Hit:
        counted.fired.append(counted.seen)
        return Hit(counted.fault, len(counted.fired), self._root(counted), counted.seen)

    def _root(self, counted: _Counted) -> str:
        return f"{self._seed}/{counted.place}"


def _says(when: When, nth: int, random: Random) -> bool:
    if when.probability is not None:
        return random.random() < when.probability
    if when.every is not None:
        return nth % when.every == 0
    return nth in when.nth or (when.since is not None and nth >= when.since)
