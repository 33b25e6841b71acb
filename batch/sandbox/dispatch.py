"""One call against the store: a transaction, an answer, a line in the ledger."""

import logging

from batch.sandbox.auth import allow
from batch.sandbox.calls import Call, Reply
from batch.sandbox.errors import ApiError, refused
from batch.sandbox.faults import items
from batch.sandbox.jsontext import write
from batch.sandbox.ledger import record
from batch.sandbox.routes import Answer
from batch.sandbox.store import Store

log = logging.getLogger(__name__)


def perform(store: Store, call: Call, answer: Answer, scopes: tuple[str, ...]) -> Reply:
    """Answers one call inside the caller's transaction. ApiError when the store refuses it."""
    allow(call.token, scopes)
    if store.switches["store_suspended"] == "yes":
        raise refused("STORE_IS_SUSPENDED", "The store is suspended")
    reply = items.carried_out(store, call, answer)
    if reply.mutation is not None:
        record(store, call, reply.mutation)
    return reply


def refusal(store: Store, error: Exception) -> Reply:
    """The reply of an error, its body as the switches say; one that is no refusal is ours, and logged."""
    if not isinstance(error, ApiError):
        log.error("the sandbox failed", exc_info=error)
        error = refused("INTERNAL_ERROR", "Internal server error")
    headers = {"Retry-After": str(error.retry_after)} if error.retry_after is not None else {}
    if error.body is not None:
        return Reply(error.status, error.body, None, error.message, headers | {"Content-Type": "text/html"})
    body = {"errorMessage": error.message}
    if error.code:
        body["errorCode"] = error.code
    switch = "rate_limit_body" if error.status == 429 else "error_body"
    text = "" if "empty" in (store.switches[switch], store.switches["error_body"]) else write(body)
    return Reply(error.status, text, None, error.message, headers)
