"""Error texts in the HTTP reason phrase, which ASGI has no place for: a header carries them to the wire."""

import asyncio
from typing import Any

import h11
from starlette.types import ASGIApp, Receive, Scope, Send
from uvicorn import Config
from uvicorn.protocols.http.h11_impl import H11Protocol
from uvicorn.server import ServerState

from batch.sandbox.faults.lines import TRANSPORT

HEADER = b"x-sandbox-reason"  # becomes the reason phrase and is not sent


class ReasonConnection(h11.Connection):
    def send_with_data_passthrough(self, event: h11.Event) -> list[bytes] | None:
        return super().send_with_data_passthrough(_worded(event) if isinstance(event, h11.Response) else event)


class ReasonProtocol(H11Protocol):
    def __init__(
        self,
        config: Config,
        server_state: ServerState,
        app_state: dict[str, Any],
        _loop: asyncio.AbstractEventLoop | None = None,
    ) -> None:
        super().__init__(config, server_state, app_state, _loop)
        self.conn = ReasonConnection(h11.SERVER)
        self.app = self._with_transport(self.app)

    def _with_transport(self, app: ASGIApp) -> ASGIApp:
        """Faults of the line write onto the connection itself: each request's scope has it."""

        async def telling(scope: Scope, receive: Receive, send: Send) -> None:
            scope[TRANSPORT] = self.transport
            await app(scope, receive, send)

        return telling


def _worded(response: h11.Response) -> h11.Response:
    phrases = [value for name, value in response.headers if name == HEADER]
    if not phrases:
        return response
    headers = [(name, value) for name, value in response.headers if name != HEADER]
    return h11.Response(status_code=response.status_code, headers=headers, reason=phrases[0])
