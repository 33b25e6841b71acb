"""Value against value: units, prices, blanks, what is emptied, texts, images."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from batch import compare as comparing
from batch.check import check
from batch.model.store import Store
from tests.making import STORE, compare, planned, sheet, snapshot

CUP = {
    "id": "1",
    "sku": "CUP",
    "name": "Cup",
    "description": "<p>Warm &amp; round</p>",
    "brand_name": "Acme",
    "upc": "012345678905",
    "retail_price": "12.50",
    "weight": "0.3",
    "length": "4",
    "width": "5",
    "height": "6",
    "image_url": "https://img.test/cup.jpg",
}
HEADINGS = [name for name in CUP if name != "id"]

# In the smallest of them, exactly. Source: definitions of pound and inch; a metric carat is 0.2 g.
WEIGHTS = {
    "CT": Fraction(1, 5),
    "G": Fraction(1),
    "OZ": Fraction(45359237, 1600000),
    "LB": Fraction(45359237, 100000),
    "KG": Fraction(1000),
}
LENGTHS = {"MM": Fraction(1), "CM": Fraction(10), "IN": Fraction(254, 10), "YD": Fraction(9144, 10)}


def store(**settings: str | int) -> Store:
    given: dict[str, object] = {name: getattr(STORE, name) for name in STORE.__slots__}
    return Store(**given | settings)  # type: ignore[arg-type]


def after(text: str, field: str, shop: Store) -> str | None:
    changes = compare(sheet(text), [{"id": "1", "sku": "CUP"}], shop).changes
    return changes[0].after(field) if changes else None


def half_up(exact: Fraction) -> Decimal:
    """To 4 places, without a float or a division that has no end."""
    return Decimal(int(exact * 10_000 + Fraction(1, 2))) / 10_000


@pytest.mark.parametrize(
    ("typed", "unit", "shop", "sent"),
    [
        ("1", "LB", "KG", "0.4536"),
        ("2.5", "LB", "KG", "1.134"),
        ("1", "KG", "LB", "2.2046"),
        ("16", "OZ", "LB", "1"),
        ("500", "G", "KG", "0.5"),
        ("1", "CT", "G", "0.2"),
        ("0.04", "G", "KG", None),
        ("0.05", "G", "KG", "0.0001"),
        ("1000", "MM", "YD", None),
    ],
)
def test_a_weight_is_sent_in_the_unit_of_the_store(typed: str, unit: str, shop: str, sent: str | None) -> None:
    assert after(f"sku,weight,weight_unit\nCUP,{typed},{unit}\n", "weight", store(weight_unit=shop)) == sent


@given(st.decimals("0.000001", "999999", places=6), st.sampled_from(sorted(WEIGHTS)), st.sampled_from(sorted(WEIGHTS)))
def test_every_weight_is_converted_exactly_to_four_places(value: Decimal, unit: str, shop: str) -> None:
    sent = after(f"sku,weight,weight_unit\nCUP,{value},{unit}\n", "weight", store(weight_unit=shop))

    assert Decimal(sent or 0) == half_up(Fraction(value) * WEIGHTS[unit] / WEIGHTS[shop])


@given(st.decimals("0.000001", "999999", places=6), st.sampled_from(sorted(LENGTHS)), st.sampled_from(sorted(LENGTHS)))
def test_every_length_is_converted_exactly_to_four_places(value: Decimal, unit: str, shop: str) -> None:
    sent = after(f"sku,height,dimensions_unit\nCUP,{value},{unit}\n", "height", store(dimensions_unit=shop))

    assert Decimal(sent or 0) == half_up(Fraction(value) * LENGTHS[unit] / LENGTHS[shop])


def test_a_half_is_not_decided_by_a_quotient_without_an_end() -> None:
    assert after("sku,height,dimensions_unit\nCUP,0.000127,CM\n", "height", store(dimensions_unit="IN")) == "0.0001"


def test_the_largest_number_that_is_read_fits_in_the_smallest_unit() -> None:
    sent = after("sku,weight,weight_unit\nCUP,999999999999,KG\n", "weight", store(weight_unit="CT"))

    assert sent == "4999999999995000"


def test_rows_of_one_sheet_may_each_have_their_own_unit() -> None:
    text = "sku,weight,weight_unit\nA,1,KG\nB,1000,G\nC,1,LB\nD,0,\n"
    there = [{"id": str(number), "sku": sku, "weight": "1"} for number, sku in enumerate("ABCD", 1)]

    assert planned(text, there) == ["update C weight 1>0.4536", "update D weight 1>0"]


@pytest.mark.parametrize(
    ("typed", "precision", "sent"),
    [
        ("10.0040", 2, "10.00"),
        ("10.0050", 2, "10.01"),
        ("10.0150", 2, "10.02"),
        ("10.5", 0, "11.00"),
        ("10.4999", 0, "10.00"),
        ("10.0005", 3, "10.001"),
        ("0.001", 2, None),
    ],
)
def test_a_price_is_rounded_half_up_to_the_precision_of_the_store(typed: str, precision: int, sent: str | None) -> None:
    assert after(f"sku,retail_price\nCUP,{typed}\n", "retail_price", store(precision=precision)) == sent


def test_a_blank_cell_leaves_every_field_as_it_is() -> None:
    blanks = ["CUP" if name == "sku" else "" for name in HEADINGS]

    assert planned(f"{','.join(HEADINGS)}\n{','.join(blanks)}\n", [CUP]) == []


@pytest.mark.parametrize(
    ("field", "emptied"),
    [
        ("description", "<p>Warm &amp; round</p>>"),
        ("brand_name", "Acme>"),
        ("upc", "012345678905>"),
        ("weight", "0.3>0"),
        ("length", "4>0"),
        ("width", "5>0"),
        ("height", "6>0"),
    ],
)
def test_a_cell_that_says_so_empties_its_field(field: str, emptied: str) -> None:
    assert planned(f"sku,{field}\nCUP,[clear]\n", [CUP]) == [f"update CUP {field} {emptied}"]
    assert planned(f"sku,{field}\nCUP,[effacer]\n", [{"id": "1", "sku": "CUP"}]) == []


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("name", "Cup"),
        ("description", "<p>Warm & round</p>"),
        ("description", "<p>Warm\n  &amp; round</p>"),
        ("retail_price", "€12.5"),
        ("retail_price", "12.5000"),
        ("upc", "012345678905"),
        ("weight", "300"),
        ("image_url", "https://img.test/cup.jpg"),
    ],
)
def test_the_same_value_in_another_dress_is_no_change(field: str, typed: str) -> None:
    assert planned(f'sku,weight_unit,{field}\nCUP,G,"{typed}"\n', [CUP]) == []


@pytest.mark.parametrize(
    ("field", "typed", "change"),
    [
        ("name", "CUP", "Cup>CUP"),
        ("brand_name", "ACME", "Acme>ACME"),
        ("description", "<p>Warm &amp; <b>round</b></p>", "<p>Warm &amp; round</p>><p>Warm &amp; <b>round</b></p>"),
        ("upc", "0012345678905", "012345678905>0012345678905"),
        ("retail_price", "12.51", "12.50>12.51"),
        ("image_url", "https://img.test/cup.jpg?2", "https://img.test/cup.jpg>https://img.test/cup.jpg?2"),
    ],
)
def test_another_value_is_a_change_down_to_case_and_leading_zeros(field: str, typed: str, change: str) -> None:
    assert planned(f"sku,{field}\nCUP,{typed}\n", [CUP]) == [f"update CUP {field} {change}"]


@pytest.mark.parametrize(("typed", "planned_for"), [("https://m.test/cup.jpg", 0), ("https://m.test/new.jpg", 1)])
def test_an_image_that_was_sent_before_is_known_by_what_it_was_made_from(typed: str, planned_for: int) -> None:
    there = replace(snapshot([CUP]), pictures={"https://img.test/cup.jpg": "https://m.test/cup.jpg"})
    checked = check(sheet(f"sku,image_url\nCUP,{typed}\n"))

    assert len(comparing.compare(checked.catalog, there, checked.places).changes) == planned_for


def test_a_sku_is_changed_where_the_store_id_tells_the_product() -> None:
    assert planned("ecom_id,sku\n1,CUP-2\n", [CUP]) == ["update CUP-2 sku CUP>CUP-2"]


@pytest.mark.parametrize("field", ["product_category", "supplier_name", "supplier_code", "tags", "account_code"])
def test_what_does_not_sync_is_never_planned(field: str) -> None:
    assert planned(f"sku,handle,{field}\nCUP,other,New\n", [CUP]) == []


@pytest.mark.parametrize("field", ["supply_price", "tax_value", "inventory_A", "reorder_point_A", "restock_level_A"])
def test_numbers_that_do_not_sync_are_never_planned(field: str) -> None:
    assert planned(f"sku,track_inventory,{field}\nCUP,1,77\n", [CUP]) == []
