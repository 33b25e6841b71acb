"""How fast a work goes and when it will be done: from what was done so far, never from a wish. Pure."""

from dataclasses import dataclass

SURE = 2.0  # seconds: before, a rate is a guess
WORTH_SAYING = 2.0  # seconds of waiting for the store


@dataclass(frozen=True, slots=True)
class Pace:
    """``rate``: things a second. ``seconds_left``: at that rate. None where nobody can know yet."""

    done: int
    total: int | None
    rate: float | None = None
    seconds_left: float | None = None


class Measured:
    """One kind of work, from its first news on. Begins anew when less is done than was, as each batch does."""

    def __init__(self) -> None:
        self._since: tuple[float, int] | None = None
        self._last = 0

    def at(self, moment: float, done: int, total: int | None) -> Pace:
        """``moment``: seconds of a clock that never goes back."""
        if self._since is None or done < self._last:
            self._since = moment, done
        self._last = done
        begun, before = self._since
        took, did = moment - begun, done - before
        if took < SURE or not did:
            return Pace(done, total)
        rate = did / took
        return Pace(done, total, rate, None if total is None else max(0, total - done) / rate)
