"""Laws of comparing, over catalogs and stores made at random."""

import random
from collections import Counter
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from batch.check import check
from batch.model.changes import Action
from tests.laws.catalogs import Made, catalogs, shelf
from tests.making import compare, sheet, table, told

_FIELDS = ["name", "brand_name", "upc", "retail_price", "weight", "active_online", "sku"]


@st.composite
def other_stores(draw: st.DrawFn, made: Made) -> list[dict[str, Any]]:
    """The store of the catalog with some products gone, some doubled, some fields and variations not the same."""
    held = [product for product in shelf(made) if draw(st.integers(0, 3))]
    for product in held:
        for item in [product, *product.get("variations", ())]:
            for name in draw(st.lists(st.sampled_from(_FIELDS), max_size=2)):
                item[name] = draw(_value(name))
        if "variations" in product and draw(st.booleans()):
            product["variations"] = product["variations"][1:]
    return held


def _value(name: str) -> st.SearchStrategy[Any]:
    if name == "active_online":
        return st.booleans()
    return st.just("7.50") if name in ("retail_price", "weight") else st.sampled_from(["S0-0", "Other", None])


pairs = catalogs().flatmap(lambda made: st.tuples(st.just(made), other_stores(made)))


@given(catalogs())
def test_a_store_that_holds_the_catalog_needs_no_change(made: Made) -> None:
    checked = check(sheet(made.csv()))
    compared = compare(checked, shelf(made))

    assert [told(change) for change in compared.changes] == []
    assert [found.code for found in compared.findings if found.severity == "error"] == []
    assert len(compared.unchanged) == len(made.rows)


@given(catalogs(least=1))
def test_an_empty_store_is_given_every_row(made: Made) -> None:
    compared = compare(check(sheet(made.csv())), [])

    assert [change.action for change in compared.changes] == [Action.CREATE] * len(made.rows)


@given(pairs, st.randoms(use_true_random=False))
def test_the_order_of_the_rows_does_not_matter(pair: tuple[Made, list[dict[str, Any]]], chance: random.Random) -> None:
    made, held = pair
    shuffled = made.cells()
    chance.shuffle(shuffled)

    one, other = compare(table(made.columns, made.cells()), held), compare(table(made.columns, shuffled), held)

    assert Counter(told(change) for change in one.changes) == Counter(told(change) for change in other.changes)
    assert Counter((f.code, f.sku) for f in one.findings) == Counter((f.code, f.sku) for f in other.findings)


@given(pairs)
def test_every_row_is_changed_or_unchanged_or_refused_and_only_once(pair: tuple[Made, list[dict[str, Any]]]) -> None:
    made, held = pair
    compared = compare(sheet(made.csv()), held)

    rows = [change.row for change in compared.changes] + [*compared.unchanged, *compared.refused]
    assert sorted(rows) == list(range(2, len(made.rows) + 2))


@given(pairs, st.data())
def test_a_blank_cell_and_a_missing_column_plan_nothing_for_their_field(
    pair: tuple[Made, list[dict[str, Any]]], data: st.DataObject
) -> None:
    made, held = pair
    rows = [
        {name: "" if name in _FIELDS[:-1] and data.draw(st.booleans()) else text for name, text in row.items()}
        for row in made.rows
    ]
    compared = compare(table(made.columns, [[row.get(name, "") for name in made.columns] for row in rows]), held)

    for change in compared.changes:
        typed = {name for name in made.columns if rows[change.row - 2].get(name)}
        typed |= {"gallery" for name in typed if name.startswith("image_url_")}
        planned = {field.name for field in change.fields}
        told_apart = {"active_online"} if change.product is None else set()
        assert planned - told_apart <= typed


@given(pairs)
def test_nothing_is_planned_that_the_store_holds_already(pair: tuple[Made, list[dict[str, Any]]]) -> None:
    made, held = pair
    compared = compare(sheet(made.csv()), held)

    cells = [field for change in compared.changes for field in change.fields]
    assert [field for field in cells if field.before == field.after] == []
    assert [change for change in compared.changes if not change.fields or change.action is Action.KEEP] == []
