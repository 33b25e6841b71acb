"""The requests of a batch as they arrive: read, checked, refused as a whole when one is malformed."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from batch.sandbox.auth import Token, allow
from batch.sandbox.calls import Call
from batch.sandbox.errors import ApiError, wrong
from batch.sandbox.jsontext import write
from batch.sandbox.switches import Switches

MOST = 500
METHODS = ("GET", "POST", "PUT", "DELETE")
ScopesOf = Callable[[str, str], tuple[str, ...]]  # of a method and a path


@dataclass(frozen=True, slots=True)
class Item:
    """One request of a batch, as it will be executed."""

    id: str | None
    method: str
    path: str
    body: str | None


def items(call: Call, switches: Switches) -> list[Item]:
    """The requests of a batch's body. 400 when it is too long, empty, ambiguous or malformed."""
    written = call.value()
    if not isinstance(written, list):
        raise wrong("Can't create batch. Batch request body is invalid")
    if len(written) > MOST:
        raise wrong(f"Can't create batch. More than {MOST} requests")
    if not written and switches["empty_batch"] == "400":
        raise wrong("Can't create batch. Batch request body is empty")
    found = [_item(place, item) for place, item in enumerate(written)]
    ids = [item.id for item in found if item.id is not None]
    if len(set(ids)) < len(ids):
        raise wrong("Can't create batch. Two requests have the same id")
    return found


def check_scopes(token: Token, requests: list[Item], scopes_of: ScopesOf) -> None:
    """403 when the token may not do what a request of the batch does; unknown paths fail later, alone."""
    for request in requests:
        try:
            scopes = scopes_of(request.method, urlsplit(request.path).path)
        except ApiError:
            continue
        allow(token, scopes)


def _item(place: int, written: Any) -> Item:
    if not isinstance(written, dict):
        raise _bad(f"$[{place}]")
    number, path, method = written.get("id"), written.get("path"), written.get("method")
    if number is not None and not isinstance(number, str):
        raise _bad(f"$[{place}].id")
    if not isinstance(path, str) or not path.strip("/"):
        raise _bad(f"$[{place}].path")
    if method not in METHODS:
        raise _bad(f"$[{place}].method")
    return Item(number, method, "/" + path.lstrip("/"), _body(written.get("body")))


def _body(written: Any) -> str | None:
    """An object; null, "" and absent are none; an object written inside a string is taken too."""
    if written is None or written == "":
        return None
    return written if isinstance(written, str) else write(written)


def _bad(where: str) -> ApiError:
    return wrong(f"Can't create batch. Batch request body is invalid. Path {where} contains bad value")
