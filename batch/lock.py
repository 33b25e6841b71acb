"""One writer per store: a lock of the operating system, which lets go of it when the process dies."""

import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from batch.errors import Busy


@contextmanager
def held(folder: Path, store: str, holder: str) -> Iterator[None]:
    """Raises Busy at once when another process holds the store, and says which."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = folder / f"{store.replace('/', '_').replace(':', '_')}.lock"
    with path.open("a+b") as file:
        if not _taken(file):
            raise Busy("run.busy", {"store": store, "holder": _record(path)})
        record = path.with_suffix(".json")
        record.write_text(json.dumps({"pid": os.getpid(), "run": holder}), "utf-8")
        try:
            yield
        finally:
            record.unlink(missing_ok=True)


def _record(path: Path) -> str:
    try:
        record = json.loads(path.with_suffix(".json").read_text("utf-8"))
        return f"{record['run']} (pid {record['pid']})"
    except (OSError, ValueError, KeyError):
        return "?"  # it was let go of, or is being taken, this very moment


if sys.platform == "win32":
    import msvcrt

    def _taken(file: BinaryIO) -> bool:
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _taken(file: BinaryIO) -> bool:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True
