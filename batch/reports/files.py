"""Writing a report: whole or not at all, and never over something that is there."""

import os
import tempfile
from pathlib import Path

from batch.errors import CannotWrite


def save(path: Path, content: bytes) -> None:
    """The file has its name only once it is on the disk. Raises CannotWrite: it cannot, or the name is taken."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary = _written(path.parent, content)
        try:
            _named(temporary, path)
        finally:
            temporary.unlink(missing_ok=True)
        _settle(path.parent)
    except FileExistsError as error:
        raise CannotWrite("output.exists", {"path": str(path)}) from error
    except OSError as error:
        raise CannotWrite("output.denied", {"path": str(path), "reason": error.strerror or str(error)}) from error


def _written(folder: Path, content: bytes) -> Path:
    """A temporary file that only its owner may read, on the disk."""
    descriptor, name = tempfile.mkstemp(prefix=".onshelf-", suffix=".part", dir=folder)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    return Path(name)


def _named(temporary: Path, path: Path) -> None:
    """A link refuses a name that is taken, even one taken this instant; renaming would replace it."""
    try:
        path.hardlink_to(temporary)
    except FileExistsError:
        raise
    except OSError:  # a disk without links: look, then rename
        if os.path.lexists(path):
            raise FileExistsError(path) from None
        temporary.rename(path)


def _settle(folder: Path) -> None:
    """The name is on the disk too, where the system lets us say so."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
