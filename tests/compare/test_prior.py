"""Which row of the export a row of the sheet was: by what one row alone has on each side."""

import pytest

from tests.making import compare, sheet, told

A, B = "aaaaaaaa-1111-4111-8111-111111111111", "bbbbbbbb-2222-4222-8222-222222222222"
MUG = {"id": "1", "sku": "MUG", "name": "Mug", "retail_price": "10"}


@pytest.mark.parametrize(
    ("base", "now"),
    [
        (f"id,sku,name\n{A},MUG,Mug\n", f"id,sku,name\n{A},TASSE,Mug\n"),
        ("ecom_id,sku,name\n1,MUG,Mug\n", "ecom_id,sku,name\n1,TASSE,Mug\n"),
        ("handle,sku,name\nmug,MUG,Mug\n", "handle,sku,name\nmug,TASSE,Mug\n"),
    ],
)
def test_a_new_sku_is_found_by_what_the_row_had_besides(base: str, now: str) -> None:
    compared = compare(sheet(now), [MUG], base=sheet(base))

    assert [told(change) for change in compared.changes] == ["update TASSE sku MUG>TASSE"]


def test_a_variant_is_known_by_its_handle_and_options_when_it_has_a_new_sku() -> None:
    columns = "handle,sku,variant_option_one_name,variant_option_one_value\n"
    there = {
        "id": "1",
        "sku": "G",
        "variations": [
            {"id": "11", "sku": "G-S", "options": {"Size": "S"}},
            {"id": "12", "sku": "G-M", "options": {"Size": "M"}},
        ],
    }
    base = sheet(f"{columns}glove,G-S,Size,S\nglove,G-M,Size,M\n")

    compared = compare(sheet(f"{columns}glove,GANT-P,Size,S\nglove,G-M,Size,M\n"), [there], base=base)

    assert [(told(change), change.variation) for change in compared.changes] == [("update GANT-P sku G-S>GANT-P", "11")]


def test_rows_with_one_id_are_refused_though_one_may_be_a_copy_to_make_a_new_product() -> None:
    columns = "id,sku,name,retail_price\n"
    now = sheet(f"{columns}{A},MUG,Mug,10\n{A},TASSE,Tasse,10\n")

    compared = compare(now, [MUG], base=sheet(f"{columns}{A},MUG,Mug,10\n"))

    assert (compared.changes, compared.refused) == ((), frozenset({2, 3}))


def test_skus_that_two_products_exchange_are_refused_on_both_rows() -> None:
    columns = "id,sku,name,retail_price\n"
    cup = {"id": "2", "sku": "CUP", "name": "Cup", "retail_price": "10"}

    compared = compare(
        sheet(f"{columns}{A},CUP,Mug,10\n{B},MUG,Cup,10\n"),
        [MUG, cup],
        base=sheet(f"{columns}{A},MUG,Mug,10\n{B},CUP,Cup,10\n"),
    )

    assert (compared.changes, compared.refused) == ((), frozenset({2, 3}))
    assert {found.code for found in compared.findings} == {"store.sku_taken"}


def test_a_value_that_only_changed_its_dress_was_not_edited() -> None:
    base = sheet("sku,retail_price,weight,weight_unit,active_online\nMUG,10.00,1,KG,1\n")
    now = sheet("sku;retail_price;weight;weight_unit;active_online\nMUG;10;1000;G;oui\n".replace(";", ","))
    there = MUG | {"retail_price": "12", "weight": "2", "active_online": False}

    compared = compare(now, [there], base=base)

    assert (compared.changes, compared.conflicts) == ((), ())
    assert [found.code for found in compared.findings if found.code.startswith("store.")] == ["store.drift"] * 3
