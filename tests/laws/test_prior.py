"""Laws of three sides: the sheet as it was exported, the sheet as it came back, the store as it is by now."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from batch import compare as comparing
from batch.check import check
from batch.compare import Comparison, ours
from batch.model.base import Base
from batch.model.changes import Action, Change, FieldChange
from batch.model.rules import BY_NAME, Kind, Level
from batch.model.runs import Outcome, Status
from batch.model.store import Snapshot
from tests.laws.catalogs import Made, catalogs, shelf
from tests.laws.edits import edited
from tests.laws.test_compare import pairs
from tests.making import compare, sheet, snapshot, told

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


@given(edits, st.data())
def test_editing_again_what_we_have_applied_is_never_a_conflict(pair: tuple[Made, Made], data: st.DataObject) -> None:
    """Whatever was edited the first time, and whatever the second: nobody else touched the store."""
    made, first = pair
    second = data.draw(edited(first))
    there, exported = snapshot(shelf(made)), check(sheet(made.csv())).catalog
    sent = [change for change in _compared(first, there, Base(exported)).changes if change.product]
    since = ours.written([(sent, [_applied(there, change) for change in sent])])

    compared = _compared(second, there, Base(exported, since))

    assert compared.conflicts == ()
    assert "store.drift" not in {found.code for found in compared.findings}


def _compared(made: Made, there: Snapshot, base: Base) -> Comparison:
    checked = check(sheet(made.csv()))
    return comparing.compare(checked.catalog, there, checked.places, base=base)


def _applied(there: Snapshot, change: Change) -> Outcome:
    """What is added to a product is not sent; all else the store takes as it is."""
    items, created = there.items, change.action is Action.CREATE
    of_product = items["product"] == change.product
    itself = of_product & items["variation"].fillna("").eq(change.variation or "")
    for cell in change.fields if not created else ():
        whole = BY_NAME[cell.name].level is Level.PRODUCT
        items.loc[of_product if whole else itself, cell.name] = _typed(cell)
    confirmed = None if created else {cell.name: cell.after or None for cell in change.fields}
    return Outcome(change.key, Status.APPLIED, product=change.product, variation=change.variation, confirmed=confirmed)


def _typed(cell: FieldChange) -> object:
    kind, text = BY_NAME[cell.name].kind, cell.after or None
    if kind is Kind.FLAG:
        return text == "1"
    return Decimal(text or 0) if kind in (Kind.MONEY, Kind.NUMBER) else text


def _without_stock(change: Change) -> str:
    return told(replace(change, fields=tuple(field for field in change.fields if field.name != "quantity")))
