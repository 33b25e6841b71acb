"""The seams: what the stages ask of files, stores, the clock and the person who waits."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Protocol

from batch.model.catalog import Sheet
from batch.model.changes import Change
from batch.model.runs import Answer, Step, Traffic
from batch.model.store import Owners, Product, Snapshot, Store


class Progress(Protocol):
    """``label`` is a key of messages ("progress.<label>"); ``total`` is None until it is known."""

    def __call__(self, label: str, done: int, total: int | None) -> None: ...

    def rest(self) -> None:
        """Clears what is shown, so that a question can be asked."""
        ...

    def waits(self, seconds: float) -> None:
        """The store lets nobody ask it for so many seconds; 0: now it does again."""
        ...

    def quota(self, left: int, of: int) -> None:
        """So many requests of so many may still be made in this minute."""
        ...


class Unwatched:
    """Progress that nobody waits for."""

    def __call__(self, label: str, done: int, total: int | None) -> None:
        """Nothing to see."""

    def rest(self) -> None:
        """Nothing to clear."""

    def waits(self, seconds: float) -> None:
        """Nobody to tell."""

    def quota(self, left: int, of: int) -> None:
        """Nobody to tell."""


class Format(Protocol):
    """A kind of file that a sheet may come in."""

    name: str

    def recognises(self, head: bytes) -> bool:
        """Told by the first kilobytes of content, never by the suffix."""
        ...

    def read(self, path: Path, names: Mapping[str, str]) -> Sheet:
        """Raises UnreadableFile with one clear sentence. ``names``: headings, case and spaces apart, to columns."""
        ...


class Channel(Protocol):
    """A store. Every method may raise Unreachable or Refused, and ``submit`` Rejected; nothing else escapes it."""

    def store(self) -> Store: ...

    def snapshot(self, pictures: Mapping[str, str], progress: Progress) -> Snapshot:
        """All products. ``pictures``: the store's address of an image to its source, of those that we sent before."""
        ...

    def owners(self, skus: Sequence[str], progress: Progress) -> Owners:
        """SKU, as it was asked for, to the ids of all products that have it, themselves or in a variation.

        A store may show a new product only some time after it was made: what is not found is looked for again, for
        longer than that takes.
        """
        ...

    def count(self) -> int | None:
        """How many products there are this moment; None when the store does not tell."""
        ...

    def products(self, ids: Sequence[str]) -> Mapping[str, Product]:
        """Read back by id, as the store holds them this moment; unknown ids are absent from the answer."""
        ...

    def steps(
        self, changes: Sequence[Change], product: Product | None, sent: Mapping[str, Sequence[Step]]
    ) -> tuple[Step, ...]:
        """The requests that can be sent now for the changes of one product; none when it holds them all.

        ``sent``: by id, what may have reached the store of such requests, each time: of a list that it was sent, what
        it writes otherwise is known by that.

        What depends on a step of this answer (a variation whose option value is new, an image of a product that
        is not created yet) is left for the next call. Pure.
        """
        ...

    def submit(self, steps: Sequence[Step], key: str) -> str | None:
        """Sends up to 500 steps as one batch under a deduplication key; returns its ticket.

        None when some of them must not be done twice and nothing was heard of it: looking tells what was done.
        """
        ...

    def answers(self, ticket: str, progress: Progress) -> Sequence[Answer]:
        """Waits until the batch is complete. Matched by id, in any order; missing ones are absent, and so are all
        when the store has forgotten the ticket."""
        ...

    def hurry(self, seconds: float) -> None:
        """Someone wants us to stop: every wait ends within so many seconds, in Unreachable if it has to."""
        ...

    def traffic(self) -> Traffic: ...


Clock = Callable[[], datetime]
