"""Changes of products with variants become the fewest requests, whatever the order of rows and options."""

import json

from batch.channels.eseries.payloads import steps
from batch.model.rules import OPTIONS
from batch.model.runs import Step
from tests.channels.making import FAMILY, create, only, options, product, read, update

GLOVE = product(read(FAMILY))
GLOVE_S = {"name": "Glove", "retail_price": "19.99", "weight": "0.2"} | options(("Size", "S"), ("Colour", "Red"))
GLOVE_M = {"name": "Glove", "retail_price": "18.50", "upc": "036000291452"} | options(("Size", "M"), ("Colour", "Red"))


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


def test_each_variant_is_as_large_as_its_own_row_says_whichever_row_the_product_takes_its_size_from() -> None:
    """The product takes the size of the first: one that has none is sent as such, one of its own is kept."""
    flat = {"length": "10", "width": "5", "height": "2"}
    none, own = {"length": 0, "width": 0, "height": 0}, {"length": 10, "width": 5, "height": 2}
    for first, second in ((GLOVE_S | flat, GLOVE_M), (GLOVE_S, GLOVE_M | flat)):
        body = json.loads(json.dumps(only(steps([create("A", first), create("B", second, 3)], None)).body))
        sizes = [variation.get("dimensions", none) for variation in body["combinations"]]

        assert body.get("dimensions", none) == sizes[0]
        assert sizes == [own if "length" in row else none for row in (first, second)]
        assert "dimensions" in body["combinations"][1]  # never left to be taken over from the product


def test_half_an_option_is_none() -> None:
    """A name without a value, or a value without a name: the store would invent an option."""
    for half in ({"variant_option_one_name": "Size"}, {"variant_option_one_value": "S"}):
        step = only(steps([create("A", {"name": "Glove", "retail_price": "1"} | half)], None))

        assert (step.path, "options" in (step.body or {})) == ("/products", False)


def test_a_row_with_its_options_in_another_order_is_the_same_variant() -> None:
    rows = [create("A", GLOVE_S), create("B", GLOVE_M | options(("Colour", "Red"), ("Size", "M")))]
    body = json.loads(json.dumps(only(steps(rows, None)).body))

    assert [[pair["name"] for pair in v["options"]] for v in body["combinations"]] == [["Size", "Colour"]] * 2


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


def test_a_variation_that_has_gone_gets_no_step() -> None:
    assert steps([update("GLOVE-X", {"retail_price": "1.00"}, "2", "99")], GLOVE) == ()
