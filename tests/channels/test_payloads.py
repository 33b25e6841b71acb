"""Changes become the fewest requests, with nothing in them that was not asked for."""

import json

import pytest

from batch.channels.eseries.payloads import steps
from batch.model.changes import Action, Change
from batch.model.rules import OPTIONS
from batch.model.runs import Step
from tests.channels.making import FAMILY, SIMPLE, create, options, product, read, update

CAP, GLOVE = product(read(SIMPLE)), product(read(FAMILY))
GLOVE_S = {"name": "Glove", "retail_price": "19.99", "weight": "0.2"} | options(("Size", "S"), ("Colour", "Red"))
GLOVE_M = {"name": "Glove", "retail_price": "18.50", "upc": "036000291452"} | options(("Size", "M"), ("Colour", "Red"))
ATTRIBUTES_OF_CAP = [
    {"id": 71, "value": "012345678905", "show": "DESCR"},
    {"id": 72, "value": "Acme", "valueTranslated": {"de": "Acme"}, "show": "NOTSHOW"},
    {"id": 73, "value": "Wash", "valueTranslated": {"fr": "Laver"}, "show": "PRICE"},
]


def only(found: tuple[Step, ...]) -> Step:
    assert len(found) == 1
    return found[0]


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


def test_a_family_is_made_in_one_request_whatever_the_order_of_its_rows() -> None:
    rows = [create("GLOVE-S", GLOVE_S, 3), create("GLOVE-M", GLOVE_M, 2)]

    assert steps(rows, None) == steps(rows[::-1], None)
    step = only(steps(rows, None))
    assert step.path == "/products?saveCombinations=true"
    assert step.changes == ("2:GLOVE-M", "3:GLOVE-S")
    assert step.body == {
        "name": "Glove",
        "sku": "GLOVE-M-family",
        "enabled": False,
        "price": 18.5,
        "isShippingRequired": True,
        "options": [
            {"type": "SELECT", "name": "Size", "choices": [{"text": "M"}, {"text": "S"}]},
            {"type": "SELECT", "name": "Colour", "choices": [{"text": "Red"}]},
        ],
        "combinations": [
            {
                "sku": "GLOVE-M",
                "price": 18.5,
                "options": [{"name": "Size", "value": "M"}, {"name": "Colour", "value": "Red"}],
                "attributes": [{"alias": "UPC", "value": "036000291452"}],
            },
            {
                "sku": "GLOVE-S",
                "price": 19.99,
                "options": [{"name": "Size", "value": "S"}, {"name": "Colour", "value": "Red"}],
                "weight": 0.2,
            },
        ],
    }


def test_a_variant_without_a_weight_does_not_take_over_the_one_of_its_family() -> None:
    rows = [create("A", GLOVE_S), create("B", GLOVE_M)]
    body = json.loads(json.dumps(only(steps(rows, None)).body))

    assert body["weight"] == 0.2
    assert [variation["weight"] for variation in body["combinations"]] == [0.2, 0]


def test_a_row_with_its_options_in_another_order_is_the_same_variant() -> None:
    rows = [create("A", GLOVE_S), create("B", GLOVE_M | options(("Colour", "Red"), ("Size", "M")))]
    body = json.loads(json.dumps(only(steps(rows, None)).body))

    assert [[pair["name"] for pair in v["options"]] for v in body["combinations"]] == [["Size", "Colour"]] * 2


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


def test_fields_of_a_family_are_sent_once_and_those_of_a_variation_to_it() -> None:
    rows = [
        update("GLOVE-S", {"name": "Mitten", "retail_price": "21.00"}, "2", "21", 3),
        update("GLOVE-M", {"name": "Mitten"}, "2", "22", 2),
    ]

    assert steps(rows, GLOVE) == (
        Step("product:2", "PUT", "/products/2", {"name": "Mitten"}, ("2:GLOVE-M", "3:GLOVE-S"), fields=("name",)),
        Step(
            "variation:2/21",
            "PUT",
            "/products/2/combinations/21",
            {"price": 21},
            ("3:GLOVE-S",),
            fields=("retail_price",),
        ),
    )
    assert [step.id for step in steps(rows[:1], GLOVE)] == ["product:2", "variation:2/21"]


def test_a_new_variant_with_known_choices_is_added_at_once() -> None:
    family = read(FAMILY)
    del family["combinations"][1]  # type: ignore[attr-defined]
    row = create("GLOVE-M", GLOVE_M | options(("Colour", "Red"), ("Size", "M")))

    assert steps([row], product(family)) == (
        Step(
            "add:2:GLOVE-M",
            "POST",
            "/products/2/combinations",
            {
                "sku": "GLOVE-M",
                "price": 18.5,
                "options": [{"name": "Size", "value": "M"}, {"name": "Colour", "value": "Red"}],
                "attributes": [{"alias": "UPC", "value": "036000291452"}],
            },
            ("2:GLOVE-M",),
            creates=True,
        ),
    )


def test_a_new_choice_is_offered_first_and_nothing_that_was_there_is_lost() -> None:
    row = create("GLOVE-L", {"name": "Glove"} | options(("Size", "L"), ("Colour", "Red")))
    step = only(steps([row], GLOVE))

    assert step == Step(
        "product:2",
        "PUT",
        "/products/2",
        {
            "options": [
                {"type": "TEXTFIELD", "name": "Engraving", "required": False},
                {
                    "type": "RADIO",
                    "name": "Size",
                    "nameTranslated": {"fr": "Taille"},
                    "required": True,
                    "defaultChoice": 1,
                    "choices": [
                        {"text": "S", "priceModifier": 0, "priceModifierType": "ABSOLUTE"},
                        {"text": "M", "priceModifier": 2.5, "priceModifierType": "ABSOLUTE"},
                        {"text": "L"},
                    ],
                },
                {
                    "type": "SELECT",
                    "name": "Colour",
                    "required": False,
                    "choices": [{"text": "Red", "priceModifier": 10, "priceModifierType": "PERCENT"}],
                },
            ]
        },
        ("2:GLOVE-L",),
        fields=tuple(name for pair in OPTIONS for name in pair),
    )


def test_a_changed_option_value_is_sent_with_all_the_others() -> None:
    family = read(FAMILY)
    del family["combinations"][1]  # type: ignore[attr-defined]
    step = only(steps([update("GLOVE-S", {"variant_option_one_value": "M"}, "2", "21")], product(family)))

    assert step.id == "variation:2/21"
    assert step.body == {"options": [{"name": "Size", "value": "M"}, {"name": "Colour", "value": "Red"}]}


def test_options_that_only_change_places_are_not_sent() -> None:
    assert steps([update("GLOVE-S", options(("Colour", "Red"), ("Size", "S")), "2", "21")], GLOVE) == ()


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


def test_a_variation_that_has_gone_gets_no_step() -> None:
    assert steps([update("GLOVE-X", {"retail_price": "1.00"}, "2", "99")], GLOVE) == ()


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
