"""The optional column of ours that says what a row is for."""

import numpy as np
import pyarrow.compute as pc

from batch.check.typed import Reads
from batch.model.catalog import Sheet
from batch.model.groups import Mask

_TAKEN_BACK = frozenset({"struck", "part", "unlike", "covered"})


def says(reads: Reads, command: str) -> Mask:
    read = reads["command"]
    said = pc.equal(pc.utf8_lower(read.values), command)
    return read.column.rows(np.asarray(pc.fill_null(said, False)))


def left_out(reads: Reads, sheet: Sheet) -> Mask:
    """The rows that say ``ignore``, and say it so that it can be seen and stands."""
    heading = sheet.heading("command")
    if heading is None or "command" not in reads:
        return np.zeros(len(sheet.cells), dtype=bool)
    doubted = [
        row
        for (row, at), kind in sheet.kinds.items()
        if at == heading.position and kind.partition(" ")[0] in _TAKEN_BACK
    ]
    told = np.asarray(sheet.cells.index.isin(doubted), dtype=bool)
    said: Mask = says(reads, "ignore") & ~told
    return said
