"""Taking back a run: only what it wrote, only while it still stands there, and whatever is kept is told."""

from dataclasses import replace
from pathlib import Path

import pytest

from batch.model.changes import Action, Change, FieldChange
from batch.model.codes import CODES
from batch.model.runs import Outcome, Status
from batch.model.store import Item, ItemId, Owners, Product
from batch.undo import Undone, undo


def product(variation: str | None = None, **fields: str | None) -> Product:
    base = {"name": "Mug", "description": None, "active_online": "1", "retail_price": "10.00", "sku": "MUG"}
    held = base | fields
    items = [Item(ItemId("7"), held)]
    if variation:
        items.append(Item(ItemId("7", variation), held))
    return Product("7", tuple(items), {})


def updated(*cells: tuple[str, str | None, str | None], action: Action = Action.UPDATE) -> Change:
    return Change(action, 2, "MUG", "f", "7", None, tuple(FieldChange(*cell) for cell in cells))


def done(change: Change, status: Status = Status.APPLIED, variation: str | None = None) -> Outcome:
    confirmed = {cell.name: cell.after for cell in change.fields}
    return Outcome(change.key, status, product="7", variation=variation, confirmed=confirmed)


def undone(change: Change, now: Product | None, created: Action = Action.KEEP) -> Undone:
    return undo([change], [done(change)], {"7": now} if now else {}, created)


def cells(found: Undone) -> list[tuple[str, str | None, str | None]]:
    return [(cell.name, cell.before, cell.after) for change in found.changes for cell in change.fields]


def kept(found: Undone) -> list[tuple[str | None, str]]:
    return [(kept.field, kept.reason.code) for kept in found.kept]


PRICE = ("retail_price", "8.00", "10.00")


def test_what_was_written_goes_back() -> None:
    found = undone(updated(PRICE, ("name", "Cup", "Mug")), product())

    assert cells(found) == [("retail_price", "10.00", "8.00"), ("name", "Mug", "Cup")]
    assert kept(found) == []


@pytest.mark.parametrize(("owner", "back"), [("8", []), ("7", [("sku", "MUG", "CUP")])])
def test_a_sku_that_another_product_has_by_now_stays_and_the_rest_goes_back(
    owner: str, back: list[tuple[str, str, str]]
) -> None:
    change = updated(PRICE, ("sku", "CUP", "MUG"))
    found = undo([change], [done(change)], {"7": product()}, Action.KEEP, {"CUP": (owner,)})

    assert cells(found) == [("retail_price", "10.00", "8.00"), *back]
    assert kept(found) == [] if back else [("sku", "undo.sku_taken")]


def test_what_was_edited_since_is_kept_and_the_rest_goes_back() -> None:
    found = undone(updated(PRICE, ("name", "Cup", "Mug")), product(retail_price="9.50"))

    assert cells(found) == [("name", "Mug", "Cup")]
    assert kept(found) == [("retail_price", "undo.edited_since")]


def test_what_is_back_already_is_no_change() -> None:
    found = undone(updated(PRICE), product(retail_price="8"))

    assert found == Undone((), ())


def test_what_the_store_keeps_its_own_way_goes_back_and_what_it_never_took_does_not() -> None:
    change = updated(("retail_price", "8.00", "10.40"), ("name", "Cup", "Mug"), ("description", "Old", "New"))
    held = {"retail_price": "10.00", "name": "Mug", "description": "Old"}
    outcome = replace(done(change, Status.FAILED), confirmed=held)
    found = undo([change], [outcome], {"7": product(description="Somebody else's")}, Action.KEEP)

    assert cells(found) == [("retail_price", "10.00", "8.00"), ("name", "Mug", "Cup")]
    assert kept(found) == []


@pytest.mark.parametrize(("before", "action"), [("0", Action.DISABLE), ("1", Action.ENABLE)])
def test_on_and_off_go_back(before: str, action: Action) -> None:
    after = "1" if before == "0" else "0"
    found = undone(updated(("active_online", before, after)), product(active_online=after))

    assert [change.action for change in found.changes] == [action]


STOCK = updated(("quantity_delta", "10", "+5"))


@pytest.mark.parametrize(
    ("there", "back", "stays"),
    [
        ("15", [("quantity_delta", "15", "-5")], []),
        ("14", [], [("quantity_delta", "undo.edited_since")]),  # sold since
        ("10", [], []),  # taken back already
    ],
)
def test_a_difference_of_the_stock_goes_back_as_its_opposite_while_nobody_sold(
    there: str, back: list[tuple[str, str, str]], stays: list[tuple[str, str]]
) -> None:
    outcome = replace(done(STOCK), confirmed={"quantity_delta": "15"})
    found = undo([STOCK], [outcome], {"7": product(quantity_delta=there)}, Action.KEEP)

    assert (cells(found), kept(found)) == (back, stays)


def test_of_a_change_that_failed_the_stock_goes_back_only_if_the_store_took_it() -> None:
    held = {"quantity_delta": "15"}
    taken = replace(done(STOCK, Status.FAILED), confirmed=held)
    refused = replace(taken, missing=("quantity_delta",))
    now = {"7": product(quantity_delta="15")}

    assert cells(undo([STOCK], [taken], now, Action.KEEP)) == [("quantity_delta", "15", "-5")]
    assert undo([STOCK], [refused], now, Action.KEEP) == Undone((), ())


def test_a_cell_that_somebody_else_had_set_already_is_not_ours_to_take_back() -> None:
    change = updated(PRICE, ("name", "Cup", "Mug"))
    outcome = replace(done(change), sent=("name",))

    assert cells(undo([change], [outcome], {"7": product()}, Action.KEEP)) == [("name", "Mug", "Cup")]


@pytest.mark.parametrize("status", [Status.CONFLICT, Status.REJECTED, Status.UNKNOWN])
def test_what_was_written_of_a_row_that_went_wrong_goes_back(status: Status) -> None:
    change = updated(PRICE, ("name", "Cup", "Mug"))
    outcome = replace(done(change, status), sent=("name",))

    assert cells(undo([change], [outcome], {"7": product()}, Action.KEEP)) == [("name", "Mug", "Cup")]


def test_a_gallery_image_that_was_removed_cannot_come_back_and_one_that_was_added_goes() -> None:
    taken, added = updated(("gallery", "a\nb", "a")), updated(("gallery", "a", "a\nb"))

    assert kept(undone(taken, product(gallery="a"))) == [("gallery", "undo.cannot_come_back")]
    assert cells(undone(added, product(gallery="a\nb"))) == [("gallery", "a\nb", "a")]


def test_a_text_that_was_not_there_is_emptied_again_and_a_name_cannot_be() -> None:
    found = undone(updated(("description", None, "<p>x</p>"), ("name", None, "Mug")), product(description="<p>x</p>"))

    assert cells(found) == [("description", "<p>x</p>", "")]
    assert kept(found) == [("name", "undo.cannot_come_back")]


def test_a_replaced_image_cannot_come_back() -> None:
    change = updated(("image_url", "https://cdn.example/old.jpg", "https://me.example/new.jpg"))
    found = undone(change, product(image_url="https://me.example/new.jpg"))

    assert kept(found) == [("image_url", "undo.cannot_come_back")]


def test_a_product_that_is_gone_is_told() -> None:
    assert kept(undone(updated(PRICE), None)) == [(None, "undo.gone")]


CREATED = Change(Action.CREATE, 2, "MUG", "f", None, None, (FieldChange("name", None, "Mug"),))


def test_what_was_created_stays_unless_told_and_is_then_taken_offline() -> None:
    assert kept(undone(CREATED, product())) == [(None, "undo.created")]
    assert cells(undone(CREATED, product(), Action.DISABLE)) == [("active_online", "1", "0")]
    assert undone(CREATED, product(active_online="0"), Action.DISABLE) == Undone((), ())


@pytest.mark.parametrize("status", [status for status in Status if status is not Status.APPLIED])
def test_what_was_not_applied_is_not_touched(status: Status) -> None:
    change = updated(PRICE)
    outcome = replace(done(change, status), confirmed={"retail_price": "8.00"})

    assert undo([change], [outcome], {"7": product()}, Action.KEEP) == Undone((), ())


def test_every_code_of_taking_back_has_a_case_here() -> None:
    here = Path(__file__).read_text("utf-8")

    codes = [code.name for code in CODES if code.name.startswith("undo.") and code.name != "undo.made_again"]
    assert [code for code in codes if f'"{code}")' not in here] == []


def test_a_variant_that_was_added_stays_for_it_cannot_go_offline_alone() -> None:
    added = replace(CREATED, product="7")

    assert kept(undone(added, product(), Action.DISABLE)) == [(None, "undo.created_variant")]


DELETED = Change(Action.DELETE, 2, "MUG", "f", "7", None, (FieldChange("name", "Mug", None),))
VARIANTS = [
    DELETED,
    replace(DELETED, row=3, sku="M-S", variation="71"),
    replace(DELETED, row=4, sku="M-M", variation="72"),
]


def again(gone: list[Change], now: Product | None = None, owned: Owners | None = None) -> Undone:
    return undo(gone, [done(change) for change in gone], {"7": now} if now else {}, Action.KEEP, owned)


def test_what_was_deleted_is_made_again_of_what_it_held() -> None:
    found = again([DELETED])

    assert [(change.action, change.product) for change in found.changes] == [(Action.CREATE, None)]
    assert cells(found) == [("name", None, "Mug")]


def test_a_product_with_variants_is_made_of_them_as_one() -> None:
    found = again(VARIANTS)

    assert [change.sku for change in found.changes] == ["M-S", "M-M"]
    assert len({change.family for change in found.changes}) == 1


def test_a_variant_goes_back_to_its_product_while_that_is_there() -> None:
    assert [change.product for change in again(VARIANTS[1:2], product()).changes] == ["7"]
    assert kept(again(VARIANTS[1:2])) == [(None, "undo.gone")]


def test_nothing_is_made_twice_or_under_a_sku_that_is_not_its_own() -> None:
    assert kept(again([DELETED], owned={"MUG": ("8",)})) == [(None, "undo.sku_taken")]
    shared = [DELETED, *(replace(variant, sku="MUG") for variant in VARIANTS[1:])]
    assert kept(again(shared)) == [(None, "undo.sku_shared")] * 2


SIZE = ("variant_option_one_value", "S", "M")
COLOUR = ("variant_option_two_value", "red", "blue")


@pytest.mark.parametrize(
    ("colour", "back", "stays"),
    [
        ("blue", [("retail_price", "10.00", "8.00"), ("variant_option_one_value", "M", "S")], []),
        ("red", [("retail_price", "10.00", "8.00"), ("variant_option_one_value", "M", "S")], []),
        (
            "green",
            [("retail_price", "10.00", "8.00")],
            [("variant_option_two_value", "undo.edited_since"), ("variant_option_one_value", "undo.options_together")],
        ),
    ],
)
def test_the_options_of_a_variant_go_back_together_or_not_at_all(
    colour: str, back: list[tuple[str, str, str]], stays: list[tuple[str, str]]
) -> None:
    """One of them edited since: with the other taken back it would be a variant that never was."""
    change = replace(updated(PRICE, SIZE, COLOUR), variation="71")
    now = product("71", variant_option_one_value="M", variant_option_two_value=colour)
    found = undo([change], [done(change, variation="71")], {"7": now}, Action.KEEP)

    assert [cell for cell in cells(found) if cell[0] != COLOUR[0]] == back
    assert kept(found) == stays
