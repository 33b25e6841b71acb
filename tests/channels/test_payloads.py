"""Changes become the fewest requests, with nothing in them that was not asked for."""

import json

import pytest

from batch.channels.eseries.payloads import steps
from batch.model.changes import Action, Change
from batch.model.runs import Step
from tests.channels.making import FAMILY, SIMPLE, create, only, options, product, read, update

CAP, GLOVE = product(read(SIMPLE)), product(read(FAMILY))
ATTRIBUTES_OF_CAP = [
    {"id": 71, "value": "012345678905", "show": "DESCR"},
    {"id": 72, "value": "Acme", "valueTranslated": {"de": "Acme"}, "show": "NOTSHOW"},
    {"id": 73, "value": "Wash", "valueTranslated": {"fr": "Laver"}, "show": "PRICE"},
]


def test_a_simple_product_is_made_in_one_request() -> None:
    row = create(
        "CAP",
        {
            "name": "Cap",
            "description": "<p>Warm</p>",
            "brand_name": "Acme",
            "upc": "012345678905",
            "active_online": "1",
            "retail_price": "12.50",
            "weight": "0.3",
            "length": "1.25",
            "image_url": "https://m.test/cap.jpg",
        },
    )

    assert only(steps([row], None)) == Step(
        "create:glove",
        "POST",
        "/products",
        {
            "name": "Cap",
            "description": "<p>Warm</p>",
            "sku": "CAP",
            "enabled": True,
            "price": 12.5,
            "weight": 0.3,
            "dimensions": {"length": 1.25, "width": 0, "height": 0},
            "attributes": [{"alias": "BRAND", "value": "Acme"}, {"alias": "UPC", "value": "012345678905"}],
            "isShippingRequired": True,
        },
        ("2:CAP",),
        creates=True,
        once=True,
    )


def test_a_new_product_is_disabled_unless_the_row_says_otherwise_and_not_shipped_without_a_size() -> None:
    body = only(steps([create("CAP", {"name": "Cap", "retail_price": "1.00", "weight": "0", "upc": ""})], None)).body
    assert body == {"name": "Cap", "sku": "CAP", "enabled": False, "price": 1}


def test_what_the_store_holds_already_is_not_sent() -> None:
    held = {"name": "Cap", "retail_price": "12.50", "weight": "0.3", "upc": "012345678905", "active_online": "1"}

    assert steps([update("CAP", held)], CAP) == ()
    assert steps([create("CAP", held)], CAP) == ()  # an earlier call made it
    assert steps([create("GLOVE-S", options(("Size", "S"), ("Colour", "Red")))], GLOVE) == ()


def test_only_what_differs_is_sent_and_served_changes_are_named() -> None:
    step = only(steps([update("CAP", {"name": "Cap", "retail_price": "9.99", "active_online": "0"})], CAP))
    assert step == Step(
        "product:1",
        "PUT",
        "/products/1",
        {"price": 9.99, "enabled": False},
        ("2:CAP",),
        fields=("active_online", "retail_price"),
    )


def test_a_description_is_cleared_with_nothing_and_a_size_with_zero() -> None:
    step = only(steps([update("CAP", {"description": "", "weight": "", "length": ""})], CAP))
    assert step.body == {"description": "", "weight": 0, "dimensions": {"length": 0, "width": 2, "height": 3}}


def test_clearing_what_is_not_there_sends_nothing() -> None:
    assert steps([update("GLOVE-M", {"upc": ""}, "2", "22")], GLOVE) == ()
    bare = product({"id": 1, "sku": "CAP"})
    assert steps([update("CAP", {"description": "", "weight": "", "brand_name": ""})], bare) == ()


@pytest.mark.parametrize(
    ("fields", "position", "now"),
    [
        ({"upc": "036000291452"}, 0, {"id": 71, "show": "DESCR", "value": "036000291452"}),
        ({"brand_name": "Zenith"}, 1, {"id": 72, "show": "NOTSHOW", "value": "Zenith"}),
        ({"brand_name": ""}, 1, {"id": 72, "show": "NOTSHOW", "value": ""}),
    ],
)
def test_attributes_are_sent_as_a_full_list_with_one_value_replaced(
    fields: dict[str, str | None], position: int, now: dict[str, object]
) -> None:
    expected: list[object] = [*ATTRIBUTES_OF_CAP]
    expected[position] = now
    assert only(steps([update("CAP", fields)], CAP)).body == {"attributes": expected}


def test_an_attribute_that_the_product_lacks_is_added_by_alias() -> None:
    step = only(steps([update("GLOVE-M", {"upc": "036000291452"}, "2", "22")], GLOVE))
    assert step.path == "/products/2/combinations/22"
    assert step.body == {"attributes": [{"alias": "UPC", "value": "036000291452"}]}


def test_a_size_goes_with_the_two_others_unrounded() -> None:
    fine = product(read('{"id": 1, "sku": "A", "dimensions": {"length": 1.23456, "width": 2, "height": 3}}'))
    step = only(steps([update("A", {"height": "4.5"})], fine))
    assert step.body == {"dimensions": {"length": 1.23456, "width": 2, "height": 4.5}}


def test_images_go_to_what_exists_with_every_character_escaped() -> None:
    source = "https://m.test/a b+c/é?x=1&y=#2"
    quoted = "https%3A%2F%2Fm.test%2Fa%20b%2Bc%2F%C3%A9%3Fx%3D1%26y%3D%232"
    rows = [
        update("GLOVE-S", {"image_url": source}, "2", "21", 2),
        create("GLOVE-L", {"image_url": source} | options(("Size", "M"), ("Colour", "Red")), 3),
    ]

    assert steps([update("CAP", {"image_url": source})], CAP) == (
        Step(
            "image:1",
            "POST",
            f"/products/1/image?externalUrl={quoted}",
            None,
            ("2:CAP",),
            seen="https://cdn.test/1.jpg",
            fields=("image_url",),
        ),
    )
    assert [step.id for step in steps(rows, GLOVE)] == ["add:2:GLOVE-L", "image:2/21", "image:2"]
    assert steps(rows, GLOVE)[1].path == f"/products/2/combinations/21/image?externalUrl={quoted}"


def test_rows_that_keep_everything_give_no_step() -> None:
    keep = Change(Action.KEEP, 2, "CAP", "cap", None, None, ())
    assert steps([keep], None) == ()
    assert steps([], CAP) == ()


@pytest.mark.parametrize(
    ("after", "digits"),
    [("28.90", "28.9"), ("3.18182", "3.18182"), ("0.1", "0.1"), ("100", "100"), ("1234567890.1234", "1234567890.1234")],
)
def test_numbers_are_sent_with_exactly_their_digits(after: str, digits: str) -> None:
    step = only(steps([update("CAP", {"weight": after})], CAP))
    assert json.dumps(step.body) == f'{{"weight": {digits}}}'
