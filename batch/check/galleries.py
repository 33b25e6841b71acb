"""Further images stand in columns of their own: together they are one field."""

import re

import pyarrow as pa
import pyarrow.compute as pc

from batch.check.typed import Reads
from batch.model.galleries import CLEARED
from schemas.types import TEXT

_COLUMN = re.compile(r"image_url_([2-9]\d?)")
_FIRST = 2


def columns(reads: Reads) -> dict[int, str]:
    """Place in the gallery, from 0, to the column, in order."""
    places = {int(found[1]) - _FIRST: name for name in reads if (found := _COLUMN.fullmatch(name))}
    return dict(sorted(places.items()))


def gallery(reads: Reads) -> pa.Array | None:
    """A line for each place of the gallery: an address, [clear], or blank; null where a row has none of them."""
    known = columns(reads)
    if not known:
        return None
    laid = {place: reads[name].laid.cast(TEXT.pyarrow_dtype) for place, name in known.items()}
    count = len(next(iter(laid.values())))
    blank = pa.scalar("", TEXT.pyarrow_dtype)
    lines = [_line(laid[place]) if place in laid else pa.repeat(blank, count) for place in range(max(laid) + 1)]
    said = pc.not_equal(pc.utf8_trim(pc.binary_join_element_wise(*lines, ""), characters=" "), "")
    joined = lines[0] if len(lines) == 1 else pc.binary_join_element_wise(*lines, "\n")
    return pc.if_else(said, pc.utf8_rtrim(joined, characters="\n"), pa.scalar(None, TEXT.pyarrow_dtype))


def _line(column: pa.Array) -> pa.Array:
    return pc.fill_null(pc.if_else(pc.equal(column, ""), CLEARED, column), "")
