"""Texts that lost their ends together: old Excel, databases and forms keep 255 letters of a cell and drop the rest."""

from collections.abc import Iterator

import numpy as np
import pyarrow.compute as pc

from batch.check.looking import Looking
from batch.model.findings import Finding

_KEPT = 255
_LEAST = 2  # one text may be so long by chance
_LONG = ("name", "description")


def cut_together(looking: Looking) -> Iterator[Finding]:
    """Several texts of a column are exactly so long, and none is longer."""
    for name in _LONG:
        if name in looking:
            column = looking.reads[name].column
            lengths = pc.fill_null(pc.utf8_length(column.typed), 0)
            longest = np.asarray(pc.equal(lengths, _KEPT))
            different = pc.count_distinct(column.typed.filter(longest)).as_py()
            if different >= _LEAST and pc.max(lengths).as_py() == _KEPT:
                yield from looking.found("text.cut_short", name, column.rows(longest))
