"""Raw cells: found whatever prefix, quotes and addresses the writer of the XML preferred."""

import io

import pytest

from batch.formats.excel import excel_date, excel_number
from batch.formats.number_formats import sections
from batch.formats.raw_cells import corrections
from batch.formats.shown import as_shown


@pytest.mark.parametrize(
    "row",
    [
        '<row r="2"><c r="A2" t="s"><v>0</v></c><c r="B2" t="e"><v>#N/A</v></c></row>',
        """<row r="2"><c r="A2" t='s'><v>0</v></c><c r="B2" s="3" t='e'><v>#N/A</v></c></row>""",
        "<row r='2'><c r='A2' t='s'><v>0</v></c><c t='e' r='B2' s='3'><v>#N/A</v></c></row>",
        '<x:row r="2"><x:c r="A2" t="s"><x:v>0</x:v></x:c><x:c r="B2" t="e"><x:v>#N/A</x:v></x:c></x:row>',
        '<row><c/></row><row><c t="s"><v>0</v></c><c t="e"><f>NA()</f><v>#N/A</v></c></row>',
    ],
)
def test_an_error_is_found_in_every_writing(row: str) -> None:
    xml = f"<worksheet><sheetData>{row}</sheetData></worksheet>".encode()
    assert corrections(io.BytesIO(xml), {}) == {(2, 1): "#N/A"}


def test_rows_without_numbers_are_counted_across_blocks_even_when_they_are_empty(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("batch.formats.raw_cells._BLOCK", 20)
    xml = b"<sheetData>" + b"<row/><row></row><row><c/><c t='e'><v>#REF!</v></c></row>" * 3 + b"</sheetData>"
    assert sorted(corrections(io.BytesIO(xml), {})) == [(3, 1), (6, 1), (9, 1)]


def test_typed_text_is_never_corrected() -> None:
    xml = b'<row r="1"><c r="A1" t="s"><v>7</v></c><c r="B1" t="b"><v>1</v></c></row>'
    assert corrections(io.BytesIO(xml), {(1, 0): "true", (1, 1): "true"}) == {(1, 1): "TRUE"}


def test_a_formula_without_a_result_is_itself_and_an_empty_result_is_blank() -> None:
    cells = '<c r="A1"><f>1&lt;2</f></c><c r="B1" t="str"><f>A9</f><v></v></c><c r="C1"><f t="shared" si="0"/><v/></c>'
    xml = f'<row r="1">{cells}</row>'.encode()
    assert corrections(io.BytesIO(xml), {}) == {(1, 0): "=1<2", (1, 2): "="}


def test_rows_across_blocks_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("batch.formats.raw_cells._BLOCK", 50)
    rows = "".join(
        f'<row r="{at}"><c r="A{at}" t="{"e" if at % 7 == 0 else "s"}"><v>#</v></c></row>' for at in range(40)
    )
    assert sorted(corrections(io.BytesIO(rows.encode()), {})) == [(at, 0) for at in range(0, 40, 7)]


def test_numbers_have_the_digits_that_excel_keeps() -> None:
    assert [excel_number(raw) for raw in ("0.30000000000000004", "1e-7", "-0", "9.99E14", "1e21", "-5E+15")] == [
        *("0.3", "0.0000001", "0", "999000000000000", "1E+21", "-5E+15")
    ]


def test_a_day_loses_its_midnight_only() -> None:
    assert [excel_date(serial, is_1904=False) for serial in (45812.0, 45812 + 1 / 86400, 0.375, 1.0, 59.0, 61.0)] == [
        *("2025-06-04", "2025-06-04 00:00:01", "09:00:00", "1900-01-01", "1900-02-28", "1900-03-01")
    ]
    assert excel_date(44350.0, is_1904=True) == "2025-06-04"


@pytest.mark.parametrize(
    ("number", "code", "column", "told"),
    [
        ("123", "00000", "code", ("00123", "padded")),
        ("101", "0.00", "code", (None, "")),
        ("1002", "#,##0", "code", (None, "")),
        ("12", "0%", "code", (None, "unlike 1200%")),
        ("745000417023", "0.00E+00", "words", (None, "unlike 7.45E+11")),
        ("12.5", "0.00", "words", ("12.50", "padded")),
        ("0.25", "0%", "number", ("25%", "percent")),
        ("12.5", '"$"0.00', "number", (None, "")),
    ],
)
def test_what_is_shown_counts_by_what_the_column_holds(
    number: str, code: str, column: str, told: tuple[str | None, str]
) -> None:
    assert as_shown(number, sections(code), column) == told
