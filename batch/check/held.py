"""Cells of a workbook that hold something else than the text that they are read as."""

from collections.abc import Iterator

from batch.check.looking import Looking
from batch.model.findings import Finding
from schemas import codes
from schemas.kinds import KEYS, NUMBERS, WORDS, values

_CODES = KEYS | {"handle"}
_SENT = _CODES | WORDS
_NO_DATES = frozenset({"name", "description", "brand_name"})  # where a date is not told by its text


def held(looking: Looking) -> Iterator[Finding]:
    """By the kinds of the sheet: dates, times and TRUE where text is expected; struck out, covered, unlike its look."""
    sheet, texts = looking.places.sheet, looking.places.texts
    columns = {heading.position: heading.column for heading in sheet.headings if heading.column in texts}
    rows = set(texts.index[looking.products]) if sheet.kinds else set()
    for (row, position), kind in sheet.kinds.items():
        column = columns.get(position)
        code = _code(kind, column, str(texts.at[row, column])) if column and row in rows else None
        if code and column:
            yield looking.places.cell(code, column, row)


def _code(kind: str, column: str, text: str) -> str | None:
    if kind == "covered":
        return "cell.covered"
    if kind == "rich":
        return "cell.struck" if column in _CODES or values(column) in NUMBERS | {"flag"} else None
    if kind == "unlike":
        return "cell.shown_otherwise" if column in _SENT else None
    if kind == "rounded" and values(column) in NUMBERS:
        return "price.shown_otherwise" if values(column) == "money" else "number.shown_otherwise"
    if kind in ("date", "boolean") and column in _SENT:
        return None if codes.is_date(text) and column not in _NO_DATES else "cell.not_text"
    return None
