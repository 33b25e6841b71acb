"""What a power cut leaves: files as they were when they were last written through, under the names that were.

The worst that a disk may do while it keeps its word: what was not synced is not there, and a file whose name was
synced and whose content was not is empty. SQLite syncs by itself, at each commit (``tests/journal`` asks it): its files
are as the process left them, where their folder is.
"""

import json
import os
import shutil
import stat
from collections.abc import Iterator
from pathlib import Path

SQLITE = (".db", ".db-wal", ".db-shm")

Names = dict[str, int]
"""Of a folder: name to inode."""


class Disk:
    """Beside a process: remembers in ``kept`` what it wrote through, by inode. ``kept`` is not below what it sees."""

    def __init__(self, kept: Path) -> None:
        self._kept, self._fsync = kept, os.fsync

    def armed(self) -> None:
        setattr(os, "fsync", self._synced)  # noqa: B010

    def _synced(self, descriptor: int) -> None:
        self._fsync(descriptor)
        found = os.fstat(descriptor)
        path = Path(f"/proc/self/fd/{descriptor}")
        if stat.S_ISDIR(found.st_mode):
            _names_of(self._kept, found.st_ino).write_text(json.dumps(names(path)), "utf-8")
        else:
            _content_of(self._kept, found.st_ino).write_bytes(path.read_bytes())


def names(folder: Path) -> Names:
    return {entry.name: entry.inode() for entry in os.scandir(folder)}


def cut(folder: Path, laid: Path, kept: Path, first: dict[str, int]) -> None:
    """``folder`` becomes what is left of it. ``laid``: what it was; ``first``: its inodes then, by path."""
    left = folder.with_name(f"{folder.name}.left")
    left.mkdir(mode=0o700)
    _survive(folder, laid, kept, first, left, "")
    shutil.rmtree(folder)
    left.rename(folder)


def inodes(folder: Path) -> dict[str, int]:
    """Of everything below a folder, and of itself, by path within it."""
    paths = [folder, *folder.rglob("*")]
    return {_within(path, folder): path.stat().st_ino for path in paths}


def _survive(folder: Path, laid: Path, kept: Path, first: dict[str, int], left: Path, at: str) -> None:
    """One folder, and what is below it. ``at``: where it is, from the top."""
    for name, inode in _listed(folder, laid, kept, first, at):
        path, before = _join(at, name), (laid / at / name)
        now, there = folder / at / name, left / at / name
        if _is_folder(now, before):
            there.mkdir(mode=0o700)
            _survive(folder, laid, kept, first, left, path)
        elif name.endswith(SQLITE):
            _copied(now, there)
        elif (synced := _content_of(kept, inode)).exists():
            _copied(synced, there)
        elif first.get(path) == inode:
            _copied(before, there)
        else:
            there.touch()
        if now.exists():
            there.chmod(now.stat().st_mode & 0o777)


def _listed(folder: Path, laid: Path, kept: Path, first: dict[str, int], at: str) -> Iterator[tuple[str, int]]:
    """The names in a folder when it was last synced, else before; those of SQLite, which syncs them, as they are."""
    now = names(folder / at) if (folder / at).is_dir() else {}
    own = (folder / at).stat().st_ino if now else first.get(at, 0)
    synced = _names_of(kept, own)
    if synced.exists():
        listed: Names = json.loads(synced.read_text("utf-8"))
    else:
        listed = {name: first[_join(at, name)] for name in (names(laid / at) if (laid / at).is_dir() else {})}
    yield from ((name, inode) for name, inode in listed.items() if not name.endswith(SQLITE))
    yield from ((name, inode) for name, inode in now.items() if name.endswith(SQLITE))


def _names_of(kept: Path, inode: int) -> Path:
    """A number that was a file's may become a folder's."""
    return kept / f"{inode}.names"


def _content_of(kept: Path, inode: int) -> Path:
    return kept / f"{inode}.content"


def _is_folder(now: Path, before: Path) -> bool:
    return now.is_dir() if now.exists() else before.is_dir()


def _copied(source: Path, to: Path) -> None:
    to.write_bytes(source.read_bytes())


def _join(at: str, name: str) -> str:
    return f"{at}/{name}" if at else name


def _within(path: Path, folder: Path) -> str:
    return "" if path == folder else path.relative_to(folder).as_posix()
