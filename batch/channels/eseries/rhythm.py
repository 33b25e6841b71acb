"""When to look whether a batch is done: a little before the ones before it were. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass

SHORTEST, LONGEST, GROWTH = 0.1, 5.0, 2.0  # seconds between two looks
LATENCY = 0.03  # seconds before a batch of one can be done
TELLING = 100  # steps: what a smaller batch takes is more the way there than the work
_EARLY = 0.9  # of the time until the last batch was seen to be done: or nobody would know that it takes less
_SECOND = 4  # of what a batch was thought to take, the part to wait when it is not done


@dataclass(slots=True)
class Rhythm:
    """``step``: seconds that the store takes for each request of a batch, as far as it is known."""

    step: float = 0.002

    def pauses(self, steps: int, age: float) -> Iterator[float]:
        """Seconds before each look, without end. ``age``: seconds since the batch of so many steps was sent."""
        expected = min(LATENCY + steps * self.step, LONGEST)
        yield max(0.0, expected - age)
        yield from growing(expected / _SECOND)

    def done(self, steps: int, age: float) -> None:
        """A batch of so many steps was done so many seconds after it was sent, at the latest."""
        if steps >= TELLING:
            self.step = age * _EARLY / steps


def growing(least: float = 0.0) -> Iterator[float]:
    """Seconds between looks at something of which nothing is known."""
    seconds = max(SHORTEST, least)
    while True:
        yield seconds
        seconds = min(seconds * GROWTH, LONGEST)
