"""A local stand-in for the E-Series store: real HTTP, its own state, its own witness."""

import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from batch.sandbox.faults.document import faults
from batch.sandbox.switches import Switches

if TYPE_CHECKING:
    from starlette.applications import Starlette


@dataclass(frozen=True)
class Settings:
    """What a sandbox is made of. ValueError on a switch or a fault that does not exist, naming those that do.

    `tokens` adds tokens with the scopes given; the main token has every scope but deleting the whole
    catalog, and its twin beginning with "public_" reads what the public may read.
    """

    store_id: int = 1003
    token: str = "secret_sandbox"
    db: Path | None = None  # None forgets everything at the end
    switches: Mapping[str, str] = field(default_factory=dict)
    seed: Sequence[Mapping[str, Any]] | None = None  # products as the API's GET returns them
    tokens: Mapping[str, Sequence[str]] = field(default_factory=dict)
    faults: Mapping[str, Any] = field(default_factory=dict)  # what goes wrong, as a file of faults says it
    clock: Callable[[], float] = time.time  # UNIX seconds

    def __post_init__(self) -> None:
        Switches().turned(self.switches)
        faults(self.faults)
        for token in (self.token, *self.tokens):
            if not token.startswith(("secret_", "public_")):
                raise ValueError(f"a token starts with secret_ or public_, not {token}")


@dataclass(frozen=True)
class Running:
    """A sandbox that answers now."""

    api: str  # "http://127.0.0.1:PORT/api/v3"
    store_id: int
    token: str


def create_app(settings: Settings) -> "Starlette":
    """The store as an ASGI application; its state lives as long as it does. Faults of the line need ``serve``."""
    from batch.sandbox.app import create_app

    return create_app(settings)


def serve(settings: Settings, port: int) -> None:
    """Serves on loopback until SIGTERM or SIGINT; prints one JSON line once it listens. Port 0: any free one."""
    from batch.sandbox.server import serve

    serve(settings, port)


def running(settings: Settings) -> AbstractContextManager[Running]:
    """The same server in a thread of this process, on a free port, stopped at the end of the block."""
    from batch.sandbox.server import running

    return running(settings)
