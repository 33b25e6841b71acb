"""Laws of three sides: the sheet as it was exported, the sheet as it came back, the store as it is by now."""

from dataclasses import replace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from batch.check import check
from batch.model.changes import Change
from tests.laws.catalogs import Made, catalogs, shelf
from tests.laws.edits import edited
from tests.laws.test_compare import pairs
from tests.making import compare, sheet, told

edits = catalogs().flatmap(lambda made: st.tuples(st.just(made), edited(made)))


@given(pairs)
def test_a_sheet_that_was_not_edited_changes_nothing_whatever_became_of_the_store(
    pair: tuple[Made, list[dict[str, Any]]],
) -> None:
    made, held = pair
    checked = check(sheet(made.csv()))
    compared = compare(checked, held, base=sheet(made.csv()))

    assert [told(change) for change in compared.changes] == []
    assert compared.conflicts == ()
    assert sorted([*compared.unchanged, *compared.refused]) == list(checked.catalog.products().index)


@given(edits)
def test_while_nobody_touched_the_store_a_base_changes_nothing_of_the_plan(pair: tuple[Made, Made]) -> None:
    """But for stock, which is sent with a base alone: of a variant that is new, all of it."""
    made, new = pair
    alone = compare(sheet(new.csv()), shelf(made))
    with_base = compare(sheet(new.csv()), shelf(made), base=sheet(made.csv()))

    assert [_without_stock(change) for change in with_base.changes] == [told(change) for change in alone.changes]
    assert with_base.conflicts == ()


def _without_stock(change: Change) -> str:
    return told(replace(change, fields=tuple(field for field in change.fields if field.name != "quantity")))
