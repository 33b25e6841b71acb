"""The plan as a file: the same when it is read again, refused when a letter of it is another."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from batch import plan as planning
from batch.check import check
from batch.errors import StalePlan, UnreadableFile
from batch.model.catalog import Catalog
from batch.model.changes import Action, Change, FieldChange
from batch.model.choices import Choices, Missing, OnConflict, Stock
from batch.model.findings import Finding
from batch.model.plans import Plan, SheetFacts
from batch.model.store import Store
from tests.making import STORE, compare, sheet

NOON = datetime(2026, 6, 4, 12, tzinfo=UTC)
CREATED, EXPIRES = planning.dates(NOON)
SHEET = SheetFacts("catalogue été.csv", "/shop/catalogue été.csv", "ab" * 32, "csv", "A", None, ",", None, 4)

_text = st.text(st.characters(codec="utf-8"), max_size=8)
_maybe = st.none() | _text
_facts = st.lists(st.tuples(_text, _text), max_size=2).map(tuple)
_fields = st.lists(st.builds(FieldChange, _text, _maybe, _maybe), max_size=3).map(tuple)
_changes = st.builds(
    Change,
    st.sampled_from(Action),
    st.integers(1, 9999999),
    _text,
    _text,
    _maybe,
    _maybe,
    fields=_fields,
    also=st.lists(_text, max_size=2).map(tuple),
)
_codes = st.sampled_from(["price.unreadable", "sku.duplicate", "heading.unknown"])
_findings = st.builds(
    Finding, _codes, st.none() | st.integers(1, 99), _maybe, _maybe, _maybe, _maybe, _maybe, facts=_facts
)
_choices = st.builds(
    Choices,
    _maybe,
    st.sampled_from(Stock),
    st.sampled_from(OnConflict),
    st.sampled_from(Missing),
    allow=st.lists(_text, max_size=2).map(tuple),
    reason=_text,
)
_rows = st.lists(st.integers(1, 9999), max_size=3).map(tuple)
plans = st.builds(
    Plan,
    id=st.just(""),
    created=st.just(CREATED),
    expires=st.just(EXPIRES),
    store_name=_text,
    api=_text,
    store=st.builds(Store, _text, _text, _text, _text, _text, st.integers(0, 4), st.none() | st.integers(0, 9)),
    sheet=st.builds(SheetFacts, _text, _text, _text, _text, _text, _maybe, _maybe, _maybe, st.integers(0, 99)),
    changes=st.lists(_changes, max_size=3).map(tuple),
    unchanged=_rows,
    ignored=_rows,
    refused=_rows,
    findings=st.lists(_findings, max_size=3).map(tuple),
    choices=_choices,
).map(planning.sealed)


@cache
def small_plan() -> Plan:
    typed = sheet("sku,name,retail_price\nMUG,Mug « grès »,12\nCUP,Cup,ask\n")
    checked = check(typed)
    compared = compare(checked, [{"id": "1", "sku": "MUG"}])
    refused = planning.refused_rows(checked.catalog, compared.refused)
    return planning.sealed(
        Plan("", CREATED, EXPIRES, "shop", "http://x/api/v3", STORE, SHEET, compared.changes, (), (), refused, ())
    )


def refusal(written: str) -> str:
    with pytest.raises((StalePlan, UnreadableFile)) as told:
        planning.loaded(written, "a.plan.json")
    return told.value.code


@given(plans)
def test_a_plan_survives_its_file(plan: Plan) -> None:
    assert planning.loaded(planning.text(plan), "p") == plan


@given(plans)
def test_a_plan_is_known_by_what_it_does(plan: Plan) -> None:
    assert planning.sealed(plan) == plan
    assert planning.sealed(replace(plan, id="", digest="")) == plan
    assert planning.sealed(replace(plan, store_name=plan.store_name + "2")).id != plan.id


@settings(max_examples=20 * settings().max_examples)
@given(st.data())
def test_any_edit_of_one_character_is_refused(data: st.DataObject) -> None:
    written = planning.text(small_plan())
    at = data.draw(st.integers(0, len(written) - 1))
    letter = data.draw(st.sampled_from(' \n"0159,.-eEtn{[]}:\\é') | st.characters(codec="utf-8"))
    cut = data.draw(st.sampled_from([0, 1]))
    edited = written[:at] + letter + written[at + cut :]

    if edited != written:
        assert refusal(edited).startswith("plan.")


def test_any_lost_character_is_refused() -> None:
    written = planning.text(small_plan())

    codes = {refusal(written[:at] + written[at + 1 :]) for at in range(len(written))}

    assert codes == {"plan.tampered", "plan.not_a_plan"}


def test_a_plan_written_anew_by_an_editor_is_no_longer_what_was_approved() -> None:
    written = planning.text(small_plan())

    assert refusal(written.replace("12.00", "13.00")) == "plan.tampered"
    assert refusal(written.replace("\n", "\r\n")) == "plan.tampered"
    assert refusal(written.replace('"schema_version": 1', '"schema_version": true')) == "plan.tampered"
    assert refusal(written.replace('"schema_version": 1', '"schema_version": 2')) == "plan.newer"


@pytest.mark.parametrize("written", ["", "{}", "[]", "null", "12", "{", "[" * 100_000, '{"schema_version": 1}', "sku"])
def test_what_is_no_plan_is_said_to_be_none(written: str) -> None:
    assert refusal(written) == "plan.not_a_plan"


def test_a_plan_holds_for_its_store_and_for_a_day() -> None:
    plan = small_plan()

    planning.refuse_unless_fresh(plan, STORE, "p", NOON)
    planning.refuse_unless_fresh(plan, replace(STORE, name="Renamed"), "p", NOON + timedelta(hours=24))
    with pytest.raises(StalePlan, match=r"plan\.expired"):
        planning.refuse_unless_fresh(plan, STORE, "p", NOON + timedelta(hours=24, seconds=1))
    with pytest.raises(StalePlan, match=r"plan\.other_store"):
        planning.refuse_unless_fresh(plan, replace(STORE, id="2"), "p", NOON)


def test_rows_refused_by_the_sheet_and_by_the_store_are_one_list() -> None:
    catalog = Catalog(check(sheet("sku,name\nA,B\n")).catalog.rows, frozenset({7, 3}), frozenset())

    assert planning.refused_rows(catalog, frozenset({5})) == (3, 5, 7)


def test_the_facts_of_a_sheet_are_those_of_its_file() -> None:
    facts = planning.facts(sheet("sku,name\nA,B\n\nC,D\n"))

    assert (facts.name, facts.format, facts.layout, facts.rows) == ("catalog.csv", "csv", "minimal", 2)
