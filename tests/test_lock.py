"""One writer per store: who comes second is told who was first, and a drive without locks is told as such."""

import errno
import fcntl
import os
from pathlib import Path

import pytest

from batch import lock
from batch.errors import Busy, CannotWrite


def test_the_second_is_told_who_was_first(tmp_path: Path) -> None:
    with lock.held(tmp_path, "store", "main-street", "r-1"):
        with pytest.raises(Busy) as raised, lock.held(tmp_path, "store", "main-street", "r-2"):
            pass
        assert lock.at_work(tmp_path) == {"r-1"}

    assert (raised.value.facts["run"], raised.value.facts["pid"]) == ("r-1", os.getpid())
    assert {"host", "since", "store"} <= raised.value.facts.keys()


def test_two_stores_do_not_hold_each_other_up(tmp_path: Path) -> None:
    with lock.held(tmp_path, "one", "one", "r-1"), lock.held(tmp_path, "other", "other", "r-2"):
        assert lock.at_work(tmp_path) == {"r-1", "r-2"}

    assert lock.at_work(tmp_path) == set()


def test_a_drive_without_locks_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: object, __: int) -> None:
        raise OSError(errno.ENOLCK, os.strerror(errno.ENOLCK))

    monkeypatch.setattr(fcntl, "flock", refuse)
    with pytest.raises(CannotWrite), lock.held(tmp_path, "store", "main-street", "r-1"):
        pass
