"""The rows to mend, given back: unmended they are refused again for the same reasons, mended they go through."""

from pathlib import Path

import openpyxl
import pytest

from batch import jobs
from batch.events import Events
from batch.messages import Messages
from batch.ports import Unwatched
from batch.reports.unmended import OF_THE_COLUMN, OF_THE_FILE
from batch.values import now
from samples.drawer.make import FOLDER as DRAWER
from samples.drawer.make import SAMPLES
from samples.make import FOLDER

# Refused for more than the text of their cells; of the drawer, those that show it best.
MORE_THAN_TEXT = ("old-looks.xls", "row-cut.csv", "taken-back.xls")
LOOKED_AT = [
    pytest.param(sample.name, marks=() if sample.name in MORE_THAN_TEXT else pytest.mark.long)
    for sample in SAMPLES
    if not sample.refused
]
MARK = "[to mend] "
MARKED = dict.fromkeys(OF_THE_FILE | OF_THE_COLUMN, "cell.unmended")


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
    assert refused(again) == {sku: {MARKED.get(code, code) for code in codes} for sku, codes in refused(first).items()}
    assert refused(first)


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


@pytest.mark.parametrize("name", LOOKED_AT)
def test_a_row_that_was_refused_is_refused_again_in_all_that_comes_back(name: str, tmp_path: Path) -> None:
    """Whatever the rows were refused for: a look, a merge, an encoding, the other rows of the column."""
    first = checked(DRAWER / name, tmp_path / "first")
    rows = rows_refused(first)
    if rows:
        result, fix = (checked(Path(first.files[kind]), tmp_path / kind) for kind in ("result", "fix"))

        assert rows <= rows_refused(result)
        assert len(rows) <= len(rows_refused(fix))


@pytest.mark.parametrize("kind", ["result", "fix"])
def test_a_marked_cell_that_is_typed_over_is_accepted_and_the_answer_refreshed(kind: str, tmp_path: Path) -> None:
    book = openpyxl.load_workbook(checked(DRAWER / "old-looks.xls", tmp_path / "first").files[kind])
    sheet = book.worksheets[0]
    headings = [cell.value for cell in sheet[1]]
    marked = [cell for row in sheet for cell in row if str(cell.value).startswith(MARK)]
    for cell in marked:
        cell.value = 12.5
    mended = tmp_path / "mended.xlsx"
    book.save(mended)
    done = checked(mended, tmp_path / "again")

    assert len(marked) == 2
    assert len(rows_refused(done)) == 2
    again = openpyxl.load_workbook(done.files["result"]).worksheets[0]
    assert [cell.value for cell in again[1]][: len(headings)] == headings or kind == "fix"
    assert again.max_column == sheet.max_column or kind == "fix"


def test_what_the_other_rows_made_doubtful_is_not_settled_by_those_to_mend(tmp_path: Path) -> None:
    """The column says both 12.50 and 1.250,00; the rows to mend only say the second."""
    sheet = tmp_path / "prices.csv"
    sheet.write_text('sku,retail_price,active\nA,12.50,1\nB,"1.250,00",?\nC,"2,345",1\n', "utf-8")
    first = checked(sheet, tmp_path / "first")
    again = checked(Path(first.files["fix"]), tmp_path / "again")

    assert refused(first) == {"B": {"flag.unreadable"}, "C": {"price.ambiguous"}}
    assert refused(again) == {"B": {"flag.unreadable"}, "C": {"cell.unmended"}}


def rows_refused(done: jobs.Done) -> set[int]:
    return {row.row for row in done.report.rows if row.result == "refused"}
