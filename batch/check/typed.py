"""From texts that passed their checks to typed values; what did not pass is NA here and a finding there."""

import pandas as pd
import pyarrow

from schemas import cells
from schemas.catalog import CATALOG
from schemas.checks import distinct
from schemas.types import DECIMAL, FLAG
from schemas.xseries import READERS, values

_ARROW = {"money": DECIMAL.pyarrow_dtype, "number": DECIMAL.pyarrow_dtype, "flag": FLAG.pyarrow_dtype}


def typed(texts: pd.DataFrame) -> pd.DataFrame:
    """Every known column, typed. "" = a text that is to be emptied; 0 = a number that is."""
    return pd.DataFrame({column: _column(texts[column]) for column in texts}, index=texts.index)


def catalog(everything: pd.DataFrame) -> pd.DataFrame:
    """The columns that sync, or that decide how."""
    return everything[[column for column in CATALOG.columns if column in everything]]


def _column(texts: pd.Series) -> pd.Series:
    kind = values(str(texts.name))
    if kind not in READERS:
        return distinct(texts, _text, pyarrow.string())
    arrow = _ARROW.get(kind, pyarrow.string())
    cleared = 0 if kind == "number" else None

    def value(text: str) -> object:
        return cleared if cells.is_clear(text) else READERS[kind](text).value

    return distinct(texts, value, arrow)


def _text(text: str) -> str | None:
    if cells.is_clear(text):
        return ""
    return None if cells.is_excel_error(text) else text
