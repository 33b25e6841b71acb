"""Private folders for what is only needed while something is made; those that killed processes left are swept."""

import shutil
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from batch import disk
from batch.leftovers import is_forgotten

PREFIX = "onshelf-"
OLD = 3600.0  # seconds: a folder that is not locked yet may be one that is being made
_LOCK = ".in-use"


@contextmanager
def folder() -> Iterator[Path]:
    """A folder among the system's temporary files, for its owner alone (mode 0700), gone at the end."""
    _sweep(Path(tempfile.gettempdir()))
    with tempfile.TemporaryDirectory(prefix=PREFIX) as name, (Path(name) / _LOCK).open("wb") as file:
        with suppress(OSError):  # a place that knows no locks: there nothing is swept, either
            disk.taken(file)
        yield Path(name)


def _sweep(place: Path) -> None:
    """What cannot be looked at or taken away stays: it is in nobody's way."""
    try:
        left = [path for path in place.glob(f"{PREFIX}*") if _is_left(path)]
    except OSError:
        return
    for path in left:
        shutil.rmtree(path, ignore_errors=True)


def _is_left(path: Path) -> bool:
    """A folder of ours, no link to one, that no process holds any more."""
    found = path.lstat()
    if not (stat.S_ISDIR(found.st_mode) and is_forgotten(found, OLD)):
        return False
    try:
        with (path / _LOCK).open("ab") as file:
            return disk.taken(file)
    except FileNotFoundError:
        return True
