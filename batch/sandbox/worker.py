"""Executes queued batches in the background: one batch after another, first come first served."""

from collections.abc import Sequence
from threading import Event, Thread
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from sqlalchemy import Row, bindparam, select, update

from batch.sandbox.auth import Token, tokens
from batch.sandbox.batches import finish
from batch.sandbox.calls import Call, Reply
from batch.sandbox.dispatch import perform, refusal
from batch.sandbox.errors import refused, wrong
from batch.sandbox.faults import items, queue
from batch.sandbox.routes import find
from batch.sandbox.storage import batch_requests, batches
from batch.sandbox.store import Store

RETRIES = 5  # after a 5XX, when the batch does not stop on failures
PAUSE = 3.0  # seconds between them
SLICE = 20  # requests in one transaction: others wait no longer than that

HELD_PAUSE = 0.02  # seconds between two looks at a batch that a fault holds back, or at the clock

_WAITING = select(batches.c.number).where(batches.c.status != "COMPLETED").order_by(batches.c.number)
_UNDONE = (
    select(batch_requests)
    .where(batch_requests.c.batch == bindparam("number"), batch_requests.c.status.is_(None))
    .order_by(batch_requests.c.turn)
    .limit(SLICE)
)
_RESULT = update(batch_requests).where(
    batch_requests.c.batch == bindparam("number"), batch_requests.c.turn == bindparam("nth")
)
_BATCH = select(batches).where(batches.c.number == bindparam("nth"))
_PROGRESS = update(batches).where(batches.c.number == bindparam("nth"))


class Worker:
    """A thread that empties the queue; what is left continues after a restart."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._stopping = Event()
        self._thread = Thread(target=self._run, name="sandbox batches", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        """Lets the request in hand end, then stops."""
        self._stopping.set()
        self._store.work.set()
        if self._thread.is_alive():
            self._thread.join()

    def _run(self) -> None:
        while not self._stopping.is_set():
            self._store.work.clear()
            while not self._stopping.is_set() and self._step():
                pass
            if not self._stopping.is_set():
                self._store.work.wait(HELD_PAUSE if self._store.active.memory.held else None)

    def _step(self) -> bool:
        """Executes the next requests of the oldest batch; False when nothing waits."""
        store = self._store
        pace = store.switches.number("batch_pace") / 1000
        with store.transaction():
            found = _next(store)
            if found is None:
                return False
            batch, requests = found
            requests = requests[:1] if pace else requests
            done = _slice(store, batch, requests)
        if done < len(requests):  # the store itself failed at this one
            self._insist(requests[done])
        self._stopping.wait(pace or 0.0005)  # whoever waits for the store gets it now
        return True

    def _insist(self, request: Row[Any]) -> None:
        """Retries a request the store failed at, and in the end writes the failure down."""
        store = self._store
        for left in range(RETRIES - 1, -1, -1):
            if self._paused():
                return  # after a restart it is the next one
            with store.transaction():
                batch = store.db.execute(_BATCH, {"nth": request.batch}).one_or_none()
                if batch is None:
                    return
                reply = _executed(store, batch, request)
                if reply.status < 500 or not left:
                    reply = items.said(store, request.path, request.method, reply)
                    _write(store, batch, [_result(request, reply)])
                    return

    def _paused(self) -> bool:
        """Waits between two retries, by the store's clock or by ours, whichever is through first; True when to stop."""
        clock = self._store.settings.clock
        until = clock() + PAUSE
        for _ in range(round(PAUSE / HELD_PAUSE)):
            if self._stopping.wait(HELD_PAUSE):
                return True
            if clock() >= until:
                break
        return False


def _next(store: Store) -> tuple[Row[Any], Sequence[Row[Any]]] | None:
    waiting = store.db.execute(_WAITING).scalars().all()
    number = queue.next_of(waiting, store.active.memory, store.settings.clock())
    if number is None:
        return None
    batch = store.db.execute(_BATCH, {"nth": number}).one()
    requests = store.db.execute(_UNDONE, {"number": batch.number}).all()
    requests = requests[: queue.left(store.active.memory, batch.number, batch.completed)]
    if not requests:
        finish(store, batch.number)
    return batch, requests


def _slice(store: Store, batch: Row[Any], requests: Sequence[Row[Any]]) -> int:
    """Executes requests with their results in one transaction, so that a restart never runs one twice.

    Returns how many are settled; fewer than given when the store failed at the next one, to be retried.
    """
    results = []
    stopped = False
    for request in requests:
        reply = _executed(store, batch, request)
        if reply.status >= 500 and not batch.stop_on_first_failure:
            break
        results.append(_result(request, items.said(store, request.path, request.method, reply)))
        stopped = reply.status != 200 and bool(batch.stop_on_first_failure)
        if stopped:
            break
    _write(store, batch, results)
    if stopped:
        finish(store, batch.number)
    return len(requests) if stopped else len(results)


def _executed(store: Store, batch: Row[Any], request: Row[Any]) -> Reply:
    try:
        with store.part():
            return _performed(store, batch, request)
    except Exception as error:
        return refusal(store, error)


def _performed(store: Store, batch: Row[Any], request: Row[Any]) -> Reply:
    token = _token(store, batch)
    if store.switches["count_batch_requests"] == "yes":
        store.quota.count(token.text, store.allowed("any"))
    parts = urlsplit(request.path)
    route, ids = find(request.method, parts.path)
    if route.path.startswith("batch"):
        raise wrong("A batch can't hold batch requests")
    call = Call(
        method=request.method,
        path=request.path,
        ids=ids,
        query=dict(parse_qsl(parts.query, keep_blank_values=True)),
        content=(request.body or "").encode(),
        media_type="application/json",
        token=token,
        deduplication_key=batch.deduplication_key,
    )
    return perform(store, call, route.answer, route.scopes)


def _token(store: Store, batch: Row[Any]) -> Token:
    known = tokens(store.settings, store.switches)
    if batch.token not in known:
        raise refused("INVALID_API_TOKEN", "The token is not valid")
    return known[batch.token]


def _result(request: Row[Any], reply: Reply) -> dict[str, Any]:
    return {
        "number": request.batch,
        "nth": request.turn,
        "status": "COMPLETED" if reply.status == 200 else "FAILED",
        "http_status": reply.status,
        "reason": reply.reason,
        "reply": reply.text,
    }


def _write(store: Store, batch: Row[Any], results: list[dict[str, Any]]) -> None:
    """Writes results down; with the last one the batch is complete."""
    if not results:
        return
    store.db.execute(_RESULT, results)
    completed = batch.completed + len(results)
    store.db.execute(_PROGRESS, {"nth": batch.number, "completed": completed, "status": "IN_PROGRESS"})
    if completed == batch.total:
        finish(store, batch.number)
