"""The shared HTTP client of the channels: bounded in time, size and frequency, and silent about its token."""

import json
import logging
import math
import threading
import time
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from pathlib import Path

import httpx
import stamina

from batch.channels.faults import NotSent, Reply, Unavailable, clean, fault, moment, parsed, retry_after
from batch.channels.quota import Quota
from batch.channels.turns import OwnTurns, SharedTurns, Turns
from batch.errors import Misconfigured, Refused, Unreachable
from batch.model.runs import Traffic

# stamina tells of each retry through logging; without a handler that would be written on the user's terminal.
logging.getLogger("stamina").addHandler(logging.NullHandler())
# httpx and its transport log each answer's reason phrase and headers as they came: a store could echo the token there.
for _name in ("httpx", "httpcore"):
    logging.getLogger(_name).setLevel(logging.WARNING)

LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
Query = Mapping[str, str]


class Repeat(Enum):
    """Whether a request whose fate is unknown may be sent again."""

    SAFE = "safe"
    NEVER = "never"


@dataclass(frozen=True, slots=True)
class Limits:
    """Times in seconds. ``deadline``: one request from first to last byte; ``patience``: all waits for one's turn

    after 429, together. ``budget``: requests in any ``window``. ``answer_bytes``: the longest answer, inflated.
    """

    budget: int = 540
    window: float = 60.0
    timeout: float = 30.0
    deadline: float = 180.0
    patience: float = 300.0
    first_pause: float = 10.0
    attempts: int = 6
    answer_bytes: int = 64 * 2**20


@dataclass(frozen=True, slots=True)
class Seams:
    """Where the world takes hold: the network, a monotonic clock, and sleep.

    ``turns``: the file in which all that use a token keep count of their requests; None = nobody else uses it.
    ``waits`` is told how many seconds are left of a wait for the quota, and 0 at its end; ``quota`` how many requests
    of how many are left, now and then.
    """

    transport: httpx.BaseTransport | None = None
    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], object] = time.sleep
    turns: Path | None = None
    waits: Callable[[float], object] = lambda _: None
    quota: Callable[[int, int], object] = lambda _, __: None


class Http:
    """JSON in, JSON out. Raises Unreachable, Refused or Rejected, and nothing else. Threads may share it.

    ``base`` is an https URL, or http on this machine; ``token`` goes into the Authorization header and nowhere else.
    Raises Misconfigured when either cannot be used.
    """

    def __init__(self, base: str, token: str, limits: Limits | None = None, seams: Seams | None = None) -> None:
        self.limits, self.seams = limits or Limits(), seams or Seams()
        self._token = _usable_token(token)
        self._url = _usable_url(base)
        self._client = self._connected()
        self._quota = Quota(self._turns(), self.seams.clock, self.seams.sleep, self.seams.waits, self._left)
        self._lock = threading.Lock()
        self._total = self._retries = 0
        self._refusal: Refused | None = None
        self._ends = math.inf
        self._date: datetime | None = None

    def __repr__(self) -> str:
        return f"Http({self._url.host})"

    def get(self, path: str, query: Query) -> object:
        """``path`` begins with a slash, below the base. The answer's JSON: floats are Decimal."""
        return self._send(self._request("GET", path, query, None), Repeat.SAFE)

    def post(self, path: str, query: Query, body: object, repeat: Repeat) -> object:
        """As ``get``; with Repeat.SAFE the server is known to take the same request twice for one.

        With Repeat.NEVER it is sent again only when it certainly did not arrive; Unavailable means that it may have.
        """
        content = json.dumps(body, allow_nan=False).encode()
        return self._send(self._request("POST", path, query, content), repeat)

    def date(self) -> datetime | None:
        """The other side's clock at its last answer, where it told it."""
        return self._date

    def traffic(self) -> Traffic:
        """What was sent so far; ``batches`` is not known here."""
        with self._lock:
            return Traffic(self._total, 0, self._retries, round(self._quota.waited(), 3))

    def clean(self, text: str) -> str:
        """A server's words, fit to be shown."""
        return clean(text, self._token)

    def rest(self, seconds: float) -> None:
        """Nothing is asked until so many seconds from now."""
        self._quota.block(seconds)

    def hurry(self, seconds: float) -> None:
        """No wait ends later than so many seconds from now, and nothing is asked twice."""
        self._ends = self.seams.clock() + seconds
        self._quota.close(seconds)

    def close(self) -> None:
        """Ends every wait; the client cannot be used again."""
        self._quota.close()
        self._client.close()
        self._quota.let_go()

    def _left(self, turns: int) -> None:
        self.seams.quota(turns, self.limits.budget)

    def _turns(self) -> Turns:
        budget, window, path = self.limits.budget, self.limits.window, self.seams.turns
        return OwnTurns(budget, window) if path is None else SharedTurns(budget, window, path, self._token)

    def _connected(self) -> httpx.Client:
        return httpx.Client(
            headers={"Authorization": f"Bearer {self._token}", "Accept": "application/json"},
            timeout=self.limits.timeout,
            follow_redirects=False,
            transport=self.seams.transport,
            verify=self._url.scheme == "https",  # else the roots of trust would be read for nothing, 60 ms of each run
            trust_env=self._url.host not in LOOPBACK,  # a store on this machine is never behind a proxy
        )

    def _request(self, method: str, path: str, query: Query, content: bytes | None) -> httpx.Request:
        url = self._url.copy_with(path=self._url.path.rstrip("/") + path)
        headers = {} if content is None else {"Content-Type": "application/json"}
        return self._client.build_request(
            method, url, params=dict(query), content=content, headers=headers, timeout=self._timeout()
        )

    def _timeout(self) -> float:
        return max(1.0, min(self.limits.timeout, self._ends - self.seams.clock()))

    def _send(self, request: httpx.Request, repeat: Repeat) -> object:
        again = Unavailable if repeat is Repeat.SAFE else NotSent
        attempts = self.limits.attempts if self._ends == math.inf else 1
        for attempt in stamina.retry_context(again, attempts=attempts, timeout=None, wait_max=10.0):
            with attempt:
                if attempt.num > 1:
                    self._count_retry()
                return self._judged(self._in_turn(request))
        raise AssertionError("the last attempt returns or raises")

    def _in_turn(self, request: httpx.Request) -> Reply:
        """Waits for our turn, and again for as long as the store says 429, in which case nothing was done."""
        waited, pause = 0.0, self.limits.first_pause
        while True:
            self._wait()
            reply = self._exchange(request)
            if reply.status != 429:
                return reply
            asked = retry_after(reply.headers)
            seconds, pause = (pause, pause * 2) if asked is None else (asked, pause)
            waited += seconds
            if waited > self.limits.patience:
                raise Unreachable("channel.throttled", {"seconds": round(seconds)})
            self._quota.block(seconds)
            self._count_retry()

    def _wait(self) -> None:
        """A token that was refused once is never shown again: the store blocks those who insist."""
        in_turn = self._quota.take()
        if self._refusal is not None:
            raise Refused(self._refusal.code, self._refusal.facts)
        if not in_turn:
            raise Unreachable("channel.closed")

    def _exchange(self, request: httpx.Request) -> Reply:
        with self._lock:
            self._total += 1
        try:
            response = self._client.send(request, stream=True)
            with closing(response):
                return Reply(
                    response.status_code, response.reason_phrase, _lower(response.headers), self._body(response)
                )
        except (httpx.HTTPError, httpx.StreamError, httpx.InvalidURL, RuntimeError, OSError) as error:
            kind = NotSent if isinstance(error, httpx.ConnectError | httpx.ConnectTimeout) else Unavailable
            reason = self.clean(str(error)) or type(error).__name__
        # Raised out here so that no traceback leads to the request and its headers.
        raise kind("channel.unreachable", {"host": self._url.host, "reason": reason})

    def _body(self, response: httpx.Response) -> bytes:
        end = min(self.seams.clock() + self.limits.deadline, self._ends)
        body = bytearray()
        for chunk in response.iter_bytes():
            body += chunk
            if len(body) > self.limits.answer_bytes:
                raise Unreachable("channel.too_large", {"limit": self.limits.answer_bytes})
            if self.seams.clock() > end:
                raise Unavailable("channel.unreachable", {"host": self._url.host, "reason": "answer too slow"})
        return bytes(body)

    def _judged(self, reply: Reply) -> object:
        """The JSON of a good answer; raises for any other."""
        self._date = moment(reply.headers.get("date", ""))
        error = fault(reply, self._token)
        if isinstance(error, Refused):
            self._refusal = error
        if error is not None:
            raise error
        try:
            found = parsed(reply.body)
        except ValueError:
            found = None
        if found is None:
            what = self.clean(reply.headers.get("content-type", "")) or "?"
            raise Unavailable("channel.unreadable", {"what": what})  # it may have been spoilt on its way
        return found

    def _count_retry(self) -> None:
        with self._lock:
            self._retries += 1


def _lower(headers: httpx.Headers) -> dict[str, str]:
    return {name.lower(): text for name, text in headers.items()}


def _usable_token(token: str) -> str:
    if not token or not token.isascii() or not token.isprintable() or " " in token:
        raise Misconfigured("stores.token_unusable")
    return token


def _usable_url(base: str) -> httpx.URL:
    """https, except on this machine: a token is not sent in the clear."""
    try:
        url = httpx.URL(base)
    except (httpx.InvalidURL, ValueError):
        raise Misconfigured("stores.api_unusable") from None
    safe = url.scheme == "https" or (url.scheme == "http" and url.host in LOOPBACK)
    if not safe or not url.host or url.userinfo or url.query:
        raise Misconfigured("stores.api_unusable")
    return url
