"""The tables that come back, as they are read: all text. For our tests, and for those who build on the files."""

import re

import pandera.pandas as pa

from schemas.headings import COLUMNS, OUTLET_PREFIXES

STATUSES = ("planned", "applied", "skipped", "conflict", "rejected", "failed", "unknown", "not_run")
SEVERITIES = ("error", "warning", "info")

# A change is of one of these: the heading of a column, or a word of its own where several columns make one field.
FIELDS = (
    *("name", "description", "brand_name", "active_online", "sku", "upc", "retail_price"),
    *(f"variant_option_{number}_{part}" for number in ("one", "two", "three") for part in ("name", "value")),
    *("weight", "length", "width", "height", "image_url", "gallery", "quantity", "quantity_delta"),
)

_FLAGS = ("0", "1", "[clear]")
_MONEY = r"-?\d+\.\d{2,}|\[clear\]"
_NUMBER = r"-?\d+(\.\d+)?|\[clear\]"
_MOMENT = r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ"


def _text() -> pa.Column:
    return pa.Column(str, nullable=True)


def _filled() -> pa.Column:
    return pa.Column(str)


def _one_of(words: tuple[str, ...]) -> pa.Column:
    return pa.Column(str, checks=pa.Check.isin(words))


def _like(pattern: str) -> pa.Column:
    return pa.Column(str, checks=pa.Check.str_matches(rf"^(?:{pattern})\Z"))


CHANGES = pa.DataFrameSchema(
    {
        "run": _filled(),
        "time": _like(_MOMENT),
        "row": pa.Column(str, checks=pa.Check.str_matches(r"^[1-9]\d*\Z"), nullable=True),
        "product": _text(),
        "sku": _text(),
        "field": pa.Column(str, checks=pa.Check.isin(FIELDS), nullable=True),
        "before": _text(),
        "after": _text(),
        "status": _one_of(STATUSES),
        "confirmed": _text(),
    },
    strict=True,
    ordered=True,
    title="changes.csv",
)
"""One line for each cell changed; a deletion is one line without a field. Empty before or after: nothing there.

Without a row: a product, or a variation of one, for which no row of the sheet stands."""

ISSUES = pa.DataFrameSchema(
    {
        "code": _like(r"[a-z_]+\.[a-z_]+"),
        "severity": _one_of(SEVERITIES),
        "row": pa.Column(str, checks=pa.Check.str_matches(r"^\d+\Z"), nullable=True),
        "column": _text(),
        "cell": pa.Column(str, checks=pa.Check.str_matches(r"^[A-Z]{1,3}\d+\Z"), nullable=True),
        "sku": _text(),
        "value": _text(),
        "expected": _text(),
        "message": _filled(),
        "suggestion": _text(),
    },
    strict=True,
    ordered=True,
    title="issues.csv",
)
"""One line for each finding; what concerns the whole sheet has no row."""

_CANONICAL = {
    "flag": pa.Check.isin(_FLAGS),
    "money": pa.Check.str_matches(rf"^(?:{_MONEY})\Z"),
    "number": pa.Check.str_matches(rf"^(?:{_NUMBER})\Z"),
}


def _canonical(name: str, values: str) -> pa.Column:
    checks = [_CANONICAL[values]] if values in _CANONICAL else []
    return pa.Column(str, checks=checks, nullable=True, required=False, name=name)


def _by_pattern(pattern: str) -> pa.Column:
    return pa.Column(str, nullable=True, required=False, regex=True, name=pattern)


_PATTERNS = (r"^image_url_(?:[2-9]|[1-9]\d)$", rf"^(?:{'|'.join(map(re.escape, OUTLET_PREFIXES))}).+$")

UNDERSTOOD = pa.DataFrameSchema(
    {"row": pa.Column(str, checks=pa.Check.str_matches(r"^\d+\Z"), unique=True)}
    | {column.name: _canonical(column.name, column.values) for column in COLUMNS}
    | {pattern: _by_pattern(pattern) for pattern in _PATTERNS},
    strict=True,
    title="The sheet as understood",
)
"""The known headings of the sheet in the order of the X-Series, further images and outlets after them.

Flags are 0 or 1, numbers have a decimal point; blank and unreadable are empty; [clear] asks for an empty field.
"""

_NOT_FOR_POS = frozenset({"upc", "image_url", "ecom_id", "command", "track_inventory"})

POS_IMPORT = pa.DataFrameSchema(
    {"id": _text(), "sku": _text(), "name": _filled()}
    | {
        column.name: _canonical(column.name, column.values)
        for column in COLUMNS
        if column.name not in _NOT_FOR_POS | {"id", "sku", "name"}
    },
    strict=True,
    title="The file for Retail POS",
)
"""id, handle where the sheet has it, sku, name, then what changed, in the order of X-Series; no column of stock."""
