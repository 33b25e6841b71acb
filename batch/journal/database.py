"""The file behind the journal: durable, of a known version, and with a sentence for each way in which it can fail."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlalchemy as sa

from batch import disk
from batch.errors import Busy, CannotWrite, Misconfigured
from batch.journal.tables import META

PATIENCE = 30.0  # seconds for another process to come to the end of its writing
VERSION = 3  # of the tables. 0 is a file without any; 1 had no forms, 2 neither cells nor sights

# SQLITE_ERROR: a table or a column of ours that is not there
_DAMAGED = frozenset({sqlite3.SQLITE_ERROR, sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_FORMAT})


def opened(path: Path) -> sa.Engine:
    """Raises CannotWrite when nothing can be written there, Misconfigured when it is damaged or of a newer version,
    Busy when another process does not come to the end of its writing.

    So does whatever is done with the engine.
    """
    with disk.told(path):
        disk.folder(path.parent)
        path.touch(mode=disk.OWNERS_FILE)
    engine = sa.create_engine(f"sqlite:///{path}", connect_args={"timeout": PATIENCE})
    sa.event.listen(engine, "connect", _durable)
    sa.event.listen(engine, "handle_error", _telling(path))
    with engine.begin() as database:
        version = database.scalar(sa.text("PRAGMA user_version"))
        if version and version > VERSION:
            raise Misconfigured("home.newer", {"path": path, "version": version})
        sound = database.scalar(sa.text("PRAGMA quick_check(1)"))
        if sound != "ok":
            raise damaged(path, str(sound))
        META.create_all(database)
        if version != VERSION:  # else nothing is written: a run that sleeps may be in the middle of writing
            database.execute(sa.text(f"PRAGMA user_version = {VERSION}"))
    return engine


def damaged(path: Path, reason: str) -> Misconfigured:
    return Misconfigured("home.damaged", {"path": path, "reason": " ".join(reason.split())[:200]})


@contextmanager
def whole(engine: sa.Engine) -> Iterator[None]:
    """Around the reading of what we wrote as JSON: a file is sound to SQLite, whatever stands in its texts."""
    try:
        yield
    except (ValueError, TypeError, KeyError) as fault:
        raise damaged(Path(engine.url.database or ""), str(fault)) from fault


def _telling(path: Path) -> Callable[[sa.engine.ExceptionContext], None]:
    """In the place of a database's own exception, one that has a sentence."""

    def tell(context: sa.engine.ExceptionContext) -> None:
        fault = context.original_exception
        torn = isinstance(fault, UnicodeDecodeError)
        if torn or getattr(fault, "sqlite_errorcode", 0) & 0xFF in _DAMAGED:
            raise damaged(path, str(fault)) from fault
        if getattr(fault, "sqlite_errorcode", 0) & 0xFF == sqlite3.SQLITE_BUSY:
            raise Busy("home.busy", {"path": path}) from fault
        if isinstance(fault, sqlite3.OperationalError):
            raise CannotWrite("home.unwritable", {"path": path, "reason": fault}) from fault

    return tell


def _durable(connection: sqlite3.Connection, _record: object) -> None:
    """What is committed is on the disk, not on its way there."""
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode = WAL")
    cursor.execute("PRAGMA synchronous = FULL")
    cursor.close()
