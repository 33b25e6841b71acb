"""What the shared client promises: which requests are repeated, which words come out, and never its token."""

import gzip
from collections.abc import Callable, Iterator
from itertools import pairwise

import httpx
import pytest
import stamina

from batch.channels.http import Http, Limits, Repeat
from batch.errors import ChannelError, Refused, Rejected, Unreachable
from tests.channels.making import FakeTime, client


@pytest.fixture(autouse=True)
def no_pauses() -> Iterator[None]:
    with stamina.set_testing(True, attempts=6, cap=True):
        yield


Call = Callable[[Http], object]
CALLS: dict[str, Call] = {
    "get": lambda http: http.get("/products", {}),
    "post with a key": lambda http: http.post("/batch", {}, [], Repeat.SAFE),
    "post": lambda http: http.post("/products", {}, {}, Repeat.NEVER),
}
NEVER_AGAIN = (400, 402, 403, 404, 409, 413, 415, 422)


@pytest.mark.parametrize("status", [408, 500, 502, 503, 504])
@pytest.mark.parametrize(("call", "sent"), [("get", 6), ("post with a key", 6), ("post", 1)])
def test_a_fault_of_the_server_is_retried_when_repeating_is_safe(status: int, call: str, sent: int) -> None:
    requests: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        requests.append(request)
        return httpx.Response(status)

    with client(answer) as http, pytest.raises(Unreachable):
        CALLS[call](http)
    assert len(requests) == sent
    assert http.traffic().total == sent
    assert http.traffic().retries == sent - 1


@pytest.mark.parametrize("status", NEVER_AGAIN)
@pytest.mark.parametrize("call", CALLS)
def test_a_no_is_never_retried(status: int, call: str) -> None:
    with client(lambda _: httpx.Response(status)) as http, pytest.raises((Refused, Rejected)):
        CALLS[call](http)
    assert http.traffic().total == 1


@pytest.mark.parametrize("fault", [httpx.ConnectError("x"), httpx.ConnectTimeout("x")])
@pytest.mark.parametrize("call", CALLS)
def test_what_never_reached_the_store_is_sent_again(fault: Exception, call: str) -> None:
    def answer(_: httpx.Request) -> httpx.Response:
        raise fault

    with client(answer) as http, pytest.raises(Unreachable):
        CALLS[call](http)
    assert http.traffic().total == 6


@pytest.mark.parametrize("fault", [httpx.ReadTimeout("x"), httpx.RemoteProtocolError("x"), httpx.ReadError("")])
@pytest.mark.parametrize(("call", "sent"), [("get", 6), ("post with a key", 6), ("post", 1)])
def test_a_lost_connection_is_tried_again_when_repeating_is_safe(fault: Exception, call: str, sent: int) -> None:
    def answer(_: httpx.Request) -> httpx.Response:
        raise fault

    with client(answer) as http, pytest.raises(Unreachable) as caught:
        CALLS[call](http)
    assert caught.value.code == "channel.unreachable"
    assert http.traffic().total == sent


def test_a_passing_fault_is_not_noticed() -> None:
    answers = iter([httpx.Response(503), httpx.Response(200, json={"fine": 1})])
    with client(lambda _: next(answers)) as http:
        assert http.get("/profile", {}) == {"fine": 1}


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"Retry-After": "7"}, 7),
        ({"Retry-After": "0"}, 1),
        ({"Retry-After": "-3"}, 10),
        ({"Retry-After": "soon"}, 10),
        ({}, 10),
        ({"Retry-After": "Wed, 21 Oct 2026 07:28:30 GMT", "Date": "Wed, 21 Oct 2026 07:28:00 GMT"}, 30),
    ],
)
@pytest.mark.parametrize("call", CALLS)
def test_429_waits_as_long_as_the_store_asks(headers: dict[str, str], seconds: float, call: str) -> None:
    time = FakeTime()
    moments: list[float] = []

    def answer(_: httpx.Request) -> httpx.Response:
        moments.append(time.now)
        return httpx.Response(429, headers=headers) if len(moments) == 1 else httpx.Response(200, json={})

    with client(answer, time=time) as http:
        CALLS[call](http)
        assert http.traffic().throttled_seconds == pytest.approx(seconds)
        assert (http.traffic().total, http.traffic().retries) == (2, 1)
    assert moments[1] - moments[0] == pytest.approx(seconds)


def test_a_rest_keeps_every_request_back_until_it_is_over() -> None:
    time = FakeTime()
    with client(lambda _: httpx.Response(200, json={}), time=time) as http:
        begun = time.now
        http.rest(40)
        http.get("/profile", {})

        assert time.now - begun == pytest.approx(40)


def test_429_without_a_time_doubles_the_wait_and_gives_up_after_five_minutes() -> None:
    time = FakeTime()
    moments: list[float] = []

    def answer(_: httpx.Request) -> httpx.Response:
        moments.append(time.now)
        return httpx.Response(429)

    with client(answer, time=time) as http, pytest.raises(Unreachable) as caught:
        http.get("/products", {})
    assert caught.value.code == "channel.throttled"
    assert [later - sooner for sooner, later in pairwise(moments)] == [10, 20, 40, 80]


def test_429_that_asks_for_more_than_five_minutes_gives_up_at_once() -> None:
    with client(lambda _: httpx.Response(429, headers={"Retry-After": "301"})) as http, pytest.raises(Unreachable):
        http.get("/products", {})
    assert http.traffic().total == 1


def test_a_refused_token_is_not_shown_again() -> None:
    with client(lambda _: httpx.Response(403, json={"errorCode": "INVALID_API_TOKEN"})) as http:
        for _ in range(3):
            with pytest.raises(Refused) as caught:
                http.get("/products", {})
            assert caught.value.facts["code"] == "INVALID_API_TOKEN"
    assert http.traffic().total == 1


def test_a_suspended_store_is_told_as_such() -> None:
    reply = httpx.Response(402, json={"errorCode": "STORE_IS_SUSPENDED", "errorMessage": "Pay first"})
    with client(lambda _: reply) as http, pytest.raises(Refused) as caught:
        http.get("/profile", {})
    assert (caught.value.code, caught.value.facts["reason"]) == ("channel.suspended", "Pay first")


@pytest.mark.parametrize(
    ("status", "body", "kind"),
    [
        (402, {"errorCode": "STORE_IS_SUSPENDED"}, Refused),
        (402, {"errorCode": "NOT_AVAILABLE_ON_CURRENT_PLAN"}, Refused),
        (402, {"errorMessage": "Product limit"}, Rejected),
        (403, {"errorCode": "INSUFFICIENT_APP_SCOPE"}, Refused),
        (401, {}, Refused),
        (404, {}, Rejected),
        (409, {"errorCode": "SKU_ALREADY_EXISTS"}, Rejected),
        (302, {}, Unreachable),
    ],
)
def test_each_no_has_its_exception(status: int, body: dict[str, str], kind: type[ChannelError]) -> None:
    with client(lambda _: httpx.Response(status, json=body)) as http, pytest.raises(kind):
        http.get("/profile", {})


@pytest.mark.parametrize(
    ("body", "reason", "message"),
    [
        (b'{"errorMessage": "Wrong id", "errorCode": "X"}', b"Bad", "Wrong id"),
        (b'{"error_message": "Old server"}', b"Bad", "Old server"),
        (b'\xef\xbb\xbf{"errorMessage": "With a BOM"}', b"Bad", "With a BOM"),
        (b"", b"Wrong parameter 'limit'", "Wrong parameter 'limit'"),
        (b"<html>proxy</html>", b"Bad Gatekeeper", "Bad Gatekeeper"),
        (b"", b"", "Not Found"),
        (b"null", b"", "Not Found"),
        (b'["errorMessage"]', b"", "Not Found"),
        (b'{"errorMessage": 17}', b"", "17"),
        (b"[" * 100_000, b"Deep", "Deep"),
        (b'{"errorMessage": NaN}', b"Not a number", "Not a number"),
        (b'{"errorMessage": "a\\u001b[31mred\\u202e\\n\\u0007b"}', b"", "a [31mred b"),
    ],
)
def test_the_message_is_found_wherever_the_store_put_it(body: bytes, reason: bytes, message: str) -> None:
    reply = httpx.Response(404, content=body, extensions={"reason_phrase": reason})
    with client(lambda _: reply) as http, pytest.raises(Rejected) as caught:
        http.get("/products/1", {})
    assert caught.value.facts["message"] == message


def test_a_megabyte_of_message_is_cut() -> None:
    reply = httpx.Response(400, json={"errorMessage": "x" * 10**6})
    with client(lambda _: reply) as http, pytest.raises(Rejected) as caught:
        http.get("/products", {})
    assert len(str(caught.value.facts["message"])) == 500


@pytest.mark.parametrize("body", [b"<html>log in</html>", b'{"items": [', b"NaN", b"\xff\xfe\xfd", b"{} {}", b""])
@pytest.mark.parametrize(("call", "sent"), [("get", 6), ("post with a key", 6), ("post", 1)])
def test_an_unreadable_answer_is_asked_for_again_where_that_is_safe(call: str, sent: int, body: bytes) -> None:
    with client(lambda _: httpx.Response(200, content=body)) as http, pytest.raises(Unreachable) as caught:
        CALLS[call](http)
    assert caught.value.code == "channel.unreadable"
    assert http.traffic().total == sent


@pytest.mark.parametrize("body", [b"not gzip", gzip.compress(b"{}" * 1000, mtime=0)[:-20]])
def test_a_damaged_compression_is_a_fault_of_the_connection(body: bytes) -> None:
    def answer(_: httpx.Request) -> httpx.Response:
        return httpx.Response(200, stream=httpx.ByteStream(body), headers={"Content-Encoding": "gzip"})

    with client(answer) as http, pytest.raises(Unreachable):
        http.get("/products", {})


@pytest.mark.parametrize("encoding", ["identity", "gzip"])
def test_an_answer_is_bounded_also_when_it_inflates(encoding: str) -> None:
    body = b" " * 5_000_000
    content = gzip.compress(body) if encoding == "gzip" else body
    reply = httpx.Response(200, stream=httpx.ByteStream(content), headers={"Content-Encoding": encoding})
    with client(lambda _: reply, Limits(answer_bytes=1_000_000)) as http, pytest.raises(Unreachable) as caught:
        http.get("/products", {})
    assert caught.value.code == "channel.too_large"


def test_an_answer_that_trickles_in_is_given_up() -> None:
    time = FakeTime()

    def drops() -> Iterator[bytes]:
        while True:
            time.now += 61.0
            yield b" "

    with client(lambda _: httpx.Response(200, content=drops()), time=time) as http, pytest.raises(Unreachable):
        http.get("/products", {})


def test_a_redirect_is_not_followed() -> None:
    asked: list[str] = []

    def answer(request: httpx.Request) -> httpx.Response:
        asked.append(request.url.host)
        return httpx.Response(302, headers={"Location": "https://evil.test/"})

    with client(answer) as http, pytest.raises(Unreachable) as caught:
        http.get("/products", {})
    assert caught.value.code == "channel.redirected"
    assert asked == ["store.test"]


def test_numbers_are_read_exactly() -> None:
    with client(lambda _: httpx.Response(200, content=b'{"price": 10.10, "id": 3}')) as http:
        assert repr(http.get("/products/3", {})) == "{'price': Decimal('10.10'), 'id': 3}"
