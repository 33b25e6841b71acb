"""Rows that hold nothing but plain text, as the XML of their cells: column by column, many rows at once."""

from collections.abc import Collection, Iterator, Mapping

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from batch.reports.columns import texts_of
from batch.reports.looks import LONGEST
from batch.values import column_letters

_AT_ONCE = 4_096  # rows
_ESCAPED = (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"))
# Lines that make a row tall, and signs that XML has no room for.
_ODD = r"[\x00-\x08\n\x0b-\x1f\x{FFFE}\x{FFFF}]|_x[0-9A-Fa-f]{4}_"
_BEHIND = "</t></is></c>"


def plain_rows(
    cells: pd.DataFrame, styles: Mapping[int, int], apart: Collection[int]
) -> Iterator[tuple[int, str | tuple[str, ...]]]:
    """Each row's number and its cells; their texts where one has to be looked at by itself, as in rows ``apart``.

    ``cells``: text, by row number and position, from left to right. ``styles``: the number of a look, by position.
    """
    for start in range(0, len(cells), _AT_ONCE):
        some = cells.iloc[start : start + _AT_ONCE]
        rows = _joined(some, styles)
        odd = pc.or_(pc.match_substring_regex(rows, _ODD), pc.greater(pc.binary_length(rows), LONGEST))
        odd = odd.to_numpy(zero_copy_only=False) | some.index.isin(apart)
        texts = texts_of(some[odd])
        for number, row, is_odd in zip(map(int, some.index), rows.to_pylist(), odd.tolist(), strict=True):
            yield number, next(texts) if is_odd else row


def _joined(cells: pd.DataFrame, styles: Mapping[int, int]) -> pa.Array:
    numbers = pa.array(map(str, cells.index), pa.string())
    columns = (_column(pa.array(cells[position], pa.string()), numbers, position, styles) for position in cells)
    return pc.binary_join_element_wise(pa.array([""] * len(cells)), *columns, "", null_handling="skip")


def _column(texts: pa.Array, numbers: pa.Array, position: int, styles: Mapping[int, int]) -> pa.Array:
    """A blank is no cell."""
    for sign, written in _ESCAPED:
        texts = pc.replace_substring(texts, sign, written)
    texts = pc.if_else(pc.equal(texts, ""), None, texts)
    address = f'<c r="{column_letters(position)}'
    inside = f'" s="{styles[position]}" t="inlineStr"><is><t xml:space="preserve">'
    return pc.binary_join_element_wise(address, numbers, inside, texts, _BEHIND, "")
