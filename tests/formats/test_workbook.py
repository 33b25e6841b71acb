"""XLSX: every kind of cell as the text that stands there, under Excel's own addresses."""

import zipfile
from datetime import date, datetime, time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import openpyxl
import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from batch.formats import package
from batch.formats import workbook as module
from batch.formats.package import OLE
from tests.formats.making import in_file, refusal, sheet_of, table, workbook

HEAD = ["sku", "name", "retail_price"]
LETTERS = st.characters(min_codepoint=32, exclude_categories=("Cs", "Cn", "Co"), exclude_characters="\x7f")
CELLS = st.text(LETTERS | st.just("\n"), max_size=12) | st.sampled_from(
    ["007", "1e5", "TRUE", "true", "=1+1", "#N/A", "2025-06-04 00:00:00", "1.234567891", "1234567890123456", "-0", " "]
)


@settings(deadline=None)
@given(st.lists(st.lists(CELLS, min_size=3, max_size=3), max_size=6))
def test_text_written_by_xlsxwriter_reads_back_and_openpyxl_agrees(rows: list[list[str]]) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "sheet.xlsx"
        with xlsxwriter.Workbook(path) as book:
            sheet = book.add_worksheet()
            for at, row in enumerate([HEAD, *rows]):
                for right, text in enumerate(row):
                    sheet.write_string(at, right, text)
        mine = table(sheet_of(path))
        theirs = [[cell or "" for cell in row] for row in openpyxl.load_workbook(path).worksheets[0].values]
    expected = {at: row for at, row in enumerate(rows, 2) if "".join(row).strip()}
    assert mine == expected
    assert {at: [*row, "", "", ""][:3] for at, row in enumerate(theirs[1:], 2) if at in expected} == expected


CELL_KINDS: list[tuple[Any, str]] = [
    (100200.0, "100200"),
    (12.5, "12.5"),
    (0.1 + 0.2, "0.3"),
    (1 / 3, "0.333333333333333"),
    (123456789.123456789, "123456789.123457"),
    (67108864.1, "67108864.1"),
    (2.675, "2.675"),
    (-0.0, "0"),
    (-3, "-3"),
    (0.00001, "0.00001"),
    (742345678901, "742345678901"),
    (999999999999999, "999999999999999"),
    (1234567890123456, "1.23456789012346E+15"),
    (1e15, "1E+15"),
    (True, "TRUE"),
    (False, "FALSE"),
    (date(2025, 6, 4), "2025-06-04"),
    (datetime(2025, 6, 4, 10, 30), "2025-06-04 10:30:00"),
    (time(10, 30), "10:30:00"),
    ("007", "007"),
    ("true", "true"),
    ("2025-06-04 00:00:00", "2025-06-04 00:00:00"),
    ("1234567890123456", "1234567890123456"),
    ("0.333333333", "0.333333333"),
    ("a\nb", "a\nb"),
    ("#N/A", "#N/A"),
    ("#REF!", "#REF!"),
    ("=1+1", "=1+1"),
]


@pytest.mark.parametrize(("value", "text"), CELL_KINDS)
def test_each_kind_of_cell_is_the_text_that_stands_there(tmp_path: Path, value: Any, text: str) -> None:
    sheet = sheet_of(workbook(tmp_path, [["sku", "name"], ["1", value]]))
    assert table(sheet) == {2: ["1", text]}


def test_all_kinds_of_cells_together_keep_their_rows(tmp_path: Path) -> None:
    rows = [[f"{at}", value] for at, (value, _) in enumerate(CELL_KINDS)]
    sheet = sheet_of(workbook(tmp_path, [["sku", "name"], *rows], corner="C5"))
    assert table(sheet) == {6 + at: [f"{at}", text] for at, (_, text) in enumerate(CELL_KINDS)}


def test_a_table_that_starts_at_c5_has_excels_own_addresses(tmp_path: Path) -> None:
    sheet = sheet_of(workbook(tmp_path, [HEAD, ["1", "a", None], [None], ["2", "b", 3]], corner="C5"))
    assert [(h.position, h.column) for h in sheet.headings] == [(2, "sku"), (3, "name"), (4, "retail_price")]
    assert table(sheet) == {6: ["1", "a", ""], 8: ["2", "b", "3"]}
    assert sheet.cells.columns.tolist() == [2, 3, 4]


def test_a_formula_with_a_result_is_its_result_and_an_empty_one_is_blank(tmp_path: Path) -> None:
    path = tmp_path / "sheet.xlsx"
    with xlsxwriter.Workbook(path) as book:
        book.calc_on_load = False  # as Excel saves it
        sheet = book.add_worksheet()
        for at, row in enumerate([HEAD, ["1", "a", "x"]]):
            sheet.write_row(at, 0, row)
        sheet.write_row(2, 0, ["2"])
        sheet.write_formula(2, 1, '="b"', None, "b")
        sheet.write_formula(2, 2, "=1/4", None, 0.25)
        sheet.write_formula(3, 0, "=NA()", None, "#N/A")
    assert table(sheet_of(path)) == {2: ["1", "a", "x"], 3: ["2", "b", "0.25"], 4: ["#N/A", "", ""]}


def test_results_of_formulas_that_nobody_has_worked_out_do_not_count(tmp_path: Path) -> None:
    """The mark says that Excel is to work them out when it opens the file: until then they are what a library put."""
    path = tmp_path / "sheet.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, HEAD)
        sheet.write_formula(1, 0, '="A"&1', None, "A1")
        sheet.write_formula(1, 1, "=1/4")
        sheet.write_formula(1, 2, "=NA()", None, "#N/A")
    read = sheet_of(path)
    assert table(read) == {2: ['="A"&1', "=1/4", "#N/A"]}
    assert sorted(read.kinds.values()) == ["error", "formula", "formula"]


def test_rows_of_nothing_but_formulas_never_calculated_are_not_lost(tmp_path: Path) -> None:
    sheet = sheet_of(workbook(tmp_path, [["sku", "name"], ["1", "a"], ["=A2&B2", "=B2<>A2"]]))
    assert table(sheet) == {2: ["1", "a"], 3: ["=A2&B2", "=B2<>A2"]}


def test_the_first_visible_worksheet_with_headings_is_read(tmp_path: Path) -> None:
    path = tmp_path / "sheet.xlsx"
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet("Empty")
        book.add_worksheet("Notes").write_row(0, 0, ["Remember", "the milk"])
        hidden = book.add_worksheet("Old")
        hidden.write_row(0, 0, ["sku", "name"])
        hidden.hide()
        chart = book.add_chart({"type": "line"})
        chart.add_series({"values": "=Notes!$A$1:$A$2"})
        book.add_chartsheet("Chart").set_chart(chart)
        book.add_worksheet("Été & co").write_row(3, 1, ["sku", "name"])
    sheet = sheet_of(path)
    assert (sheet.source.worksheet, sheet.source.format) == ("Été & co", "xlsx")
    assert [h.position for h in sheet.headings] == [1, 2]


def test_hidden_worksheets_alone_are_no_sheet(tmp_path: Path) -> None:
    path = workbook(tmp_path, [["sku", "name"], ["1", "a"]])
    book = openpyxl.load_workbook(path)
    book.create_sheet("Notes")["A1"] = "Remember"
    book.worksheets[0].sheet_state = "hidden"
    book.active = 1
    book.save(path)
    assert refusal(path) == "file.no_heading"


def repacked(path: Path, **parts: bytes) -> bytes:
    """The same zip with members put in; a member named ``a/b`` is given as ``a__b``."""
    with zipfile.ZipFile(path, "a") as zipped:
        for name, content in parts.items():
            zipped.writestr(name.replace("__", "/"), content)
    return path.read_bytes()


@pytest.fixture
def sound(tmp_path: Path) -> Path:
    return workbook(tmp_path, [["sku", "name"], *([str(at), "a" * at] for at in range(300))], name="sound.xlsx")


def _ole(stream: str) -> bytes:
    return OLE + bytes(600) + stream.encode("utf-16-le") + bytes(600)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (_ole("EncryptedPackage"), "file.encrypted"),
        (_ole("Workbook"), "file.damaged"),
        (_ole("WordDocument"), "file.not_a_workbook"),
        (b"PK\x03\x04" + bytes(100), "file.truncated"),
    ],
)
def test_what_is_no_workbook_is_refused_with_one_code(tmp_path: Path, content: bytes, code: str) -> None:
    assert refusal(in_file(tmp_path, content, "sheet.xlsx")) == code


@pytest.mark.parametrize("part", [0.01, 0.3, 0.6, 0.99])
def test_a_workbook_cut_short_is_refused(tmp_path: Path, sound: Path, part: float) -> None:
    content = sound.read_bytes()
    assert refusal(in_file(tmp_path, content[: int(len(content) * part)], "cut.xlsx")) == "file.truncated"


def test_a_zip_of_something_else_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "sheet.xlsx", "w") as zipped:
        zipped.writestr("word/document.xml", "<w/>")
    assert refusal(tmp_path / "sheet.xlsx") == "file.not_a_workbook"


def test_bytes_changed_inside_are_refused_and_no_reader_breaks(tmp_path: Path, sound: Path) -> None:
    with zipfile.ZipFile(sound) as zipped:
        at = zipped.getinfo("xl/worksheets/sheet1.xml").header_offset + 80
    content = bytearray(sound.read_bytes())
    content[at : at + 40] = bytes(40)
    assert refusal(in_file(tmp_path, bytes(content), "bad.xlsx")) == "file.damaged"


def test_a_part_that_is_no_xml_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "sheet.xlsx", "w") as zipped:
        zipped.writestr("xl/workbook.xml", "<workbook")
        zipped.writestr("xl/_rels/workbook.xml.rels", "<Relationships/>")
    assert refusal(tmp_path / "sheet.xlsx") == "file.damaged"


@pytest.mark.parametrize("part", [b"<!DOCTYPE a [<!ENTITY b 'c'>]><a/>", b"<?xml version='1.0'?><!DOCTYPE a><a/>"])
def test_a_part_that_declares_entities_is_refused(tmp_path: Path, sound: Path, part: bytes) -> None:
    assert refusal(in_file(tmp_path, repacked(sound, **{"customXml__item1.xml": part}), "x.xlsx")) == "file.unsafe"


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("member", ["xl__workbook.xml", "..__evil.txt", "__evil.txt"])
def test_doubled_and_stray_members_are_refused(tmp_path: Path, sound: Path, member: str) -> None:
    assert refusal(in_file(tmp_path, repacked(sound, **{member: b"<a/>"}), "x.xlsx")) == "file.unsafe"


def test_a_workbook_that_would_inflate_beyond_the_budget_is_refused(
    sound: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with zipfile.ZipFile(sound) as zipped:
        inflated = sum(member.file_size for member in zipped.infolist())
    monkeypatch.setattr(package, "MAX_INFLATED", inflated)
    sheet_of(sound)
    monkeypatch.setattr(package, "MAX_INFLATED", inflated - 1)
    assert refusal(sound) == "file.inflates"


def test_a_workbook_over_the_limit_is_refused_unread(sound: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MAX_BYTES", sound.stat().st_size - 1)
    assert refusal(sound) == "file.too_large"


def test_a_workbook_without_a_cell_is_empty(tmp_path: Path) -> None:
    assert refusal(workbook(tmp_path, [])) == "file.empty"
