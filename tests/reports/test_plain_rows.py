"""A row that is made with many others is the row that is made alone."""

import pandas as pd
import pytest

from batch.reports.lines import around_number
from batch.reports.plain_rows import plain_rows
from schemas.types import TEXT

STYLES = {0: 3, 4: 7, 27: 3}
TEXTS = ("mug", "", "Tom & <b>Élodie</b> &amp;", "  two  spaces ", "=1+1", "😀", "\ttab", "_x0041", "]]>", '"quoted"')
ODD = ("two\nlines", "\x08", "\x1f", "_x0041_", "a" * 40_000, "\ufffe")


@pytest.mark.parametrize("text", TEXTS)
def test_plain_text_is_written_as_it_would_be_alone(text: str) -> None:
    (number, made), *_ = plain_rows(frame(text), STYLES, ())
    alone = around_number(((at, cell, STYLES[at]) for at, cell in zip(STYLES, ("a", text, "z"), strict=True) if cell))

    assert (number, made) == (12, "12".join(alone))


@pytest.mark.parametrize("text", ODD)
def test_a_row_with_an_odd_text_is_left_to_be_looked_at_and_so_is_one_that_has_findings(text: str) -> None:
    assert [made for _, made in plain_rows(frame(text), STYLES, {14})] == [("a", text, "z"), "", ("b", "", "")]


def frame(text: str) -> pd.DataFrame:
    columns = {0: ["a", None, "b"], 4: [text, "", None], 27: ["z", None, None]}
    return pd.DataFrame({at: pd.array(texts, TEXT) for at, texts in columns.items()}, index=[12, 13, 14])
