"""The columns that onshelf adds to a merchant's sheet; a sheet that comes back with them is the merchant's without."""

VERDICT_COLUMNS: tuple[str, ...] = ("result", "message", "fields", "store_id", "run")
WHY_COLUMNS: tuple[str, ...] = ("why",)
ROW_COLUMN = "row"
