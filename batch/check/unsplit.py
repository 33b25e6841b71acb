"""Rows that were not taken apart: written with another separator than the rest, or quoted as a whole.

Proved where the row, put together again and taken apart at the other separator, has as many cells as there are
headings, its codes hold no separator, and what falls into columns of numbers and flags can be read there. One cell with
several separators and nothing beside it is such a row whether or not that can be proved.
"""

import csv
import io
from collections.abc import Iterator, Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from batch.check.looking import Looking
from batch.model.catalog import Sheet
from batch.model.findings import Finding
from batch.model.groups import Mask, Rows
from schemas.headings import IDENTIFYING
from schemas.kinds import READERS, values

SEPARATORS = (",", ";", "\t", "|")
_CODES = frozenset({*IDENTIFYING, "upc", "supplier_code"})
_LEAST = 3  # cells: two are a word with a comma
_BETWEEN = " | "  # of the cells of a workbook's row, for the eye


def unsplit(looking: Looking) -> Iterator[Finding]:
    sheet = looking.places.sheet
    if len(sheet.headings) < _LEAST or not len(sheet.cells):
        return
    begun = np.flatnonzero(_begins_so(sheet) & looking.products)
    for row, cells in zip(begun.tolist(), _cells(sheet, begun), strict=True):
        found = next((whole for other in SEPARATORS if (whole := _whole(cells, other, sheet))), None)
        if found or _is_one_cell(cells, sheet):
            number = int(sheet.cells.index[row])
            mended = _written(found, sheet.source.delimiter) if found else None
            column = sheet.headings[0].column or ""
            yield looking.places.cell("row.unsplit", column, number, (), mended)


def _begins_so(sheet: Sheet) -> Mask:
    """A separator in the first cell: rows of a table begin with a code or a name, which seldom have one."""
    first = pa.array(sheet.cells[sheet.headings[0].position], pa.string())
    return np.asarray(pc.fill_null(pc.match_substring_regex(first, r"[,;\t|]"), False))


def _cells(sheet: Sheet, rows: Rows) -> Iterator[list[str]]:
    """The texts of these rows, without the blanks at their ends."""
    taken = pa.array(rows)
    columns = [pa.array(sheet.cells[heading.position], pa.string()).take(taken) for heading in sheet.headings]
    for texts in zip(*(column.to_pylist() for column in columns), strict=True):
        filled = [at for at, text in enumerate(texts, 1) if text]
        yield [text or "" for text in texts[: filled[-1]]] if filled else []


def _whole(cells: Sequence[str], other: str, sheet: Sheet) -> list[str] | None:
    """The cells of the row, taken apart at the other separator, where that is proved."""
    own = sheet.source.delimiter
    if len(cells) > 1 and (own is None or own == other):
        return None
    text = (own or "").join(cells)
    if text.count(other) < len(sheet.headings) - 1:
        return None
    parts = _apart(text, other)
    return parts if len(parts) == len(sheet.headings) and _fits(parts, sheet, len(cells) == 1) else None


def _apart(text: str, separator: str) -> list[str]:
    return next(csv.reader(io.StringIO(text, newline=""), delimiter=separator), [])


def _fits(parts: Sequence[str], sheet: Sheet, is_one_cell: bool) -> bool:
    typed = []
    for text, heading in zip(parts, sheet.headings, strict=True):
        column = heading.column or ""
        if column in _CODES and any(separator in text for separator in SEPARATORS):
            return False
        if column and values(column) in READERS and text.strip():
            typed.append(READERS[values(column)](text).fault != "unreadable")
    return all(typed) and (bool(typed) or is_one_cell)


def _is_one_cell(cells: Sequence[str], sheet: Sheet) -> bool:
    """In the column of a code, and of several parts however it is taken apart."""
    column = sheet.headings[0].column
    parts = max(len([part for part in _apart(cells[0], other) if part.strip()]) for other in SEPARATORS)
    return len(cells) == 1 and column in _CODES and parts >= _LEAST


def _written(parts: Sequence[str], delimiter: str | None) -> str:
    """As the row should stand in the file."""
    if delimiter is None:
        return _BETWEEN.join(parts)
    written = io.StringIO(newline="")
    csv.writer(written, delimiter=delimiter, lineterminator="").writerow(parts)
    return written.getvalue()
