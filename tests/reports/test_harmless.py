"""Promises of CSV text: nothing in it is live, and it reads back unchanged."""

import csv
import io
import random
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from batch.model.harmless import guard, table, unguard

LIVE = tuple("=+-@\0＝＋－＠")
TEXT = st.one_of(st.text(), st.text(alphabet="=+-@\t\r\n\0＝＋－＠,;'\"ab5. |", max_size=12))
ROWS = st.lists(st.lists(TEXT, min_size=3, max_size=3), max_size=4)


def read(text: str, delimiter: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))


def live(cell: str) -> bool:
    """Also behind tabs and line breaks, which some readers pass over; breaks alone are nothing."""
    start = cell.lstrip("\t\r\n")
    return start.startswith(LIVE) and not re.fullmatch(r"-[0-9]+(\.[0-9]+)?\s*", start)


@settings(max_examples=1000)
@given(TEXT)
def test_what_is_guarded_reads_back_unchanged(text: str) -> None:
    assert unguard(guard(text)) == text


@settings(max_examples=1000)
@given(ROWS, st.sampled_from(",;\t|"))
def test_no_cell_is_live_however_the_file_is_split(rows: list[list[str]], delimiter: str) -> None:
    text = table(["a", "b", "c"], rows, delimiter)

    for split in (delimiter, ",", ";", "\t"):
        assert [cell for row in read(text, split) for cell in row if live(cell)] == []


@settings(max_examples=500)
@given(ROWS, st.sampled_from(",;\t|"))
def test_a_file_reads_back_unchanged(rows: list[list[str]], delimiter: str) -> None:
    text = table(["a", "b", "c"], rows, delimiter)

    assert [[unguard(cell) for cell in row] for row in read(text, delimiter)][1:] == rows


@pytest.mark.long
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_a_hundred_thousand_random_texts_read_back_unchanged_and_none_of_them_lives(delimiter: str) -> None:
    chance = random.Random(20260301)
    marks = "=+-@\t\r\n\0＝＋－＠,;'\"|ab5. éÉ€😀"
    texts = ["".join(chance.choices(marks, k=chance.randrange(12))) for _ in range(100_000)]
    rows = [texts[at : at + 4] for at in range(0, len(texts), 4)]
    written = table(["a", "b", "c", "d"], rows, delimiter)

    assert [[unguard(cell) for cell in row] for row in read(written, delimiter)][1:] == rows
    for split in (delimiter, ",", ";", "\t"):
        assert [cell for row in read(written, split) for cell in row if live(cell)] == []


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Gant de laine",
        "'70s poster",
        "-5",
        "-3.50",
        "Red, white",
        'Board 12"-14"',
        "o'clock",
        "two\n\nparagraphs\r\nhere",
        "a - b = c",
        "00123",
        "1.5;2",
        "<p>Warm</p>&nbsp;",
        "Plain &amp;",
        "red,",
        'Shelf 12"',
    ],
)
def test_ordinary_text_stays_as_it_is(text: str) -> None:
    assert guard(text) == text


@pytest.mark.parametrize(
    ("text", "guarded"),
    [
        ("=1+1", "'=1+1"),
        ("'=1+1", "''=1+1"),
        ("＝1+1", "'＝1+1"),
        ("-5+A1", "'-5+A1"),
        ("\t=1", "'\t'=1"),
        ("a;=1+1", "a;'=1+1"),
        ('a;"=1+1";b', 'a;"\'=1+1";b'),
        ("a\n@b", "a\n'@b"),
        ("'", "''"),
    ],
)
def test_live_text_gets_an_apostrophe_where_a_cell_may_start(text: str, guarded: str) -> None:
    assert guard(text) == guarded


def test_a_number_that_starts_a_line_cannot_begin_a_formula_for_another_split() -> None:
    assert table(["a", "b"], [["-5", "3+A1"]]) == "a,b\n'-5,3+A1\n"
