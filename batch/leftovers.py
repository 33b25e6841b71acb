"""Files that killed processes left half written, beside the merchant's or in the home folder: swept by the next one."""

import os
import stat
import time
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

PREFIX, SUFFIX = ".onshelf-", ".part"
OLD = 86_400.0  # seconds: a file gets its own name moments after its last byte; nobody is that late who is alive

_NAMES = f"{PREFIX}????????{SUFFIX}"  # as tempfile makes them


def sweep(folders: Iterable[Path]) -> None:
    """What cannot be looked at or taken away stays: it is in nobody's way."""
    for folder in folders:
        for path in folder.glob(_NAMES):
            with suppress(OSError):
                found = path.lstat()
                if stat.S_ISREG(found.st_mode) and is_forgotten(found, OLD):
                    path.unlink()


def is_forgotten(found: os.stat_result, seconds: float) -> bool:
    """Belongs to whoever runs us, and was not written to for so long."""
    own = not hasattr(os, "getuid") or found.st_uid == os.getuid()
    return own and time.time() - found.st_mtime > seconds
