"""From texts to typed values; what cannot be read is null here and a finding there."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from batch.check.columns import Column, Columns
from batch.model.groups import Mask
from schemas import cells, numbers, texts
from schemas.doubt import doubtful
from schemas.kinds import NUMBERS, READERS, reader, values
from schemas.numbers import Convention
from schemas.types import DECIMAL, FLAG, TEXT

WORKBOOKS = frozenset({"xlsx", "xlsm", "xls", "ods"})

_ARROW = {**dict.fromkeys(NUMBERS, DECIMAL.pyarrow_dtype), "flag": FLAG.pyarrow_dtype}
_POINTS = r"\.(?:[0-9]{1,2}|[0-9]{4,})$"


@dataclass(frozen=True, eq=False, slots=True)
class Read:
    """A column as read. ``values``: one per text; "" = a text that is to be emptied; 0 = a number that is.

    ``doubtful``: the texts that may break a rule of the column. ``proof``: what they prove of its decimal mark;
    ``convention``: how its numbers were read.
    """

    column: Column
    values: pa.Array
    doubtful: Mask
    proof: Convention
    convention: Convention

    @property
    def laid(self) -> pa.Array:
        return self.column.laid(self.values)


Reads = dict[str, Read]


def read(columns: Columns, file_format: str, as_text: Mapping[str, str] | None = None) -> Reads:
    """Every known column. ``file_format``: the file's, since a workbook keeps its numbers apart from its language.

    ``as_text``: the columns of a workbook whose numbers are text, or mixed with text.
    """
    usual = "numbers" if file_format in WORKBOOKS else "text"
    texts_of = as_text or {}
    return {name: _read(column, texts_of.get(name, usual)) for name, column in columns.items()}


def conventions(reads: Reads) -> dict[str, str]:
    """The decimal mark that each column of numbers proves: point, comma, or both where it contradicts itself."""
    return {name: read.proof.value for name, read in reads.items() if read.proof is not Convention.NONE}


def _read(column: Column, held: str) -> Read:
    kind = values(column.name)
    odd = np.asarray(doubtful(column.name, column.texts))
    proof = _proof(column, odd, held) if kind in NUMBERS else Convention.NONE
    return Read(column, _values(column, kind, odd, _convention(proof, held)), odd, proof, _convention(proof, held))


def _convention(proof: Convention, held: str) -> Convention:
    """``1.234`` as a number is what it is; as a text it is read as in a text file; beside numbers it proves nothing."""
    if held == "mixed" and proof is not Convention.POINT:
        return Convention.BOTH
    return numbers.in_workbook(proof) if held == "numbers" else proof


def _proof(column: Column, odd: Mask, held: str) -> Convention:
    """A plain number proves the point in a text file; in a workbook it is only how a number is stored."""
    found = [text for _, text in column.each(odd)]
    if held != "text":
        return numbers.proved(text for text in found if not texts.is_plain_decimal(text))
    proof = numbers.proved(found)
    if proof is Convention.POINT or not pc.any(pc.match_substring_regex(column.texts.filter(~odd), _POINTS)).as_py():
        return proof
    return Convention.POINT if proof is Convention.NONE else Convention.BOTH


def _values(column: Column, kind: str, odd: Mask, convention: Convention) -> pa.Array:
    arrow = _ARROW.get(kind, TEXT.pyarrow_dtype)
    blank = pa.scalar(None, TEXT.pyarrow_dtype)
    sound = pc.if_else(pa.array(odd), blank, column.texts) if odd.any() else column.texts
    plain = _sound(sound, kind, arrow)
    if not odd.any():
        return plain
    found = pa.array(_one_by_one((text for _, text in column.each(odd)), kind, convention), arrow)
    return pc.replace_with_mask(plain, pa.array(odd), found)


def _sound(sound: pa.Array, kind: str, arrow: pa.DataType) -> pa.Array:
    return pc.equal(sound, "1") if kind == "flag" else sound.cast(arrow)


def _one_by_one(found: Iterable[str], kind: str, convention: Convention) -> list[object]:
    """What is amiss is often amiss many times: each text is read once."""
    if kind not in READERS:
        return [*map(cache(_text), found)]
    read = reader(kind, convention)
    cleared = 0 if kind == "number" else None
    return [*map(cache(lambda text: cleared if cells.is_clear(text) else read(text).value), found)]


def _text(text: str) -> str | None:
    """A code that another program wrapped, ``="00123"``, is not unwrapped: its finding says what it would be."""
    if cells.is_clear(text):
        return ""
    lost = (cells.is_excel_error, cells.is_unmended, texts.is_formula, texts.is_undecodable)
    return None if any(test(text) for test in lost) else text
