"""What is said of a batch, and its responses: changed as it leaves, the truth stays in the store."""

from collections.abc import Callable, Mapping
from random import Random
from typing import Any

from batch.sandbox.errors import ApiError
from batch.sandbox.faults.active import Active, Hit
from batch.sandbox.faults.kinds import Point
from batch.sandbox.jsontext import Document, read, write

BODIES = ("httpBody", "escapedHttpBody")
Act = Callable[[Hit, Document, Random], None]


def told(active: Active, ticket: str, number: int, text: str) -> str:
    """The status of a batch as faults have it told. ApiError when its ticket is not known any more.

    Tickets are new every time; the ``number`` of a batch is not, and chance goes by it.
    """
    completed = '"status":"COMPLETED"' in text
    hits = active.striking(Point.STATUS, "poll")
    hits += active.striking(Point.RESPONSES, "poll") if completed and not hits else []
    if not hits:
        return text
    status = read(text)
    for hit in hits:
        if hit.name == "ticket_forgotten":
            active.memory.forgotten.add(active.memory.aliases.get(ticket, ticket))
            raise ApiError(hit.number("status"), f"Batch {ticket} not found")
        ACTS[hit.name](hit, status, hit.random_of(str(number)))
    return write(status)


def _queued(_hit: Hit, status: Document, _random: Random) -> None:
    status |= {"status": "QUEUED", "completedRequests": 0, "responses": None}


def _stuck(_hit: Hit, status: Document, _random: Random) -> None:
    status |= {"status": "IN_PROGRESS", "completedRequests": max(0, status["totalRequests"] - 1)}
    status["responses"] = (status.get("responses") or [])[: status["completedRequests"]]


def _backwards(hit: Hit, status: Document, random: Random) -> None:
    if hit.nth % 2:
        status |= {"status": "IN_PROGRESS", "completedRequests": status["totalRequests"]}
    else:
        _queued(hit, status, random)


def _null(_hit: Hit, status: Document, _random: Random) -> None:
    status["responses"] = None


def _fewer(hit: Hit, status: Document, random: Random) -> None:
    found = status.get("responses") or []
    gone = _some(hit, found, random)
    status["responses"] = [response for place, response in enumerate(found) if place not in gone]


def _without_ids(hit: Hit, status: Document, random: Random) -> None:
    found = status.get("responses") or []
    for place in _some(hit, found, random):
        found[place].pop("id", None)


def _doubled(hit: Hit, status: Document, random: Random) -> None:
    found = status.get("responses") or []
    if found:
        again: dict[str, Any] = dict(random.choice(found))
        if hit.text("second") == "failed":
            again |= {"status": "FAILED", "httpStatusCode": 404, "httpStatusLine": "Not found"}
        found.append(again)


def _foreign(_hit: Hit, status: Document, _random: Random) -> None:
    alien = {"id": "nobody's", "status": "COMPLETED", "httpStatusCode": 200, "httpStatusLine": "OK"}
    status["responses"] = [alien, *(status.get("responses") or [])]


def _shuffled(_hit: Hit, status: Document, random: Random) -> None:
    random.shuffle(status.get("responses") or [])


def _not_executed(_hit: Hit, status: Document, _random: Random) -> None:
    status["responses"] = [
        {"id": response.get("id"), "status": "NOT_EXECUTED"} for response in status.get("responses") or []
    ]


def _one_form(hit: Hit, status: Document, _random: Random) -> None:
    for response in status.get("responses") or []:
        body = _body(response)
        for name in BODIES:
            response.pop(name, None)
        if body is not None:
            plain = hit.text("form") == "plain"
            response["httpBody" if plain else "escapedHttpBody"] = body if plain else write(body)


def _differ(_hit: Hit, status: Document, _random: Random) -> None:
    for response in status.get("responses") or []:
        body = _body(response)
        if body is not None:
            response |= {"httpBody": body, "escapedHttpBody": write({"errorMessage": "Something else"})}


ACTS: Mapping[str, Act] = {
    "status_queued": _queued,
    "status_stuck": _stuck,
    "status_backwards": _backwards,
    "responses_null": _null,
    "responses_fewer": _fewer,
    "responses_without_ids": _without_ids,
    "responses_doubled": _doubled,
    "responses_foreign": _foreign,
    "responses_shuffled": _shuffled,
    "responses_not_executed": _not_executed,
    "bodies_in_one_form": _one_form,
    "bodies_differ": _differ,
}


def _some(hit: Hit, found: list[Any], random: Random) -> set[int]:
    return set(random.sample(range(len(found)), min(hit.number("missing"), len(found))))


def _body(response: Mapping[str, Any]) -> Any:
    if "httpBody" in response:
        return response["httpBody"]
    return read(response["escapedHttpBody"]) if "escapedHttpBody" in response else None
