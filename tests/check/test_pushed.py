"""In a workbook, a row that an inserted cell has pushed to the right is not read as it stands."""

from collections.abc import Sequence
from pathlib import Path

import openpyxl
import pytest

from batch.check import check
from batch.formats.workbook import Workbook
from batch.read import read

HEADINGS = ("sku", "name", "supply_price", "retail_price")
Row = Sequence[object]
ROWS: tuple[Row, ...] = (("A", "Mug", 4, 8), ("B", "Cup", 5, 10), ("C", "Jug", 6, 12), ("D", "Bowl", 7, 15))
PUSHED = ("E", "Hat", None, 4.5, 7.5)


def told(folder: Path, *rows: Row) -> list[int | None]:
    book = openpyxl.Workbook()
    for row in (HEADINGS, *rows):
        book.worksheets[0].append(list(row))
    book.save(folder / "catalog.xlsx")
    findings = check(read(folder / "catalog.xlsx", (Workbook(),), {})).findings
    return [found.row for found in findings if found.code == "row.too_long"]


def test_a_row_with_a_hole_and_a_value_behind_the_last_heading_is_refused(tmp_path: Path) -> None:
    assert told(tmp_path, *ROWS[:2], PUSHED, *ROWS[2:]) == [4]


@pytest.mark.parametrize(
    "rows",
    [
        [*ROWS, ("E", "Hat", 5, 9.5, "sold out")],
        [*ROWS, ("E", "Hat", None, 9.5, "sold out"), ("F", "Cap", None, 9.5)],
        [*((*row, "checked") for row in ROWS), PUSHED],
        [ROWS[0], ROWS[1], PUSHED],
    ],
    ids=["lacks nothing", "lacks what another row lacks", "a column of notes", "too few others"],
)
def test_a_note_beside_a_row_is_a_note(tmp_path: Path, rows: Sequence[Row]) -> None:
    assert told(tmp_path, *rows) == []
