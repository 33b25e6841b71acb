"""Numbers as Excel shows them; the witness for the unusual formats was LibreOffice."""

from decimal import Decimal

import pytest

from batch.formats.number_formats import sections, shown
from batch.formats.shown import EITHER, as_shown, look


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [
        ("123", "00000000", "00000123"),
        ("123456", "000-000", "123-456"),
        ("1234567", "000-000", "1234-567"),
        ("42", '"A"000', "A042"),
        ("42", r"00\.00", "00.42"),
        ("1243", '"A"000', "A1243"),
        ("1255", '"N°"000', "N°1255"),
        ("1253", r"\A\B000", "AB1253"),
        ("1242", '"0"0', "01242"),
        ("1249", '"10"00', "101249"),
        ("1248", r"\0\00", "001248"),
        ("12051", r"00\000", "120051"),
        ("1253", r"\000", "01253"),
        ("16", '"SKU-"0000', "SKU-0016"),
        ("5", '"SKU-"0', "SKU-5"),
        ("12345", '"SKU-"0000', "SKU-12345"),
        ("1239", "[$-40C]00000", "01239"),
        ("1241", "[$-1009]0000", "1241"),
        ("1235", "[Red]00000", "01235"),
        ("1234", "00000_)", "01234"),
        ("1237", "[<10000]00000;0", "01237"),
        ("12370", "[<10000]00000;0", "12370"),
        ("1242", "#00000", "01242"),
        ("1252", "*000000", "01252"),
        ("1234", '0"/A"', "1234/A"),
        ("77", '"h-"0', "h-77"),
        ("1243.7", "00000", "01244"),
        ("1239", '"0"#', "01239"),
        ("1260", "00-##", "12-60"),
        ("1241", "0000?", "01241"),
        ("1258", "00000%", "125800%"),
        ("0.25", "0%", "25%"),
        ("0.05", "0%", "5%"),
        ("25", "[$$-409]#,##0", "$25"),
        ("50", '"$"#,##0.00', "$50.00"),
        ("3.5", "0.00", "3.50"),
        ("1.5", "# ?/?", "1 1/2"),
        ("0.5", "# ?/?", "1/2"),
        ("3", "# ?/?", "3"),
        ("1000", "#,##0", "1,000"),
        ("1234567.891", "#,##0.0#", "1,234,567.89"),
        ("5", '0" kg"', "5 kg"),
        ("5", 'General" lb"', "5 lb"),
        ("12000", "0,", "12"),
        ("27990", "0.00,", "27.99"),
        ("27990", "#,##0.00,", "27.99"),
        ("27990000", "0.00,,", "27.99"),
        ("-5", "0000", "-0005"),
        ("-5", "0.00;(0.00)", "(5.00)"),
        ("0", '0;-0;"none"', "none"),
        ("0", "0.00", "0.00"),
        ("0", "#,##0", "0"),
        ("1241", '0#" "##" "##', "0 12 41"),
        ("745000417023", "0.00E+00", "7.45E+11"),
        ("1234.5", "0.0E+0", "1.2E+3"),
        ("1234567", "##0.0E+0", "1.2E+6"),
        ("0.00012", "0.00E+00", "1.20E-04"),
        ("9.996", "0.00E+00", "1.00E+01"),
        ("1.5", "# ?/8", "1 4/8"),
        ("12.99", "# ?/8", "13"),
        ("2.5", "?/?", "5/2"),
        ("12.5", '# ?/?" kg"', "12 1/2 kg"),
    ],
)
def test_a_number_is_told_as_it_is_shown(value: str, code: str, text: str | None) -> None:
    assert shown(sections(code), Decimal(value)) == text


@pytest.mark.parametrize("code", ["General", "@", "yyyy-mm-dd", "[h]:mm", "d/m/yy h:mm", "General;@", "h:mm AM/PM"])
def test_plain_numbers_and_dates_have_no_look_of_their_own(code: str) -> None:
    assert sections(code) == ()


@pytest.mark.parametrize(
    ("text", "value", "kind"),
    [
        ("25", "24.6", "rounded"),
        ("24.6", "24.55", "rounded"),
        ("24", "24000", "unlike"),
        ("", "24", "unlike"),
        ("24.60 $", "24.6", ""),
        ("1 234,56", "1234.56", ""),
        ("1.234", "1234", ""),
        ("1.234", "1.234", ""),
        ("28.74", "28.7385", ""),
        ("0.00", "0.004", ""),
        ("-", "0", ""),
        ("$ -", "0", ""),
        ("-", "5", "unlike"),
        (".5", "0.5", ""),
        ("00024", "24", ""),
        ("(24)", "-24", ""),
        ("$(24.00)", "-24", ""),
        ("(24)", "24", "unlike"),
        ("24", "-24", "unlike"),
        ("12 1/2", "12.5", ""),
        ("12 1/2", "12.49", "rounded"),
        ("13 1/2", "12.5", "unlike"),
        ("###", "12.5", "rounded"),
        ("12 each", "12", "unlike"),
    ],
)
def test_what_is_shown_tells_the_number_or_does_not(text: str, value: str, kind: str) -> None:
    assert look(text, Decimal(value), "money", EITHER) == f"{kind} {text if kind else ''}".strip()


# What a number format shows, and the kind of the cell. The columns are of prices, unless said otherwise.
_SEEN = [
    ("27990", "0.00,", "unlike 27.99"),
    ("27990", "0.000,", "unlike 27.990"),
    ("27990", "#,##0.00", ""),
    ("12.5", "-0.00", "unlike -12.50"),
    ("12.5", "(0.00)", "unlike (12.50)"),
    ("12.5", "0.00-", "unlike 12.50-"),
    ("12.5", '"-"0.00', "unlike -12.50"),
    ("12.5", "0.00_);(0.00)", ""),
    ("-12.5", "0.00;(0.00)", ""),
    ("-12.5", "0.00;0.00", "unlike 12.50"),
    ("-12.5", "0.00;@", ""),
    ("0", '0.00;-0.00;"-"', ""),
    ("12.5", "0.00¢", "unlike 12.50¢"),
    ("12.5", '0.00"%"', "unlike 12.50%"),
    ("12.5", '"$"#,##0.00', ""),
    ("12.5", '_(* #,##0.00_);_(* (#,##0.00);_(* "-"??_);_(@_)', ""),
    *((value, '_($* #,##0.00_);_($* (#,##0.00);_($* "-"??_);_(@_)', "") for value in ("12.5", "-12.5", "0")),
    ("0", '_-* #,##0.00 [$€-40C]_-;-* #,##0.00 [$€-40C]_-;_-* "-"?? [$€-40C]_-', "money €"),
    ("12.5", '"from "0.00', "unlike from 12.50"),
    ("12.5", '0.00" /doz"', "unlike 12.50 /doz"),
    ("12.5", '0.00"lb"', "unlike 12.50lb"),
    ("12.5", '0".50"', "unlike 13.50"),
    ("12.5", '0"5"', "unlike 135"),
    ("1234.5", "0.0E+0", "unlike 1.2E+3"),
    ("12.49", "# ?/?", "rounded 12 1/2"),
    ("12.5", "# ?/?", ""),
    ("12.5", "# ?/8", ""),
    ("12.4", "# ?/4", "rounded 12 2/4"),
    ("12.49", "0", "rounded 12"),
    ("12", "0", ""),
    ("0.4", "#", "unlike"),
    ("1234567.5", "# ##0.00", "unlike 1234 567.50"),
    ("1234.5", "# ##0.00", ""),
    ("12.5", '0.00 "CHF"', "money CHF"),
    ("12.5", "[$CHF] 0.00", "money CHF"),
    ("12.5", '"DM" 0.00', "money DM"),
    ("12.5", '0.00 "kr."', "money kr."),
    ("12.5", '[$$-C0C] 0.00" CA"', "unlike $ 12.50 CA"),
    ("12.49", '0 "CHF"', "rounded 12 CHF"),
    ("1240", '[>1000]0.00,"k";0.00', "unlike 1.24k"),
    ("12.5", '[>1000]0.00,"k";0.00', ""),
]


@pytest.mark.parametrize(("number", "code", "kind"), _SEEN)
def test_a_price_that_reads_as_another_one_is_doubted(number: str, code: str, kind: str) -> None:
    assert as_shown(number, sections(code), "money") == (None, kind)


@pytest.mark.parametrize(
    ("number", "code", "kind"),
    [
        ("2.5", '0.00" kg"', "unit 2.50 kg"),
        ("2.46", '0.0"lb"', "unit-rounded 2.5lb"),
        ("2.5", '0.00" stone"', "unlike 2.50 stone"),
        ("5", '0" DM"', "unlike 5 DM"),
        ("2.5", "0.00", ""),
    ],
)
def test_a_measure_may_show_its_unit_and_no_currency_in_letters(number: str, code: str, kind: str) -> None:
    assert as_shown(number, sections(code), "number") == (None, kind)


@pytest.mark.parametrize(
    ("number", "code", "told"),
    [
        ("0.5", "# ?/?", (None, "unlike 1/2")),
        ("100000", "0.00E+00", (None, "unlike 1.00E+05")),
        ("745000417023", "0.00E+00", (None, "")),
        ("101", "0.00", (None, "")),
        ("1234", "#,##0", (None, "")),
        ("2.5", '0.00" lb"', (None, "unlike 2.50 lb")),
        ("12.345", "0.00", (None, "unlike 12.35")),
        ("12000", "0,", (None, "unlike 12")),
        ("16", '"SKU-"0000', ("SKU-0016", "padded")),
    ],
)
def test_a_code_is_what_is_shown_or_it_is_doubted(number: str, code: str, told: tuple[str | None, str]) -> None:
    assert as_shown(number, sections(code), "code") == told
