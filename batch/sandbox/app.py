"""The store as an ASGI application: who asks, whether they may, what the store answers."""

import re
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from email.utils import formatdate
from http import HTTPStatus
from urllib.parse import parse_qsl, urlencode

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route

from batch.sandbox import Settings
from batch.sandbox.auth import Token, token_text, tokens
from batch.sandbox.calls import Call, Reply, whole
from batch.sandbox.dispatch import perform, refusal
from batch.sandbox.errors import ApiError, refused
from batch.sandbox.faults import others, pages, requests
from batch.sandbox.faults.lines import OnTheLine, script
from batch.sandbox.faults.refusals import Asked, refuse_blocked, strikes_after
from batch.sandbox.faults.refusals import error as fault_error
from batch.sandbox.faults.requests import Struck
from batch.sandbox.routes import Route as Called
from batch.sandbox.routes import find
from batch.sandbox.seeds import plant
from batch.sandbox.shelf import count
from batch.sandbox.store import Store
from batch.sandbox.switches import Switches
from batch.sandbox.witness import Witness
from batch.sandbox.worker import Worker

API = "/api/v3/"
REASON_HEADER = "x-sandbox-reason"  # the server makes it the reason phrase
UNPRINTABLE = re.compile(r"[^\x20-\x7e]")
UNHEARD = 0  # the status, for the witness, of a request that a fault kept from the store
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


@dataclass(frozen=True, slots=True)
class Coming:
    """A request as it came; ``path`` without its token, ``kind`` as faults name it."""

    request: Request
    content: bytes
    query: Mapping[str, str]
    authorization: str
    token: str
    path: str
    kind: str


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

    async def answer(self, request: Request) -> Response | OnTheLine:
        """One request from the network."""
        try:
            content = await request.body()
        except ClientDisconnect:  # in the middle of its request: nobody is left to answer, and nothing was asked
            return Response(status_code=HTTPStatus.BAD_REQUEST)
        reply, struck = await run_in_threadpool(self._answered, request, content)
        headers = self._date(struck) | dict(reply.headers)
        if struck.line is not None:
            return OnTheLine(script(struck.line, replace(reply, headers=headers)))
        if self._store.switches["error_body"] == "empty" and reply.status >= 400:
            headers[REASON_HEADER] = UNPRINTABLE.sub("?", reply.reason)
        return Response(reply.text, reply.status, headers, "application/json" if reply.text else None)

    def _answered(self, request: Request, content: bytes) -> tuple[Reply, Struck]:
        store, coming = self._store, _coming(request, content, self._store.switches)
        struck = requests.struck(store.active, coming.kind)
        store.shift(struck.times.jump)
        store.breaches.arrives(coming.token, request.method, coming.path)
        self._others(struck, "before")
        counted: list[bool] = []
        reply = Reply(UNHEARD, "") if struck.is_unheard else self._heard(coming, struck, counted)
        self._others(struck, "after")
        if struck.line is None:  # else nobody can be sure that it was heard
            store.breaches.answered(coming.token, reply.status, reply.text, reply.headers)
        self._note(coming, reply.status, bool(counted), struck)
        return reply, struck

    def _heard(self, coming: Coming, struck: Struck, counted: list[bool]) -> Reply:
        try:
            reply = self._performed(coming, struck, counted)
        except Exception as error:
            return refusal(self._store, error)
        return replace(reply, text=pages.told(self._store.active, struck.call, reply.text))

    def _performed(self, coming: Coming, struck: Struck, counted: list[bool]) -> Reply:
        token = self._token(coming)
        asked = Asked(coming.authorization, token.text, self._store.settings.clock(), self._store.active.memory)
        refuse_blocked(asked)
        self._store.quota.count(token.text, self._store.allowed(struck.call))
        counted.append(True)
        done_first = struck.refusal is not None and strikes_after(struck.refusal)
        if struck.refusal is not None and not done_first:
            raise fault_error(struck.refusal, asked)
        route, call = self._routed(coming, token)
        with self._store.transaction():
            reply = perform(self._store, call, route.answer, route.scopes)
        if struck.refusal is not None:
            raise fault_error(struck.refusal, asked)
        return reply

    def _routed(self, coming: Coming, token: Token) -> tuple[Called, Call]:
        below = self._below(coming.request)
        route, ids = find(coming.request.method, below)
        rest = urlencode([(name, value) for name, value in coming.query.items() if name != "token"])
        return route, Call(
            method=coming.request.method,
            path="/" + below + (f"?{rest}" if rest else ""),
            ids=ids,
            query=coming.query,
            content=coming.content,
            media_type=coming.request.headers.get("content-type", ""),
            token=token,
        )

    def _token(self, coming: Coming) -> Token:
        known = tokens(self._store.settings, self._store.switches)
        if coming.token not in known:
            self._store.quota.count_unknown(coming.token)
            raise refused("INVALID_API_TOKEN", "The token is not valid")
        return known[coming.token]

    def _others(self, struck: Struck, moment: str) -> None:
        if struck.others or self._store.active.memory.undoing:
            with self._store.transaction():
                others.undo_due(self._store)
                others.happen(self._store, struck.others, moment)

    def _date(self, struck: Struck) -> dict[str, str]:
        if struck.times.skew is None:
            return {}
        return {"Date": formatdate(self._store.settings.clock() + struck.times.skew, usegmt=True)}

    def _below(self, request: Request) -> str:
        """The path below the store's root, still encoded. 404 outside this store."""
        raw = request.scope.get("raw_path", b"").decode("latin-1") or request.url.path
        if not raw.startswith(API):
            raise ApiError(404, "Not found")
        number, _, below = raw.removeprefix(API).partition("/")
        if whole("storeId", number) != self._store.settings.store_id:
            raise refused("STORE_NOT_FOUND", f"Store {number} not found")
        return below.rstrip("/")

    def _note(self, coming: Coming, status: int, counted: bool, struck: Struck) -> None:
        time = datetime.fromtimestamp(self._store.settings.clock(), UTC).isoformat(timespec="milliseconds")
        said = {"method": coming.request.method, "path": coming.path, "status": status, "counted": counted}
        self._witness.requests.append({"time": time, **said, "faults": struck.names()})


def _coming(request: Request, content: bytes, switches: Switches) -> Coming:
    query = dict(reversed(parse_qsl(request.url.query, keep_blank_values=True)))
    authorization = request.headers.get("authorization", "")
    below = request.url.path.removeprefix(API).partition("/")[2]
    return Coming(
        request=request,
        content=content,
        query=query,
        authorization=authorization,
        token=token_text(authorization, query, switches),
        path=_shown_path(request),
        kind=requests.kind_of(request.method, below, query),
    )


def _shown_path(request: Request) -> str:
    query = [(name, value) for name, value in parse_qsl(request.url.query, True) if name != "token"]
    return request.url.path + (f"?{urlencode(query)}" if query else "")
