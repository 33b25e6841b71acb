"""Laws of deleting, over catalogs made at random: what is named stays, what is not goes; the ledger is the judge."""

import random
from collections.abc import Collection, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from batch.compare import Comparison
from batch.model.changes import Action, Change
from batch.model.choices import Choices, Missing
from tests.journeys.shop import EVERYTHING, Shop
from tests.laws import market
from tests.laws.catalogs import Made, catalogs, shelf
from tests.laws.market import Market
from tests.making import compare, csv_text, table

FEW = settings(max_examples=max(4, settings().max_examples // 20), suppress_health_check=list(HealthCheck))
MIRROR = Choices(missing=Missing.DELETE)
SWITCHES = [
    {"delete_unknown_product": "200", "delete_unknown_variation": "404"},
    {"delete_unknown_product": "404", "delete_unknown_variation": "200"},
]


@st.composite
def parts(draw: st.DrawFn) -> tuple[Made, list[int]]:
    """A catalog, and which of its rows are still in the sheet."""
    made = draw(catalogs(least=1))
    return made, [number for number in range(len(made.rows)) if draw(st.booleans())]


def mirrored(made: Made, kept: Collection[int]) -> Comparison:
    cells = made.cells()
    return compare(table(made.columns, [cells[number] for number in kept]), shelf(made), choices=MIRROR)


def whole(changes: Collection[Change]) -> set[str]:
    """The products that go, by the store's id."""
    return {str(c.product) for c in changes if c.action is Action.DELETE and c.variation is None}


def unnamed(made: Made, kept: Collection[int]) -> set[str]:
    handles = {made.rows[number]["handle"] for number in kept}
    owners = zip(dict.fromkeys(row["handle"] for row in made.rows), shelf(made), strict=True)
    return {str(product["id"]) for handle, product in owners if handle not in handles}


@given(parts())
def test_a_product_goes_exactly_when_no_row_of_it_stands_in_the_sheet(part: tuple[Made, list[int]]) -> None:
    made, kept = part
    compared = mirrored(made, kept)

    if "mirror.held" in [found.code for found in compared.findings]:
        assert whole(compared.changes) == set()
    else:
        assert whole(compared.changes) == unnamed(made, kept)
    assert {str(c.product) for c in compared.changes if c.action is Action.DELETE} == whole(compared.changes)


@given(parts(), st.data())
def test_a_row_that_is_spoilt_deletes_nothing_of_its_product(part: tuple[Made, list[int]], data: st.DataObject) -> None:
    made, kept = part
    cells = [made.cells()[number] for number in kept]
    for row in cells:
        at = data.draw(st.integers(0, len(row) - 1))
        if made.columns[at] not in ("sku", "handle"):
            row[at] = data.draw(st.sampled_from(["#REF!", "[clear]", "many", "-1", ""]))
    compared = compare(table(made.columns, cells), shelf(made), choices=MIRROR)

    assert whole(compared.changes) <= unnamed(made, kept)


@given(parts(), st.randoms(use_true_random=False))
def test_rows_in_another_order_delete_the_same(part: tuple[Made, list[int]], chance: random.Random) -> None:
    made, kept = part
    shuffled = list(kept)
    chance.shuffle(shuffled)

    assert whole(mirrored(made, kept).changes) == whole(mirrored(made, shuffled).changes)


@pytest.fixture(scope="module")
def there() -> Iterator[Market]:
    with market.opened() as opened:
        yield opened


@FEW
@given(parts(), st.sampled_from(SWITCHES), st.sampled_from([Missing.DELETE, Missing.DISABLE]))
def test_after_a_mirror_there_is_nothing_to_do_and_only_what_was_shown_is_gone(
    there: Market, part: tuple[Made, list[int]], switches: dict[str, str], missing: Missing
) -> None:
    made, kept = part
    choices = replace(EVERYTHING, missing=missing)
    with there.shop(switches) as shop:
        before = sheet(shop, made, range(len(made.rows)))
        shop.run(before)
        held, begun = {str(product["id"]) for product in shop.state()}, len(shop.ledger())
        done = shop.run(sheet(shop, made, kept or [0]), choices)
        assert done.report.plan is not None

        gone = [entry["path"] for entry in shop.ledger()[begun:] if entry["method"] == "DELETE"]
        assert sorted(gone) == sorted(f"/products/{product}" for product in whole(done.report.plan.changes))
        assert held - {str(product["id"]) for product in shop.state()} == whole(done.report.plan.changes)
        assert (done.report.reconciled, bool(gone) and missing is Missing.DISABLE) == (True, False)
        again = shop.plan(sheet(shop, made, kept or [0]), choices).report.plan
        assert again is not None
        assert again.changes == ()


@FEW
@given(parts())
def test_the_file_for_retail_pos_given_back_makes_nothing_again(there: Market, part: tuple[Made, list[int]]) -> None:
    made, kept = part
    with there.shop(SWITCHES[0]) as shop:
        first = shop.run(sheet(shop, made, range(len(made.rows))))
        assume(first.report.totals["created"] == len(made.rows))  # others may have a product of the same name
        rows = [[*cells, "" if number in kept else "delete"] for number, cells in enumerate(made.cells())]
        done = shop.run(shop.sheet("catalog.csv", csv_text([*made.columns, "command"], rows)), EVERYTHING)

        assert done.report.totals["deleted"] == len(rows) - len(kept)
        if "pos_import" in done.files:
            again = shop.plan(Path(done.files["pos_import"])).report
            assert again.plan is not None
            assert again.plan.changes == ()
            assert again.counts["unchanged"] + again.counts["ignored"] == again.sheet.rows, again.findings


def sheet(shop: Shop, made: Made, kept: Collection[int]) -> Path:
    """With the columns of a whole export."""
    further = [name for name in ("id", "product_category") if name not in made.columns]
    rows = [[*[""] * len(further), *made.cells()[number]] for number in kept]
    return shop.sheet("catalog.csv", csv_text([*further, *made.columns], rows))
