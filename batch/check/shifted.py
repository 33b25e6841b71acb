"""Rows whose cells stand one or more columns beside their own: a cell was deleted or inserted, or a separator spilled.

Proved by the columns that hold numbers, flags, units or the ids of Retail POS: two cells or more do not fit where they
stand, and moved by the same number of columns every cell from there on does. The rows are judged together, column by
column, so that a sheet with much amiss costs little more.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from batch.check.looking import Looking
from batch.model.findings import Finding
from batch.model.groups import Mask, Rows
from batch.values import cell_address
from schemas.cells import CLEAR, FLAGS, LENGTH_UNITS, WEIGHT_UNITS
from schemas.kinds import NUMBERS, values

_STEPS = (1, -1, 2, -2, 3, -3)  # columns to the right; the nearest explanation counts
_MISFITS = 2
_WORDS: Mapping[str, Iterable[str]] = {"flag": FLAGS, "weight-unit": WEIGHT_UNITS, "length-unit": LENGTH_UNITS}
_NUMBER = r"^[-+]?\s?[^\w\s#=]{0,3}\s?\d[\d., '’\x{a0}\x{202f}]*\s?(?:[$€£¥]|[A-Z]{3})?$|^$"
_UUID = r"^[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$|^$"


def shifted(looking: Looking) -> Iterator[Finding]:
    table = _Table(looking, np.flatnonzero(_suspects(looking)))
    if not len(table.rows) or len(table.typed) < _MISFITS:
        return
    fits = np.array([table.fits(column, 0) for column in table.typed])
    first, misfits = fits.argmin(axis=0), (~fits).sum(axis=0)
    left = np.flatnonzero(misfits >= _MISFITS)
    for step in _STEPS:
        found = _moved(table, step, first, misfits, left)
        for row in found.tolist():
            yield table.finding(row, table.typed[first[row]], step)
        left = np.setdiff1d(left, found)


def _suspects(looking: Looking) -> Mask:
    """Rows with two or more cells that their columns cannot hold."""
    count = np.zeros(len(looking), dtype=np.intp)
    for name, read in looking.reads.items():
        if _kind(name) and read.doubtful.any():
            odd = np.asarray(pc.is_null(read.values)) & read.doubtful
            count += read.column.rows(odd)
        elif name == "id":
            count += ~_fits(looking.texts("id"), "uuid")
    return (count >= _MISFITS) & looking.products


def _moved(table: "_Table", step: int, first: Rows, misfits: Rows, rows: Rows) -> Rows:
    """Of these rows, those that fit when moved from their first misfit on, with as much to prove it as there is amiss.

    From right to left, and no further with a row than it fits.
    """
    proofs = np.zeros(len(rows), dtype=np.intp)
    for place, column in reversed([*enumerate(table.typed)]):
        begun = first[rows] <= place
        kept = ~begun | table.fits(column, step, rows)
        proofs += begun & table.filled(column, step, rows)
        rows, proofs = rows[kept], proofs[kept]
    return rows[proofs >= misfits[rows]]


@dataclass(frozen=True, eq=False)
class _Table:
    """``rows``: those that are suspected, by their places in the sheet."""

    looking: Looking
    rows: Rows

    @cached_property
    def typed(self) -> list[int]:
        """The positions of the columns that hold nothing but numbers, flags, units or ids, from left to right."""
        return sorted(self._kinds)

    @cached_property
    def _kinds(self) -> dict[int, str]:
        known = [heading for heading in self.looking.places.sheet.headings if heading.column]
        return {heading.position: kind for heading in known if (kind := _kind(heading.column or ""))}

    @cached_property
    def _texts(self) -> dict[int, pa.Array]:
        cells = self.looking.places.sheet.cells
        return {int(at): self._taken(pa.array(cells[at], pa.string())) for at in cells}

    def _taken(self, column: pa.Array | pa.ChunkedArray) -> pa.Array:
        taken = column.take(pa.array(self.rows))
        whole = taken.combine_chunks() if isinstance(taken, pa.ChunkedArray) else taken
        return pc.fill_null(pc.utf8_trim_whitespace(whole), "")

    def fits(self, column: int, step: int, rows: Rows | None = None) -> Mask:
        """Whether what stands ``step`` columns to the right could stand here; nothing always can."""
        texts = self._beside(column, step, rows)
        count = len(self.rows if rows is None else rows)
        return np.ones(count, dtype=bool) if texts is None else _fits(texts, self._kinds[column])

    def filled(self, column: int, step: int, rows: Rows) -> Mask:
        texts = self._beside(column, step, rows)
        return np.zeros(len(rows), dtype=bool) if texts is None else np.asarray(pc.not_equal(texts, ""))

    def _beside(self, column: int, step: int, rows: Rows | None) -> pa.Array | None:
        texts = self._texts.get(column + step)
        return texts if texts is None or rows is None else texts.take(pa.array(rows))

    def finding(self, row: int, column: int, step: int) -> Finding:
        sheet = self.looking.places.sheet
        number = int(sheet.cells.index[self.rows[row]])
        heading = next(heading.text for heading in sheet.headings if heading.position == column)
        address = cell_address(number, column)
        facts = (("first", address), ("columns", f"{step:+d}"))
        return Finding(
            "row.shifted", number, heading, address, None, self._texts[column][row].as_py() or None, None, facts
        )


def _kind(column: str) -> str:
    """Of the columns that can tell a misplaced cell."""
    if column == "id":
        return "uuid"
    kind = values(column)
    return kind if kind in NUMBERS or kind in _WORDS else ""


def _fits(texts: pa.Array, kind: str) -> Mask:
    said = pc.fill_null(texts, "")
    lower = pc.utf8_lower(said)
    spared = pc.is_in(lower, pa.array(sorted(CLEAR)))
    if kind in _WORDS:
        fits = pc.is_in(lower, pa.array([*_WORDS[kind], ""]))
    else:
        fits = pc.match_substring_regex(said, _UUID if kind == "uuid" else _NUMBER)
    return np.asarray(pc.or_(fits, spared))
