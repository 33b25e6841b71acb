"""Rows that say Total where the SKU is, and whose numbers do not add up: no product has that SKU and nothing else."""

from collections.abc import Iterator

import numpy as np
import pyarrow.compute as pc

from batch.check.looking import Looking
from batch.model.findings import Finding
from batch.model.groups import Mask
from schemas.kinds import NUMBERS, values
from schemas.totals import MAY_BE_TOTAL, is_total

_NUMBERS = NUMBERS | {"flag"}


def unclear(looking: Looking) -> Iterator[Finding]:
    """Only where nothing but numbers stands beside the word: with a name or an ID it is a product of that SKU."""
    if "sku" not in looking:
        return
    column = looking.reads["sku"].column
    said = np.zeros(len(column.texts), dtype=bool)
    wordy = np.asarray(pc.fill_null(pc.match_substring_regex(column.texts, MAY_BE_TOTAL), False))
    said[[place for place, text in column.each(wordy) if is_total(text)]] = True
    rows = column.rows(said)
    if rows.any():
        yield from looking.found("row.total_unclear", "sku", rows & ~_has_words(looking, said, column.at))


def _has_words(looking: Looking, said: Mask, at: np.typing.NDArray[np.intp]) -> Mask:
    """Words that are no label of a total themselves."""
    words = np.zeros(len(looking), dtype=bool)
    for name, read in looking.reads.items():
        if name != "sku" and values(name) not in _NUMBERS:
            own = read.column
            for row in np.flatnonzero(said[at] & own.filled()).tolist():
                words[row] |= not is_total(own.texts[own.at[row]].as_py())
    return words
