"""An answer in place of the work, or of the answer to it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from email.utils import formatdate

from batch.sandbox.errors import ApiError, refused
from batch.sandbox.faults.active import Hit, Memory

PROXY_PAGE = "<html><head><title>{status}</title></head><body><center><h1>{status}</h1></center></body></html>"
HARMFUL: Mapping[str, str] = {
    "long": "long " * 200_000,
    "escapes": "\x1b[2J\x1b]0;owned\x07\x1b[31mred\r\nforged line\x00‮",
    "formula": "=cmd|' /C calc'!A0",
    "markup": "<script>alert(document.cookie)</script><img src=x onerror=alert(1)>",
}


@dataclass(frozen=True, slots=True)
class Asked:
    """What a refusal knows of a request. ``now``: UNIX seconds."""

    authorization: str
    token: str
    now: float
    memory: Memory


Act = Callable[[Hit, Asked], ApiError]


def error(hit: Hit, asked: Asked) -> ApiError:
    return ACTS[hit.name](hit, asked)


def strikes_after(hit: Hit) -> bool:
    """Whether the work is done all the same."""
    return hit.fault.given.get("done") == "yes"


def refuse_blocked(asked: Asked) -> None:
    """429 while a token is blocked."""
    left = asked.memory.blocked.get(asked.token, 0.0) - asked.now
    if left > 0:
        raise ApiError(429, "Too many requests", "RATE_LIMITED", str(int(left) + 1))


def _too_many(hit: Hit, asked: Asked) -> ApiError:
    said = hit.text("retry_after")
    moment = formatdate(asked.now + hit.seconds(), usegmt=True)
    header = {"absent": None, "date": moment}.get(said, said)
    text = "" if hit.text("body") == "empty" else None
    return ApiError(429, "Too many requests", "RATE_LIMITED", header, text)


def _blocked(hit: Hit, asked: Asked) -> ApiError:
    asked.memory.blocked[asked.token] = asked.now + hit.seconds()
    return ApiError(429, "Too many requests", "RATE_LIMITED", str(int(hit.seconds() + 0.999)))


def _server_error(hit: Hit, _asked: Asked) -> ApiError:
    status = hit.number("status")
    bodies = {"json": None, "empty": "", "html": PROXY_PAGE.format(status=status)}
    return ApiError(status, "Out of order", "INTERNAL_ERROR", body=bodies[hit.text("body")])


def _token_refused(_hit: Hit, _asked: Asked) -> ApiError:
    return refused("INVALID_API_TOKEN", "The token is not valid")


def _scope_missing(_hit: Hit, _asked: Asked) -> ApiError:
    return refused("INSUFFICIENT_APP_SCOPE", "The token lacks an access scope")


def _suspended(_hit: Hit, _asked: Asked) -> ApiError:
    return refused("STORE_IS_SUSPENDED", "The store is suspended")


def _says(hit: Hit, asked: Asked) -> ApiError:
    echoes = {"token": f"Bad token {asked.token}", "header": f"Bad header Authorization: {asked.authorization}"}
    return ApiError(hit.number("status"), {**echoes, **HARMFUL}[hit.text("what")])


ACTS: Mapping[str, Act] = {
    "too_many_requests": _too_many,
    "token_blocked": _blocked,
    "server_error": _server_error,
    "token_refused": _token_refused,
    "scope_missing": _scope_missing,
    "suspended": _suspended,
    "error_says": _says,
}
