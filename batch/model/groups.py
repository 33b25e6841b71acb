"""Rows that share a value, found in one pass over the column."""

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

Mask = npt.NDArray[np.bool_]  # over rows
Rows = npt.NDArray[np.intp]  # places of rows in the sheet, from 0
Codes = npt.NDArray[np.intp]  # one number per value; -1 for null


def coded(values: pa.Array) -> Codes:
    """Equal numbers for equal values."""
    whole = values.combine_chunks() if isinstance(values, pa.ChunkedArray) else values
    indices = whole.dictionary_encode().indices
    numbers: Codes = pc.fill_null(indices, -1).to_numpy(zero_copy_only=False).astype(np.intp)
    return numbers


def combined(left: Codes, right: Codes) -> Codes:
    """One number for each pair."""
    pairs = (left + 1) * (int(right.max(initial=0)) + 2) + right + 1
    return coded(pa.array(pairs))


def groups(values: pa.Array, wanted: Mask) -> Iterator[Rows]:
    """The places of the wanted rows that share a value with another one, value by value."""
    places = np.flatnonzero(wanted)
    taken = values if len(places) == len(values) else values.take(pa.array(places))
    if len(taken) == pc.count_distinct(taken, mode="all").as_py():
        return
    for members in by_code(coded(taken), 2):
        yield places[members]


def by_code(codes: Codes, least: int) -> Iterator[Rows]:
    """The places of every code that at least so many rows have, in order of the code; null is none."""
    counts = np.bincount(codes + 1, minlength=1)
    counts[0] = 0
    kept = np.flatnonzero(counts[codes + 1] >= least)
    if not len(kept):
        return
    ordered = kept[np.argsort(codes[kept], kind="stable")]
    yield from np.split(ordered, np.flatnonzero(np.diff(codes[ordered])) + 1)


def differing(values: Codes, families: Codes) -> Mask:
    """True on every row of a family that holds more than one value; null does not count."""
    known = (values >= 0) & (families >= 0)
    count = int(families.max(initial=-1)) + 2  # the last one stands for rows of no family
    first = np.full(count, -1, dtype=np.intp)
    first[families[known][::-1]] = values[known][::-1]
    differs = np.zeros(count, dtype=bool)
    differs[families[known & (values != first[families])]] = True
    return differs[families]
