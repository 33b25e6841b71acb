"""What one text in a cell means: a value, or the word for what is wrong with it; never another value."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from batch.check import check
from schemas import cells
from schemas.cells import Reading
from tests.making import addressed, sheet

MANY = settings(max_examples=30 * settings().max_examples)  # a text is read in no time
UNREADABLE, AMBIGUOUS = "unreadable", "ambiguous"

NUMBERS = [
    ("0", "0"),
    ("12", "12"),
    ("007", "7"),
    ("12.50", "12.50"),
    ("12,50", "12.50"),
    ("12,5", "12.5"),
    ("0.000001", "0.000001"),
    ("1,234.56", "1234.56"),
    ("1.234,56", "1234.56"),
    ("1 234,56", "1234.56"),
    ("1\u00a0234,56", "1234.56"),
    ("1\u202f234,56", "1234.56"),
    ("1\u2009234.56", "1234.56"),
    ("1'234.56", "1234.56"),
    ("1\u2019234,56", "1234.56"),
    ("1,234,567", "1234567"),
    ("1.234.567", "1234567"),
    ("1 234 567.8", "1234567.8"),
    ("1 234", "1234"),
    ("1'234", "1234"),
    ("0,234", "0.234"),
    ("1234,567", "1234.567"),
    ("$12.50", "12.50"),
    ("$ 12.50", "12.50"),
    ("12,50 €", "12.50"),
    ("12,50\u202f€", "12.50"),
    ("12,50€", "12.50"),
    ("£3", "3"),
    ("¥1200", "1200"),
    ("CA$12.50", "12.50"),
    ("12,50 CA$", "12.50"),
    ("CAD 12.50", "12.50"),
    ("12.50 EUR", "12.50"),
    ("12.50 CHF", "12.50"),
    ("DM 12,50", "12.50"),
    ("12,50 $ CA", "12.50"),
    ("-12.50", "-12.50"),
    ("\u221212,50", "-12.50"),
    ("-$12.50", "-12.50"),
    ("$-12.50", "-12.50"),
    ("- 12", "-12"),
    ("-0", "0"),
    ("  12 ", "12"),
    ("\u00a012\u00a0", "12"),
    ("123456789012.50", "123456789012.50"),
    ("12.9999999", "13"),
    (".5", "0.5"),
    (",5", "0.5"),
    ("5.", "5"),
    ("+5", "5"),
    ("+$12.50", "12.50"),
    ("-.75", "-0.75"),
]

AMBIGUOUS_NUMBERS = ["1,234", "1.234", "12,345", "999,999", "$1,234", "$1.234", "1,234 €", "-1.234", "CAD 1,234"]

NO_NUMBERS = [
    "",
    " ",
    "about 12",
    "12 each",
    "twelve",
    "1,23,4",
    "12.5.0",
    "1.2,3",
    "1,234.5,6",
    "12 34",
    "1 2345",
    "1'23",
    "12,",
    "+-5",
    "12-",
    "--12",
    "-$-12",
    "++12",
    "(12)",
    "12%",
    "1e3",
    "7.45E+11",
    "$",
    "€ 12 €€",
    "12 FRF",
    "$12.50/kg",
    "0x10",
    "１２",
    "١٢",
    "1_000",
    "NaN",
    "inf",
    "4-Jun",
    "2025-06-04",
    "1234567890123",
    "1234567890.123456",
    "=12",
    "12\n13",
    "12;50",
]


@pytest.mark.parametrize(("text", "value"), NUMBERS, ids=repr)
def test_a_number_is_read_however_people_write_it(text: str, value: str) -> None:
    assert cells.number(text) == Reading(Decimal(value))


@pytest.mark.parametrize("text", AMBIGUOUS_NUMBERS)
def test_a_number_that_could_be_two_is_neither(text: str) -> None:
    assert cells.number(text) == Reading(None, AMBIGUOUS)


@pytest.mark.parametrize("text", NO_NUMBERS, ids=repr)
def test_what_is_no_number_never_becomes_one(text: str) -> None:
    assert cells.number(text) == Reading(None, UNREADABLE)


YES = ["1", "true", "TRUE", "Vrai", "yes", "Oui", "Y", "o", "Active", "ACTIF", "1.0", " 1 ", "oui\u00a0", "\u202foui"]
NO = ["0", "false", "FALSE", "Faux", "no", "Non", "N", "n", "inactive", "Inactif", "0.0", " 0"]
NEITHER = ["", "2", "-1", "01", "1.00", "maybe", "on", "off", "x", "✓", "t", "f", "yes!", "ja", "vraie", "null"]


@pytest.mark.parametrize(
    ("text", "reading"),
    [
        *((text, Reading(True)) for text in YES),
        *((text, Reading(False)) for text in NO),
        *((text, Reading(None, UNREADABLE)) for text in NEITHER),
    ],
    ids=repr,
)
def test_a_flag_is_yes_or_no_in_either_language_and_nothing_else_is(text: str, reading: Reading) -> None:
    assert cells.flag(text) == reading


@pytest.mark.parametrize(
    ("text", "weight", "length"),
    [
        *((text, "KG", None) for text in ("kg", "KG", " Kg ")),
        *((text, "LB", None) for text in ("lb", "LBS", "Lbs")),
        ("g", "G", None),
        ("OZ", "OZ", None),
        ("ct", "CT", None),
        ("cm", None, "CM"),
        ("MM ", None, "MM"),
        ("in", None, "IN"),
        ("yd", None, "YD"),
        *((text, None, None) for text in ("", "kilo", "gr", "m", "ft", "stone", '"', "kg.", "c m", "1")),
    ],
)
def test_a_unit_is_one_of_those_that_retail_pos_has(text: str, weight: str | None, length: str | None) -> None:
    unknown = Reading(None, "unknown")

    assert cells.weight_unit(text) == (Reading(weight) if weight else unknown)
    assert cells.length_unit(text) == (Reading(length) if length else unknown)


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        *((text, True) for text in ("[clear]", "[CLEAR]", " [clear] ", "[effacer]", "[Effacer]")),
        *((text, False) for text in ("", "clear", "(clear)", "[clear", "[ clear ]", "[vider]", "[clear] it", "-")),
    ],
)
def test_only_one_word_in_brackets_asks_for_a_field_to_be_emptied(text: str, asked: bool) -> None:
    assert cells.is_clear(text) is asked


SPACES = ["", " ", "\u00a0", "\u2007", "\u2009", "\u202f"]
CURRENCIES = ["$", "€", "£", "¥", "CA$", "US$", "CAD", "USD", "EUR", "GBP", "AUD", "NZD", "SGD"]
CONVENTIONS = [(point, mark) for point in ".," for mark in ["", ",", ".", *SPACES[1:], "'", "\u2019"] if mark != point]


@st.composite
def written_numbers(draw: st.DrawFn) -> tuple[Decimal, str]:
    """A value and one of the ways to write it. A point for thousands needs a second one, or decimals behind it."""
    places = draw(st.integers(0, 6))
    digits = draw(st.integers(0, 10 ** min(12, 15 - places) - 1).map(str))
    decimals = draw(st.text("0123456789", min_size=places, max_size=places))
    point, mark = draw(st.sampled_from(CONVENTIONS))
    whole = f"{int(digits):,}".replace(",", mark)
    if mark == "." and not decimals and whole.count(".") == 1:
        whole = digits
    number = whole + (point + decimals if decimals else "")
    value = Decimal(digits + ("." + decimals if decimals else ""))
    sign, currency = draw(st.sampled_from(["", "-", "\u2212"])), draw(st.sampled_from(["", *CURRENCIES]))
    space = draw(st.sampled_from(SPACES))
    forms = [sign + number, f"{sign}{currency}{space}{number}", f"{currency}{space}{sign}{number}"]
    forms.append(f"{sign}{number}{space}{currency}")
    text = draw(st.sampled_from(SPACES)) + draw(st.sampled_from(forms)) + draw(st.sampled_from(SPACES))
    return (-value if sign else value), text


@MANY
@given(written_numbers())
def test_a_number_in_any_convention_is_read_as_itself_or_said_to_be_ambiguous(case: tuple[Decimal, str]) -> None:
    value, text = case
    reading = cells.number(text)

    assert reading == Reading(value) or reading == Reading(None, AMBIGUOUS)
    assert reading.fault is None or "," in text or "." in text


@MANY
@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=12) | st.text("0123456789.,-' $€E+", max_size=12))
def test_reading_never_fails_and_gives_a_value_or_a_fault(text: str) -> None:
    for reader in (cells.number, cells.flag, cells.weight_unit, cells.length_unit):
        reading = reader(text)
        assert (reading.value is None) != (reading.fault is None)


@pytest.mark.parametrize(
    ("typed", "understood"),
    [
        ("retail_price", [("$ 1 234,5", "1234.50"), ("3.18182", "3.18182"), ("ask", None), ("", None)]),
        ("weight", [("0,500", "0.5"), ("2.0", "2"), ("[EFFACER]", "[clear]"), ("heavy", None)]),
        ("active_online", [("Oui", "1"), ("FAUX", "0"), ("maybe", None)]),
        ("description", [("  <p>Warm</p> ", "<p>Warm</p>"), ("[clear]", "[clear]"), ("#REF!", None)]),
        ("weight_unit", [("lbs", "LB"), ("Kg", "KG"), ("stone", None)]),
        ("upc", [("00123", "00123"), ("[Clear]", "[clear]")]),
        ("inventory_Main_Outlet", [("-3", "-3"), ("2,5", "2.5")]),
    ],
)
def test_what_was_understood_is_told_in_canonical_form(typed: str, understood: list[tuple[str, str | None]]) -> None:
    rows = "".join(f'S{number},"{text}"\n' for number, (text, _) in enumerate(understood))
    checked = check(sheet(f"sku,{typed}\n{rows}"))

    told = checked.understood[typed]
    assert [text if isinstance(text, str) else None for text in told] == [value for _, value in understood]


def test_a_sheet_with_headings_and_no_rows_is_a_sheet_with_no_rows() -> None:
    checked = check(sheet("id,handle,sku,name,retail_price,weight,variant_option_one_value,command,composite_sku\n"))

    assert (len(checked.catalog.rows), checked.findings) == (0, ())


@pytest.mark.parametrize("space", ["\u00a0", "\u202f", "\u2003", "\t"])
def test_spaces_around_a_value_are_no_part_of_it(space: str) -> None:
    checked = check(sheet(f'sku,name\n"{space}00A{space}",Mug\n00A,Cup\n'))

    assert addressed(checked.findings) == ["sku.duplicate A2 sku", "text.spaces A2 sku", "sku.duplicate A3 sku"]
