"""Cells of a workbook that hold something else than the text that they are read as."""

import re
from collections.abc import Iterator, Sequence

from batch.check.looking import Looking
from batch.model.findings import Finding
from batch.model.places import Facts
from schemas import codes
from schemas.headings import STOCK_PREFIX
from schemas.kinds import KEYS, NUMBERS, OPTION_NAMES, READERS, UNITS, WORDS, values

_CODES = KEYS | {"handle", "id", "command"}
_SENT = KEYS | {"handle"} | WORDS
_NO_DATES = frozenset({"name", "description", "brand_name"})  # where a date is not told by its text
_AMOUNTS = frozenset({"retail_price", "weight", "length", "width", "height"})
_SWITCHES = frozenset({"active", "active_online", "weight_unit", "dimensions_unit"})
# Where what a person takes back, or cannot see, would still be done.
_DECIDING = _CODES | WORDS | OPTION_NAMES | _AMOUNTS | _SWITCHES
_FIRST = "sku"
_WITH_UNIT = {
    "unit": "",
    "unit-rounded": "rounded",
}  # shown with a unit, and what is left to tell where it is the right one
_UNIT = re.compile("[A-Za-z]+")
_Told = tuple[str, str, Facts]  # code and column


def held(looking: Looking) -> Iterator[Finding]:
    """By the kinds of the sheet: dates, times and TRUE where text is expected; struck out, covered, unlike its look."""
    sheet, texts = looking.places.sheet, looking.places.texts
    columns = {heading.position: heading.column for heading in sheet.headings if heading.column in texts}
    rows = set(texts.index[looking.products]) if sheet.kinds else set()
    found: dict[int, list[_Told]] = {}
    for (row, position), kind in sheet.kinds.items():
        column = columns.get(position)
        text = texts.at[row, column] if column and row in rows else None
        if column and isinstance(text, str):
            word, _, shown = kind.partition(" ")
            word = _measured(word, shown, looking, column, row) if word in _WITH_UNIT else word
            code = _code(word, column, text)
            if code:
                found.setdefault(row, []).append((code, column, (("shown", shown),) if shown else ()))
    for row, told in found.items():
        for code, column, facts in _briefly(told, looking, row):
            yield looking.places.cell(code, column, row, facts)


def _measured(word: str, shown: str, looking: Looking, column: str, row: int) -> str:
    """A unit that the number format shows is in order where it is the one that stands beside the number. Where none
    stands there, that is told anyway."""
    texts, unit = looking.places.texts, UNITS.get(column)
    typed = texts.at[row, unit] if unit in texts else None
    if unit and isinstance(typed, str):
        said = typed, _UNIT.findall(shown)[-1]
        read = {READERS[values(unit)](text).value for text in said}
        return _WITH_UNIT[word] if len(read) == 1 else "unlike"
    return _WITH_UNIT[word] if unit else "unlike"


def _briefly(told: Sequence[_Told], looking: Looking, row: int) -> Sequence[_Told]:
    """A row that is struck out from end to end is told once, at its SKU."""
    struck = {column for code, column, _ in told if code == "cell.struck_out"}
    if len(struck) > 1 and _FIRST in struck:
        filled = {str(name) for name, text in looking.places.texts.loc[row].items() if isinstance(text, str)}
        if struck == {name for name in filled if _decides(name)}:
            return [("cell.struck_out", _FIRST, ())]
    return told


def _decides(column: str) -> bool:
    return column in _DECIDING or column.startswith(("image_url", STOCK_PREFIX))


def _code(kind: str, column: str, text: str) -> str | None:
    if kind == "covered":
        return "cell.covered"
    if kind == "struck":
        return "cell.struck_out" if _decides(column) else None
    if kind == "part":
        return "cell.struck" if _decides(column) or values(column) in NUMBERS else None
    if kind == "rich":
        return "cell.struck" if column in _CODES or values(column) in NUMBERS | {"flag"} else None
    if kind == "unlike":
        return "cell.shown_otherwise" if _decides(column) else None
    if kind == "rounded" and values(column) in NUMBERS:
        return "price.shown_otherwise" if values(column) == "money" else "number.shown_otherwise"
    if kind in ("date", "boolean") and column in _SENT:
        return None if codes.is_date(text) and column not in _NO_DATES else "cell.not_text"
    return None
