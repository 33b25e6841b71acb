"""Checks over whole columns of text: every distinct text is read once, however many rows repeat it."""

from collections.abc import Callable
from typing import Any

import pandas as pd
import pandera.pandas as pa
import pyarrow

from schemas import cells
from schemas.cells import Reader

Test = Callable[[str], bool]


def distinct(values: pd.Series, answer: Callable[[Any], object], kind: object) -> pd.Series:
    """``answer`` for each distinct value, laid out along the series; NA stays NA. ``kind`` is an Arrow type."""
    array = pyarrow.array(values)
    whole = array.combine_chunks() if isinstance(array, pyarrow.ChunkedArray) else array
    encoded = whole.dictionary_encode()
    answers = pyarrow.array([answer(value) for value in encoded.dictionary.to_pylist()], type=kind)
    return pd.Series(answers.take(encoded.indices), index=values.index, dtype=pd.ArrowDtype(kind))


def holds(texts: pd.Series, test: Test) -> pd.Series:
    """True where the text passes, and where there is none."""
    return distinct(texts, test, pyarrow.bool_()).fillna(True).astype(bool)


def readable(reader: Reader, fault: str, code: str, *elsewhere: Test) -> pa.Check:
    """Passes unless reading ends in this fault; what is told ``elsewhere`` (an Excel error, [clear]) passes too."""
    spared = (cells.is_excel_error, cells.is_clear, cells.is_unmended, *elsewhere)

    def test(text: str) -> bool:
        return reader(text).fault != fault or any(spare(text) for spare in spared)

    return pa.Check(lambda texts: holds(texts, test), error=code)


def never(test: Test, code: str) -> pa.Check:
    return pa.Check(lambda texts: holds(texts, lambda text: not test(text)), error=code)
