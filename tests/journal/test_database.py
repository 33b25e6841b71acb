"""Promises of the journal's file when another process has it open, or somebody has written into it."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from batch.errors import Busy, Misconfigured
from batch.journal import Journal, database
from batch.journal.forms import Forms
from batch.journal.history import History
from batch.model.forms import Form
from batch.model.reports import RunFacts
from batch.model.runs import Outcome, Reason, Status, Traffic

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


def test_what_is_committed_is_written_through(tmp_path: Path) -> None:
    with Journal(tmp_path / "journal.db") as journal, journal.engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA synchronous").scalar() == 2
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"


def test_one_who_does_not_come_to_the_end_of_writing_is_told_as_busy(path: Path) -> None:
    with Journal(path) as journal, pytest.raises(Busy) as told:
        journal.end(ENDED, {}, path.parent)

    assert told.value.code == "home.busy"
    assert told.value.exit_code == 75


@pytest.mark.parametrize(
    ("change", "ask"),
    [
        ("UPDATE outcomes SET confirmed = '{\"name\"'", History.outcomes),
        ("UPDATE outcomes SET reason = '{}'", History.outcomes),
        ("UPDATE outcomes SET status = 99", History.outcomes),
        ("UPDATE outcomes SET reason = '[1]'", History.conflicts),
        ("UPDATE endings SET traffic = '{\"totol\": 1}'", History.traffic),
        ("UPDATE endings SET traffic = 'null'", History.traffic),
    ],
)
def test_what_is_no_longer_what_was_written_is_told_as_damaged(
    change: str, ask: Callable[[History, str], object], tmp_path: Path
) -> None:
    path = tmp_path / "journal.db"
    with Journal(path) as journal:
        history = History(journal.engine)
        outcome = Outcome("2:MUG", Status.CONFLICT, Reason("apply.gone"), "1", confirmed={"name": "Mug"})
        history.keep("r-1", [outcome], Traffic())
        with closing(sqlite3.connect(path, isolation_level=None)) as other:
            other.execute(change)
        with pytest.raises(Misconfigured) as told:
            ask(history, "r-1")

    assert (told.value.code, told.value.exit_code) == ("home.damaged", 78)
    assert told.value.facts["path"] == path


def test_a_form_is_sure_when_the_store_turned_to_it_or_a_second_plan_came_to_the_same(tmp_path: Path) -> None:
    price, name = Form("1", None, "retail_price", "19.25", "19.00"), Form("1", "2", "name", "Grand bol", "Grand")
    with Journal(tmp_path / "journal.db") as journal:
        forms = Forms(journal.engine)
        forms.keep("shop", "p-1", {price: True, name: False}, [])
        once = forms.known("shop")
        forms.keep("shop", "p-1", {name: False}, [])
        same_plan = forms.known("shop")
        forms.keep("shop", "p-2", {name: False}, [])
        twice = forms.known("shop")
        forms.keep("shop", "p-3", {}, [price.place])

        assert (once, same_plan, set(twice)) == ((price,), (price,), {price, name})
        assert (forms.known("shop"), forms.known("other")) == ((name,), ())


def test_another_form_than_before_is_seen_for_the_first_time(tmp_path: Path) -> None:
    first, second = (Form("1", None, "name", "Grand bol de grès", made) for made in ("Grand bol", "Grand"))
    with Journal(tmp_path / "journal.db") as journal:
        forms = Forms(journal.engine)
        forms.keep("shop", "p-1", {first: False}, [])
        forms.keep("shop", "p-2", {second: False}, [])

        assert forms.known("shop") == ()


def test_what_cannot_be_a_form_any_more_is_none(tmp_path: Path) -> None:
    path = tmp_path / "journal.db"
    with Journal(path) as journal:
        forms = Forms(journal.engine)
        forms.keep("shop", "p-1", {Form("1", None, "retail_price", "19.25", "19.00"): True}, [])
        with closing(sqlite3.connect(path, isolation_level=None)) as other:
            other.execute("UPDATE forms SET made = '1,.00'")

        assert forms.known("shop") == ()
