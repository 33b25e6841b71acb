"""Headings by the words of the screens, by the merchant's own say, and never by a guess."""

from pathlib import Path

import pytest

from batch.errors import Usage
from batch.formats.xseries import headings
from batch.read import names_of, pairs_of, read, refuse_unmet
from schemas.headings import COLUMNS, OUTLET_PREFIXES, loose, meaning
from tests.formats.making import FORMATS, in_file


@pytest.mark.parametrize("column", COLUMNS, ids=lambda column: column.name)
def test_every_word_of_a_column_means_it_in_any_dress(column: object) -> None:
    name, english, french, more = (getattr(column, part) for part in ("name", "english", "french", "words"))
    for word in (english, french, *more):
        for text in (word, word.upper(), f" {word} *", word.replace(" ", "_"), f"\ufeff{word}"):
            assert meaning(text).column == name
    assert meaning(name).rank == 0


@pytest.mark.parametrize(
    ("text", "column"),
    [
        ("Étiquettes", "tags"),
        ("CUP", "upc"),
        ("Alias", "handle"),
        ("Image 2", "image_url_2"),
        ("Inventory Main Outlet", "inventory_Main_Outlet"),
        ("REORDER POINT Off-Site", "reorder_point_Off-Site"),
        ("Inventory value", None),
        ("Prix normal", None),
        ("Prix", None),
        ("Type", None),
        ("type", "type"),
        ("Name 2", None),
        ("Attribute 4", None),
    ],
)
def test_a_heading_means_one_column_or_none(text: str, column: str | None) -> None:
    assert headings([text])[0].column == column


def test_what_a_heading_could_be_is_told() -> None:
    assert headings(["Prix"])[0].could_be == ("retail_price", "supply_price")
    assert headings(["Shelf"])[0].could_be == ()


def test_no_word_belongs_to_two_columns() -> None:
    words = [(loose(word), c.name) for c in COLUMNS for word in {c.name, c.english, c.french, *c.words}]
    owners: dict[str, str] = {}
    assert [word for word, name in words if owners.setdefault(word, name) != name] == []
    assert OUTLET_PREFIXES


def test_the_merchants_own_word_is_the_last(tmp_path: Path) -> None:
    pairs = ("Prix  Web=retail_price", "ref=sku")
    path = in_file(tmp_path, "Ref;Prix web;retail_price\n1;2;3\n")
    sheet = read(path, FORMATS, names_of(pairs))
    refuse_unmet(pairs, sheet)
    assert [heading.column for heading in sheet.headings] == ["sku", "retail_price", None]
    assert sheet.known().loc[2].to_dict() == {"sku": "1", "retail_price": "2"}
    assert pairs_of(sheet.guesses) == ("Ref=sku", "Prix web=retail_price")


@pytest.mark.parametrize("pair", ["Prix web", "Prix web=", "=sku", "Prix web=retail", "a=b=price"])
def test_a_column_that_there_is_not_is_refused_with_near_ones(pair: str) -> None:
    with pytest.raises(Usage) as refused:
        names_of([pair])
    assert refused.value.code == "usage.map"
    assert refused.value.facts["near"]


def test_two_headings_for_one_column_are_refused() -> None:
    with pytest.raises(Usage, match="map_twice"):
        names_of(["Web price=retail_price", "Prix web=retail_price"])
    assert names_of(["Web price=retail_price", "web price = retail_price"]) == names_of(["Web price=retail_price"])


def test_a_heading_that_the_file_lacks_is_refused_with_near_ones(tmp_path: Path) -> None:
    pairs = ["Prix web=retail_price"]
    sheet = read(in_file(tmp_path, "sku,name,Prix Webb\n1,2,3\n"), FORMATS, names_of(pairs))
    with pytest.raises(Usage) as refused:
        refuse_unmet(pairs, sheet)
    assert (refused.value.code, refused.value.facts["near"]) == ("usage.map_no_heading", "Prix Webb")
