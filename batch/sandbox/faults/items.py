"""One request carried out, in a batch or alone: refused, done for nothing, done twice, done otherwise."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from batch.sandbox.calls import Call, Mutation, Reply
from batch.sandbox.errors import ApiError, refused
from batch.sandbox.faults.active import Hit, Undoing
from batch.sandbox.faults.kinds import Point
from batch.sandbox.jsontext import Document, plain, write
from batch.sandbox.ledger import record
from batch.sandbox.store import Store

Answer = Callable[[Store, Call], Reply]
CODES: Mapping[int, str] = {
    429: "RATE_LIMITED",
    400: "WRONG_PARAMETER",
    404: "PRODUCT_NOT_FOUND",
    409: "SKU_ALREADY_EXISTS",
}

_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_ATTRIBUTES = re.compile(r"<(\w+)\s[^<>]*>")


def carried_out(store: Store, call: Call, answer: Answer) -> Reply:
    """The answer, as far as the faults that strike it let it be given."""
    kind = kind_of(call.method, call.path)
    if not kind:
        return answer(store, call)
    if store.active.first(Point.ROOM, kind):
        raise ApiError(402, "The plan's limit of products is reached")
    for hit in store.active.striking(Point.ITEM, kind):
        answer = ACTS[hit.name](hit, answer)
    return answer(store, call)


def said(store: Store, path: str, method: str, reply: Reply) -> Reply:
    """What a batch says of a request that was carried out."""
    kind = kind_of(method, path)
    if reply.status != 200 or not kind or store.active.first(Point.RESULT, kind) is None:
        return reply
    return Reply(500, write({"errorMessage": "Internal server error"}), reason="Internal server error")


def kind_of(method: str, path: str) -> str:
    """What a request does, in the words of ``kinds.ITEMS``; "" for what only reads."""
    parts = path.partition("?")[0].strip("/").split("/")
    if method == "GET" or parts[0] != "products":
        return ""
    if "image" in parts or "gallery" in parts or "media" in parts:
        return "image"
    if parts[-1] == "inventory":
        return "stock"
    if "combinations" in parts:
        return "variation"
    return {"POST": "create", "PUT": "update", "DELETE": "delete"}.get(method, "")


def _refused(hit: Hit, _answer: Answer) -> Answer:
    def answered(_store: Store, _call: Call) -> Reply:
        raise ApiError(hit.number("status"), "Refused", CODES.get(hit.number("status")))

    return answered


def _fails(_hit: Hit, _answer: Answer) -> Answer:
    def answered(_store: Store, _call: Call) -> Reply:
        raise refused("INTERNAL_ERROR", "Internal server error")

    return answered


def _not_stored(_hit: Hit, answer: Answer) -> Answer:
    def answered(store: Store, call: Call) -> Reply:
        try:
            with store.part():
                raise _Undone(answer(store, call))
        except _Undone as undone:
            return replace(undone.reply, mutation=None)

    return answered


class _Undone(Exception):
    """Carries a reply out of a part that is undone."""

    def __init__(self, reply: Reply) -> None:
        super().__init__()
        self.reply = reply


def _twice(hit: Hit, answer: Answer) -> Answer:
    def answered(store: Store, call: Call) -> Reply:
        first = answer(store, call)
        if first.mutation is not None:
            record(store, call, first.mutation)
        if hit.text("second") == "made":
            with store.turned({"unique_skus": "off"}):
                return answer(store, call)
        try:
            with store.part():
                return answer(store, call)
        except ApiError as error:  # raised again, it would undo the first one too
            body = {"errorMessage": error.message} | ({"errorCode": error.code} if error.code else {})
            return Reply(error.status, write(body), None, error.message)

    return answered


def _undone_later(hit: Hit, answer: Answer) -> Answer:
    def answered(store: Store, call: Call) -> Reply:
        reply = answer(store, call)
        if reply.mutation is not None:
            _remember(store, reply.mutation, store.settings.clock() + hit.seconds())
        return reply

    return answered


def _remember(store: Store, mutation: Mutation, due: float) -> None:
    if mutation.product_id is not None and mutation.before is not None and mutation.after is not None:
        store.active.memory.undoing.append(Undoing(due, mutation.product_id, mutation.before))


Change = Callable[[Hit, Document], Document]


def _stored_as(change: Change) -> Callable[[Hit, Answer], Answer]:
    """The request as if it had said something else; the ledger has what it said."""

    def act(hit: Hit, answer: Answer) -> Answer:
        def answered(store: Store, call: Call) -> Reply:
            try:
                body = call.document()
            except ApiError:
                return answer(store, call)
            return answer(store, replace(call, content=write(_everywhere(hit, change, body)).encode()))

        return answered

    return act


def _everywhere(hit: Hit, change: Change, body: Document) -> Document:
    """In the product and in its variations."""
    changed = change(hit, body)
    varied = changed.get("combinations")
    if not isinstance(varied, list):
        return changed
    return changed | {"combinations": [change(hit, item) if isinstance(item, dict) else item for item in varied]}


def _rounded(_hit: Hit, body: Document) -> Document:
    price = body.get("price")
    if isinstance(price, bool) or not isinstance(price, int | Decimal):
        return body
    return body | {"price": plain(Decimal(price).quantize(Decimal(1), ROUND_HALF_UP))}


def _cleaned(_hit: Hit, body: Document) -> Document:
    return _text(body, "description", lambda text: _ATTRIBUTES.sub(r"<\1>", _COMMENT.sub("", text)))


def _trimmed(hit: Hit, body: Document) -> Document:
    return _text(body, "name", lambda text: text[: hit.number("most")].strip())


def _capitals(_hit: Hit, body: Document) -> Document:
    return _text(body, "sku", str.upper)


def _titled(_hit: Hit, body: Document) -> Document:
    """The names of options, their choices, and what a variation has of them."""
    options = body.get("options")
    if not isinstance(options, list):
        return body
    return body | {"options": [_option(option) if isinstance(option, dict) else option for option in options]}


def _option(option: Document) -> Document:
    named = _text(_text(option, "name", str.capitalize), "value", str.capitalize)
    choices = option.get("choices")
    if not isinstance(choices, list):
        return named
    return named | {"choices": [_text(c, "text", str.capitalize) if isinstance(c, dict) else c for c in choices]}


def _text(body: Document, name: str, changed: Callable[[str], str]) -> Document:
    value: Any = body.get(name)
    return body | {name: changed(value)} if isinstance(value, str) else body


ACTS: Mapping[str, Callable[[Hit, Answer], Answer]] = {
    "item_refused": _refused,
    "item_fails": _fails,
    "not_stored": _not_stored,
    "done_twice": _twice,
    "change_undone": _undone_later,
    "price_rounded": _stored_as(_rounded),
    "html_cleaned": _stored_as(_cleaned),
    "name_trimmed": _stored_as(_trimmed),
    "sku_uppercased": _stored_as(_capitals),
    "options_capitalised": _stored_as(_titled),
}
