"""Batch requests: tickets, deduplication, status, cancelling (E-Series REST docs: Batch requests)."""

from collections.abc import Mapping
from random import Random
from typing import Any
from uuid import uuid4

from sqlalchemy import Row, delete, or_, select, update

from batch.sandbox import batch_plan
from batch.sandbox.batch_plan import Item, ScopesOf
from batch.sandbox.calls import Call, Reply, answer
from batch.sandbox.errors import ApiError, wrong
from batch.sandbox.faults import queue, statuses, tickets
from batch.sandbox.faults.kinds import Point
from batch.sandbox.jsontext import Document, write
from batch.sandbox.paging import page_of
from batch.sandbox.storage import batch_requests, batches
from batch.sandbox.store import Store

STATUSES = ("QUEUED", "IN_PROGRESS", "COMPLETED")


def create(store: Store, call: Call, scopes_of: ScopesOf) -> Reply:
    """Queues a batch and returns its ticket; a key used within the hour returns the first ticket."""
    items = batch_plan.items(call, store.switches)
    batch_plan.check_scopes(call.token, items, scopes_of)
    deduplication_key = call.query.get("deduplicationKey")
    hits = store.active.striking(Point.TICKET, "batch")
    tickets.refuse(hits, call, [f"{item.path} {item.body or ''}" for item in items])
    known = _by_key(store, deduplication_key, tickets.key_lifetime(hits))
    if known is not None:
        _note_other_body(store, call, known, items)
        return answer({"ticket": tickets.ticket_again(hits, known, store.active.memory)})
    stop, parallel = call.flag("stopOnFirstFailure"), bool(call.flag("allowParallelMode"))
    row = {
        "ticket": str(uuid4()),
        "deduplication_key": deduplication_key,
        "group_id": call.query.get("groupId"),
        "token": call.token.text,
        "stop_on_first_failure": int(stop is None or stop or tickets.stops(hits)),
        "parallel": int(parallel),
        "status": "QUEUED" if items else "COMPLETED",
        "total": len(items),
        "completed": 0,
        "created": store.settings.clock(),
    }
    number = store.db.execute(batches.insert(), row).inserted_primary_key
    if items:
        _queue(store, number[0] if number else 0, items, parallel)
        queue.queued(store.active, number[0] if number else 0, store.settings.clock())
    return answer({"ticket": row["ticket"]})


def find(store: Store, call: Call) -> Reply:
    """The status of one ticket, or without a ticket the list of tickets."""
    ticket = call.query.get("ticket", call.query.get("ticketId"))
    if ticket is None:
        return _list(store, call)
    row = _row(store, ticket)
    shown: Document = {
        "status": row.status,
        "totalRequests": row.total,
        "completedRequests": row.completed,
    }
    escaped = bool(call.flag("escapedJson"))
    if escaped or store.switches["plain_batch_responses"] == "present":
        body = "escapedHttpBody" if escaped else "httpBody"
        shown["responses"] = None if row.status == "QUEUED" else body
        return Reply(200, statuses.told(store.active, ticket, row.number, _with_responses(store, row, shown, body)))
    return Reply(200, statuses.told(store.active, ticket, row.number, write(shown)))


def remove(store: Store, call: Call) -> Reply:
    """Stops and forgets a batch."""
    ticket = call.query.get("ticketId", call.query.get("ticket"))
    number = store.db.execute(select(batches.c.number).where(batches.c.ticket == ticket)).scalar_one_or_none()
    if number is None:
        return answer({"deleteCount": 0})
    store.db.execute(delete(batch_requests).where(batch_requests.c.batch == number))
    store.db.execute(delete(batches).where(batches.c.number == number))
    return answer({"deleteCount": 1})


def cancel(store: Store, call: Call) -> Reply:
    """Completes the unfinished batches of a group or ticket; what was not executed stays so."""
    body = call.document() if call.content else {}
    group, ticket = (body.get(name, call.query.get(name)) for name in ("groupId", "ticketId"))
    both = store.switches["cancel_group_parameters"] == "both"
    if (group is None and ticket is None) or (both and (group is None or ticket is None)):
        raise wrong("groupId and ticketId are required" if both else "groupId is required")
    named = or_(batches.c.group_id == str(group), batches.c.ticket == str(ticket))
    rows = store.db.execute(select(batches.c.number).where(batches.c.status != "COMPLETED", named)).scalars().all()
    for number in rows:
        finish(store, number)
    return answer({"updateCount": len(rows)})


def finish(store: Store, number: int) -> None:
    """Completes a batch; requests not executed are marked so."""
    waiting = (batch_requests.c.batch == number, batch_requests.c.status.is_(None))
    store.db.execute(update(batch_requests).where(*waiting).values(status="NOT_EXECUTED"))
    store.db.execute(update(batches).where(batches.c.number == number).values(status="COMPLETED"))


def _queue(store: Store, number: int, items: list[Item], parallel: bool) -> None:
    turns = list(range(len(items)))
    if parallel:
        Random(number).shuffle(turns)  # no order is promised: take one nobody would guess, the same every time
    rows = [
        {"batch": number, "turn": turn, "place": place, "id": item.id}
        | {"method": item.method, "path": item.path, "body": item.body}
        for place, (turn, item) in enumerate(zip(turns, items, strict=True))
    ]
    store.db.execute(batch_requests.insert(), rows)
    store.work.set()


def _by_key(store: Store, deduplication_key: str | None, lifetime: float) -> str | None:
    if deduplication_key is None:
        return None
    fresh = batches.c.created > store.settings.clock() - lifetime
    wanted = select(batches.c.ticket).where(batches.c.deduplication_key == deduplication_key, fresh)
    return store.db.execute(wanted.order_by(batches.c.number).limit(1)).scalar_one_or_none()


def _note_other_body(store: Store, call: Call, ticket: str, items: list[Item]) -> None:
    """A key that comes again with other requests: a mistake that the store would pass over in silence."""
    number = select(batches.c.number).where(batches.c.ticket == ticket).scalar_subquery()
    columns = (batch_requests.c.id, batch_requests.c.method, batch_requests.c.path, batch_requests.c.body)
    wanted = select(*columns).where(batch_requests.c.batch == number).order_by(batch_requests.c.place)
    if [Item(*row) for row in store.db.execute(wanted)] != items:
        store.breaches.note("key_reused", call.method, "/batch")


def _row(store: Store, ticket: str) -> Row[Any]:
    memory = store.active.memory
    true = memory.aliases.get(ticket, ticket)
    hours = store.switches.number("ticket_hours")
    fresh = batches.c.created > store.settings.clock() - 3600 * hours
    row = store.db.execute(select(batches).where(batches.c.ticket == true, fresh)).one_or_none()
    if row is None or true in memory.forgotten:
        raise ApiError(int(store.switches["unknown_ticket"]), f"Batch {ticket} not found")
    return row


def _list(store: Store, call: Call) -> Reply:
    page, status = page_of(store, call), call.query.get("status")
    if status is not None and status not in STATUSES:
        raise wrong("Wrong value of the parameter 'status'")
    wanted = select(batches.c.ticket, batches.c.status).order_by(batches.c.number)
    if status is not None:
        wanted = wanted.where(batches.c.status == status)
    rows = store.db.execute(wanted.offset(page.offset).limit(page.limit)).all()
    return answer({"items": [{"ticket": ticket, "status": state} for ticket, state in rows]})


def _with_responses(store: Store, row: Row[Any], shown: Document, body: str) -> str:
    if row.status == "QUEUED":
        return write(shown)
    shuffled = row.parallel and store.switches["parallel_response_order"] == "shuffled"
    order = batch_requests.c.turn if shuffled else batch_requests.c.place
    done = (batch_requests.c.batch == row.number, batch_requests.c.status.is_not(None))
    rows = store.db.execute(select(batch_requests).where(*done).order_by(order)).mappings()
    responses = ",".join(_response(item, body) for item in rows)
    del shown["responses"]
    return f'{write(shown)[:-1]},"responses":[{responses}]}}'


def _response(row: Mapping[Any, Any], body: str) -> str:
    shown = {"id": row["id"], "status": row["status"]}
    if row["id"] is None:
        del shown["id"]
    if row["status"] != "NOT_EXECUTED":
        shown |= {"httpStatusCode": row["http_status"], "httpStatusLine": row["reason"]}
    text = write(shown)
    if not row["reply"]:
        return text
    value = row["reply"] if body == "httpBody" else write(row["reply"])
    return f'{text[:-1]},"{body}":{value}}}'
