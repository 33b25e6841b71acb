"""The columns that onshelf adds to a merchant's sheet; a sheet that comes back with them is the merchant's without.

The file for Retail POS has none of them, since X-Series takes no strange headings: it is known by its name.
"""

VERDICT_COLUMNS: tuple[str, ...] = ("result", "message", "fields", "store_id", "run")
WHY_COLUMNS: tuple[str, ...] = ("why",)
ROW_COLUMN = "row"
POS_ENDING = ".pos-import.csv"
ENDINGS = (".result", ".fix", ".pos-import")
"""Of the names of the sheets that we make of a merchant's."""

EXPORT_MARK = "onshelf export "
"""Begins the heading of the last column of an export, which holds nothing but the export's id in its heading."""


def desk_name(name: str) -> str:
    """What a merchant's sheet and those that we made of it are called alike, whatever their kind: ``catalog``."""
    stem = name.rpartition(".")[0] or name
    while stem.endswith(ENDINGS):
        stem = stem.rpartition(".")[0]
    return stem.casefold()
