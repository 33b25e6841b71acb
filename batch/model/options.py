"""Option names and values of many rows at once: one text per row, so that rows can be compared as columns."""

from collections.abc import Mapping

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from batch.model.rules import OPTIONS
from schemas.types import TEXT

SEPARATOR = "\x1f"
_TYPED = "␟"  # stands for a separator that someone typed

Pairs = frozenset[tuple[str, str]]


def has_options(rows: pd.DataFrame) -> pd.Series:
    """True where a row has at least one option value."""
    given = np.zeros(len(rows), dtype=bool)
    for value in (value for _, value in OPTIONS if value in rows):
        given |= pc.fill_null(pc.not_equal(_texts(rows[value]), ""), False).to_numpy(zero_copy_only=False)
    return pd.Series(given, index=rows.index)


def option_names(rows: pd.DataFrame) -> pd.Series:
    """The names of the options that have a value, joined in their order."""
    return _joined(rows, 0)


def option_values(rows: pd.DataFrame) -> pd.Series:
    return _joined(rows, 1)


def option_pairs(names: str, values: str) -> Pairs:
    """The same options in another order are the same options."""
    return frozenset(zip(names.split(SEPARATOR), values.split(SEPARATOR), strict=True)) if values else frozenset()


def pairs_of(row: Mapping[str, str | None]) -> Pairs:
    """Those of a single row, given by column."""
    named = [(row.get(name), row.get(value)) for name, value in OPTIONS]
    return frozenset((_typed("?" if name is None else name), _typed(value)) for name, value in named if value)


def _typed(text: str) -> str:
    return text.replace(SEPARATOR, _TYPED)


def _joined(rows: pd.DataFrame, which: int) -> pd.Series:
    parts = [_parts(rows, pair, which) for pair in OPTIONS if pair[1] in rows]
    if not parts:
        return pd.Series("", index=rows.index, dtype=TEXT)
    joined = pc.replace_substring_regex(pc.binary_join_element_wise(*parts, ""), f"^{SEPARATOR}", "")
    return pd.Series(pd.arrays.ArrowExtensionArray(joined), index=rows.index)


def _parts(rows: pd.DataFrame, pair: tuple[str, str], which: int) -> pa.Array:
    """Each with the separator before it; empty where the option has no value."""
    values = _texts(rows[pair[1]])
    empty = pc.fill_null(pc.equal(values, ""), True)
    texts = _texts(rows[pair[which]]) if pair[which] in rows else values
    known = pc.fill_null(texts, "?") if pair[which] in rows else pc.if_else(empty, values, "?")
    typed = pc.replace_substring(known, SEPARATOR, _TYPED)
    return pc.if_else(empty, "", pc.binary_join_element_wise(SEPARATOR, typed, ""))


def _texts(column: pd.Series) -> pa.Array:
    array = pa.array(column, pa.string())
    return array.combine_chunks() if isinstance(array, pa.ChunkedArray) else array
