"""What an earlier attempt left open is asked for, or sent again only when the store takes both sendings for one."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pytest

from batch.apply.batches import Applying
from batch.apply.resuming import LOOK_GRACE, hear_out, settle
from batch.journal import Journal
from batch.model.attempts import Attempts
from batch.model.changes import Action, Change, FieldChange
from batch.model.plans import Plan, SheetFacts
from batch.model.runs import Answer, Step
from tests.channels.making import FakeTime, Told, channel
from tests.making import STORE

NOON = datetime(2026, 6, 4, 12, tzinfo=UTC)
FACTS = SheetFacts("catalog.csv", "/shop/catalog.csv", "ab" * 32, "csv", "A", None, ",", None, 1)
MUG = Change(Action.UPDATE, 2, "MUG", "mug", "7", None, (FieldChange("retail_price", "10.00", "12.00"),))
PLAN = Plan("p-1", "", "", "shop", "http://127.0.0.1", STORE, FACTS, (MUG,), (), (), (), ())
PUT = Step("product:7", "PUT", "/products/7", {"price": 12}, (MUG.key,))
STOCK = Step("stock:7", "PUT", "/products/7/inventory", {"quantityDelta": 2}, (MUG.key,), once=True)
LAST_LOOK = "GET None"
PROMISED = 10.0  # seconds until a run that is told to stop has ended
SOON, LATE = timedelta(minutes=49), timedelta(minutes=51)
HEARD, UNHEARD, NOT_EXECUTED = (
    {step.id: Answer(step.id, status, heard=heard) for step in (PUT, STOCK)}
    for status, heard in ((200, True), (None, False), (None, True))
)


class Store:
    """Takes every batch and has carried it out; or says what it is told to say. ``asked``: keys and tickets."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.says: dict[str, httpx.Response] = {}
        self.time = FakeTime()

    def __call__(self, request: httpx.Request) -> httpx.Response:
        params = request.url.params
        self.asked.append(f"{request.method} {params.get('deduplicationKey') or params.get('ticket')}")
        if request.method in self.says:
            return self.says[request.method]
        if request.method == "POST":
            return httpx.Response(200, json={"ticket": "t-new"})
        done = [{"id": step.id, "status": "COMPLETED", "httpStatusCode": 200} for step in (PUT, STOCK)]
        return httpx.Response(200, json={"status": "COMPLETED", "responses": done})


@pytest.fixture
def store() -> Store:
    return Store()


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    with Journal(tmp_path / "journal.db") as journal:
        yield journal


def gone_on(store: Store, journal: Journal, ago: timedelta, stops: bool = False) -> dict[str, Answer]:
    """What is known of each step afterwards, by us and by the journal."""
    done, told = Attempts(), Told()
    with channel(store, store.time) as there:
        work = Applying(PLAN, there, journal, told, lambda: NOON + ago)
        (hear_out if stops else settle)(work, done)
        if stops:
            there.count()  # there is time left for a last look
            assert told.calls[0] == ("stopping", 0, None)
    assert stops or journal.answers(PLAN.id) == done.answers
    assert stops or journal.open_batches(PLAN.id, NOON) == []
    return done.answers


def test_a_batch_of_which_only_the_intent_is_known_is_sent_again_under_its_key(store: Store, journal: Journal) -> None:
    journal.intend(PLAN.id, "k-1", [PUT], NOON)

    assert gone_on(store, journal, SOON) == {PUT.id: HEARD[PUT.id]}
    assert store.asked == ["POST k-1", "GET t-new"]


@pytest.mark.parametrize(("steps", "ago"), [([PUT], LATE), ([PUT], -SOON), ([PUT, STOCK], SOON)], ids=str)
def test_nothing_is_sent_when_the_key_may_be_forgotten_or_doing_it_twice_would_harm(
    store: Store, journal: Journal, steps: list[Step], ago: timedelta
) -> None:
    journal.intend(PLAN.id, "k-1", steps, NOON)

    assert gone_on(store, journal, ago) == {step.id: UNHEARD[step.id] for step in steps}
    assert store.asked == []


@pytest.mark.parametrize("ago", [SOON, LATE], ids=str)
def test_what_has_a_ticket_is_asked_for_whatever_it_holds_and_however_late(
    store: Store, journal: Journal, ago: timedelta
) -> None:
    journal.sent(journal.intend(PLAN.id, "k-1", [PUT, STOCK], NOON), "t-1")

    assert gone_on(store, journal, ago) == HEARD
    assert store.asked == ["GET t-1"]


def test_a_ticket_that_the_store_has_forgotten_tells_nothing(store: Store, journal: Journal) -> None:
    journal.sent(journal.intend(PLAN.id, "k-1", [PUT, STOCK], NOON), "t-1")
    store.says["GET"] = httpx.Response(404, json={"errorMessage": "unknown ticket"})

    assert gone_on(store, journal, SOON) == UNHEARD


def test_a_batch_that_is_refused_as_a_whole_was_not_executed(store: Store, journal: Journal) -> None:
    journal.intend(PLAN.id, "k-1", [PUT], NOON)
    store.says["POST"] = httpx.Response(400, json={"errorMessage": "malformed"})

    assert gone_on(store, journal, SOON) == {PUT.id: NOT_EXECUTED[PUT.id]}


def test_whoever_is_told_to_stop_hears_what_was_sent_and_sends_nothing(store: Store, journal: Journal) -> None:
    journal.sent(journal.intend(PLAN.id, "k-1", [PUT], NOON), "t-1")
    journal.intend(PLAN.id, "k-2", [STOCK], NOON)

    assert gone_on(store, journal, timedelta(0), stops=True) == {PUT.id: HEARD[PUT.id]}
    assert store.asked == ["GET t-1", LAST_LOOK]


def test_whoever_is_told_to_stop_waits_no_longer_than_promised(store: Store, journal: Journal) -> None:
    journal.sent(journal.intend(PLAN.id, "k-1", [PUT], NOON), "t-1")
    store.says["GET"] = httpx.Response(200, json={"status": "IN_PROGRESS"})
    begun = store.time.now

    assert gone_on(store, journal, timedelta(0), stops=True) == {}
    assert store.time.now - begun < PROMISED - LOOK_GRACE
    assert [batch.ticket for batch in journal.open_batches(PLAN.id, NOON)] == ["t-1"]
