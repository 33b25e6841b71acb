"""How long to leave a store alone whose quota counts the requests of a batch one by one. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from batch.model.runs import Answer

OVER_QUOTA = 429
FIRST_PAUSE, LONGEST_PAUSE = 10.0, 60.0  # seconds; the answers inside a batch do not say how long
PATIENCE = 300.0  # seconds of pauses without one request getting through


@dataclass(slots=True)
class Congestion:
    """``pause``: the one after the last batch. ``idle``: all pauses since something got through."""

    pause: float = 0.0
    idle: float = 0.0

    def heard(self, answers: Sequence[Answer]) -> float:
        """Seconds in which nothing should be asked; twice as many each time that something is held up again."""
        held_up = sum(answer.status == OVER_QUOTA for answer in answers)
        self.pause = min(LONGEST_PAUSE, max(FIRST_PAUSE, self.pause * 2)) if held_up else 0.0
        self.idle = self.idle + self.pause if held_up == len(answers) else 0.0
        return self.pause

    @property
    def hopeless(self) -> bool:
        return self.idle > PATIENCE
