"""CSV: whatever dress the table wears, each cell is read as it was typed and each row under Excel's number."""

import codecs
import csv
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from batch.errors import UnreadableFile
from batch.formats import delimited, records
from tests.formats.making import csv_text, in_file, refusal, sheet_of, table

HEAD = ["sku", "name", "retail_price"]
# Python strips the four separators \x1c to \x1f as if they were spaces; nobody else does.
LETTERS = st.characters(codec="utf-8", exclude_characters="\0\x1c\x1d\x1e\x1f")
CELLS = st.text(LETTERS, max_size=12) | st.sampled_from(["007", "1e5", "TRUE", '"', "\r\n", "a\rb", ",;\t|", " ", "=1"])
TABLES = st.lists(st.lists(CELLS, min_size=3, max_size=3), max_size=8)
ENCODINGS = st.sampled_from(["utf-8", "utf-8-sig", "utf-16"])


@given(
    TABLES,
    st.sampled_from(delimited.SEPARATORS),
    st.sampled_from(["\n", "\r\n", "\r"]),
    ENCODINGS,
    st.data(),
)
def test_a_written_table_reads_back_cell_by_cell(
    rows: list[list[str]], separator: str, end: str, encoding: str, data: st.DataObject
) -> None:
    has_sep_line, is_all_quoted = data.draw(st.booleans()), data.draw(st.booleans())
    quoted = {cell for row in [HEAD, *rows] for cell in row} if is_all_quoted else ()
    text = (f"sep={separator}{end}" if has_sep_line else "") + csv_text([HEAD, *rows], separator, end, quoted)
    content = text.encode(encoding)
    with TemporaryDirectory() as folder:
        sheet = sheet_of(in_file(Path(folder), content))
    assert table(sheet) == {2 + at: row for at, row in enumerate(rows) if any(cell.strip() for cell in row)}
    assert (sheet.source.delimiter, sheet.overlong) == (separator, frozenset())
    assert [heading.text for heading in sheet.headings] == HEAD
    if not text.isascii():
        assert sheet.source.encoding == encoding


@given(TABLES.filter(bool))
def test_a_second_reader_agrees(rows: list[list[str]]) -> None:
    with TemporaryDirectory() as folder:
        path = in_file(Path(folder), csv_text([HEAD, *rows]))
        mine = table(sheet_of(path))
        with path.open(newline="", encoding="utf-8") as lines:
            theirs = {at: row for at, row in enumerate(csv.reader(lines), 1) if at > 1 and "".join(row).strip()}
    assert mine == theirs


def test_a_line_break_in_a_cell_starts_no_row_and_a_blank_line_is_one(tmp_path: Path) -> None:
    sheet = sheet_of(in_file(tmp_path, 'sku,name\n1,"two\r\nlines"\n\n , \n2,b\n'))
    assert table(sheet) == {2: ["1", "two\r\nlines"], 5: ["2", "b"]}


def test_a_sep_line_is_no_row_as_excel_shows_none(tmp_path: Path) -> None:
    sheet = sheet_of(in_file(tmp_path, "sep=^\r\nsku^name\r\n1^a;b,c\r\n"))
    assert (table(sheet), sheet.source.delimiter) == ({2: ["1", "a;b,c"]}, "^")


def test_a_short_row_is_filled_with_blanks(tmp_path: Path) -> None:
    assert table(sheet_of(in_file(tmp_path, "sku,name,tags\n1\n2,b\n"))) == {2: ["1", "", ""], 3: ["2", "b", ""]}


def test_a_row_with_more_cells_than_headings_is_told_and_trailing_separators_are_not(tmp_path: Path) -> None:
    sheet = sheet_of(in_file(tmp_path, "sku,name\n1,a,,\n2,b,,x\n3,c\n,,,only\n4,d, \n"))
    assert sheet.overlong == {3, 5}
    assert table(sheet) == {2: ["1", "a"], 3: ["2", "b"], 4: ["3", "c"], 5: ["", ""], 6: ["4", "d"]}


def test_title_rows_above_the_headings_are_passed_over(tmp_path: Path) -> None:
    sheet = sheet_of(in_file(tmp_path, "Our catalog\n\nsku,name\n1,a\n"))
    assert table(sheet) == {4: ["1", "a"]}


def test_codes_stay_text(tmp_path: Path) -> None:
    row = ["0680596906933", "1e5", "12345678901234567890"]
    sheet = sheet_of(in_file(tmp_path, csv_text([HEAD, row])))
    assert table(sheet) == {2: row}
    assert {str(dtype) for dtype in sheet.cells.dtypes} == {"string[pyarrow]"}
    assert sheet.cells.index.dtype == "int64"


def test_a_control_character_in_a_cell_is_kept(tmp_path: Path) -> None:
    assert table(sheet_of(in_file(tmp_path, "sku,name\n1,a\x1fb\x0b\n"))) == {2: ["1", "a\x1fb\x0b"]}


def test_a_comma_in_the_words_does_not_hide_the_semicolon_between_the_headings(tmp_path: Path) -> None:
    sheet = sheet_of(in_file(tmp_path, "sku;name;tags\n1;a,b,c,d;x,y\n"))
    assert table(sheet) == {2: ["1", "a,b,c,d", "x,y"]}


def test_a_stray_quote_within_one_line_is_read_as_excel_reads_it(tmp_path: Path) -> None:
    sheet = sheet_of(in_file(tmp_path, 'sku,name\n1,"5" pipe"\n2,6" pipe\n'))
    assert table(sheet) == {2: ["1", '5 pipe"'], 3: ["2", '6" pipe']}


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "file.empty"),
        (b"\n\n \n", "file.empty"),
        (codecs.BOM_UTF8, "file.empty"),
        (codecs.BOM_UTF16_LE, "file.empty"),
        (b"sep=;\n", "file.empty"),
        (b"sku,name\n1,a\0b\n", "file.binary"),
        (b"sku,name\n" + b"1,a\n" * 5000 + b"\0", "file.binary"),
        (codecs.BOM_UTF16_LE + "sku,name\n1,a\0".encode("utf-16-le"), "file.binary"),
        (b'sku,name\n1,a\n2,"b\n3,c\n', "file.unclosed_quote"),
        (b'sku,name\n1,a\n2,"b', "file.unclosed_quote"),
        (b'sku,name\n1,"a\n2,"b"\n3,c\n', "file.unclosed_quote"),
        (b"Dear Sir,\nplease find enclosed\n", "file.no_heading"),
        (b"name,tags\n1,2\n", "file.no_heading"),
        (b"sku,name\n1,caf\x81\n", "file.unknown_encoding"),
        ("sku,name\n1,сервиз, чашка\n".encode("cp1251"), "file.unknown_encoding"),
        ("sku,name\n1,été, café".encode()[:-1], "file.truncated"),
        (codecs.BOM_UTF16_LE + "sku,name\n1,a".encode("utf-16-le")[:-1], "file.truncated"),
        (b"sku,name\n" + b"," * 20_000 + b"\n", "file.too_many_columns"),
        (b"sku,name\n1," + b"a" * (records.MAX_CELL + 1) + b"\n", "file.cell_too_long"),
    ],
)
def test_what_is_no_sheet_is_refused_with_one_code(tmp_path: Path, content: bytes, code: str) -> None:
    assert refusal(in_file(tmp_path, content)) == code


def test_the_row_of_an_open_quote_is_told(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile) as refused:
        sheet_of(in_file(tmp_path, 'sku,name\n1,"a\nb"\n2,"b\n3,c\n'))
    assert refused.value.facts["row"] == 3


def test_a_cell_as_long_as_the_limit_is_read(tmp_path: Path) -> None:
    long = "a" * records.MAX_CELL
    assert table(sheet_of(in_file(tmp_path, f"sku,name\n1,{long}\n"))) == {2: ["1", long]}


def test_a_file_over_the_limit_is_refused_unread(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = in_file(tmp_path, "sku,name\n1,a\n")
    monkeypatch.setattr(delimited, "MAX_BYTES", path.stat().st_size)
    sheet_of(path)
    monkeypatch.setattr(delimited, "MAX_BYTES", path.stat().st_size - 1)
    assert refusal(path) == "file.too_large"


def test_cp1252_is_the_last_resort_even_when_only_the_last_letter_has_an_accent(tmp_path: Path) -> None:
    sheet = sheet_of(in_file(tmp_path, "sku,name\n1,caf\u00e9".encode("cp1252")))
    assert (table(sheet), sheet.source.encoding) == ({2: ["1", "café"]}, "cp1252")


@pytest.mark.parametrize(
    ("end", "cut"),
    [("A3,,Jug,1", {5}), ("A3,,Ju", {5}), ("A3,,Jug,1,5", set()), ("A3,,Jug,1\n", set()), ("A2,A3", set())],
)
def test_a_last_row_that_alone_is_short_and_does_not_end_was_cut_components_apart(
    tmp_path: Path, end: str, cut: set[int]
) -> None:
    content = "sku,composite_sku,name,retail_price,supply_price\nA1,,Mug,12,8\nA2,,Set,20,9\nA2,A1\n"
    assert sheet_of(in_file(tmp_path, content + end)).cut == cut
