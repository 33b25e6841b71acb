"""What became of it: attempts, answers, outcomes, and the totals that must reconcile."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum, StrEnum


class Status(IntEnum):
    """Ordered by gravity: a change's status is the gravest of its steps', a run's of its changes'."""

    APPLIED = 1  # sent, and read back from the store
    SKIPPED = 2  # the store held it already
    NOT_RUN = 3  # never sent
    CONFLICT = 4  # the store moved since the plan was made
    REJECTED = 5  # the store said no to this item
    FAILED = 6  # the store said yes and does not hold it, or we gave up
    UNKNOWN = 7  # sent, and nothing heard

    @property
    def word(self) -> str:
        return self.name.lower()


class Verdict(StrEnum):
    """What became of a row: every row of a sheet has exactly one."""

    CREATED = "created"
    UPDATED = "updated"
    DELETED = "deleted"
    UNCHANGED = "unchanged"
    IGNORED = "ignored"
    REFUSED = "refused"
    CONFLICT = "conflict"
    FAILED = "failed"
    UNKNOWN = "unknown"
    NOT_RUN = "not_run"


@dataclass(frozen=True, slots=True)
class Step:
    """One request to the store. ``id`` is stable within a plan; ``changes`` are the keys of the changes it serves.

    ``once``: done twice it does harm, and what the store holds does not tell whether it was done: never sent again
    unless the store says that it was not executed.
    ``seen``: what the store showed before, where sending changes it to something of the store's own choice.
    ``fields``: whose values it carries; none = all that its changes ask for.
    """

    id: str
    method: str
    path: str
    body: Mapping[str, object] | None
    changes: tuple[str, ...]
    creates: bool = False
    once: bool = False
    seen: str | None = None
    fields: tuple[str, ...] = ()

    @property
    def repeatable(self) -> bool:
        """Done twice, it leaves the same store; or the store itself refuses the second time."""
        return self.creates or (self.method == "PUT" and not self.once)


@dataclass(frozen=True, slots=True)
class Answer:
    """What the store said to a step. ``status`` is the HTTP status; None = the store says that it did not execute it.

    With ``heard`` False it may have done it all the same: it said nothing, or that it failed at it.
    """

    step: str
    status: int | None
    message: str | None = None
    created_id: str | None = None
    heard: bool = True

    @property
    def accepted(self) -> bool:
        return self.heard and self.status is not None and 200 <= self.status < 300


@dataclass(frozen=True, slots=True)
class Reason:
    """Why something did not happen: the code of a sentence, and what fills it in."""

    code: str
    facts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """The fate of a change. ``confirmed``: field name to what the store holds now, read back by id.

    ``missing``: fields of which it does not hold what was wanted. ``sent``: fields that were sent, whatever came of
    it; None where nobody wrote that down. What is there and was not sent is somebody else's.
    """

    change: str
    status: Status
    reason: Reason | None = None
    product: str | None = None
    variation: str | None = None
    confirmed: Mapping[str, str | None] | None = None
    missing: tuple[str, ...] = ()
    sent: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Traffic:
    """Requests made to the store in a run."""

    total: int = 0
    batches: int = 0
    retries: int = 0
    throttled_seconds: float = 0.0
