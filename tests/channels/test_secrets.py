"""The token goes to the store, in one header, and never anywhere else."""

import base64
import io
import logging
import traceback
from collections.abc import Callable, Iterator

import httpx
import pytest
import stamina

from batch.channels.http import Http, Repeat, Seams
from batch.errors import ChannelError, Misconfigured, Unreachable
from tests.channels.making import BASE, TOKEN, client


@pytest.fixture(autouse=True)
def no_pauses() -> Iterator[None]:
    with stamina.set_testing(True, attempts=6, cap=True):
        yield


def test_the_token_is_in_the_header_and_nowhere_else() -> None:
    seen: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        return httpx.Response(200, json={})

    with client(answer) as http:
        http.post("/batch", {"deduplicationKey": "k"}, [{"id": "1"}], Repeat.SAFE)
    assert seen[0].headers["Authorization"] == f"Bearer {TOKEN}"
    assert TOKEN not in str(seen[0].url)
    assert TOKEN.encode() not in seen[0].content


@pytest.mark.parametrize(
    "echo",
    [
        lambda: httpx.Response(403, json={"errorMessage": f"Token {TOKEN} is not valid"}),
        lambda: httpx.Response(400, json={"errorCode": TOKEN}),
        lambda: httpx.Response(500, extensions={"reason_phrase": f"for {TOKEN}".encode()}),
        lambda: httpx.Response(404, json={"errorMessage": "got Authorization: Bearer " + TOKEN[::-1]}),
        lambda: httpx.Response(200, content=b"x", headers={"Content-Type": TOKEN}),
    ],
)
def test_the_token_never_comes_out_even_when_the_store_echoes_it(
    echo: Callable[[], httpx.Response], caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG), client(lambda _: echo()) as http, pytest.raises(ChannelError) as caught:
        http.get("/products", {})
    assert_silent([caplog.text, repr(http), *everything_said(caught.value)])


def test_the_token_never_comes_out_of_a_fault_of_the_connection(caplog: pytest.LogCaptureFixture) -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        raise httpx.LocalProtocolError(f"Illegal header value {request.headers['Authorization']!r}")

    with caplog.at_level(logging.DEBUG), client(answer) as http, pytest.raises(ChannelError) as caught:
        http.get("/products", {})
    assert_silent([caplog.text, *everything_said(caught.value)])


def everything_said(error: BaseException | None) -> list[str]:
    """The error, those behind it, and the traceback that would be printed."""
    written = io.StringIO()
    if error is not None:
        traceback.print_exception(error, file=written)
    texts = [written.getvalue()]
    while error is not None:
        texts += [str(error), repr(error), repr(getattr(error, "facts", ""))]
        error = error.__context__
    return texts


def assert_silent(texts: list[str]) -> None:
    for shape in (TOKEN, TOKEN[::-1], base64.b64encode(TOKEN.encode()).decode()):
        assert not [text for text in texts if shape in text]


@pytest.mark.parametrize("token", ["", "secret with space", "secret_\n", "secret_é"])
def test_a_token_that_cannot_stand_in_a_header_is_told_without_showing_it(token: str) -> None:
    with pytest.raises(Misconfigured) as caught:
        Http(BASE, token)
    assert str(caught.value) == "stores.token_unusable"


@pytest.mark.parametrize(
    "base",
    [
        "http://store.test/api/v3",
        "ftp://store.test",
        "store.test",
        "",
        "https://me:pw@store.test",
        "https://a\nb",
    ],
)
def test_a_token_is_only_sent_over_https_or_on_this_machine(base: str) -> None:
    with pytest.raises(Misconfigured):
        Http(base, TOKEN)


def test_the_store_on_this_machine_may_speak_plain_http() -> None:
    Http("http://127.0.0.1:8765/api/v3/1003", TOKEN).close()


def test_a_closed_client_says_so() -> None:
    http = Http(BASE, TOKEN, seams=Seams(httpx.MockTransport(lambda _: httpx.Response(200))))
    http.close()
    with pytest.raises(Unreachable):
        http.get("/products", {})
