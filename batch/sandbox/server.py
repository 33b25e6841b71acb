"""The sandbox on a port of this machine, in the foreground or in a thread."""

import asyncio
import signal
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event, Thread, current_thread, main_thread

from uvicorn import Config, Server

from batch.sandbox import Running, Settings
from batch.sandbox.app import create_app
from batch.sandbox.jsontext import write
from batch.sandbox.reasons import ReasonProtocol

HOST = "127.0.0.1"
STOPPING = (signal.SIGTERM, signal.SIGINT)
GRACE = 10  # seconds a request in hand has to end
START_TIMEOUT = 30.0  # seconds


def serve(settings: Settings, port: int) -> None:
    """Serves until SIGTERM or SIGINT, then ends what is in hand and returns."""
    sock = _bound(port)
    where = _where(settings, sock)
    line = write({"api": where.api, "store_id": where.store_id, "token": where.token})
    server = Announcing(_config(settings), lambda: print(line, flush=True))  # noqa: T201 the one line promised
    asyncio.run(server.serve([sock]))


@contextmanager
def running(settings: Settings) -> Iterator[Running]:
    """A served sandbox for the length of a block. RuntimeError when it does not start."""
    sock = _bound(0)
    started = Event()
    server = Announcing(_config(settings), started.set)
    thread = Thread(target=lambda: asyncio.run(server.serve([sock])), name="sandbox", daemon=True)
    thread.start()
    try:
        if not started.wait(START_TIMEOUT):
            raise RuntimeError("the sandbox did not start")
        yield _where(settings, sock)
    finally:
        server.should_exit = True
        thread.join()
        sock.close()


class Announcing(Server):
    """A server that says when it listens."""

    def __init__(self, config: Config, announce: Callable[[], None]) -> None:
        super().__init__(config)
        self._announce = announce

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self._announce()

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """A signal ends the serving and not the process: whoever called goes on, and exits with 0."""
        if current_thread() is not main_thread():
            yield
            return
        before = {number: signal.signal(number, self.handle_exit) for number in STOPPING}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)


def _bound(port: int) -> socket.socket:
    sock = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)  # else asyncio leaves Nagle on
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    sock.bind((HOST, port))
    return sock


def _config(settings: Settings) -> Config:
    return Config(
        create_app(settings),
        http=ReasonProtocol,
        ws="none",
        lifespan="on",
        log_config=None,
        log_level="error",
        access_log=False,
        server_header=False,
        date_header=False,  # the app's own, by the sandbox's clock
        timeout_graceful_shutdown=GRACE,
    )


def _where(settings: Settings, sock: socket.socket) -> Running:
    port = sock.getsockname()[1]
    return Running(f"http://{HOST}:{port}/api/v3", settings.store_id, settings.token)
