"""A batch on the wire: requests out, answers in. Pure. Sources: E-Series REST docs: Create batch request; Get batch

request status.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from batch.channels.faults import error_in, parsed, usual
from batch.errors import Unreachable
from batch.model.runs import Answer, Step

MOST = 500  # requests in a batch
PATIENCE = 3600.0  # seconds; the store remembers a deduplication key for as long
UNHEARD_PATIENCE = 60.0  # seconds, for a batch that may not even be there
UNDONE = ("QUEUED", "IN_PROGRESS")


@dataclass(frozen=True, slots=True)
class BatchStatus:
    """``responses`` are the store's own, in any order; there are some only when ``complete``."""

    complete: bool
    done: int
    total: int | None
    responses: Sequence[Mapping[str, object]]


def requests(steps: Sequence[Step]) -> list[dict[str, object]]:
    """The body of POST /batch. Every step has its own id, by which its answer is known."""
    if not 0 < len(steps) <= MOST or len({step.id for step in steps}) != len(steps):
        raise AssertionError(f"{len(steps)} steps do not make a batch")
    return [_request(step) for step in steps]


def ticket(answer: object) -> str:
    """Raises Unreachable when there is none: the batch may have been taken."""
    found = answer.get("ticket") if isinstance(answer, Mapping) else None
    if not isinstance(found, str) or not found:
        raise Unreachable("channel.unreadable", {"what": "POST /batch"})
    return found


def status(answer: object) -> BatchStatus:
    """Raises Unreachable when the answer is no status of a batch."""
    found = answer if isinstance(answer, Mapping) else {}
    word, done, total = found.get("status"), found.get("completedRequests"), found.get("totalRequests")
    if not isinstance(word, str):
        raise Unreachable("channel.unreadable", {"what": "GET /batch"})
    listed = found.get("responses")
    responses = [entry for entry in listed if isinstance(entry, Mapping)] if isinstance(listed, list) else []
    return BatchStatus(
        word == "COMPLETED", done if isinstance(done, int) else 0, total if isinstance(total, int) else None, responses
    )


def answers(
    responses: Iterable[Mapping[str, object]], sent: AbstractSet[str] | None, clean: Callable[[str], str]
) -> tuple[Answer, ...]:
    """By id: foreign ones are left out when we know what we ``sent``, and so is an id with two different answers."""
    found: dict[str, Answer | None] = {}
    for response in responses:
        key = response.get("id")
        if not isinstance(key, str) or (sent is not None and key not in sent):
            continue
        answer = _answer(key, response, clean)
        found[key] = answer if found.get(key, answer) == answer else None
    return tuple(answer for answer in found.values() if answer is not None)


def listed(answer: object) -> bool:
    """Whether a list of batches has one."""
    return bool(answer.get("items")) if isinstance(answer, Mapping) else False


def within(patience: float, pauses: Iterable[float]) -> Iterator[float]:
    """Seconds between looks, until patience is at its end."""
    waited = 0.0
    for seconds in pauses:
        yield seconds
        waited += seconds
        if waited >= patience:
            return


def unfinished(name: str) -> Unreachable:
    return Unreachable("channel.unfinished", {"ticket": name, "seconds": round(PATIENCE)})


def _request(step: Step) -> dict[str, object]:
    request: dict[str, object] = {"id": step.id, "path": step.path, "method": step.method}
    return request if step.body is None else request | {"body": step.body}


def _answer(key: str, response: Mapping[str, object], clean: Callable[[str], str]) -> Answer:
    code = response.get("httpStatusCode")
    if response.get("status") == "NOT_EXECUTED":
        return Answer(key, None)
    if not isinstance(code, int):
        return Answer(key, None, heard=False)
    body = _body(response)
    if 200 <= code < 300:
        return Answer(key, code, None, _created_id(body))
    return Answer(key, code, clean(_message(body, response, code)))


def _message(body: object, response: Mapping[str, object], code: int) -> str:
    constant, text = error_in(body)
    line = response.get("httpStatusLine")
    said = text or (line if isinstance(line, str) and line else usual(code))
    return f"{said} ({constant})" if constant else said


def _body(response: Mapping[str, object]) -> object:
    """As JSON or as text, whichever the store chose; what cannot be read is as good as empty."""
    for name in ("httpBody", "escapedHttpBody"):
        found = response.get(name)
        if isinstance(found, Mapping):
            return found
        if isinstance(found, str) and found:
            try:
                return parsed(found.encode())
            except ValueError:
                continue
    return None


def _created_id(body: object) -> str | None:
    found = body.get("id") if isinstance(body, Mapping) else None
    return str(found) if isinstance(found, int | str) and not isinstance(found, bool) and found else None
