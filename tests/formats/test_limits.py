"""Each bound on a file, at the bound and one beyond: read, then refused in one sentence in each language."""

import zipfile
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest
import xlsxwriter
from python_calamine import CalamineWorkbook

from batch.formats import delimited, grid, others, package, records
from batch.formats import workbook as workbooks
from tests.formats.making import csv_text, in_file, refusal, sheet_of

OLD = Path(__file__).parent / "data" / "old.xls"
DRAWER = Path(__file__).parents[2] / "samples" / "sheets"
TEXTS = "xl/sharedStrings.xml"


def book(folder: Path) -> Path:
    path = folder / "sheet.xlsx"
    with xlsxwriter.Workbook(path) as written:
        written.add_worksheet().write_row(0, 0, ["sku", "name"])
        written.worksheets()[0].write_row(1, 0, ["A", "a"])
    return path


def text(folder: Path) -> Path:
    return in_file(folder, csv_text([["sku", "name", ""], ["1", "a", "x"]]))


def old(folder: Path) -> Path:
    return in_file(folder, OLD.read_bytes(), "old.xls")


def opened(folder: Path) -> Path:
    return in_file(folder, (DRAWER / "libre.ods").read_bytes(), "libre.ods")


def members(path: Path) -> int:
    return len(zipfile.ZipFile(path).namelist())


def inflated(path: Path) -> int:
    return sum(member.file_size for member in zipfile.ZipFile(path).infolist())


def texts(path: Path) -> int:
    return zipfile.ZipFile(path).getinfo(TEXTS).file_size


def largest(path: Path) -> int:
    return max(member.file_size for member in zipfile.ZipFile(path).infolist())


def size(path: Path) -> int:
    return path.stat().st_size


def rectangle(path: Path) -> int:
    """The cells between the first and the last that are in use, of the worksheet that has most."""
    there = CalamineWorkbook.from_path(str(path))
    grids = [there.get_sheet_by_name(name).to_python(skip_empty_area=True) for name in there.sheet_names]
    return max(len(grid) * len(grid[0]) for grid in grids if grid)


@pytest.mark.parametrize(
    ("made", "module", "bound", "measure", "code"),
    [
        (book, package, "MAX_MEMBERS", members, "file.inflates"),
        (book, package, "MAX_INFLATED", inflated, "file.inflates"),
        (book, package, "MAX_SHARED", texts, "file.inflates"),
        (book, workbooks, "MAX_BYTES", size, "file.too_large"),
        (text, delimited, "MAX_BYTES", size, "file.too_large"),
        (text, records, "MAX_COLUMNS", lambda _: 3, "file.too_many_columns"),
        (book, grid, "MAX_ROWS", lambda _: 2, "file.too_many_rows"),
        (opened, grid, "MAX_ROWS", lambda _: 8, "file.too_many_rows"),
        (old, grid, "MAX_ROWS", lambda _: 4, "file.too_many_rows"),
        (old, others, "MAX_CELLS", rectangle, "file.breaks_reader"),
    ],
)
def test_a_file_at_the_bound_is_read_and_one_beyond_it_is_refused(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    made: Callable[[Path], Path],
    module: ModuleType,
    bound: str,
    measure: Callable[[Path], int],
    code: str,
) -> None:
    path = made(tmp_path)
    limit = measure(path)
    monkeypatch.setattr(module, bound, limit)
    sheet_of(path)

    monkeypatch.setattr(module, bound, limit - 1)
    assert refusal(path) == code


def test_a_part_is_refused_for_how_it_shrinks_only_when_it_is_large(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = book(tmp_path)
    monkeypatch.setattr(package, "_RATIO", 1)
    monkeypatch.setattr(package, "_RATIO_FROM", largest(path))
    sheet_of(path)

    monkeypatch.setattr(package, "_RATIO_FROM", largest(path) - 1)
    assert refusal(path) == "file.inflates"
