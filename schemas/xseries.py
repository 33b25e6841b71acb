"""The sheet as typed: all text, one row per variant, every rule a check whose error is our code."""

import pandera.pandas as pa

from schemas import cells
from schemas.checks import never, readable
from schemas.headings import COLUMNS, is_outlet_column
from schemas.types import TEXT

READERS = {
    "money": cells.number,
    "number": cells.number,
    "flag": cells.flag,
    "weight-unit": cells.weight_unit,
    "length-unit": cells.length_unit,
}

# Commands of the optional column of ours.
COMMANDS = frozenset({"create", "update", "delete", "ignore"})

CLEARABLE = frozenset({"description", "brand_name", "upc", "weight", "length", "width", "height"})

_FAULTS = {
    "money": (("unreadable", "price.unreadable"), ("ambiguous", "price.ambiguous")),
    "number": (("unreadable", "number.unreadable"), ("ambiguous", "number.ambiguous")),
    "flag": (("unreadable", "flag.unreadable"),),
    "weight-unit": (("unknown", "unit.unknown"),),
    "length-unit": (("unknown", "unit.unknown"),),
}

# Codes decide which product is meant: a damaged one stops its row. The supplier's code never leaves the sheet.
_DAMAGED = {"supplier_code": "code.damaged_unsent"}


def values(column: str) -> str:
    """What a column holds: money, number, flag, code, text, html, ..."""
    if is_outlet_column(column):
        return "text" if column.startswith("outlet_tax_") else "number"
    if column.startswith("image_url"):
        return "url"
    return _VALUES[column]


def text_column(column: str) -> pa.Column:
    """The contract of one column as typed."""
    kind = values(column)
    checks = [never(cells.is_excel_error, "cell.excel_error")]
    checks += [readable(READERS[kind], fault, code) for fault, code in _FAULTS.get(kind, ())]
    if kind == "code":
        checks.append(never(cells.is_scientific, _DAMAGED.get(column, "code.damaged")))
    if kind == "command":
        checks.append(never(lambda text: text.strip().casefold() not in COMMANDS, "command.unknown"))
    elif column not in CLEARABLE:
        checks.append(never(cells.is_clear, "cell.cannot_be_cleared"))
    return pa.Column(TEXT, checks=checks, nullable=True, required=False, name=column)


_VALUES = {column.name: column.values for column in COLUMNS}

XSERIES = pa.DataFrameSchema({column.name: text_column(column.name) for column in COLUMNS}, title="The sheet as typed")
