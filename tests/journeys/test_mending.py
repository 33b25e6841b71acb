"""The rows to mend, given back: unmended they are refused again for the same reasons, mended they go through."""

from pathlib import Path

import openpyxl
import pytest

from batch import jobs
from batch.events import Events
from batch.messages import Messages
from batch.ports import Unwatched
from batch.values import now
from samples.make import FOLDER


def checked(sheet: Path, folder: Path, language: str = "en") -> jobs.Done:
    context = jobs.Context(folder / "home", Messages(language), Unwatched(), now, Events(None), folder / "out")
    return jobs.check(context, sheet)


def refused(done: jobs.Done) -> dict[str, set[str]]:
    """Codes of errors by SKU, of the rows that were refused."""
    rows = {row.row: row.sku for row in done.report.rows if row.result == "refused"}
    return {
        sku: {f.code for f in done.report.findings if f.row == row and f.severity == "error"}
        for row, sku in rows.items()
    }


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("name", ["catalog.xlsx", "catalog.csv"])
def test_rows_to_mend_that_nobody_mended_are_refused_again(name: str, language: str, tmp_path: Path) -> None:
    first = checked(FOLDER / name, tmp_path / "first", language)
    again = checked(Path(first.files["fix"]), tmp_path / "again")

    assert Path(first.files["fix"]).suffix == Path(name).suffix
    assert refused(again) == refused(first) != {}


def test_a_mended_cell_is_accepted(tmp_path: Path) -> None:
    fix = Path(checked(FOLDER / "catalog.xlsx", tmp_path / "first").files["fix"])
    book = openpyxl.load_workbook(fix)
    sheet = book.worksheets[0]
    at = [cell.value for cell in sheet[1]].index("retail_price")
    bad = next(row for row in sheet.iter_rows(min_row=2) if row[at].value == "sur demande")
    bad[at].value = 12.5
    mended = tmp_path / "mended.xlsx"
    book.save(mended)

    before, after = (refused(checked(path, tmp_path / path.stem)) for path in (fix, mended))

    assert len(after) == len(before) - 1
