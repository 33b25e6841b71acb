"""Where a process may die: before each thing that leaves a trace on the disk or on the line, and after it.

Told by the interpreter itself (audit events, SQLite's own trace, the socket), never by the names of our steps: a step
that is new tomorrow has its points today.
"""

import os
import resource
import signal
import socket
import sqlite3
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

ALL = "points:"  # before their counts
DIED = -signal.SIGKILL  # exit code of a process that died at its point
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_ON_DISK = frozenset({"os.rename", "os.link", "os.symlink", "os.remove", "os.mkdir", "os.rmdir", "os.truncate"})
_READING = ("SELECT", "PRAGMA", "BEGIN", "--")
_CONNECT = sqlite3.connect
_UNMARKED = ("/dev/", "/proc/")  # nothing that lasts


class Kind(StrEnum):
    """What may happen to a process."""

    DEATH = "death"
    FULL_DISK = "full disk"  # from then on; counted are only the points at the disk
    CTRL_C = "Ctrl-C"
    POWER_CUT = "power cut"  # a death that takes with it what was not written through


@dataclass(frozen=True)
class Mishap:
    """What happens at the point of that number; 0 = nothing. ``named``: of those whose name begins so."""

    at: int = 0
    kind: Kind = Kind.DEATH
    named: str = ""


class Points:
    """Counts the points of this process.

    ``told`` gets one line: the point of the mishap; or how many there are, and how many of these are at the disk.
    """

    def __init__(self, mishap: Mishap, told: int, watched: Path | None = None) -> None:
        """``watched``: where somebody takes notes of what we do; that is nothing that we do."""
        self._unmarked = _UNMARKED if watched is None else (*_UNMARKED, str(watched))
        self._passed = self._at_disk = self._met = 0
        self._mishap, self._told = mishap, told
        self._lock = threading.RLock()

    def point(self, name: str, just_before: Callable[[], object] = lambda: None, on_line: bool = False) -> None:
        """``just_before`` leaves what a death in the middle of the act would leave."""
        with self._lock:
            self._passed += 1
            self._at_disk += not on_line
            self._met += name.startswith(self._mishap.named)
            counted = self._at_disk if self._mishap.kind is Kind.FULL_DISK else self._met
            apart = not name.startswith(self._mishap.named) or (on_line and self._mishap.kind is Kind.FULL_DISK)
            if counted != self._mishap.at or apart:
                return
            os.write(self._told, f"{name}\n".encode())
            if self._mishap.kind in (Kind.DEATH, Kind.POWER_CUT):
                just_before()
                os.kill(os.getpid(), signal.SIGKILL)
            elif self._mishap.kind is Kind.FULL_DISK:
                resource.setrlimit(resource.RLIMIT_FSIZE, (0, resource.RLIM_INFINITY))
            else:  # from outside, as it comes: an exception in here would be swallowed by whoever told us
                threading.Thread(target=os.kill, args=(os.getpid(), signal.SIGINT), daemon=True).start()

    def end(self) -> None:
        os.write(self._told, f"{ALL} {self._passed} {self._at_disk}\n".encode())

    def armed(self) -> None:
        """From now on, for the rest of this process."""
        sys.addaudithook(self._heard)
        for module in (sqlite3, sqlite3.dbapi2):
            setattr(module, "connect", self._connected)  # noqa: B010
        for name in ("send", "sendall", "recv"):
            setattr(socket.socket, name, self._around(name, getattr(socket.socket, name)))

    def _heard(self, event: str, given: tuple[Any, ...]) -> None:
        if event in _ON_DISK:
            self.point(f"{event} {_name(given[0])}")
        elif event == "open" and isinstance(given[2], int) and given[2] & _WRITING and self._lasting(given[0]):
            path, _, flags = given
            self.point(f"open {_name(path)}")
            self.point(f"opened {_name(path)}", lambda: os.close(os.open(path, flags, 0o600)))

    def _lasting(self, path: object) -> bool:
        """Not a descriptor, a null device, or what Python compiles for itself."""
        if not isinstance(path, str | os.PathLike):
            return False
        return not _text(path).startswith(self._unmarked) and ".pyc" not in _text(path)

    def _connected(self, *given: Any, **named: Any) -> sqlite3.Connection:
        connection: sqlite3.Connection = _CONNECT(*given, **named)
        connection.set_trace_callback(self._traced)
        return connection

    def _traced(self, statement: str) -> None:
        words = statement.lstrip().upper()
        if not words.startswith(_READING):
            self.point(statement.split("(")[0][:40])

    def _around(self, name: str, act: Callable[..., Any]) -> Callable[..., Any]:
        def counted(connection: socket.socket, *given: Any) -> Any:
            if connection.family is socket.AF_INET:
                self.point(f"before {name}", on_line=True)
            done = act(connection, *given)
            if connection.family is socket.AF_INET:
                self.point(f"after {name}", on_line=True)
            return done

        return counted


def _name(path: object) -> str:
    return os.path.basename(_text(path)) if isinstance(path, str | os.PathLike) else str(path)  # noqa: PTH119


def _text(path: "str | os.PathLike[str]") -> str:
    return os.fspath(path)
