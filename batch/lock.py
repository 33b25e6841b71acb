"""One writer per store: a lock of the operating system, which lets go of it when the process dies."""

import json
import os
import platform
import shlex
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from batch import disk
from batch.errors import Busy
from batch.values import now, timestamp

_LOOKS, _PAUSE = 3, 0.05  # whoever only looks whether a lock is free holds it for an instant


@contextmanager
def held(folder: Path, key: str, store: str, run: str) -> Iterator[None]:
    """Raises Busy at once when another process holds the store of that key, and says which.

    ``store`` is the merchant's name for it; ``run`` is who holds it now.
    """
    disk.folder(folder)
    path = folder / f"{key.replace('/', '_').replace(':', '_')}.lock"
    with _opened(path) as file:
        with disk.told(path):  # a drive that knows no locks is none for a home folder
            free = _taken_soon(file)
        if not free:
            raise Busy("run.busy", {"store": store, **_holder(path)})
        record = path.with_suffix(".json")
        disk.keep(record, json.dumps(_me(run)).encode())
        try:
            yield
        finally:
            record.unlink(missing_ok=True)


def at_work(folder: Path) -> set[str]:
    """The runs that hold a store this moment."""
    return {str(_record(path).get("run")) for path in folder.glob("*.lock") if not _is_free(path)}


def _taken_soon(file: BinaryIO) -> bool:
    for _ in range(_LOOKS):
        if disk.taken(file):
            return True
        time.sleep(_PAUSE)
    return False


def _is_free(path: Path) -> bool:
    with disk.told(path), _opened(path) as file:
        return disk.taken(file)


def _opened(path: Path) -> BinaryIO:
    with disk.told(path):
        return os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT, disk.OWNERS_FILE), "a+b")


def _me(run: str) -> dict[str, object]:
    since = timestamp(now())
    return {"run": run, "pid": os.getpid(), "host": platform.node(), "since": since, "command": shlex.join(sys.argv)}


def _holder(path: Path) -> dict[str, object]:
    """As far as it was written down."""
    record = _record(path)
    return {name: record.get(name, "?") for name in ("run", "pid", "host", "since")}


def _record(path: Path) -> dict[str, object]:
    """Empty when it was let go of, or is being taken, this very moment."""
    try:
        record = json.loads(path.with_suffix(".json").read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return record if isinstance(record, dict) else {}
