"""The line between onshelf and a sandbox, where tests take hold of it: requests that are lost, refused, or late."""

from collections.abc import Callable
from pathlib import Path

import httpx
import pytest

from batch import stores
from batch.channels.eseries.client import ESeries
from batch.channels.http import Limits, Seams

Forward = Callable[[httpx.Request], httpx.Response]
Line = Callable[[httpx.Request, Forward], httpx.Response]


class _Transport(httpx.HTTPTransport):
    def __init__(self, line: Line) -> None:
        super().__init__(verify=False)  # the certificates take long to load
        self._line = line

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        return self._line(request, super().handle_request)


def laid(monkeypatch: pytest.MonkeyPatch, line: Line) -> None:
    """Every request to a store goes this way, and nobody waits between two attempts."""
    through(monkeypatch, Seams(transport=_Transport(line), sleep=lambda _: None))


def through(monkeypatch: pytest.MonkeyPatch, seams: Seams) -> None:
    def opened(api: str, store_id: str, token: str, limits: Limits, _: Seams, keep: Path) -> ESeries:
        return ESeries(api, store_id, token, limits, seams, keep)

    monkeypatch.setattr(stores, "ESeries", opened)


def losing(lost: Callable[[httpx.Request], bool]) -> Line:
    """The store hears these requests; their answers never arrive."""

    def line(request: httpx.Request, forward: Forward) -> httpx.Response:
        response = forward(request)
        if lost(request):
            response.read()
            response.close()
            raise httpx.ReadError("the line went dead", request=request)
        return response

    return line


def refusing(unwanted: bytes) -> Line:
    """A batch that holds these bytes is refused as a whole."""

    def line(request: httpx.Request, forward: Forward) -> httpx.Response:
        if request.method == "POST" and request.url.path.endswith("/batch") and unwanted in request.read():
            return httpx.Response(400, json={"errorMessage": "Batch request body is invalid", "errorCode": "BAD"})
        return forward(request)

    return line
