"""Answers of a batch find their step by id, whatever the store does to the list."""

import json
from collections.abc import Mapping
from itertools import repeat

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from batch.channels.eseries import batches
from batch.errors import Rejected, Unreachable
from batch.model.runs import Answer, Step
from tests.channels.making import TOKEN, FakeTime, Told, channel, quiet

STEPS = tuple(Step(f"product:{n}", "PUT", f"/products/{n}", {"name": "x"}, ()) for n in range(1, 4))


def said(text: str) -> str:
    return text


def response(key: str, code: int = 200) -> dict[str, object]:
    return {"id": key, "status": "COMPLETED", "httpStatusCode": code, "httpStatusLine": "OK"}


def test_a_batch_is_sent_with_its_key_and_leading_slashes() -> None:
    seen: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        return httpx.Response(200, json={"ticket": "t-1"})

    image = Step("image:1", "POST", "/products/1/image?externalUrl=x", None, ())
    with channel(answer) as store:
        assert store.submit([STEPS[0], image], "key-1") == "t-1"
        assert store.traffic().batches == 1
    assert dict(seen[0].url.params) == {"stopOnFirstFailure": "false", "deduplicationKey": "key-1"}
    assert json.loads(seen[0].content) == [
        {"id": "product:1", "path": "/products/1", "method": "PUT", "body": {"name": "x"}},
        {"id": "image:1", "path": "/products/1/image?externalUrl=x", "method": "POST"},
    ]


@pytest.mark.parametrize("steps", [(), STEPS[:1] * 2, tuple(Step(str(n), "PUT", "/", {}, ()) for n in range(501))])
def test_a_batch_that_the_store_could_not_take_is_not_sent(steps: tuple[Step, ...]) -> None:
    with pytest.raises(AssertionError):
        batches.requests(steps)


def test_a_batch_refused_as_a_whole_is_rejected() -> None:
    reply = httpx.Response(400, json={"errorMessage": "Path $[0].id"})
    with channel(lambda _: reply) as store, pytest.raises(Rejected) as caught:
        store.submit(STEPS, "key")
    assert caught.value.facts["message"] == "Path $[0].id"


BODIES: tuple[tuple[Mapping[str, object], Answer], ...] = (
    ({"httpStatusCode": 200, "httpBody": {"id": 5}}, Answer("a", 200, None, "5")),
    ({"httpStatusCode": 200, "httpBody": '{"id": 5}'}, Answer("a", 200, None, "5")),
    ({"httpStatusCode": 200, "escapedHttpBody": '{"id": 5}'}, Answer("a", 200, None, "5")),
    ({"httpStatusCode": 200, "httpBody": None, "escapedHttpBody": '{"id": 5}'}, Answer("a", 200, None, "5")),
    ({"httpStatusCode": 200, "escapedHttpBody": ""}, Answer("a", 200)),
    ({"httpStatusCode": 200, "httpBody": "<html>"}, Answer("a", 200)),
    (
        {"httpStatusCode": 409, "httpBody": {"errorMessage": "Taken", "errorCode": "SKU_ALREADY_EXISTS"}},
        Answer("a", 409, "Taken (SKU_ALREADY_EXISTS)"),
    ),
    ({"httpStatusCode": 404, "httpStatusLine": "Product #5 not found"}, Answer("a", 404, "Product #5 not found")),
    ({"httpStatusCode": 404, "httpStatusLine": None}, Answer("a", 404, "Not Found")),
    ({"httpStatusCode": 404, "httpStatusLine": ""}, Answer("a", 404, "Not Found")),
    ({"httpStatusCode": 404, "httpStatusLine": 404}, Answer("a", 404, "Not Found")),
    ({"httpStatusCode": 599}, Answer("a", 599, "599")),
    ({"status": "NOT_EXECUTED"}, Answer("a", None)),
    ({"status": "NOT_EXECUTED", "httpStatusCode": 200}, Answer("a", None)),
    ({"status": "COMPLETED", "httpStatusCode": "200"}, Answer("a", None, heard=False)),
    ({"status": "FAILED"}, Answer("a", None, heard=False)),
)


@pytest.mark.parametrize(("found", "answer"), BODIES)
def test_each_form_of_an_answer_is_understood(found: Mapping[str, object], answer: Answer) -> None:
    assert batches.answers([{"id": "a", "status": "COMPLETED", **found}], None, said) == (answer,)


ids = st.sampled_from(["product:1", "product:2", "product:3", "foreign", "", None, 7])


@given(st.lists(st.tuples(ids, st.sampled_from([200, 409])), max_size=12))
def test_any_order_omission_doubling_or_foreign_id_does_no_harm(found: list[tuple[object, int]]) -> None:
    sent = {step.id for step in STEPS}
    answers = batches.answers([{**response("", code), "id": key} for key, code in found], sent, said)
    codes = {key: {code for other, code in found if other == key} for key in sent}

    assert {answer.step: {answer.status} for answer in answers} == {
        key: {*one} for key, one in codes.items() if len(one) == 1
    }


def test_polling_slows_down_and_ends_when_the_batch_is_complete() -> None:
    time = FakeTime()
    waiting = [{"status": "QUEUED", "totalRequests": 3, "completedRequests": 0, "responses": None}] * 12
    done = {"status": "COMPLETED", "totalRequests": 3, "completedRequests": 3, "responses": [response("product:2")]}
    replies = iter([*waiting, done])
    told = Told()
    with channel(lambda _: httpx.Response(200, json=next(replies)), time) as store:
        assert store.answers("t", told) == (Answer("product:2", 200),)
    assert time.slept[1] == pytest.approx(0.1)
    assert time.slept == sorted(time.slept)
    assert max(time.slept) == 5.0
    assert told.calls[-1] == ("applying", 3, 3)


def test_a_batch_that_never_ends_is_given_up_after_an_hour() -> None:
    time = FakeTime()
    reply = {"status": "IN_PROGRESS", "totalRequests": 3, "completedRequests": 2}
    with channel(lambda _: httpx.Response(200, json=reply), time) as store, pytest.raises(Unreachable) as caught:
        store.answers("t", quiet)
    assert caught.value.code == "channel.unfinished"
    assert time.now - 1000.0 == pytest.approx(3600, abs=10)


@pytest.mark.parametrize("status", [400, 404])
def test_a_forgotten_ticket_has_no_answers(status: int) -> None:
    with channel(lambda _: httpx.Response(status)) as store:
        assert store.answers("t", quiet) == ()


@pytest.mark.parametrize("reply", [None, [], {}, {"status": 3}, "COMPLETED"])
def test_a_status_that_is_none_is_unreachable(reply: object) -> None:
    with channel(lambda _: httpx.Response(200, json=reply)) as store, pytest.raises(Unreachable):
        store.answers("t", quiet)


def test_complete_without_responses_has_no_answers() -> None:
    with channel(lambda _: httpx.Response(200, json={"status": "COMPLETED", "responses": None})) as store:
        assert store.answers("t", quiet) == ()


def test_what_the_store_says_of_a_step_is_made_safe_to_show() -> None:
    body = {"errorMessage": f"bad\x1b[2J {TOKEN}"}
    reply = {"status": "COMPLETED", "responses": [{**response("a", 400), "httpBody": body}]}
    with channel(lambda _: httpx.Response(200, json=reply)) as store:
        assert store.answers("t", quiet)[0].message == "bad [2J [redacted]"


@pytest.mark.parametrize("reply", [None, [], {}, {"ticket": ""}, {"ticket": 5}])
def test_a_batch_without_a_ticket_may_have_been_taken(reply: object) -> None:
    with channel(lambda _: httpx.Response(200, json=reply)) as store, pytest.raises(Unreachable):
        store.submit(STEPS, "key")


def test_a_batch_that_may_never_have_arrived_is_waited_for_a_minute_not_for_hours() -> None:
    """The other patience is for one that the store has."""
    assert sum(batches.within(batches.UNHEARD_PATIENCE, repeat(5.0))) == 60
    assert sum(batches.within(batches.PATIENCE, repeat(5.0))) == 3600
