"""Option names and values of many rows at once: one text per row, so that rows can be compared as columns."""

import pandas as pd

from batch.model.rules import OPTIONS
from schemas.types import TEXT

SEPARATOR = "\x1f"
_TYPED = "␟"  # stands for a separator that someone typed

Pairs = frozenset[tuple[str, str]]


def has_options(rows: pd.DataFrame) -> pd.Series:
    """True where a row has at least one option value."""
    return option_values(rows).ne("").astype(bool)


def option_names(rows: pd.DataFrame) -> pd.Series:
    """The names of the options that have a value, joined in their order."""
    return _joined(rows, 0)


def option_values(rows: pd.DataFrame) -> pd.Series:
    return _joined(rows, 1)


def option_pairs(names: str, values: str) -> Pairs:
    """The same options in another order are the same options."""
    return frozenset(zip(names.split(SEPARATOR), values.split(SEPARATOR), strict=True)) if values else frozenset()


def _joined(rows: pd.DataFrame, which: int) -> pd.Series:
    joined = pd.Series("", index=rows.index, dtype=TEXT)
    for pair in OPTIONS:
        if pair[1] in rows:
            column = pair[which]
            text = rows[column].fillna("?").str.replace(SEPARATOR, _TYPED, regex=False) if column in rows else "?"
            joined = joined.where(rows[pair[1]].isna() | rows[pair[1]].eq(""), joined + SEPARATOR + text)
    return joined.str.removeprefix(SEPARATOR)
