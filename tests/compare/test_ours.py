"""A sheet edited again after a run of ours: what that run wrote is known, what somebody else wrote is a conflict."""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

import pytest

from batch.compare import Comparison
from batch.compare.ours import written
from batch.model.base import Written
from batch.model.changes import Action, Change, FieldChange
from batch.model.runs import Outcome, Status
from batch.model.store import ItemId
from tests.making import addressed, compare, sheet, told

EXPORT = "ecom_id,sku,name,retail_price\n1,MUG,Mug,10\n"
TWELVE = Written({ItemId("1"): {"retail_price": "12.00"}})


def mug(price: int, **others: object) -> dict[str, object]:
    return {"id": "1", "sku": "MUG", "name": "Mug", "retail_price": price, **others}


def compared(now: str, store: Sequence[Mapping[str, Any]], since: Written = TWELVE, export: str = EXPORT) -> Comparison:
    return compare(sheet(now), store, base=sheet(export), since=since)


def outcome(status: Status, confirmed: Mapping[str, str | None], product: str | None = "1") -> Outcome:
    return Outcome("2:MUG", status, product=product, confirmed=confirmed)


def change(*fields: FieldChange, action: Action = Action.UPDATE) -> Change:
    return Change(action, 2, "MUG", "product 1", "1", None, fields)


PRICE = FieldChange("retail_price", "10.00", "12.00")


def test_a_second_edit_of_a_cell_that_we_wrote_is_no_conflict() -> None:
    result = compared(EXPORT.replace(",10", ",13"), [mug(12)])

    assert [told(change) for change in result.changes] == ["update MUG retail_price 12.00>13.00"]
    assert addressed(result.findings) == []


def test_what_somebody_else_wrote_after_us_is_a_conflict_that_names_what_we_wrote() -> None:
    result = compared(EXPORT.replace(",10", ",13"), [mug(15)])

    assert (result.changes, result.conflicts) == ((), (2,))
    assert [dict(found.facts) for found in result.findings] == [
        {"store": "15.00", "base": "12.00", "rule": "retail_price"}
    ]


def test_a_cell_that_we_wrote_and_somebody_put_back_is_not_sent_again_unseen() -> None:
    result = compared(EXPORT.replace(",10", ",12"), [mug(10)])

    assert (result.changes, result.conflicts) == ((), (2,))


@pytest.mark.parametrize(
    ("price", "finds"), [(12, ["store.written_since D2 retail_price"]), (15, ["store.drift D2 retail_price"])]
)
def test_an_old_workbook_given_back_asks_for_nothing_and_what_the_store_holds_is_told(
    price: int, finds: list[str]
) -> None:
    result = compared(EXPORT, [mug(price)])

    assert (result.changes, result.conflicts) == ((), ())
    assert addressed(result.findings) == finds


def test_what_belongs_to_the_whole_product_is_known_on_every_row_of_it() -> None:
    export = "ecom_id,sku,name\n1/11,G-S,Glove\n1/12,G-M,Glove\n"
    store = [{"id": "1", "name": "Mitten", "variations": [{"id": "11", "sku": "G-S"}, {"id": "12", "sku": "G-M"}]}]
    ours = Written({ItemId("1"): {"name": "Mitten"}})

    assert len(compared(export.replace("Glove", "Muff"), store, ours, export).changes) == 2
    assert compared(export.replace("Glove", "Muff"), store, Written(), export).conflicts == (2, 3)


def test_options_that_we_wrote_are_known_by_their_name() -> None:
    """The store has them in another order than the sheet."""
    heads = (
        "ecom_id,variant_option_one_name,variant_option_one_value,variant_option_two_name,variant_option_two_value\n"
    )
    store = [{"id": "1", "variations": [{"id": "11", "options": {"Colour": "Red", "Size": "M"}}]}]
    ours = Written({ItemId("1", "11"): {"variant_option_two_value": "M"}})
    edited = f"{heads}1/11,Size,L,Colour,Red\n"

    assert len(compared(edited, store, ours, f"{heads}1/11,Size,S,Colour,Red\n").changes) == 1
    assert compared(edited, store, ours, f"{heads}1/11,Size,S,Colour,Blue\n").conflicts == (2,)


def test_a_row_that_we_created_can_be_edited_again_and_is_not_sent_over_what_somebody_else_made_of_it() -> None:
    now, ours = "sku,name,retail_price\nMUG,Mug,13\n", Written({ItemId("1"): {"name": "Mug", "retail_price": "12.00"}})

    assert len(compared(now, [mug(12)], ours).changes) == 1
    assert compared(now, [mug(15)], ours).conflicts == (2,)


def test_a_sku_that_we_changed_is_not_made_a_second_product_when_it_is_changed_again() -> None:
    export = "id,sku\naaaaaaaa-1111-4111-8111-111111111111,MUG\n"
    store = [{**mug(10), "sku": "TASSE"}]
    ours = Written({ItemId("1"): {"sku": "TASSE"}}, {"MUG": "TASSE"})
    result = compared(export.replace("MUG", "BOL"), store, ours, export)

    assert [told(change) for change in result.changes] == ["update BOL sku TASSE>BOL"]
    assert result.changes[0].product == "1"


def test_the_newest_confirmed_value_counts_that_of_an_undo_too() -> None:
    back = FieldChange("retail_price", "12.00", "10.00")
    first = ([change(PRICE)], [outcome(Status.APPLIED, {"retail_price": "12.00"})])
    undone = ([change(back)], [outcome(Status.APPLIED, {"retail_price": "10.00"})])

    assert written([first]).cells == {ItemId("1"): {"retail_price": "12.00"}}
    assert written([first, undone]).cells == {ItemId("1"): {"retail_price": "10.00"}}


@pytest.mark.parametrize(
    ("field", "status", "now", "counts"),
    [
        (PRICE, Status.APPLIED, "12.00", True),
        (PRICE, Status.SKIPPED, "12.00", True),
        (PRICE, Status.REJECTED, "12.00", True),  # something else of the row was refused
        (PRICE, Status.UNKNOWN, "12.00", False),
        (PRICE, Status.CONFLICT, "15.00", False),
        (PRICE, Status.FAILED, "11.00", False),
        (FieldChange("name", "Mug", "A very long name"), Status.FAILED, "A very", True),  # the store's own form of it
        (PRICE, Status.NOT_RUN, "10.00", False),
        (FieldChange("image_url", None, "https://a.test/1.jpg"), Status.APPLIED, "https://store.test/x.jpg", True),
        (FieldChange("image_url", None, "https://a.test/1.jpg"), Status.REJECTED, "https://store.test/old.jpg", False),
    ],
)
def test_only_what_the_store_was_read_back_to_hold_of_ours_counts(
    field: FieldChange, status: Status, now: str, counts: bool
) -> None:
    found = written([([change(field)], [outcome(status, {field.name: now})])])

    assert found.cells == ({ItemId("1"): {field.name: now}} if counts else {})


def test_nothing_counts_of_what_was_deleted_or_never_read_back() -> None:
    deleted = change(PRICE, action=Action.DELETE), outcome(Status.APPLIED, {})
    unread = change(PRICE), Outcome("2:MUG", Status.APPLIED, product="1")
    nowhere = change(PRICE), outcome(Status.APPLIED, {"retail_price": "12.00"}, product=None)

    assert written(([one], [fate]) for one, fate in (deleted, unread, nowhere)).cells == {}


def test_a_sku_changed_twice_and_back_leads_from_the_export_to_today() -> None:
    names = ["MUG", "TASSE", "BOL", "MUG"]
    runs = [
        ([change(FieldChange("sku", before, after))], [outcome(Status.APPLIED, {"sku": after})])
        for before, after in pairwise(names)
    ]

    assert written(runs[:2]).skus == {"MUG": "BOL"}
    assert written(runs).skus == {"MUG": "MUG"}
