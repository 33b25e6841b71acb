"""Laws of the contract of texts: what is not looked at one by one is in order, and a column is read as it proves."""

from decimal import Decimal

import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from batch.check import check
from schemas import numbers, texts
from schemas.doubt import doubtful
from schemas.headings import COLUMNS
from schemas.numbers import Convention
from schemas.types import TEXT
from schemas.xseries import text_column
from tests.making import sheet

_TYPICAL = ["4-Jun", "juin-04", "2025-06-04", "7.45E+11", "1e5", "CafÃ©", "=A1", "#REF!", "[clear]", "\ufffd", "\u200b"]
_NUMBERS = ["1,234", "1.234", "12.5", "12,5", "12", "-3", "1 234", "KG", "lbs", "TRUE", "36000291452", "О", "a\nb"]
_CODES = ["'000101", "100200.0", "1,002,345", "1\u202f002", "94212345678901200", "745000417023", "31000003", "12,19"]
_WORDS = ["Sima?o", "???", "Rose?", "https://a.test/b c", "ftp://a", "https://a,https://b", "HTTP://", "a.php?b"]
_ANY = st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1, max_size=8).map(str.strip)
_TEXTS = st.lists((st.sampled_from(_TYPICAL + _NUMBERS + _CODES + _WORDS) | _ANY).filter(bool), min_size=1, max_size=8)


@pytest.mark.parametrize("column", [*(column.name for column in COLUMNS), "inventory_A", "outlet_tax_A", "image_url_2"])
@given(typed=_TEXTS)
def test_a_text_without_doubt_breaks_no_rule_of_its_column(column: str, typed: list[str]) -> None:
    doubted = doubtful(column, pa.array(typed)).to_pylist()
    sound = pd.Series([text for text, odd in zip(typed, doubted, strict=True) if not odd], dtype=TEXT)

    for rule in text_column(column).checks:
        assert rule(sound).check_output.all(), (rule.error, list(sound))


@given(st.text("éèàçüñÉœ’“…ab c", min_size=1, max_size=12).filter(lambda text: not text.isascii()))
def test_text_that_was_encoded_twice_is_repaired_to_what_it_was(text: str) -> None:
    wrong = "".join(bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in text.encode())

    assert texts.repaired(wrong) == text
    assert texts.is_double_encoded(wrong)
    assert texts.repaired(text) is None


@pytest.mark.parametrize(
    ("typed", "proof"),
    [
        (["12.50", "1,234"], Convention.POINT),
        (["1,234.56"], Convention.POINT),
        (["1,234,567"], Convention.POINT),
        (["0.234"], Convention.POINT),
        (["1 234.567"], Convention.POINT),
        (["12,50", "1.234"], Convention.COMMA),
        (["1.234.567"], Convention.COMMA),
        (["1 234,50"], Convention.COMMA),
        (["1,234", "1.234", "12", "1 234", "ask", "1.2.3"], Convention.NONE),
        (["12,50", "12.50"], Convention.BOTH),
    ],
)
def test_a_column_proves_its_decimal_mark_by_numbers_with_one_reading(typed: list[str], proof: Convention) -> None:
    assert numbers.proved(typed) == proof


@pytest.mark.parametrize(
    ("convention", "comma", "point"),
    [
        (Convention.NONE, "ambiguous", "ambiguous"),
        (Convention.BOTH, "ambiguous", "ambiguous"),
        (Convention.POINT, Decimal(1234), Decimal("1.234")),
        (Convention.COMMA, Decimal("1.234"), Decimal(1234)),
        (Convention.WORKBOOK, "ambiguous", Decimal("1.234")),
        (Convention.WORKBOOK_COMMA, Decimal("1.234"), "ambiguous"),
    ],
)
def test_one_mark_and_three_digits_mean_what_the_column_proves(
    convention: Convention, comma: Decimal | str, point: Decimal | str
) -> None:
    assert numbers.read("1,234", convention) == comma
    assert numbers.read("1.234", convention) == point


def test_the_convention_of_each_column_is_told() -> None:
    checked = check(sheet('sku,retail_price,weight,length\nA,12.50,"1,5",1\nB,"1,234",2,1.234\n'))

    assert dict(checked.conventions) == {"retail_price": "point", "weight": "comma"}
    assert checked.understood["retail_price"].tolist() == ["12.50", "1234.00"]
