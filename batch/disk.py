"""Files of ours: whole or not at all, on the disk before they have their name, and for their owner alone to read."""

import errno
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from batch import leftovers
from batch.errors import CannotWrite

_UNKNOWN = frozenset({errno.EINVAL, errno.ENOTSUP, errno.ENOSYS})
OWNERS_FOLDER, OWNERS_FILE = 0o700, 0o600


def save(path: Path, content: bytes) -> None:
    """Never over something that is there. Raises CannotWrite: it cannot be written, or the name is taken."""
    try:
        _lead(path.parent)
        _put(path, content, _named)
    except FileExistsError as error:
        raise CannotWrite("output.exists", {"path": str(path)}) from error
    except OSError as error:
        raise CannotWrite("output.denied", {"path": str(path), "reason": reason(error)}) from error


def keep(path: Path, content: bytes) -> None:
    """A record of the home folder, in the place of the old one: at no moment is there neither. Raises CannotWrite."""
    with told(path):
        folder(path.parent)
        _put(path, content, Path.replace)


def folder(path: Path) -> None:
    """One of the home folder's, with what leads to it; those that are made are their owner's alone."""
    with told(path):
        _lead(path, OWNERS_FOLDER)


@contextmanager
def told(path: Path) -> Iterator[None]:
    """What goes wrong with a record in the home folder has a sentence: CannotWrite in the place of OSError."""
    try:
        yield
    except OSError as error:
        raise CannotWrite("home.unwritable", {"path": str(path), "reason": reason(error)}) from error


def refuse_unless_room(path: Path, size: int) -> None:
    """A folder for ``save``, made if need be, that takes so many bytes. Raises CannotWrite."""
    try:
        _lead(path)
        _try(path, size)
    except OSError as error:
        raise CannotWrite("output.no_room", {"path": str(path), "size": size, "reason": reason(error)}) from error


def refuse_unless_kept(path: Path, size: int) -> None:
    """A folder for ``keep``, likewise."""
    with told(path):
        folder(path)
        _try(path, size)


def reason(error: OSError) -> str:
    return error.strerror or str(error) or type(error).__name__


def _lead(path: Path, mode: int = 0o777) -> None:
    """A folder and what leads to it, each on the disk by its name: else a power cut takes away all that is in it."""
    if not path.is_dir():
        if os.path.lexists(path):
            raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(path))
        _lead(path.parent, mode)
        path.mkdir(mode=mode, exist_ok=True)
        _settle(path.parent)


def _try(folder: Path, size: int) -> None:
    """Takes the room and gives it back."""
    with tempfile.TemporaryFile(dir=folder) as file:
        if hasattr(os, "posix_fallocate"):
            os.posix_fallocate(file.fileno(), 0, max(size, 1))
        else:
            file.truncate(size)
            file.write(b".")
        file.flush()


def _put(path: Path, content: bytes, named: Callable[[Path, Path], object]) -> None:
    leftovers.sweep([path.parent])
    temporary = _written(path.parent, content)
    try:
        named(temporary, path)
    finally:
        temporary.unlink(missing_ok=True)
    _settle(path.parent)


def _written(folder: Path, content: bytes) -> Path:
    """A temporary file, on the disk; nothing is left of one that could not be written."""
    descriptor, name = tempfile.mkstemp(leftovers.SUFFIX, leftovers.PREFIX, folder)  # mode 0600
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            _synced(file.fileno())
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
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
        _synced(descriptor)
    finally:
        os.close(descriptor)


def _synced(descriptor: int) -> None:
    """A drive of the network may not know how; a disk that fails at it is told."""
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno not in _UNKNOWN:
            raise


if sys.platform == "win32":
    import msvcrt

    def taken(file: BinaryIO) -> bool:
        """A lock of the operating system, which lets go of it when the file is closed or its process dies."""
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def taken(file: BinaryIO) -> bool:
        """A lock of the operating system, which lets go of it when the file is closed or its process dies."""
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
