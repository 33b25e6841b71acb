"""The store as an ASGI application: who asks, whether they may, what the store answers."""

import re
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from urllib.parse import parse_qsl, urlencode

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from batch.sandbox import Settings
from batch.sandbox.auth import Token, token_text, tokens
from batch.sandbox.calls import Call, Reply, whole
from batch.sandbox.dispatch import perform, refusal
from batch.sandbox.errors import ApiError, refused
from batch.sandbox.routes import find
from batch.sandbox.seeds import plant
from batch.sandbox.shelf import count
from batch.sandbox.store import Store
from batch.sandbox.witness import Witness
from batch.sandbox.worker import Worker

API = "/api/v3/"
REASON_HEADER = "x-sandbox-reason"  # the server makes it the reason phrase
UNPRINTABLE = re.compile(r"[^\x20-\x7e]")
METHODS = ["GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS"]


def create_app(settings: Settings) -> Starlette:
    """The store as an application, seeded when it is empty; its batches run between start-up and shutdown."""
    store = Store(settings)
    with store.transaction():
        if settings.seed and not count(store):
            plant(store, settings.seed)
    witness = Witness(store)
    api = Api(store, witness)
    return Starlette(
        routes=[*witness.routes(), Route("/{path:path}", api.answer, methods=METHODS)],
        middleware=[Middleware(GZipMiddleware, minimum_size=1000, compresslevel=1)],
        lifespan=api.lifespan,
    )


class Api:
    """The paths below /api/v3/."""

    def __init__(self, store: Store, witness: Witness) -> None:
        self._store = store
        self._witness = witness

    @asynccontextmanager
    async def lifespan(self, _app: Starlette) -> AsyncIterator[None]:
        worker = Worker(self._store)
        worker.start()
        yield
        await run_in_threadpool(worker.stop)
        self._store.close()

    async def answer(self, request: Request) -> Response:
        """One request from the network."""
        content = await request.body()
        reply = await run_in_threadpool(self._answered, request, content)
        headers = dict(reply.headers)
        if self._store.switches["error_body"] == "empty" and reply.status >= 400:
            headers[REASON_HEADER] = UNPRINTABLE.sub("?", reply.reason)
        return Response(reply.text, reply.status, headers, "application/json" if reply.text else None)

    def _answered(self, request: Request, content: bytes) -> Reply:
        query = dict(reversed(parse_qsl(request.url.query, keep_blank_values=True)))
        path = _shown_path(request)
        counted: list[bool] = []
        try:
            reply = self._performed(request, query, content, counted)
        except Exception as error:
            reply = refusal(self._store, error)
        self._note(request.method, path, reply.status, bool(counted))
        return reply

    def _performed(self, request: Request, query: Mapping[str, str], content: bytes, counted: list[bool]) -> Reply:
        token = self._token(request, query)
        self._store.quota.count(token.text, self._store.switches.number("quota"))
        counted.append(True)
        below = self._below(request)
        route, ids = find(request.method, below)
        rest = urlencode([(name, value) for name, value in query.items() if name != "token"])
        call = Call(
            method=request.method,
            path="/" + below + (f"?{rest}" if rest else ""),
            ids=ids,
            query=query,
            content=content,
            media_type=request.headers.get("content-type", ""),
            token=token,
        )
        with self._store.transaction():
            return perform(self._store, call, route.answer, route.scopes)

    def _token(self, request: Request, query: Mapping[str, str]) -> Token:
        text = token_text(request.headers.get("authorization", ""), query, self._store.switches)
        known = tokens(self._store.settings, self._store.switches)
        if text not in known:
            self._store.quota.count_unknown(text)
            raise refused("INVALID_API_TOKEN", "The token is not valid")
        return known[text]

    def _below(self, request: Request) -> str:
        """The path below the store's root, still encoded. 404 outside this store."""
        raw = request.scope.get("raw_path", b"").decode("latin-1") or request.url.path
        if not raw.startswith(API):
            raise ApiError(404, "Not found")
        number, _, below = raw.removeprefix(API).partition("/")
        if whole("storeId", number) != self._store.settings.store_id:
            raise refused("STORE_NOT_FOUND", f"Store {number} not found")
        return below.rstrip("/")

    def _note(self, method: str, path: str, status: int, counted: bool) -> None:
        time = datetime.fromtimestamp(self._store.settings.clock(), UTC).isoformat(timespec="milliseconds")
        entry = {"time": time, "method": method, "path": path, "status": status, "counted": counted}
        self._witness.requests.append(entry)


def _shown_path(request: Request) -> str:
    query = [(name, value) for name, value in parse_qsl(request.url.query, True) if name != "token"]
    return request.url.path + (f"?{urlencode(query)}" if query else "")
