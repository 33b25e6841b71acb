"""Promises of the merchant's own workbook: it comes back as it was, with our answer beside the rows."""

import re
import zipfile
from functools import cache
from pathlib import Path
from typing import Any

import fastexcel
import openpyxl
import pytest
from lxml import etree

from batch import jobs
from batch.events import Events
from batch.messages import Messages
from batch.ports import Unwatched
from batch.reports.own_book.rows import Marks, Ours, rewritten
from batch.values import now
from tests.reports.own_book import books

# What we rewrite; all else is copied.
OURS = re.compile(
    r"xl/workbook\.xml|xl/_rels/workbook\.xml\.rels|\[Content_Types\]\.xml|xl/styles\.xml|xl/onshelf/.*"
    r"|xl/comments.*|xl/drawings/commentsDrawing.*\.vml|xl/drawings/vmlDrawing.*"
)
OUR_COLUMNS = 5


@pytest.fixture(scope="module", params=books.MAKERS)
def book(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("book") / "catalog.xlsx"
    books.MAKERS[request.param](path)
    return path


@cache
def answered(path: Path, language: str = "en") -> Path:
    context = jobs.Context(path.parent / "home", Messages(language), Unwatched(), now, Events(None))
    made = jobs.check(context, path)
    return Path(made.files["result"])


def parts(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as package:
        return {name: package.read(name) for name in package.namelist()}


def worksheet(path: Path, **how: Any) -> Any:
    return openpyxl.load_workbook(path, **how)[books.NAME]


def test_every_part_that_need_not_change_is_the_same_to_the_byte(book: Path) -> None:
    before, after = parts(book), parts(answered(book))

    changed = {name for name in before if before[name] != after.get(name)}
    products = {name for name in changed if name.startswith("xl/worksheets/")}
    assert changed - products <= {name for name in before if OURS.fullmatch(name)}
    assert len({name for name in products if "_rels" not in name}) == 1


def test_every_cell_keeps_its_value_its_formula_and_its_look(book: Path) -> None:
    before, after = worksheet(book), worksheet(answered(book))

    for row in before.iter_rows():
        for cell in row:
            same = after[cell.coordinate]
            assert same.value == cell.value
            assert same.number_format == cell.number_format
            assert repr(same.font) == repr(cell.font)
            if cell.coordinate not in books.BAD:
                assert repr(same.fill) == repr(cell.fill)


def test_stored_results_of_formulas_are_still_there(book: Path) -> None:
    before, after = worksheet(book, data_only=True), worksheet(answered(book), data_only=True)

    assert [cell.value for cell in before["F"]] == [cell.value for cell in after["F"]][: before.max_row]


def test_widths_heights_filters_panes_lists_and_tables_stay(book: Path) -> None:
    before, after = worksheet(book), worksheet(answered(book))

    for name, dimension in before.column_dimensions.items():
        assert after.column_dimensions[name].width == dimension.width
    assert [after.row_dimensions[row].height for row in (1, 3)] == [before.row_dimensions[row].height for row in (1, 3)]
    assert after.freeze_panes == before.freeze_panes
    assert repr(after.page_setup) == repr(before.page_setup)
    assert after.oddFooter.center.text == before.oddFooter.center.text
    assert after.auto_filter.ref == before.auto_filter.ref
    assert repr(after.data_validations) == repr(before.data_validations)
    assert list(after.tables) == list(before.tables)
    assert [str(rule.sqref) for rule in after.conditional_formatting] == [
        str(rule.sqref) for rule in before.conditional_formatting
    ]


def test_a_verdict_stands_beside_each_row_behind_the_last_column(book: Path) -> None:
    sheet = worksheet(answered(book))

    said = [[cell.value for cell in row[6:8]] for row in sheet.iter_rows(max_row=5)]
    assert said[0] == ["Result", "Message"]
    assert [str(verdict).split(" ")[1] for verdict, _ in said[1:]] == ["ready", "refused", "refused", "refused"]
    assert "abc" in str(said[2][1])


def test_a_bad_cell_is_coloured_and_noted_and_a_note_of_the_merchant_is_kept(book: Path) -> None:
    before, after = worksheet(book), worksheet(answered(book))

    coloured = {
        cell.coordinate
        for row in after.iter_rows(max_col=6)
        for cell in row
        if cell.fill.fgColor.rgb != before[cell.coordinate].fill.fgColor.rgb
    }
    assert coloured == books.BAD
    for place in books.BAD:
        theirs = before[place].comment
        note = after[place].comment
        assert note is not None
        assert note.text == theirs.text if theirs else str(before[place].value) in note.text


def test_our_pages_stand_behind_and_take_no_name_that_is_taken(book: Path) -> None:
    before, after = openpyxl.load_workbook(book).sheetnames, openpyxl.load_workbook(answered(book)).sheetnames

    assert after[: len(before)] == before
    assert len(after) == len(before) + 4
    assert len({name.casefold() for name in after}) == len(after)


def test_given_back_it_is_the_same_sheet_and_the_answer_is_refreshed(book: Path) -> None:
    first = answered(book)
    again = answered(first, "fr")

    with_first, with_again = openpyxl.load_workbook(first), openpyxl.load_workbook(again)
    assert len(with_again.sheetnames) == len(with_first.sheetnames)
    old, new = with_first[books.NAME], with_again[books.NAME]
    assert new.max_column == old.max_column
    assert [cell.value for cell in new[1]][6] == "Résultat"
    for row in worksheet(book).iter_rows():
        assert [new[cell.coordinate].value for cell in row] == [cell.value for cell in row]
    assert sum(cell.comment is not None for row in new.iter_rows() for cell in row) == sum(
        cell.comment is not None for row in old.iter_rows() for cell in row
    )


def test_a_mended_cell_loses_colour_and_note(tmp_path: Path) -> None:
    path = tmp_path / "catalog.xlsx"
    books.by_openpyxl(path)
    first = openpyxl.load_workbook(answered(path))
    first[books.NAME]["D4"] = 3
    mended = tmp_path / "mended.xlsx"
    first.save(mended)

    sheet = worksheet(answered(mended))

    assert sheet["D4"].fill.fill_type is None
    assert sheet["D4"].comment is None
    assert sheet["D3"].fill.fill_type == "solid"
    assert sheet["G4"].value.endswith("ready")


def test_two_other_readers_agree_on_every_cell(book: Path) -> None:
    path = answered(book)
    sheet = worksheet(path, data_only=True)
    calamine = fastexcel.read_excel(path).load_sheet(books.NAME, header_row=None, dtypes="string").to_pandas()

    for at, row in enumerate(sheet.iter_rows(max_col=11)):
        for column, cell in enumerate(row):
            if isinstance(cell.value, str):
                assert calamine.iat[at, column] == cell.value


def test_the_xml_is_well_formed_and_every_relation_has_its_part(book: Path) -> None:
    found = parts(answered(book))

    for name, content in found.items():
        if name.endswith((".xml", ".rels", ".vml")):
            etree.fromstring(content)
    declared = {element.get("PartName") for element in etree.fromstring(found["[Content_Types].xml"])}
    assert {f"/{name}" for name in found if name.startswith("xl/onshelf/")} <= declared
    assert all(name is None or name[1:] in found for name in declared)


def test_a_workbook_in_the_strict_dialect_gets_a_fresh_one_that_says_so(tmp_path: Path) -> None:
    path = tmp_path / "catalog.xlsx"
    books.by_openpyxl(path)
    strict = tmp_path / "strict.xlsx"
    with zipfile.ZipFile(strict, "w") as package:
        for name, content in parts(path).items():
            made = content.replace(
                b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
                b"http://purl.oclc.org/ooxml/spreadsheetml/main",
            )
            package.writestr(name, made)

    fresh = openpyxl.load_workbook(answered(strict))

    said = [cell.value for row in fresh["Summary"].iter_rows() for cell in row if isinstance(cell.value, str)]
    assert any("Strict Open XML" in text for text in said)


def test_a_workbook_with_macros_keeps_them_and_its_ending(tmp_path: Path) -> None:
    plain, path = tmp_path / "plain.xlsx", tmp_path / "catalog.xlsm"
    books.by_xlsxwriter(plain)
    kinds = (b"openxmlformats-officedocument.spreadsheetml.sheet.main+xml", b"ms-excel.sheet.macroEnabled.main+xml")
    with zipfile.ZipFile(path, "w") as package:
        for name, content in parts(plain).items():
            package.writestr(name, content.replace(*kinds))
        package.writestr("xl/vbaProject.bin", b"macros")

    made = answered(path)

    assert made.name == "catalog.result.xlsm"
    assert parts(made)["xl/vbaProject.bin"] == b"macros"


def test_a_pivot_table_and_its_slicer_come_back_to_the_byte_and_are_still_spoken_for(tmp_path: Path) -> None:
    path = tmp_path / "catalog.xlsx"
    books.with_pivot(path)
    before, after = parts(path), parts(answered(path))
    theirs = [name for name in before if "ivot" in name or "licer" in name or "sheet2" in name]

    assert len(theirs) == len(books.PIVOT) + 4
    assert {name: after.get(name) for name in theirs} == {name: before[name] for name in theirs}
    assert related(after, "xl/_rels/workbook.xml.rels") >= related(before, "xl/_rels/workbook.xml.rels")
    assert {"rIdPivot", "rIdSlicer"} <= set(re.findall(r'r:id="(\w+)"', after["xl/workbook.xml"].decode()))
    assert related(after, "[Content_Types].xml") >= {(f"/{part}", kind) for part, (kind, _) in books.PIVOT.items()}


def related(package: dict[str, bytes], part: str) -> set[tuple[str | None, str | None]]:
    """What a part lists: relations with their targets, or parts with their content types."""
    tree = etree.fromstring(package[part])
    return {(one.get("Id") or one.get("PartName"), one.get("Target") or one.get("ContentType")) for one in tree}


def test_text_beyond_the_headings_stays_and_our_columns_stand_behind_it(tmp_path: Path) -> None:
    path = tmp_path / "catalog.xlsx"
    book = openpyxl.Workbook()
    sheet = book.create_sheet(books.NAME, 0)
    for row in (books.HEADINGS[:5], *(row[:5] for row in books.ROWS)):
        sheet.append(row)
    sheet["H3"].fill = openpyxl.styles.PatternFill("solid", fgColor="FFDD00")
    sheet["I20"] = "a remark far below"
    book.save(path)

    after = worksheet(answered(path))

    assert after["I20"].value == "a remark far below"
    assert "Result" in [cell.value for cell in after[1]]
    for row in worksheet(path).iter_rows():
        assert [after[cell.coordinate].value for cell in row] == [cell.value for cell in row]


def test_a_row_that_says_of_itself_that_its_height_is_not_fixed_grows_and_says_it_once() -> None:
    """LibreOffice writes ``customHeight="false"`` on each row; twice the same attribute is no XML."""
    row = b'<row r="2" customFormat="false" ht="12.8" hidden="false" customHeight="false"><c r="A2"/></row>'
    part = b'<worksheet xmlns="urn:x"><sheetData>' + row + b"</sheetData></worksheet>"

    made = etree.fromstring(rewritten(part, Marks(1, [24], {2: Ours((("two lines", 0),), 30)}, [0])))

    assert [dict(row.items()) for row in made.iter("{urn:x}row")] == [
        {"r": "2", "customFormat": "false", "hidden": "false", "ht": "30", "customHeight": "1"}
    ]
