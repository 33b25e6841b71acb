"""Stock beside a base: what the merchant added or took away is sent as that, whatever was sold meanwhile."""

from typing import Any

import pytest

from batch.check import check
from batch.compare.match import matched
from batch.compare.stock import Counted, counted
from batch.model.choices import Stock
from tests.making import addressed, sheet, snapshot

HEAD = "sku,track_inventory,inventory_Main,inventory_North\n"
CUP = {"id": "1", "sku": "CUP", "unlimited": False, "quantity": 4}


def beside(base: str, typed: str, store: dict[str, Any], mode: Stock = Stock.EDITS) -> Counted:
    now, then = check(sheet(HEAD + typed)), check(sheet(HEAD + base))
    here = matched(now.catalog.products(), snapshot([store]).items)
    aligned = then.catalog.products().reindex(here.rows.index)
    return counted(here, aligned, mode, (), now.places)


def told(found: Counted) -> list[str]:
    return [f"{f.name} {f.before or '-'}>{f.after}" for fields in found.cells.values() for f in fields]


@pytest.mark.parametrize(
    ("base", "typed", "change"),
    [
        ("CUP,1,5,0", "CUP,1,5,0", []),
        ("CUP,1,5,0", "CUP,1,8,0", ["quantity_delta 4>+3"]),
        ("CUP,1,5,0", "CUP,1,3,0", ["quantity_delta 4>-2"]),
        ("CUP,1,5,2", "CUP,1,2,5", []),
        ("CUP,1,5,", "CUP,1,5,2", ["quantity_delta 4>+2"]),
        ("CUP,1,-3,0", "CUP,1,5,0", ["quantity_delta 4>+5"]),
        ("CUP,1,2.5,0", "CUP,1,2.75,0", []),
        ("CUP,1,5,0", "CUP,1,,", []),
        ("CUP,1,5,0", "CUP,0,9,0", []),
    ],
)
def test_the_edit_is_sent_and_not_the_number(base: str, typed: str, change: list[str]) -> None:
    assert told(beside(base + "\n", typed + "\n", CUP)) == change


def test_a_difference_is_not_sent_where_the_store_does_not_count() -> None:
    found = beside("CUP,1,5,0\n", "CUP,1,8,0\n", {"id": "1", "sku": "CUP"})

    assert told(found) == []
    assert addressed(found.findings) == ["stock.not_counted C2 inventory_Main"]


def test_nothing_is_told_of_what_the_merchant_left_alone() -> None:
    assert addressed(beside("CUP,1,-3,0\n", "CUP,1,-3,0\n", CUP).findings) == []


def test_the_number_counts_beside_a_base_too_when_it_is_asked_for() -> None:
    assert told(beside("CUP,1,5,0\n", "CUP,1,5,0\n", CUP, Stock.ABSOLUTE)) == ["quantity 4>5"]


def test_a_row_that_was_not_exported_begins_with_its_number() -> None:
    assert told(beside("", "NEW,1,5,0\n", CUP)) == ["quantity ->5"]
