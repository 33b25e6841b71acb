"""The optional column of ours that says what a row is for."""

from collections.abc import Iterator

import pandas as pd

from batch.model.findings import Finding
from batch.model.places import Places


def told_to_ignore(rows: pd.DataFrame) -> frozenset[int]:
    return frozenset(int(row) for row in rows.index[says(rows, "ignore")])


def deletions(places: Places, rows: pd.DataFrame) -> Iterator[Finding]:
    """Not done by the sheet alone, and never taken for an update."""
    yield from places.cells("command.delete", "command", says(rows, "delete"))


def says(rows: pd.DataFrame, command: str) -> pd.Series:
    if "command" not in rows:
        return pd.Series(False, index=rows.index)
    return rows["command"].str.casefold().eq(command).fillna(False).astype(bool)
