"""One request and its reply: the same from the network and from a batch."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import Any

from batch.sandbox.auth import Token
from batch.sandbox.errors import ApiError, wrong
from batch.sandbox.jsontext import Document, read, write

FLAGS = {"true": True, "yes": True, "on": True, "1": True, "false": False, "no": False, "off": False, "0": False}
JSON_MEDIA = ("application/json", "text/json")
DATE_FORMATS = ("%Y-%m-%d %H:%M:%S %z", "%Y-%m-%d %H:%M:%S", "%Y-%m-%d")


@dataclass(frozen=True, slots=True)
class Call:
    method: str
    path: str  # below the store's root, with its query and without a token
    ids: tuple[int, ...]  # the numbers in the path
    query: Mapping[str, str]
    content: bytes
    media_type: str
    token: Token
    deduplication_key: str | None = None

    def value(self) -> Any:
        """The body's JSON value. 415 for another content type, 400 when it is not JSON."""
        if self.media_type.partition(";")[0].strip().lower() not in JSON_MEDIA:
            raise ApiError(415, f"Unsupported content type {self.media_type or '(none)'}")
        try:
            return read(self.content)
        except ValueError as error:
            raise wrong("The request body is not JSON") from error

    def document(self) -> Document:
        """The body as a JSON object."""
        value = self.value()
        if not isinstance(value, dict):
            raise wrong("The request body is not a JSON object")
        return value

    def flag(self, name: str) -> bool | None:
        """A boolean of the query; None when absent, 400 when it is no boolean."""
        text = self.query.get(name)
        if text is None:
            return None
        if text.lower() not in FLAGS:
            raise wrong(f"Wrong boolean parameter '{name}' value")
        return FLAGS[text.lower()]

    def integer(self, name: str) -> int | None:
        text = self.query.get(name)
        return None if text is None else whole(name, text)

    def integers(self, name: str) -> list[int]:
        """A comma list of whole numbers; empty when absent."""
        return [whole(name, text) for text in self.query.get(name, "").split(",") if text.strip()]

    def number(self, name: str) -> Decimal | None:
        text = self.query.get(name)
        if text is None:
            return None
        try:
            return Decimal(text)
        except InvalidOperation as error:
            raise wrong(f"Wrong numeric parameter '{name}' value") from error

    def moment(self, name: str) -> int | None:
        """UNIX seconds of a date in any of the accepted forms."""
        text = self.query.get(name)
        if text is None:
            return None
        if text.isdecimal():
            return int(text)
        for form in DATE_FORMATS:
            try:
                parsed = datetime.strptime(text, form)
            except ValueError:
                continue
            return int((parsed if parsed.tzinfo else parsed.replace(tzinfo=UTC)).timestamp())
        raise wrong(f"Wrong date parameter '{name}' value")


@dataclass(frozen=True, slots=True)
class Mutation:
    """What an accepted write did, as JSON texts."""

    product_id: int | None
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class Reply:
    status: int
    text: str  # JSON, or "" for none
    mutation: Mutation | None = None
    reason: str = "OK"
    headers: Mapping[str, str] = field(default_factory=dict)


def answer(value: Any) -> Reply:
    return Reply(200, write(value))


def whole(name: str, text: str, bits: int = 31) -> int:
    """A whole number of so many bits, or the 400 the store words so."""
    digits = text.strip()
    if digits.lstrip("-").isdecimal() and abs(int(digits)) < 2**bits:
        return int(digits)
    raise wrong(f"Wrong numeric parameter '{name}' value: not a number or a number out of range")


@lru_cache(maxsize=1000)
def stamp(seconds: int) -> str:
    """A moment as the store writes it: 2024-09-04 07:20:11 +0000."""
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%d %H:%M:%S +0000")
