"""What a store's answer means when it is not a plain yes: our exceptions, and words that are safe to show."""

import json
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from email.utils import parsedate_to_datetime
from http import HTTPStatus

from batch.errors import ChannelError, Refused, Rejected, Unreachable
from batch.values import clipped

MESSAGE_LENGTH = 500
REDACTED = "[redacted]"
_SECRETS = re.compile(r"(?:secret|public)_[A-Za-z0-9._~+/=-]+|(?<=Bearer )\S+")

AGAIN = frozenset({408, *range(500, 600)})
REFUSED = frozenset({401, 403})
# 402 is said both of the account and of one product too many: only these two concern every request.
SUSPENDED, NOT_ON_PLAN = "STORE_IS_SUSPENDED", "NOT_AVAILABLE_ON_CURRENT_PLAN"


class Unavailable(Unreachable):
    """A fault that may pass: worth asking again when the request may be repeated."""


class NotSent(Unavailable):
    """Nothing of the request has reached the store."""


@dataclass(frozen=True, slots=True)
class Reply:
    """An HTTP answer, whole. ``headers`` have lower-case names; ``body`` is decoded, and bounded in size."""

    status: int
    reason: str
    headers: Mapping[str, str]
    body: bytes


def fault(reply: Reply, token: str) -> ChannelError | None:
    """The exception for an answer that is not a 2xx one; None for those. Source: REST docs: API error codes."""
    if 200 <= reply.status < 300:
        return None
    code, message = said(reply, token)
    facts = {"status": reply.status, "code": code, "message": message}
    if reply.status in AGAIN:
        return Unavailable("channel.unavailable", facts)
    if reply.status == 402 and code == SUSPENDED:
        return Refused("channel.suspended", facts | {"reason": message})
    if reply.status in REFUSED or (reply.status == 402 and code == NOT_ON_PLAN):
        return Refused("channel.refused", facts)
    if 400 <= reply.status < 500:
        return Rejected("channel.rejected", facts)
    return Unreachable("channel.redirected", {"status": reply.status})


def said(reply: Reply, token: str) -> tuple[str | None, str]:
    """The store's code and message: its body's, else the reason phrase, else the usual words for the status."""
    try:
        body = parsed(reply.body)
    except ValueError:
        body = None
    code, text = error_in(body)
    return clean(code, token) if code else None, clean(text or reply.reason or usual(reply.status), token)


def error_in(body: object) -> tuple[str | None, str | None]:
    """errorCode and errorMessage of a body, as far as it has them; older servers write error_message."""
    if not isinstance(body, Mapping):
        return None, None
    code, text = body.get("errorCode"), body.get("errorMessage") or body.get("error_message")
    return (str(code) if code else None), (str(text) if text else None)


def usual(status: int) -> str:
    """The standard words for a status, else the number."""
    return HTTPStatus(status).phrase if status in HTTPStatus._value2member_map_ else str(status)


def clean(text: str, token: str) -> str:
    """A server's words on one line: no control or formatting characters, no secret, not too long."""
    visible = "".join(" " if unicodedata.category(letter)[0] in "CZ" else letter for letter in text[:10_000])
    bare = visible.replace(token, REDACTED) if token else visible
    return clipped(" ".join(_SECRETS.sub(REDACTED, bare).split()), MESSAGE_LENGTH)


def parsed(body: bytes) -> object:
    """The body's JSON, None when it is empty; numbers with a point are Decimal. Raises ValueError."""
    if not body.strip():
        return None
    try:
        return json.loads(body, parse_float=Decimal, parse_constant=_no_number)
    except RecursionError:
        raise ValueError("nested too deeply") from None


def _no_number(word: str) -> object:
    raise ValueError(f"{word} is not JSON")


def retry_after(headers: Mapping[str, str]) -> float | None:
    """Seconds that the store asks us to wait: a whole number, or a date set against the store's own clock."""
    text = headers.get("retry-after", "").strip()
    if re.fullmatch(r"[0-9]{1,9}", text):
        return max(1.0, float(text))
    until = moment(text)
    if until is None:
        return None
    now = moment(headers.get("date", "")) or datetime.now(UTC)
    return max(1.0, (until - now).total_seconds())


def moment(text: str) -> datetime | None:
    """A date as HTTP writes it; None when it is none."""
    try:
        found = parsedate_to_datetime(text)
    except ValueError:
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)
