"""What the store holds decides what became of a change; what it said only explains why it is not there."""

from collections.abc import Iterator

import httpx
import pytest
import stamina

from batch.channels.eseries.client import ESeries
from batch.channels.http import Seams
from batch.confirm import confirm
from batch.errors import Unreachable
from batch.model.attempts import Attempts
from batch.model.changes import NO_ROW, Action, Change, FieldChange
from batch.model.runs import Answer, Outcome, Reason, Status, Step
from batch.model.store import Item, ItemId, Product
from batch.ports import Unwatched

PRICE = FieldChange("retail_price", "10.00", "12.00")
MUG = Change(Action.UPDATE, 2, "MUG", "mug", "7", None, (PRICE,))
LARGE = Change(Action.UPDATE, 3, "TEE-L", "tee", "8", "81", (PRICE,))
NEW = Change(Action.CREATE, 4, "LAMP", "lamp", None, None, (FieldChange("retail_price", None, "12.00"),))
PUT = Step("update:2:MUG", "PUT", "/products/7", {}, (MUG.key,))
NOT_EXECUTED, UNHEARD = Answer(PUT.id, None), Answer(PUT.id, None, heard=False)


def said(status: int, heard: bool = True) -> Answer:
    return Answer(PUT.id, status, "words of the store", heard=heard)


@pytest.fixture
def nobody() -> Iterator[ESeries]:
    """A store that nobody answers for: what is to be known is known already, and nothing is waited for."""

    def silent(request: httpx.Request) -> httpx.Response:
        raise httpx.ConnectError("nobody there", request=request)

    seams = Seams(httpx.MockTransport(silent))
    with ESeries("https://shop.example/api/v3", "1", "t", seams=seams) as channel, stamina.set_testing(True):
        yield channel


def product(id_: str, price: str, *variations: tuple[str, str, str]) -> Product:
    own = Item(ItemId(id_), {"sku": "MUG", "retail_price": price, "active_online": "1"})
    varied = (Item(ItemId(id_, key), {"sku": sku, "retail_price": held}) for key, sku, held in variations)
    return Product(id_, (own, *varied), {})


def became(channel: ESeries, change: Change, answers: list[Answer], *held: Product, **known: object) -> Outcome:
    """``known``: of the attempts, what else there is."""
    step = Step(PUT.id, "PUT", "/", {}, (change.key,))
    done = Attempts(products={one.id: one for one in held}, steps={step.id: step})
    for answer in answers:
        done.sent, done.answers = {step.id: [step]}, {step.id: answer}
    for name, value in known.items():
        setattr(done, name, value)
    (outcome,) = confirm([change], done, channel, Unwatched())
    return outcome


@pytest.mark.parametrize(
    ("price", "answers", "status", "code"),
    [
        ("12", [said(200)], Status.APPLIED, None),
        ("12", [], Status.SKIPPED, None),
        ("12", [said(500, heard=False)], Status.APPLIED, None),  # whatever it said
        ("12", [said(400)], Status.APPLIED, None),
        ("12", [UNHEARD], Status.APPLIED, None),
        ("10", [said(200)], Status.FAILED, "apply.not_held"),
        ("10", [said(299)], Status.FAILED, "apply.not_held"),
        ("10", [said(400)], Status.REJECTED, "apply.rejected"),
        ("10", [said(500, heard=False)], Status.REJECTED, "apply.rejected"),
        ("10", [UNHEARD], Status.UNKNOWN, "apply.unknown"),
        ("10", [NOT_EXECUTED], Status.NOT_RUN, "apply.not_run"),
        ("10", [], Status.NOT_RUN, "apply.not_run"),
    ],
)
def test_what_the_store_holds_comes_first_and_then_what_it_said(
    nobody: ESeries, price: str, answers: list[Answer], status: Status, code: str | None
) -> None:
    outcome = became(nobody, MUG, answers, product("7", price))

    assert (outcome.status, outcome.reason and outcome.reason.code) == (status, code)
    assert (outcome.confirmed, outcome.missing) == ({"retail_price": price}, () if price == "12" else (PRICE.name,))


def test_a_no_is_told_in_the_words_of_the_store(nobody: ESeries) -> None:
    reason = became(nobody, MUG, [said(404)], product("7", "10")).reason

    assert reason == Reason("apply.rejected", (("status", "404"), ("message", "words of the store")))


@pytest.mark.parametrize(
    ("known", "status"),
    [
        ("conflicts", Status.CONFLICT),
        ("doubled", Status.UNKNOWN),
        ("held_back", Status.NOT_RUN),
    ],
)
def test_why_it_was_not_sent_counts_where_the_store_does_not_hold_it(
    nobody: ESeries, known: str, status: Status
) -> None:
    why = {known: {MUG.key: Reason("apply.why")}}
    without, with_it = (became(nobody, MUG, [], product("7", price), **why) for price in ("10", "12"))

    assert (without.status, without.reason) == (status, Reason("apply.why"))
    assert (with_it.status, with_it.reason) == (Status.SKIPPED, None)


def test_what_was_there_by_its_id_and_is_gone_is_told_as_gone(nobody: ESeries) -> None:
    others = product("8", "10", ("82", "TEE-S", "12"))
    found = (
        became(nobody, MUG, [said(200)], gone={"7"}),
        became(nobody, LARGE, [said(200)], others),
        became(nobody, NEW, [said(200)], created={"lamp": "9"}, gone={"9"}),
    )

    assert [(one.status, one.reason and one.reason.code) for one in found] == [(Status.FAILED, "apply.gone")] * 3


def test_what_could_not_be_read_back_is_unknown_once_it_was_sent(nobody: ESeries) -> None:
    nothing, sent = became(nobody, MUG, []), became(nobody, MUG, [said(200)])
    denied = [became(nobody, change, [NOT_EXECUTED], stopped=Unreachable("channel.refused")) for change in (MUG, NEW)]

    assert (sent.status, nothing.status) == (Status.UNKNOWN, Status.NOT_RUN)
    assert sent.reason == Reason("apply.unknown")
    assert [one.status for one in denied] == [Status.UNKNOWN] * 2, "what a store denies it may have done"


def test_a_new_product_that_was_looked_for_and_is_not_there_was_not_sent(nobody: ESeries) -> None:
    assert became(nobody, NEW, [NOT_EXECUTED], again={PUT.id}).status is Status.NOT_RUN


def test_why_the_run_was_stopped_is_not_forgotten_for_a_store_that_does_not_answer_afterwards(nobody: ESeries) -> None:
    first = Unreachable("channel.throttled")
    done = Attempts(stopped=first, sent={PUT.id: [PUT]}, steps={PUT.id: PUT})
    confirm([MUG], done, nobody, Unwatched())

    assert done.stopped is first


def test_a_variation_is_read_by_its_id_and_a_new_one_by_its_sku(nobody: ESeries) -> None:
    there = product("8", "10", ("82", "TEE-S", "12"), ("81", "TEE-L", "10"), ("83", "MUG", "12"))
    added = Change(Action.CREATE, 5, "MUG", "tee", "8", None, (PRICE,))

    assert became(nobody, LARGE, [said(200)], there).status is Status.FAILED
    assert became(nobody, added, [said(200)], there).variation == "83"
    assert became(nobody, added, [said(200)], there).status is Status.APPLIED


def test_a_new_product_whose_sku_the_store_wrote_its_own_way_is_known_by_its_id(nobody: ESeries) -> None:
    made = became(nobody, NEW, [said(200)], product("9", "12"), created={"lamp": "9"})

    assert (made.status, made.product) == (Status.APPLIED, "9")


DELETED = Change(Action.DELETE, 6, "MUG", "mug", "7", None, (FieldChange("retail_price", "10.00", None),))
HIDDEN = Change(Action.DISABLE, NO_ROW, "MUG", "store:7", "7", None, (FieldChange("active_online", "1", "0"),))


@pytest.mark.parametrize("change", [DELETED, HIDDEN], ids=["deleted", "hidden without a row"])
def test_what_is_gone_is_met_by_its_absence(nobody: ESeries, change: Change) -> None:
    ours, theirs = became(nobody, change, [said(200)], gone={"7"}), became(nobody, change, [], gone={"7"})

    assert (ours.status, theirs.status) == (Status.APPLIED, Status.SKIPPED)
    assert theirs.reason == Reason("apply.gone_before")


@pytest.mark.parametrize(
    ("answers", "status", "code"),
    [
        ([said(200)], Status.FAILED, "apply.not_deleted"),
        ([said(404)], Status.REJECTED, "apply.rejected"),
        ([UNHEARD], Status.UNKNOWN, "apply.unknown"),
        ([], Status.NOT_RUN, "apply.not_run"),
    ],
)
def test_what_is_still_there_is_not_deleted_whatever_the_store_said(
    nobody: ESeries, answers: list[Answer], status: Status, code: str
) -> None:
    outcome = became(nobody, DELETED, answers, product("7", "10"))

    assert (outcome.status, outcome.reason and outcome.reason.code) == (status, code)


def test_that_a_deletion_was_not_read_back_is_not_told_as_done(nobody: ESeries) -> None:
    assert became(nobody, DELETED, [said(200)]).status is Status.UNKNOWN
