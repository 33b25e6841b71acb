"""The optional column of ours that says what a row is for."""

import numpy as np
import pyarrow.compute as pc

from batch.check.columns import Mask
from batch.check.typed import Reads


def says(reads: Reads, command: str) -> Mask:
    read = reads["command"]
    said = pc.equal(pc.utf8_lower(read.values), command)
    return read.column.rows(np.asarray(pc.fill_null(said, False)))
