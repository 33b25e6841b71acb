"""Promises of the journal's file when another process has it open."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from batch.errors import Busy
from batch.journal import Journal, database
from batch.model.reports import RunFacts

ENDED = RunFacts("r-1", "apply", "done", "2026-01-01T00:00:00Z", "2026-01-01T00:01:00Z")


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A journal that another process is in the middle of writing to, and stays there."""
    monkeypatch.setattr(database, "PATIENCE", 0.2)
    path = tmp_path / "journal.db"
    with Journal(path):
        pass
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield path


def test_whoever_only_looks_does_not_wait_for_one_who_writes(path: Path) -> None:
    with Journal(path) as journal:
        assert journal.runs() == []


def test_one_who_does_not_come_to_the_end_of_writing_is_told_as_busy(path: Path) -> None:
    with Journal(path) as journal, pytest.raises(Busy) as told:
        journal.end(ENDED, {}, path.parent)

    assert told.value.code == "home.busy"
    assert told.value.exit_code == 75
