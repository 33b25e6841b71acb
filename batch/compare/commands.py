"""What the command column says, row by row. Pure."""

import numpy as np
import pandas as pd

from batch.model.groups import Mask


def says(rows: pd.DataFrame, command: str) -> Mask:
    """In any case of its letters; without the column no row says anything."""
    if "command" not in rows:
        return np.zeros(len(rows), dtype=bool)
    mask: Mask = rows["command"].str.casefold().eq(command).fillna(False).to_numpy(dtype=bool)
    return mask
