"""Rows of a workbook that were pushed to the right: a cell was inserted, and the last value stands under no heading."""

from collections.abc import Iterator

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from batch.check.looking import Looking
from batch.model.findings import Finding
from batch.model.groups import Mask

_FEW = 10  # of so many rows one, at most: more of them are somebody's column of notes
_LEAST = 3  # other rows


def pushed(looking: Looking) -> Iterator[Finding]:
    """Right behind the last heading stands a value, and before it a cell is blank that no other row has blank."""
    sheet = looking.places.sheet
    last = max((heading.position for heading in sheet.headings if heading.text.strip()), default=-1)
    if last + 1 not in sheet.cells:
        return
    beyond = _filled(looking, last + 1) & looking.products
    others = looking.products & ~beyond
    if not 0 < beyond.sum() <= max(1, len(looking) // _FEW) or others.sum() < _LEAST:
        return
    full = [filled for at in range(last + 1) if at in sheet.cells and (filled := _filled(looking, at))[others].all()]
    holes = np.logical_or.reduce([~filled for filled in full], initial=False)
    known = sheet.overlong
    for row in sheet.cells.index[beyond & holes].tolist():
        if row not in known:
            yield looking.places.cell("row.too_long", "", int(row))


def _filled(looking: Looking, position: int) -> Mask:
    texts = pa.array(looking.places.sheet.cells[position], pa.string())
    return np.asarray(pc.fill_null(pc.not_equal(pc.utf8_trim_whitespace(texts), ""), False))
