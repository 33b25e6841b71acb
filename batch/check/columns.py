"""The known columns of a sheet, each with its texts once: what is said of a text is laid out over its rows."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from batch.model.groups import Mask, Rows

_SAMPLE = 1_000


@dataclass(frozen=True, eq=False, slots=True)
class Column:
    """``texts``: stripped, blank is null, the last one null; ``typed``: as typed; ``at``: which is each row's.

    Where nearly every row has a text of its own, ``texts`` are those of the rows and none is looked for twice.
    """

    name: str
    typed: pa.Array
    texts: pa.Array
    at: Rows

    def rows(self, mask: Mask) -> Mask:
        """From a mask over the texts to one over the rows."""
        return mask[self.at]

    def laid(self, values: pa.Array) -> pa.Array:
        """One value per text, laid out over the rows."""
        return values.slice(0, len(self.at)) if self.is_unique else values.take(pa.array(self.at))

    @property
    def is_unique(self) -> bool:
        return len(self.texts) == len(self.at) + 1

    def filled(self) -> Mask:
        return self.rows(np.asarray(pc.is_valid(self.texts)))

    def each(self, mask: Mask) -> Iterator[tuple[int, str]]:
        """Place and text of the texts that the mask picks."""
        picked = np.flatnonzero(mask)
        return zip(picked.tolist(), self.texts.take(pa.array(picked)).to_pylist(), strict=True)


Columns = Mapping[str, Column]


def columns(known: pd.DataFrame) -> dict[str, Column]:
    return {str(name): _column(str(name), known[name]) for name in known}


def _column(name: str, series: pd.Series) -> Column:
    array = pa.array(series, pa.string())
    whole = array.combine_chunks() if isinstance(array, pa.ChunkedArray) else array
    blank = pa.nulls(1, pa.string())
    if whole.null_count == len(whole):
        return Column(name, blank, blank, np.zeros(len(whole), dtype=np.intp))
    if _is_mostly_unique(whole):
        typed, at = pa.concat_arrays([whole, blank]), np.arange(len(whole), dtype=np.intp)
    else:
        encoded = whole.dictionary_encode()
        typed = pa.concat_arrays([encoded.dictionary, blank])
        at = pc.fill_null(encoded.indices, len(typed) - 1).to_numpy(zero_copy_only=False).astype(np.intp)
    return Column(name, typed, _stripped(typed), at)


def _is_mostly_unique(array: pa.Array) -> bool:
    sample = array.slice(0, _SAMPLE)
    return len(array) > _SAMPLE and len(sample.unique()) > len(sample) // 2


def _stripped(typed: pa.Array) -> pa.Array:
    """Spaces around a value are no part of it; a cell of nothing but spaces is blank."""
    texts = pc.utf8_trim_whitespace(typed)
    return pc.if_else(pc.equal(pc.binary_length(texts), 0), pa.scalar(None, pa.string()), texts)


def frame(arrays: Mapping[str, pa.Array], index: pd.Index) -> pd.DataFrame:
    """Arrow columns under one index, nothing copied."""
    wrapped = {name: pd.arrays.ArrowExtensionArray(array) for name, array in arrays.items()}
    return pd.DataFrame(wrapped, index=index, columns=pd.Index(list(wrapped), dtype="object"), copy=False)
