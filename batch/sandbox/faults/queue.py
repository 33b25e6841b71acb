"""Which batch is executed next, and how far."""

from collections.abc import Callable, Mapping, Sequence

from batch.sandbox.faults.active import Active, Hit, Memory
from batch.sandbox.faults.kinds import Point

Act = Callable[[Hit, Memory, int, float], None]


def _held(hit: Hit, memory: Memory, batch: int, now: float) -> None:
    memory.held[batch] = now + hit.seconds()


def _cancelled(hit: Hit, memory: Memory, batch: int, _now: float) -> None:
    memory.cancelled[batch] = hit.number("after")


def _in_any_order(_hit: Hit, memory: Memory, _batch: int, _now: float) -> None:
    memory.newest_first = True


ACTS: Mapping[str, Act] = {"batch_held": _held, "batch_cancelled": _cancelled, "batches_out_of_order": _in_any_order}


def queued(active: Active, batch: int, now: float) -> None:
    """A batch has been created."""
    for hit in active.striking(Point.QUEUE, "batch"):
        ACTS[hit.name](hit, active.memory, batch, now)


def next_of(waiting: Sequence[int], memory: Memory, now: float) -> int | None:
    """Which of the waiting batches, given in order, is executed now; None when each is held."""
    for batch in [held for held, until in memory.held.items() if until <= now]:
        del memory.held[batch]
    free = [batch for batch in waiting if batch not in memory.held]
    if not free:
        return None
    return free[-1] if memory.newest_first else free[0]


def left(memory: Memory, batch: int, completed: int) -> int | None:
    """How many requests may still be executed; None for all of them."""
    most = memory.cancelled.get(batch)
    return None if most is None else max(0, most - completed)
