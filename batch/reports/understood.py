"""The sheet as onshelf understood it: the answer to "what did it read?"."""

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from batch.model.harmless import table
from schemas.headings import COLUMNS

ROW = "row"

_ORDER = {column.name: number for number, column in enumerate(COLUMNS)}


def understood_file(understood: pd.DataFrame) -> bytes:
    """``<stem>.csv``: comma, UTF-8, LF. First ``row``, then the known headings in the order of the X-Series, then
    the columns by outlet as they stand. One line for each row of the sheet.

    ``understood``: canonical text, index = the row Excel shows; blank or unreadable is NA.
    """
    columns = sorted(understood.columns, key=lambda name: _ORDER.get(name, len(_ORDER)))
    texts = [pc.fill_null(pa.array(understood[name], pa.string()), "").to_pylist() for name in columns]
    rows = zip(map(str, understood.index), *texts, strict=True)
    return table([ROW, *columns], rows).encode()
