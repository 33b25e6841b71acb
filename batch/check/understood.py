"""The answer to "what did it read?": every known cell in its canonical text."""

import pandas as pd

from batch.model.rules import Kind
from batch.values import canonical
from schemas.cells import is_clear
from schemas.checks import distinct, holds
from schemas.types import TEXT
from schemas.xseries import values

_KINDS = {"money": Kind.MONEY, "number": Kind.NUMBER, "flag": Kind.FLAG}


def understood(everything: pd.DataFrame, texts: pd.DataFrame) -> pd.DataFrame:
    """Text by canonical column, index = Excel row; NA where blank or unreadable; [clear] where it is to be emptied."""
    return pd.DataFrame(
        {str(column): _column(everything[column], texts[column]) for column in texts}, index=texts.index, dtype=TEXT
    )


def _column(read: pd.Series, texts: pd.Series) -> pd.Series:
    kind = _KINDS.get(values(str(texts.name)))
    shown = read if kind is None else distinct(read, lambda value: canonical(value, kind), TEXT.pyarrow_dtype)
    return shown.mask(texts.notna() & holds(texts, is_clear), "[clear]")
