"""Headings and layouts: found by name in any order, doubled ones never guessed at."""

import random
from pathlib import Path

import pytest

from batch.formats.xseries import headings, is_catalog, layout
from tests.formats.making import LAYOUTS, csv_text, in_file, sheet_of, table, workbook


@pytest.mark.parametrize("name", LAYOUTS)
def test_each_layout_is_told_in_any_column_order_with_columns_of_the_merchants_own(tmp_path: Path, name: str) -> None:
    titles = [*LAYOUTS[name], "Shelf", "My notes"]
    row = [f"{title} 1" for title in titles]
    for seed in range(5):
        order = random.Random(seed).sample(range(len(titles)), len(titles))
        rows = [[texts[at] for at in order] for texts in (titles, row)]
        for path in (in_file(tmp_path, csv_text(rows)), workbook(tmp_path, rows)):
            sheet = sheet_of(path)
            assert sheet.layout == name
            assert table(sheet) == {2: rows[1]}
            assert sheet.known().loc[2].to_dict() == {title: f"{title} 1" for title in LAYOUTS[name]}
            assert [h.text for h in sheet.headings if h.column is None] == [t for t in rows[0] if t in titles[-2:]]


def test_component_rows_shorter_than_the_headings_keep_their_cells_in_place(tmp_path: Path) -> None:
    titles = LAYOUTS["C"]
    parent = dict.fromkeys(titles, "") | {"id": "p", "sku": "BOX", "name": "Box", "retail_price": "12.00"}
    component = ["p", "", "BOX", "Soap", "SOAP", "1", "Box"]
    sheet = sheet_of(in_file(tmp_path, csv_text([titles, [parent[title] for title in titles], component])))
    assert sheet.known().loc[3].dropna().tolist() == ["p", "BOX", "Soap", "SOAP", "1", "Box"]
    assert sheet.overlong == frozenset()


def test_a_sheet_cut_down_to_what_is_to_be_set_is_minimal() -> None:
    assert layout(headings(["sku", "active_online"])) == "minimal"
    assert layout(headings(["id", "handle", "sku", "name", "retail_price"])) == "minimal"
    assert is_catalog(headings(["sku", "active_online"]))
    assert not is_catalog(headings(["sku", "Shelf"]))
    assert not is_catalog(headings(["name", "active_online"]))


def test_a_column_named_twice_is_known_once_and_the_exact_name_wins() -> None:
    assert [h.column for h in headings(["SKU", "sku", "Sku", "name", "name"])] == [None, "sku", None, "name", None]
    assert [h.column for h in headings(["SKU", "Sku"])] == ["sku", None]


def test_a_heading_in_another_dress_is_known_but_its_text_stays() -> None:
    found = headings(["\ufeffSKU", "Retail Price", "inventory_Warehouse_-_MAIN"])
    assert [h.column for h in found] == ["sku", "retail_price", "inventory_Warehouse_-_MAIN"]
    assert found[0].text == "\ufeffSKU"


def test_a_heading_without_a_word_stays_when_there_is_something_below(tmp_path: Path) -> None:
    sheet = sheet_of(in_file(tmp_path, "sku,,name,,,\n1,,a,,note,\n"))
    assert [h.text for h in sheet.headings] == ["sku", "", "name", "", ""]
    assert table(sheet) == {2: ["1", "", "a", "", "note"]}


def test_headings_without_products_are_an_empty_sheet(tmp_path: Path) -> None:
    sheet = sheet_of(in_file(tmp_path, "sku,name\n"))
    assert (table(sheet), len(sheet.headings)) == ({}, 2)
