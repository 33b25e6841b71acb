"""The E-Series store behind the Channel port.

Sources: E-Series REST docs: Get store profile; Search products; Create batch request; Get batch request status.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path

from batch.channels.eseries import batches, kept, owners, paging, payloads, profile, rhythm, rules
from batch.channels.eseries.congestion import Congestion
from batch.channels.eseries.reading import Reading
from batch.channels.eseries.rhythm import Rhythm
from batch.channels.faults import Unavailable
from batch.channels.http import Http, Limits, Repeat, Seams
from batch.errors import Misconfigured, Refused, Rejected, Unreachable
from batch.model.changes import Change
from batch.model.runs import Answer, Step, Traffic
from batch.model.store import Owners, Product, Snapshot, Store
from batch.ports import Progress

CHUNK = 100  # products asked for by id at once
LARGEST_ID = 2**63


@dataclass(frozen=True, slots=True)
class _Sent:
    """A batch: the ids of its steps, and when it was sent, by the clock of the seams."""

    steps: frozenset[str]
    at: float


class ESeries:
    """One store. ``api`` ends in /api/v3. Raises Unreachable or Refused; ``submit`` may also raise Rejected.

    ``keep``: the file in which what was read of it is kept for the next time; None = nowhere. Close it when done, or
    use it as a context.
    """

    def __init__(
        self,
        api: str,
        store_id: str,
        token: str,
        limits: Limits | None = None,
        seams: Seams | None = None,
        keep: Path | None = None,
    ) -> None:
        if not _askable(store_id):
            raise Misconfigured("stores.id_unusable")
        self._http = Http(f"{api.rstrip('/')}/{store_id}", token, limits, seams)
        self._seams = self._http.seams
        self._id = store_id
        self._store: Store | None = None
        self._kept = keep
        self._batches = 0
        self._congestion = Congestion()
        self._hurried = False
        self._rhythm = Rhythm()
        self._sent: dict[str, _Sent] = {}

    def __enter__(self) -> "ESeries":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        self._http.close()

    def store(self) -> Store:
        """Asked once, then remembered. Raises Refused when the store that answers is another one."""
        if self._store is None:
            found = profile.store(self._read("/profile", {}))
            if found.id != str(int(self._id)):
                raise Refused("channel.other_store", {"wanted": self._id, "found": found.id})
            self._store = found
        return self._store

    def snapshot(self, pictures: Mapping[str, str], progress: Progress) -> Snapshot:
        """ceil(products / 100) requests and two, two at a time; where the last one was kept, what changed since."""
        store = self.store()
        reading = Reading(self._read, store, lambda calls: paging.side_by_side(calls, self._let_go), progress)
        stats = self._stats() if self._kept else None
        if self._kept is None or stats is None:
            items = reading.everything()
        else:
            before = kept.read(self._kept, store)
            now = reading.current(before, stats)
            if now is not before:
                kept.write(self._kept, store, now)
            items = now.items
        return Snapshot(store, items.drop(columns=kept.UPDATED), pictures)

    def owners(self, skus: Sequence[str], progress: Progress) -> Owners:
        return owners.of(skus, lambda: self.snapshot({}, progress).items, self._seams.sleep)

    def count(self) -> int | None:
        stats = self._stats()
        return None if stats is None else stats.count

    def _stats(self) -> kept.Stats | None:
        try:
            answer = self._http.get("/latest-stats", {"productCountRequired": "true"})
        except Rejected:
            return None
        return kept.stats(answer, self._http.date())

    def products(self, ids: Sequence[str]) -> Mapping[str, Product]:
        """What no store could have given as an id is not asked for."""
        store = self.store()
        wanted = sorted({key for key in ids if _askable(key)}, key=int)
        chunks = [wanted[start : start + CHUNK] for start in range(0, len(wanted), CHUNK)]
        calls = [lambda chunk=chunk: self._by_id(chunk) for chunk in chunks]
        found = [document for part in paging.side_by_side(calls, self._let_go) for document in part]
        return {product.id: product for product in (rules.product(document, store) for document in found)}

    def steps(
        self, changes: Sequence[Change], product: Product | None, sent: payloads.Sent = payloads.UNSENT
    ) -> tuple[Step, ...]:
        return payloads.steps(changes, product, sent)

    def submit(self, steps: Sequence[Step], key: str) -> str | None:
        """Raises Rejected when the store does not take the batch as a whole."""
        if self._congestion.hopeless:
            raise Unreachable("channel.throttled", {"seconds": round(self._congestion.pause)})
        query = {"stopOnFirstFailure": "false", "deduplicationKey": key}
        repeat = Repeat.SAFE if all(step.repeatable for step in steps) else Repeat.NEVER
        self._batches += 1
        try:
            answer = self._http.post("/batch", query, batches.requests(steps), repeat)
        except Unavailable:
            if repeat is Repeat.SAFE:
                raise
            self._wait_for_others()
            return None
        ticket = batches.ticket(answer)
        self._sent[ticket] = _Sent(frozenset(step.id for step in steps), self._seams.clock())
        return ticket

    def answers(self, ticket: str, progress: Progress) -> Sequence[Answer]:
        """None at all when the store has forgotten the ticket: then only reading back tells what was done."""
        query = {"ticket": ticket, "escapedJson": "true"}
        sent = self._sent.get(ticket)
        for seconds in batches.within(batches.PATIENCE, self._pauses(sent)):
            self._seams.sleep(seconds)
            try:
                status = batches.status(self._http.get("/batch", query))
            except Rejected:
                return ()
            progress("applying", status.done, status.total)
            if status.complete:
                return self._heard(sent, status)
        raise batches.unfinished(ticket)

    def _pauses(self, sent: _Sent | None) -> Iterator[float]:
        """Of a batch that is not known, and where somebody waits for us to stop, the first look is at once."""
        if sent is None or self._hurried:
            return chain([0.0], rhythm.growing())
        return self._rhythm.pauses(len(sent.steps), self._seams.clock() - sent.at)

    def _heard(self, sent: _Sent | None, status: batches.BatchStatus) -> Sequence[Answer]:
        if sent is not None:
            self._rhythm.done(len(sent.steps), self._seams.clock() - sent.at)
        found = batches.answers(status.responses, sent.steps if sent else None, self._http.clean)
        self._http.rest(self._congestion.heard(found))
        return found

    def _wait_for_others(self) -> None:
        """Until the store works on no batch any more: one that may have arrived unheard is done then."""
        for seconds in batches.within(batches.UNHEARD_PATIENCE, rhythm.growing()):
            try:
                waiting = [self._http.get("/batch", {"status": word, "limit": "1"}) for word in batches.UNDONE]
            except Rejected:
                waiting = []
            if not any(batches.listed(answer) for answer in waiting):
                return
            self._seams.sleep(seconds)

    def hurry(self, seconds: float) -> None:
        self._hurried = True
        self._http.hurry(seconds)

    def traffic(self) -> Traffic:
        return replace(self._http.traffic(), batches=self._batches)

    def _let_go(self) -> None:
        """Whoever waits for a turn stops waiting."""
        self._http.hurry(0)

    def _by_id(self, ids: Sequence[str]) -> list[rules.Document]:
        """Asks again for those still missing when the store gave less than it says it has."""
        found: dict[str, rules.Document] = {}
        missing = list(ids)
        while missing:
            query = {"productId": ",".join(missing), "limit": str(paging.LIMIT)}
            documents, total = paging.listing(self._read("/products", query))
            new = {rules.identity(document): document for document in documents}
            found |= {key: new[key] for key in missing if key in new}
            missing = [key for key in missing if key not in new] if len(new) < total and new else []
        return list(found.values())

    def _read(self, path: str, query: Mapping[str, str]) -> object:
        """A no to a mere reading concerns the whole store."""
        try:
            return self._http.get(path, query)
        except Rejected as error:
            facts = error.facts
        raise Refused("channel.refused", facts)


def _askable(key: str) -> bool:
    return key.isascii() and key.isdecimal() and 0 < int(key) < LARGEST_ID
