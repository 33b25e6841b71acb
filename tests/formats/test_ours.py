"""Reports given back as sheets read as the merchant's own sheet."""

import csv
from pathlib import Path

import pytest

from batch.formats.delimited import Delimited
from batch.formats.workbook import Workbook
from batch.messages import LANGUAGES, Messages
from batch.model.harmless import table
from batch.model.own import VERDICT_COLUMNS, WHY_COLUMNS
from batch.read import read

TYPED = ["sku", "name", "retail_price"]
ROWS = [["007", "=1+1", "-5"], ["008", "'quoted", "3"], ["009", "a;=b", "4"]]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("added", [VERDICT_COLUMNS, WHY_COLUMNS])
def test_our_columns_are_taken_off_and_our_guards_undone(language: str, added: tuple[str, ...], tmp_path: Path) -> None:
    ours = [Messages(language)(f"column.{name}") for name in added]
    path = tmp_path / "catalog.fix.csv"
    path.write_text(table([*TYPED, *ours], [[*row, *("x" for _ in ours)] for row in ROWS]), "utf-8")
    sheet = read(path, [Workbook(), Delimited()])

    assert [heading.text for heading in sheet.headings] == TYPED
    assert sheet.cells.to_numpy().tolist() == ROWS


def test_the_sheet_as_understood_reads_without_its_row_numbers(tmp_path: Path) -> None:
    path = tmp_path / "catalog.csv"
    path.write_text(table(["row", *TYPED], [[str(n), *row] for n, row in enumerate(ROWS)]), "utf-8")
    sheet = read(path, [Workbook(), Delimited()])

    assert [heading.position for heading in sheet.headings] == [1, 2, 3]
    assert sheet.cells.to_numpy().tolist() == ROWS


def test_a_sheet_that_is_not_ours_keeps_its_apostrophes(tmp_path: Path) -> None:
    path = tmp_path / "catalog.csv"
    with path.open("w", newline="") as file:
        csv.writer(file).writerows([TYPED, ["007", "'=1+1", "5"]])
    sheet = read(path, [Workbook(), Delimited()])

    assert sheet.cells.iloc[0, 1] == "'=1+1"
