"""The answer to "what did it read?": every known cell in its canonical text."""

from decimal import Decimal

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from batch.check.columns import frame
from batch.check.typed import Read, Reads
from batch.model.rules import Kind
from batch.values import canonical, unambiguous
from schemas.cells import CLEAR
from schemas.kinds import values
from schemas.types import TEXT

_KINDS = {"money": Kind.MONEY, "number": Kind.NUMBER, "flag": Kind.FLAG}


def understood(reads: Reads, index: pd.Index) -> pd.DataFrame:
    """Text by canonical column, index = Excel row; NA where blank or unreadable; [clear] where it is to be emptied."""
    return frame({name: read.column.laid(_told(read)) for name, read in reads.items()}, index)


def _told(read: Read) -> pa.Array:
    kind = _KINDS.get(values(read.column.name))
    shown = read.values if kind is None else _canonical(read.values, kind)
    cleared = pc.is_in(pc.utf8_lower(read.column.texts), pa.array(sorted(CLEAR)))
    return pc.if_else(pc.fill_null(cleared, False), "[clear]", shown)


def _canonical(read: pa.Array, kind: Kind) -> pa.Array:
    return pa.array([_text(value, kind) for value in read.to_pylist()], TEXT.pyarrow_dtype)


def _text(value: Decimal | bool | None, kind: Kind) -> str | None:
    text = canonical(value, kind)
    return unambiguous(text) if text else text
