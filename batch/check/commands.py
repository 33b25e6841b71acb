"""The optional column of ours that says what a row is for."""

from collections.abc import Iterator

import numpy as np
import pyarrow.compute as pc

from batch.check.columns import Mask
from batch.check.looking import Looking
from batch.check.typed import Reads
from batch.model.findings import Finding


def deletions(looking: Looking) -> Iterator[Finding]:
    """Not done by the sheet alone, and never taken for an update."""
    if "command" in looking:
        yield from looking.found("command.delete", "command", says(looking.reads, "delete"))


def says(reads: Reads, command: str) -> Mask:
    read = reads["command"]
    said = pc.equal(pc.utf8_lower(read.values), command)
    return read.column.rows(np.asarray(pc.fill_null(said, False)))
