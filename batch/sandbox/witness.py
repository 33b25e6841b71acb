"""What really happened, outside the API's paths: ledger, requests, breaches, state; reset, switches, faults."""

from collections import deque
from collections.abc import Iterator
from typing import Any

from sqlalchemy import select
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route

from batch.sandbox import ledger, seeds
from batch.sandbox.faults.document import Faults
from batch.sandbox.faults.document import faults as faults_of
from batch.sandbox.jsontext import read, write
from batch.sandbox.storage import documents
from batch.sandbox.store import Store
from batch.sandbox.switches import Switches

AT_ONCE = 500
MOST_REQUESTS = 1_000_000


class Witness:
    """Sees a store from outside; needs no token and counts for nothing."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.requests: deque[dict[str, Any]] = deque(maxlen=MOST_REQUESTS)

    def routes(self) -> list[Route]:
        return [
            Route("/_sandbox/ledger", self._ledger),
            Route("/_sandbox/requests", self._requests),
            Route("/_sandbox/state", self._state),
            Route("/_sandbox/reset", self._reset, methods=["POST"]),
            Route("/_sandbox/switches", self._switches, methods=["GET", "PUT"]),
            Route("/_sandbox/faults", self._faults, methods=["GET", "PUT"]),
            Route("/_sandbox/breaches", self._breaches),
        ]

    def _ledger(self, request: Request) -> Response:
        after, limit = _bounds(request)
        return _streamed(self._entries(after, limit))

    def _requests(self, _request: Request) -> Response:
        return _json(write(list(self.requests)))

    def _state(self, request: Request) -> Response:
        after, limit = _bounds(request)
        return _streamed(self._products(after, limit))

    def _reset(self, _request: Request) -> Response:
        reset(self._store)
        self.requests.clear()
        return _json("{}")

    async def _switches(self, request: Request) -> Response:
        if request.method == "PUT":
            try:
                changes = {name: _position(value) for name, value in read(await request.body()).items()}
                turned = self._store.switches.turned(changes)
            except (ValueError, AttributeError) as error:
                return _json(write({"errorMessage": str(error)}), 400)
            await run_in_threadpool(self._turn, turned)
        return _json(write(dict(self._store.switches.values)))

    async def _faults(self, request: Request) -> Response:
        if request.method == "PUT":
            try:
                wanted = faults_of(read(await request.body()))
            except ValueError as error:
                return _json(write({"errorMessage": str(error)}), 400)
            await run_in_threadpool(self._strike, wanted)
        return _json(write(self._store.active.told()))

    def _strike(self, wanted: Faults) -> None:
        with self._store.transaction():
            self._store.strike(wanted)

    def _breaches(self, _request: Request) -> Response:
        return _json(write(self._store.breaches.told()))

    def _turn(self, switches: Switches) -> None:
        with self._store.transaction():
            self._store.switches = switches

    def _entries(self, after: int, limit: int | None) -> Iterator[tuple[int, str]]:
        while limit is None or limit > 0:
            size = AT_ONCE if limit is None else min(AT_ONCE, limit)
            with self._store.transaction():
                rows = ledger.entries(self._store, after, size)
            yield from rows
            if len(rows) < size:
                return
            after, limit = rows[-1][0], None if limit is None else limit - size

    def _products(self, after: int, limit: int | None) -> Iterator[tuple[int, str]]:
        while limit is None or limit > 0:
            size = AT_ONCE if limit is None else min(AT_ONCE, limit)
            wanted = select(documents.c.id, documents.c.document).where(documents.c.id > after)
            with self._store.transaction():
                rows = [
                    (number, text)
                    for number, text in self._store.db.execute(wanted.order_by(documents.c.id).limit(size))
                ]
            yield from rows
            if len(rows) < size:
                return
            after, limit = rows[-1][0], None if limit is None else limit - size


def reset(store: Store) -> None:
    """Back to the beginning: the settings' switches, faults and seed, an empty ledger, a fresh quota."""
    store.quota.forget()
    store.breaches.forget()
    with store.transaction():
        store.clear()
        store.switches = Switches().turned(store.settings.switches)
        store.strike(faults_of(store.settings.faults))
        seeds.plant(store, store.settings.seed or [])


def _bounds(request: Request) -> tuple[int, int | None]:
    """?after=NUMBER and ?limit=COUNT, for stores too big for one answer."""
    limit = request.query_params.get("limit")
    return int(request.query_params.get("after", 0)), None if limit is None else int(limit)


def _streamed(rows: Iterator[tuple[int, str]]) -> Response:
    def parts() -> Iterator[str]:
        yield "["
        for place, (_, text) in enumerate(rows):
            yield f",\n{text}" if place else text
        yield "]"

    return StreamingResponse(_gathered(parts()), media_type="application/json")


def _gathered(parts: Iterator[str]) -> Iterator[bytes]:
    """Few big pieces: each crosses from a thread to the server's loop."""
    held: list[str] = []
    size = 0
    for part in parts:
        held.append(part)
        size += len(part)
        if size > 1 << 20:
            yield "".join(held).encode()
            held, size = [], 0
    yield "".join(held).encode()


def _position(value: Any) -> str:
    """A switch's position as text; JSON numbers and booleans are what they look like."""
    return value if isinstance(value, str) else write(value)


def _json(text: str, status: int = 200) -> Response:
    return Response(text, status, media_type="application/json")
