"""A catalog in any dress reads back as the same catalog; a file damaged in any way is a sheet or a refusal."""

import io
import random
import zipfile
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from batch.errors import UnreadableFile
from batch.formats.delimited import SEPARATORS, Delimited
from batch.formats.workbook import Workbook
from batch.read import read
from schemas.headings import COLUMNS
from tests.formats.making import csv_text, in_file, sheet_of, table, workbook

NAMES = ("sku", "name", "retail_price", "description", "brand_name", "weight", "active_online")
BY_NAME = {column.name: column for column in COLUMNS}
WORDS = st.sampled_from(
    ["Gant d’été", "Crème brûlée", "Wool glove", "Théière, grès; rouge", "Œuf\tpaon", 'A "b" c', "x|y"]
)
ROW = st.tuples(
    st.from_regex(r"[A-Z]{2}-[0-9]{3}", fullmatch=True),
    WORDS,
    st.sampled_from(["12.50", "9,99", "1 200.00", ""]),
    WORDS | st.just("two\nlines"),
    st.sampled_from(["", "Acme", "Éclat"]),
    st.sampled_from(["", "0.5", "007"]),
    st.sampled_from(["0", "1", "oui", ""]),
)
ROWS = st.lists(ROW, min_size=1, max_size=6, unique_by=lambda row: row[0])
TITLES = st.sampled_from([[], [["Our catalog"]], [["Catalogue été"], [], ["Printemps", "", "2026"]]])
DRESS = st.sampled_from(["exact", "loose", "english", "french"])


def heading(name: str, dress: str) -> str:
    column = BY_NAME[name]
    return {
        "exact": name,
        "loose": name.replace("_", " ").upper(),
        "english": column.english,
        "french": column.french.lower(),
    }[dress]


def with_blanks(rows: Sequence[Sequence[str]], blank_after: int) -> list[Sequence[str]]:
    return [*rows[:blank_after], [], *rows[blank_after:]]


@given(ROWS, TITLES, DRESS, st.permutations(range(len(NAMES))), st.integers(1, 6), st.data())
def test_a_catalog_in_any_dress_reads_back_as_the_same_catalog(
    rows: list[tuple[str, ...]],
    titles: list[list[str]],
    dress: str,
    order: list[int],
    blank_after: int,
    data: st.DataObject,
) -> None:
    head = [heading(NAMES[at], dress) for at in order]
    grid = [*titles, head, *with_blanks([[row[at] for at in order] for row in rows], blank_after)]
    with TemporaryDirectory() as folder:
        if data.draw(st.booleans()):
            path = _as_workbook(Path(folder), grid, data.draw(st.integers(0, 3)))
        else:
            encoding = data.draw(st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252", "mac-roman"]))
            separator, end = data.draw(st.sampled_from(SEPARATORS)), data.draw(st.sampled_from(["\n", "\r\n", "\r"]))
            path = in_file(Path(folder), csv_text(grid, separator, end).encode(encoding))
        sheet = sheet_of(path)
    known = sheet.known()
    assert sorted(known.columns) == sorted(NAMES)
    expected = [tuple(row) for row in rows]
    assert [tuple(row) for row in known[list(NAMES)].fillna("").to_numpy().tolist()] == expected
    first = len(titles) + 2
    numbers = [first + at + (at >= blank_after) for at in range(len(rows))]
    assert known.index.tolist() == numbers


def _as_workbook(folder: Path, grid: Sequence[Sequence[str]], left: int) -> Path:
    path = folder / "sheet.xlsx"
    with xlsxwriter.Workbook(path) as book:
        worksheet = book.add_worksheet()
        for down, row in enumerate(grid):
            for right, cell in enumerate(row):
                worksheet.write_string(down, left + right, cell)
    return path


def sheet_or_refusal(content: bytes, formats: Sequence[Workbook | Delimited]) -> None:
    with TemporaryDirectory() as folder, suppress(UnreadableFile):
        read(in_file(Path(folder), content, "sheet.bin"), formats)


def damaged(content: bytes, chance: random.Random) -> bytes:
    """One to four bytes changed, cut out or put in, or the end cut off."""
    spoilt = bytearray(content)
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(len(spoilt))
        kind = chance.choice(("flip", "cut", "insert", "end"))
        if kind == "flip":
            spoilt[at] = chance.randrange(256)
        elif kind == "cut":
            del spoilt[at : at + chance.randint(1, 40)]
        elif kind == "insert":
            spoilt[at:at] = chance.randbytes(chance.randint(1, 40))
        elif at > 20:
            del spoilt[at:]
    return bytes(spoilt)


def damaged_inside(content: bytes, chance: random.Random) -> bytes:
    """A sound zip, one part of which is spoilt."""
    sink = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as new:
        victim = chance.choice([name for name in old.namelist() if name.endswith((".xml", ".rels"))])
        for name in old.namelist():
            part = old.read(name)
            new.writestr(name, damaged(part, chance) if name == victim else part)
    return sink.getvalue()


CSV = 'sku;nom;prix de détail\n1;"Gant d\'été";12,50\n2;Théière;9\n;Total;21,50\n'.encode("cp1252")
OLD = (Path(__file__).parent / "data" / "old.xls").read_bytes()


@settings(max_examples=max(25, settings().max_examples))
@given(st.randoms(use_true_random=False))
def test_a_damaged_text_file_is_a_sheet_or_a_refusal(chance: random.Random) -> None:
    sheet_or_refusal(damaged(CSV, chance), [Workbook(), Delimited()])


def _damaged_workbooks(folder: Path, seeds: range) -> None:
    content = workbook(
        folder, [["sku", "name", "retail_price"], *([str(at), "a", at] for at in range(20))]
    ).read_bytes()
    for seed in seeds:
        chance = random.Random(seed)
        for spoilt in (damaged(content, chance), damaged_inside(content, chance), damaged(OLD, chance)):
            sheet_or_refusal(spoilt, [Workbook(), Delimited()])


def test_a_damaged_workbook_is_a_sheet_or_a_refusal(tmp_path: Path) -> None:
    _damaged_workbooks(tmp_path, range(4))


@pytest.mark.long
def test_many_damaged_workbooks_are_sheets_or_refusals(tmp_path: Path) -> None:
    _damaged_workbooks(tmp_path, range(1000, 1100))


def test_openpyxl_agrees_on_every_cell(tmp_path: Path) -> None:
    import openpyxl

    rows = [[f"{at:03}", f"Nom é {at}", at * 1.25, at % 2 == 0, None if at % 3 else "x"] for at in range(50)]
    path = workbook(tmp_path, [["sku", "name", "retail_price", "active_online", "tags"], *rows], corner="B3")
    cells = openpyxl.load_workbook(path).worksheets[0].iter_rows(min_row=4, min_col=2, values_only=True)
    shown = [["" if cell is None else _shown(cell) for cell in row] for row in cells]
    assert list(table(sheet_of(path)).values()) == shown


def _shown(cell: object) -> str:
    if isinstance(cell, bool):
        return str(cell).upper()
    return f"{cell:g}" if isinstance(cell, float) else str(cell)
