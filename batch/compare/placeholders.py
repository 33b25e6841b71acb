"""Signs for nothing, such as ``-`` and ``N/A``, that would be written over what the store has."""

from collections.abc import Iterator, Sequence

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from batch.compare.match import Matched
from batch.compare.picked import laid
from batch.model.findings import Finding
from batch.model.places import Places
from batch.model.rules import FIELDS, FieldRule, Kind, Level
from batch.values import same
from schemas.placeholders import NOTHING, pattern, pattern_in_tags, stands_for_nothing, without_tags


def placeholders(wanted: pd.DataFrame, here: Matched, at: Places) -> Iterator[Finding]:
    """On each such cell, unless the store holds the same: then nothing is written. ``wanted``: of the rows ``here``."""
    for rule in FIELDS:
        if rule.name in NOTHING and rule.name in wanted:
            yield from _of_column(rule, wanted, here, at)


def judged(said: Sequence[Finding]) -> list[Finding]:
    """What check said of the sheet alone, without its warnings of such signs: beside the store they are errors or no
    news."""
    return [found for found in said if found.code != "text.placeholder"]


def _of_column(rule: FieldRule, wanted: pd.DataFrame, here: Matched, at: Places) -> Iterator[Finding]:
    asked = pa.array(wanted[rule.name])
    numbers = np.flatnonzero(np.asarray(pc.fill_null(_may_be(asked, rule), False)))
    if not len(numbers):
        return
    places = here.bases if rule.level is Level.PRODUCT else here.found
    held = laid(here.items[rule.name], places).take(pa.array(numbers)).to_pylist()
    is_nothing = stands_for_nothing(rule.name)
    for row, typed, there in zip(wanted.index[numbers], asked.take(pa.array(numbers)).to_pylist(), held, strict=True):
        if is_nothing(without_tags(typed) or typed) and not same(there, typed, rule.kind):
            yield at.cell("store.placeholder", rule.name, int(row))


def _may_be(asked: pa.Array, rule: FieldRule) -> pa.Array:
    whole = pattern_in_tags if rule.kind is Kind.HTML else pattern
    return pc.match_substring_regex(asked, whole(rule.name))
