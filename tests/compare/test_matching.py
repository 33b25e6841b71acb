"""Rows and the variations of one product: whose id, whose SKU, whose values are in force."""

from batch.model.changes import Action
from tests.making import compare, planned, sheet

OPTIONS = "variant_option_one_name,variant_option_one_value"
GLOVE = {
    "id": "1",
    "sku": "G",
    "name": "Glove",
    "retail_price": "20",
    "weight": "0.5",
    "variations": [
        {"id": "11", "sku": "G-S", "options": {"Size": "S"}},
        {"id": "12", "sku": "G-M", "retail_price": "22", "options": {"Size": "M"}},
    ],
}


def in_words(**options: str) -> str:
    """The options of a new variation as ``planned`` tells them."""
    places = zip(("one", "two", "three"), options.items(), strict=False)
    cells = ((f"variant_option_{place}", pair) for place, pair in places)
    return ", ".join(f"{cell}_name ->{name}, {cell}_value ->{value}" for cell, (name, value) in cells)


def test_a_change_names_the_product_and_the_variation_that_it_is_about() -> None:
    changes = compare(sheet("sku,retail_price\nG,21\nG-S,21\nNEW,5\n"), [GLOVE]).changes

    assert [(change.product, change.variation) for change in changes] == [("1", None), ("1", "11")]


def test_an_inherited_value_is_in_force_and_no_change() -> None:
    assert planned("sku,retail_price,weight,weight_unit\nG-S,20,0.5,KG\nG-M,22,500,G\n", [GLOVE]) == []


def test_a_variation_may_get_a_value_of_its_own_where_it_inherited_one() -> None:
    assert planned("sku,retail_price\nG-S,19\n", [GLOVE]) == ["update G-S retail_price 20.00>19.00"]


def test_what_belongs_to_the_product_is_compared_with_the_product() -> None:
    assert planned("sku,name\nG-S,Mitten\nG-M,Mitten\n", [GLOVE]) == [
        "update G-S name Glove>Mitten",
        "update G-M name Glove>Mitten",
    ]


def test_a_variation_that_shares_its_sku_with_its_product_is_meant_when_it_is_the_only_one() -> None:
    there = {"id": "1", "sku": "G", "variations": [{"id": "11", "options": {"Size": "S"}}]}

    change = compare(sheet("sku,retail_price\nG,21\n"), [there]).changes[0]

    assert (change.product, change.variation) == ("1", "11")


def test_a_product_without_a_sku_is_never_matched_by_a_blank_one() -> None:
    there = [{"id": "1", "sku": "", "name": "Mug"}, {"id": "2", "name": "Cup"}]

    assert planned("sku,ecom_id,name\n,2,Cups\n", there) == ["update  name Cup>Cups"]


def test_matching_a_sku_looks_at_every_letter_and_every_zero() -> None:
    compared = compare(sheet("sku,name,retail_price\n007,Mug,5\n7,Cup,5\nAB,Pot,5\n"), [{"id": "1", "sku": "ab"}])

    assert [change.action for change in compared.changes] == [Action.CREATE] * 2
    assert compared.refused == {4}


def test_a_variation_that_only_the_store_has_is_left_alone() -> None:
    text = f"handle,sku,name,retail_price,{OPTIONS}\nglove,G-S,Glove,20,Size,S\n"

    assert planned(text, [GLOVE]) == []


def test_a_variant_that_only_the_sheet_has_is_added_to_its_family() -> None:
    text = f"handle,sku,name,retail_price,{OPTIONS}\nglove,G-S,Glove,20,Size,S\nglove,G-L,Glove,25,Size,L\n"

    change = compare(sheet(text), [GLOVE]).changes[0]

    assert (change.action, change.product, change.variation) == (Action.CREATE, "1", None)
    assert [field.name for field in change.fields] == [
        "sku",
        "variant_option_one_name",
        "variant_option_one_value",
        "retail_price",
    ]


def test_a_variant_is_added_whichever_row_of_its_family_comes_first() -> None:
    text = f"handle,sku,name,retail_price,{OPTIONS}\nglove,G-L,Glove,25,Size,L\nglove,G-S,Glove,20,Size,S\n"

    assert compare(sheet(text), [GLOVE]).changes[0].product == "1"


def test_an_option_is_told_in_the_place_where_the_store_has_it() -> None:
    columns = OPTIONS + ",variant_option_two_name,variant_option_two_value"
    there = {
        "id": "1",
        "sku": "G",
        "variations": [
            {"id": "11", "sku": "G-S", "options": {"Size": "S"}},
            {"id": "12", "sku": "G-M", "options": {"Size": "M", "Colour": "Red"}},
        ],
    }
    text = f"handle,sku,retail_price,{columns}\nglove,G-M,0,Colour,Blue,Size,M\nglove,G-L,5,Colour,Red,Size,L\n"

    assert planned(text, [there]) == [
        "update G-M variant_option_two_value Red>Blue",
        f"create G-L sku ->G-L, {in_words(Size='L', Colour='Red')}, retail_price ->5.00",
    ]


def test_a_new_variant_has_its_options_from_the_first_place_on() -> None:
    text = "sku,name,retail_price,variant_option_three_name,variant_option_three_value\nG-S,Glove,5,Size,S\n"

    assert planned(text, []) == [
        f"create G-S name ->Glove, active_online ->0, sku ->G-S, {in_words(Size='S')}, retail_price ->5.00"
    ]


def test_a_refused_row_does_not_stop_its_family() -> None:
    text = f"handle,sku,name,retail_price,{OPTIONS}\nglove,G-S,Glove,19,Size,S\nglove,G-M,Glove,ask,Size,M\n"

    assert planned(text, [GLOVE]) == ["update G-S retail_price 20.00>19.00"]


def test_an_empty_store_and_an_empty_sheet_need_nothing() -> None:
    compared = compare(sheet("sku,name,ecom_id,active,weight,weight_unit,variant_option_one_value\n"), [])

    assert (compared.changes, compared.unchanged, compared.refused, compared.findings) == ((), (), frozenset(), ())


def test_a_control_character_in_an_option_is_a_letter_like_any_other() -> None:
    text = f'handle,sku,name,retail_price,{OPTIONS}\nglove,G-S,Glove,20,Size,S\nglove,N,Glove,9,Size,"S\x1fX"\n'

    assert [told[:8] for told in planned(text, [GLOVE])] == ["create N"]
