"""What was intended, sent and answered is what is read again: by the same process, or by the next one."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from batch.errors import CannotWrite, Misconfigured
from batch.journal import KEY_LIFETIME, Journal
from batch.model.changes import Action, Change, FieldChange
from batch.model.plans import Plan, SheetFacts
from batch.model.reports import RunFacts
from batch.model.runs import Answer, Step
from tests.making import STORE

NOON = datetime(2026, 6, 4, 12, tzinfo=UTC)
FACTS = SheetFacts("catalog.csv", "/shop/catalog.csv", "ab" * 32, "csv", "A", None, ",", None, 2)
CHANGES = (
    Change(Action.CREATE, 2, "LAMP", "lamp", None, None, (FieldChange("name", None, "Lampe"),)),
    Change(Action.CREATE, 3, "TEE-XL", "tee", "8", None, (FieldChange("name", None, "Chandail"),)),
)
MAKE = Step("create:2:LAMP", "POST", "/products", {"sku": "LAMP"}, ("2:LAMP",), creates=True)
ADD = Step("create:3:TEE-XL", "POST", "/products/8/combinations", {}, ("3:TEE-XL",), creates=True, seen="x")


def plan(id_: str = "p-1", store: str = "shop") -> Plan:
    moments = (NOON.isoformat(), (NOON + timedelta(days=1)).isoformat())
    return Plan(id_, *moments, store, "http://127.0.0.1", STORE, FACTS, CHANGES, (), (), (), ())


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "journal.db"


@pytest.fixture
def journal(path: Path) -> Iterator[Journal]:
    with Journal(path) as journal:
        journal.remember(plan())
        yield journal


@pytest.mark.parametrize(
    ("later", "alive"),
    [
        (timedelta(0), True),
        (timedelta(minutes=49, seconds=59), True),
        (timedelta(minutes=50), False),  # the store forgets after an hour
        (timedelta(hours=1), False),
        (timedelta(seconds=-5), True),
        (timedelta(seconds=-6), False),  # the clock was set: nobody knows how old it is
        (timedelta(days=-1), False),
    ],
    ids=str,
)
def test_a_key_is_used_again_only_while_the_store_surely_knows_it(
    journal: Journal, later: timedelta, alive: bool
) -> None:
    journal.intend("p-1", "k-1", [MAKE], NOON)
    (batch,) = journal.open_batches("p-1", NOON + later)

    assert timedelta(minutes=55) > KEY_LIFETIME
    assert (batch.key, batch.steps, batch.ticket, batch.key_is_alive) == ("k-1", (MAKE,), None, alive)


def test_a_batch_is_open_from_its_intent_to_its_answers_in_the_order_of_intent(journal: Journal) -> None:
    first, second = journal.intend("p-1", "k-1", [MAKE], NOON), journal.intend("p-1", "k-2", [ADD], NOON)
    journal.sent(second, "ticket of the second")
    both = [(batch.number, batch.ticket) for batch in journal.open_batches("p-1", NOON)]
    journal.answered("p-1", first, [Answer(MAKE.id, 200, created_id="9")])

    assert both == [(first, None), (second, "ticket of the second")]
    assert [batch.number for batch in journal.open_batches("p-1", NOON)] == [second]
    assert (journal.batches("p-1"), journal.batches("p-2")) == (2, 0)


def test_the_next_process_knows_all_attempts(journal: Journal, path: Path) -> None:
    """A variation that was added to a product is none that was created."""
    journal.intend("p-1", "k-1", [MAKE, ADD], NOON)
    number = journal.intend("p-1", "k-2", [MAKE], NOON)
    answers = [Answer(MAKE.id, 200, "made", "9"), Answer(ADD.id, 200, None, "81")]
    journal.answered("p-1", number, answers)
    journal.learned("p-1", [Answer(ADD.id, None, heard=False)])
    with Journal(path) as next_one:
        done = next_one.attempts(plan())

    assert done.answers == {MAKE.id: answers[0], ADD.id: Answer(ADD.id, None, heard=False)}
    assert done.steps == {MAKE.id: MAKE, ADD.id: ADD}
    assert done.sent == {MAKE.id: [MAKE, MAKE], ADD.id: [ADD]}
    assert done.created == {"lamp": "9"}


def test_a_creation_that_the_store_refused_has_made_nothing(journal: Journal) -> None:
    journal.answered("p-1", journal.intend("p-1", "k-1", [MAKE], NOON), [Answer(MAKE.id, 409)])

    assert journal.attempts(plan()).created == {}


def test_what_was_tried_for_one_plan_is_not_known_of_another(journal: Journal) -> None:
    journal.remember(plan("p-2"))
    number = journal.intend("p-1", "k-1", [MAKE], NOON)
    journal.answered("p-1", number, [Answer(MAKE.id, 200, created_id="9")])
    done = journal.attempts(plan("p-2"))

    assert (done.answers, done.steps, done.created) == ({}, {}, {})
    assert journal.open_batches("p-2", NOON) == []


def test_open_plans_are_those_of_the_store_with_something_on_its_way_the_oldest_first(journal: Journal) -> None:
    for id_, store in (("p-2", "shop"), ("p-3", "shop"), ("p-4", "other")):
        journal.remember(plan(id_, store))
    answered = journal.intend("p-3", "k-0", [MAKE], NOON)
    for number, id_ in enumerate(("p-2", "p-1", "p-4", "p-2"), 1):
        journal.intend(id_, f"k-{number}", [MAKE], NOON)
    journal.answered("p-3", answered, [])

    assert journal.open_plans("shop") == ["p-2", "p-1"]
    assert journal.open_plans("other") == ["p-4"]


def test_the_last_run_of_a_store_is_cut_off_until_it_is_told_to_have_ended(journal: Journal, tmp_path: Path) -> None:
    runs = [RunFacts(f"r-{hour}", "apply", "done", f"2026-06-04T{hour}:00:00Z", "later") for hour in (11, 12)]
    assert journal.last_run("shop") is None
    for run in runs:
        journal.begin(run, plan(), tmp_path)
    journal.end(runs[0], {}, tmp_path)
    last = journal.last_run("shop")
    journal.end(runs[1], {}, tmp_path)
    ended = journal.last_run("shop")

    assert last is not None
    assert (last.id, last.plan, last.cut_off) == ("r-12", "p-1", True)
    assert ended is not None
    assert (ended.id, ended.cut_off, journal.last_run("other")) == ("r-12", False, None)


def test_a_plan_is_consumed_by_the_run_that_applied_it_and_no_other_is(journal: Journal) -> None:
    journal.remember(plan("p-2"))
    journal.consume("p-1", "r-1")
    journal.remember(plan())

    assert (journal.consumer("p-1"), journal.consumer("p-2"), journal.consumer("p-3")) == ("r-1", None, None)


def test_a_journal_that_lost_its_last_entries_is_refused(journal: Journal, path: Path) -> None:
    for number in range(3):
        journal.intend("p-1", f"k-{number}", [MAKE], NOON)
    with Journal(path):
        pass
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("DELETE FROM batches WHERE number = 3")

    with pytest.raises(Misconfigured) as told:
        Journal(path)
    assert (told.value.code, told.value.facts["path"]) == ("home.damaged", path)


def test_a_journal_that_was_taken_away_takes_nothing_any_more(journal: Journal, path: Path, tmp_path: Path) -> None:
    path.unlink()
    for write in (
        lambda: journal.intend("p-1", "k-1", [MAKE], NOON),
        lambda: journal.end(RunFacts("r-1", "apply", "done", "", ""), {}, tmp_path),
    ):
        with pytest.raises(CannotWrite, match=r"home\.gone"):
            write()
