"""Letters that became question marks, where only the other texts of the sheet tell a lost letter from a question."""

from collections.abc import Callable, Iterator

import numpy as np
import pyarrow.compute as pc

from batch.check.columns import Column
from batch.check.looking import Looking
from batch.model.findings import Finding
from batch.model.groups import Mask
from schemas import texts
from schemas.kinds import WORDS


def lost_letters(looking: Looking) -> Iterator[Finding]:
    """``Rose?`` beside ``Sima?o``: the file was saved in letters that do not have all of these."""
    columns = [looking.reads[name].column for name in sorted(WORDS) if name in looking]
    if not any(_has(column, texts.has_lost_letter) for column in columns):
        return
    for column in columns:
        mask = _questions(column)
        for place, text in [*column.each(mask)]:
            mask[place] = texts.may_have_lost_letter(text) and not texts.has_lost_letter(text)
        yield from looking.found("text.letter_lost", column.name, column.rows(mask))


def _has(column: Column, test: Callable[[str], bool]) -> bool:
    return any(test(text) for _, text in column.each(_questions(column)))


def _questions(column: Column) -> Mask:
    return np.array(pc.fill_null(pc.match_substring(column.texts, "?"), False))
