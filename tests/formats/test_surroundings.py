"""What surrounds the cells of a workbook: hidden, merged, other worksheets; and what kind of cell stands there."""

import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlsxwriter
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from batch.model.catalog import Sheet
from samples.drawer.old_books import SAMPLES
from tests.formats.making import in_file, refusal, sheet_of, table, workbook

HEAD = ["sku", "name", "retail_price", "active_online"]


def told(sheet: Sheet) -> dict[str, dict[str, str]]:
    return {guess.code: dict(guess.facts) for guess in sheet.guesses}


def test_hidden_rows_and_columns_are_read_and_told(tmp_path: Path) -> None:
    path = workbook(tmp_path, [HEAD, *([str(at), "a", 5, 1] for at in range(6))])
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    for row in (3, 4, 6):
        sheet.row_dimensions[row].hidden = True
    sheet.column_dimensions["C"].hidden = True
    book.save(path)
    read = sheet_of(path)
    assert list(table(read)) == [2, 3, 4, 5, 6, 7]
    assert told(read)["hidden_rows"] == {"count": "3", "rows": "3-4, 6"}
    assert told(read)["hidden_columns"] == {"columns": "C"}


def test_a_merged_title_is_nothing_to_tell_and_merged_products_are(tmp_path: Path) -> None:
    path = workbook(tmp_path, [["Spring catalog"], HEAD, *([str(at), "a", 5, 1] for at in range(4))])
    book = openpyxl.load_workbook(path)
    book.worksheets[0].merge_cells("A1:D1")
    book.save(path)
    assert "merged" not in told(sheet_of(path))
    book.worksheets[0].merge_cells("C4:C5")
    book.save(path)
    read = sheet_of(path)
    assert told(read)["merged"] == {"count": "1", "ranges": "C4:C5"}
    assert [row[2] for row in table(read).values()] == ["5", "5", "", "5"]


def test_other_catalogs_and_hidden_worksheets_are_told(tmp_path: Path) -> None:
    path = tmp_path / "sheet.xlsx"
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet("Read me").write_row(0, 0, ["Remember", "the milk"])
        for name in ("New", "Old", "Older"):
            book.add_worksheet(name).write_row(0, 0, ["sku", "name"])
        book.worksheets()[-1].hide()
    read = sheet_of(path)
    assert read.source.worksheet == "New"
    assert told(read)["other_sheets"] == {"names": "Old"}
    assert told(read)["hidden_sheets"] == {"names": "Older"}


def test_notable_cells_have_their_kind(tmp_path: Path) -> None:
    rows: list[list[Any]] = [
        [*HEAD, "Shelf"],
        [date(2025, 6, 4), "=A2", True, True, date(2025, 1, 1)],
        [7, "x", 5, 1, None],
    ]
    path = workbook(tmp_path, rows)
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    sheet["A3"].number_format = "0000"
    sheet["C3"].value, sheet["C3"].data_type = "#N/A", "e"
    book.save(path)
    read = sheet_of(path)
    assert table(read) == {2: ["2025-06-04", "=A2", "TRUE", "TRUE", "2025-01-01"], 3: ["0007", "x", "#N/A", "1", ""]}
    assert read.kinds == {(2, 0): "date", (2, 1): "formula", (2, 2): "boolean", (3, 0): "padded", (3, 2): "error"}


def test_dates_count_from_1904_where_the_workbook_says_so_whatever_stands_in_its_extensions(tmp_path: Path) -> None:
    path = workbook(tmp_path, [["sku", "name"], ["1", date(2025, 6, 4)]])
    book = openpyxl.load_workbook(path)
    book.epoch = CALENDAR_MAC_1904
    book.save(path)
    extension = b'<extLst><ext xmlns:x15="urn:a"><x15:workbookPr chartTrackingRefBase="1"/></ext></extLst></workbook>'
    parts = {}
    with zipfile.ZipFile(path) as zipped:
        parts = {name: zipped.read(name) for name in zipped.namelist()}
    parts["xl/workbook.xml"] = parts["xl/workbook.xml"].replace(b"</workbook>", extension)
    with zipfile.ZipFile(path, "w") as zipped:
        for name, content in parts.items():
            zipped.writestr(name, content)
    assert table(sheet_of(path))[2] == ["1", "2025-06-04"]


_SPREADSHEET = "application/vnd.oasis.opendocument.spreadsheet"
_CELL = '<table:table-cell office:value-type="{kind}" {value}><text:p>{text}</text:p></table:table-cell>'


def opendocument(folder: Path, rows: list[list[str]], mimetype: str = _SPREADSHEET) -> Path:
    spaces = "".join(
        f' xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for short, name in (("office", "office"), ("table", "table"), ("text", "text"), ("style", "style"))
    )
    body = "".join(f"<table:table-row>{''.join(row)}</table:table-row>" for row in rows)
    content = f"<?xml version='1.0'?><office:document-content{spaces} office:version='1.2'><office:body>"
    content += f"<office:spreadsheet><table:table table:name='Été'>{body}</table:table></office:spreadsheet>"
    path = folder / "sheet.ods"
    with zipfile.ZipFile(path, "w") as zipped:
        zipped.writestr("mimetype", mimetype)
        zipped.writestr("content.xml", content + "</office:body></office:document-content>")
        zipped.writestr("META-INF/manifest.xml", "<manifest/>")
    return path


def text(words: str) -> str:
    return _CELL.format(kind="string", value="", text=words)


def number(value: str) -> str:
    return _CELL.format(kind="float", value=f'office:value="{value}"', text=value)


def test_an_opendocument_sheet_is_read(tmp_path: Path) -> None:
    day = _CELL.format(kind="date", value='office:date-value="2025-06-04"', text="4 June")
    flag = _CELL.format(kind="boolean", value='office:boolean-value="true"', text="VRAI")
    head = [text(word) for word in ("sku", "name", "retail_price", "active_online")]
    rows = [head, [text("007"), text("Café"), number("12.50"), flag], [number("100200"), day, number("0.1"), text("")]]
    read = sheet_of(opendocument(tmp_path, rows))
    assert table(read) == {2: ["007", "Café", "12.5", "TRUE"], 3: ["100200", "2025-06-04", "0.1", ""]}
    assert (read.source.format, read.source.worksheet) == ("ods", "Été")
    assert read.kinds == {(3, 1): "date"}


def test_another_opendocument_file_is_no_workbook(tmp_path: Path) -> None:
    path = opendocument(tmp_path, [], "application/vnd.oasis.opendocument.text")
    assert refusal(path) == "file.not_a_workbook"


def test_a_repeated_cell_to_the_end_of_the_world_is_refused_or_read(tmp_path: Path) -> None:
    far = '<table:table-cell table:number-columns-repeated="16384"/>'
    read = sheet_of(opendocument(tmp_path, [[text("sku"), text("name"), far], [text("1"), text("a"), far]]))
    assert table(read) == {2: ["1", "a"]}


def test_an_old_workbook_is_read(tmp_path: Path) -> None:
    content = (Path(__file__).parent / "data" / "old.xls").read_bytes()
    read = sheet_of(in_file(tmp_path, content, "old.xls"))
    assert table(read) == {2: ["007", "Café glacé", "12.5"], 4: ["100200", "Écharpe", "0.1"]}
    assert (read.source.format, read.source.worksheet, read.source.delimiter) == ("xls", "old", None)


def test_an_old_workbook_is_read_as_it_is_shown_and_tells_what_it_hides(tmp_path: Path) -> None:
    content = next(sample.content for sample in SAMPLES if sample.name == "old-looks.xls")
    read = sheet_of(in_file(tmp_path, content, "old.xls"))
    assert table(read) == {
        2: ["00101", "Bol", "25%", "TRUE"],
        3: ["2026-06-04", "3.50", "#DIV/0!", "1"],
        4: ["A1", "Tasse", "1250", "0"],
        5: ["B1", "Banc", "31", "1"],
        6: ["B2", "Banc", "77", "1"],
    }
    assert read.kinds == {
        (2, 0): "padded",
        (2, 2): "percent",
        (3, 0): "date",
        (3, 1): "padded",
        (3, 2): "error",
        (4, 2): "rich",
        (6, 2): "covered",
    }
    assert told(read)["hidden_rows"] == {"count": "1", "rows": "4"}
    assert told(read)["hidden_columns"] == {"columns": "D"}
    assert told(read)["hidden_sheets"] == {"names": "Notes"}
    assert told(read)["merged"] == {"count": "1", "ranges": "C5:C6"}


@pytest.mark.parametrize("part", [0.2, 0.5, 0.9])
def test_an_old_workbook_cut_short_is_refused(tmp_path: Path, part: float) -> None:
    content = (Path(__file__).parent / "data" / "old.xls").read_bytes()
    assert refusal(in_file(tmp_path, content[: int(len(content) * part)], "old.xls")).startswith("file.")


def test_what_a_format_shows_is_what_is_read_of_codes_and_words_and_a_percentage_is_no_price(tmp_path: Path) -> None:
    path = workbook(tmp_path, [["sku", "name", "retail_price"], [1239, 3.5, 0.25], [101, 25, 12.5]])
    book = openpyxl.load_workbook(path)
    looks = {"A2": "[$-40C]00000", "B2": "0.00", "C2": "0%", "A3": '"SKU-"0', "B3": "[$$-409]#,##0", "C3": '"$"0.00'}
    for address, look in looks.items():
        book.worksheets[0][address].number_format = look
    book.save(path)

    assert table(sheet_of(path)) == {2: ["01239", "3.50", "25%"], 3: ["SKU-101", "$25", "12.5"]}


def test_values_under_merged_cells_and_texts_struck_in_part_are_noted(tmp_path: Path) -> None:
    rich = CellRichText("12", TextBlock(InlineFont(vertAlign="superscript"), "50"))
    path = workbook(tmp_path, [["sku", "retail_price"], ["A", 12], ["B", 99], ["C", rich]])
    book = openpyxl.load_workbook(path, rich_text=True)
    book.worksheets[0].merged_cells.add("B2:B3")
    book.save(path)

    assert sheet_of(path).kinds == {(3, 1): "covered", (4, 1): "rich"}


@pytest.mark.parametrize("look", ["0", "#", "0.0", "0,", ";;;", "#,##0"])
def test_a_price_that_is_shown_as_another_one_is_noted(tmp_path: Path, look: str) -> None:
    path = workbook(tmp_path, [["sku", "retail_price"], ["A", 1024.55], ["B", 12000], ["C", 24.5]])
    book = openpyxl.load_workbook(path)
    for row, shown_so in ((2, look), (3, "#,##0"), (4, '"$"0.00')):
        book.worksheets[0].cell(row, 2).number_format = shown_so
    book.save(path)

    assert table(sheet_of(path)) == {2: ["A", "1024.55"], 3: ["B", "12000"], 4: ["C", "24.5"]}
    assert sheet_of(path).kinds == {(2, 1): "unlike" if look in (";;;", "0,") else "rounded"}


@pytest.mark.parametrize(
    ("look", "kind"),
    [
        ("[$€-40C] #,##0.00", "money €"),
        ('#,##0.00\\ "USD"', "money USD"),
        ("[$US$-409]0.00", "money US$"),
        ('_("$"* #,##0.00_)', None),
        ("0.00", None),
    ],
)
def test_a_currency_that_only_the_number_format_shows_is_noted(tmp_path: Path, look: str, kind: str | None) -> None:
    path = workbook(tmp_path, [["sku", "retail_price"], ["A", 1024.5]])
    book = openpyxl.load_workbook(path)
    book.worksheets[0].cell(2, 2).number_format = look
    book.save(path)

    assert table(sheet_of(path)) == {2: ["A", "1024.5"]}
    assert sheet_of(path).kinds == ({(2, 1): kind} if kind else {})


def test_a_currency_that_an_opendocument_sheet_shows_is_noted(tmp_path: Path) -> None:
    head = [text("sku"), text("retail_price")]
    rows = [[text("A"), shown("24.6", "24,60 €", "currency")], [text("B"), shown("24.6", "24,60 $", "currency")]]

    assert sheet_of(opendocument(tmp_path, [head, *rows])).kinds == {(2, 1): "money €"}


def test_a_price_of_an_opendocument_sheet_that_is_shown_as_another_one_is_noted(tmp_path: Path) -> None:
    head = [text("sku"), text("retail_price")]
    rows = [[text("A"), shown("24.6", "25 $", "currency")], [text("B"), shown("24.6", "24,60 $", "currency")]]

    assert sheet_of(opendocument(tmp_path, [head, *rows])).kinds == {(2, 1): "rounded"}


def shown(value: str, as_seen: str, kind: str = "float") -> str:
    return _CELL.format(kind=kind, value=f'office:value="{value}"', text=as_seen)


_LINES = """<office:automatic-styles>
<style:style style:name="struck" style:family="table-cell"><style:text-properties style:text-line-through-style="solid"
/></style:style><style:style style:name="like" style:family="table-cell" style:parent-style-name="struck"/>
<style:style style:name="plain" style:family="table-cell" style:parent-style-name="struck"><style:text-properties
style:text-line-through-style="none"/></style:style>
<style:style style:name="struck" style:family="text"><style:text-properties style:text-line-through-type="single"
/></style:style><style:style style:name="up" style:family="text"><style:text-properties style:text-position="super 58%"
/></style:style></office:automatic-styles><office:body>"""


def test_what_is_struck_out_or_not_shown_in_an_opendocument_sheet_is_noted(tmp_path: Path) -> None:
    def styled(cell: str, style: str) -> str:
        return cell.replace("<table:table-cell", f'<table:table-cell table:style-name="{style}"', 1)

    unseen = text("").replace('"string"', '"string" office:string-value="delete"')
    rows = [
        [text(word) for word in ("sku", "retail_price", "command")],
        [styled(text("A"), "struck"), styled(number("12"), "like"), styled(text("delete"), "plain")],
        [text("<text:span text:style-name='struck'>B</text:span>1"), shown("0", ""), unseen],
        [text("C<text:span text:style-name='up'>2</text:span>"), shown("0", "-  "), text("delete")],
    ]
    path = opendocument(tmp_path, rows)
    content = zipfile.ZipFile(path).read("content.xml").decode().replace("<office:body>", _LINES)
    content = content.replace(
        "<table:table-row>", '<table:table-column table:default-cell-style-name="plain"/><table:table-row>', 1
    )
    with zipfile.ZipFile(path, "w") as zipped:
        zipped.writestr("mimetype", _SPREADSHEET)
        zipped.writestr("content.xml", content)

    read = sheet_of(path)
    assert table(read) == {2: ["A", "12", "delete"], 3: ["B1", "0", "delete"], 4: ["C2", "0", "delete"]}
    assert read.kinds == {
        **dict.fromkeys([(2, 0), (2, 1)], "struck"),
        (3, 0): "part",
        **dict.fromkeys([(3, 1), (3, 2)], "unlike"),
        (4, 0): "rich",
    }


@pytest.mark.parametrize(
    ("look", "kinds"),
    [
        ('"Yes";;"No"', {}),
        ("0.00", {}),
        ('"No";;"Yes"', {(2, 1): "unlike", (3, 1): "unlike"}),
        ('[=1]"Non";[=0]"Oui"', {(2, 1): "unlike", (3, 1): "unlike"}),
        ("0;-0;;@", {(3, 1): "unlike"}),
        ('"Off"', {(2, 1): "unlike", (3, 1): "unlike"}),
        ('0" no"', {(2, 1): "unlike", (3, 1): "unlike"}),
    ],
)
def test_a_switch_that_is_shown_as_another_one_is_noted(
    tmp_path: Path, look: str, kinds: dict[tuple[int, int], str]
) -> None:
    path = workbook(tmp_path, [["sku", "active_online"], ["A", 1], ["B", 0]])
    book = openpyxl.load_workbook(path)
    for row in (2, 3):
        book.worksheets[0].cell(row, 2).number_format = look
    book.save(path)

    assert table(sheet_of(path)) == {2: ["A", "1"], 3: ["B", "0"]}
    assert sheet_of(path).kinds == kinds


@pytest.mark.parametrize(("look", "kind"), [('0.00;;"as before"', "unlike"), ("0.00;;", "unlike"), ('0.00;;"-"', None)])
def test_a_zero_that_is_shown_as_words_or_as_nothing_is_noted(tmp_path: Path, look: str, kind: str | None) -> None:
    path = workbook(tmp_path, [["sku", "weight"], ["A", 0]])
    book = openpyxl.load_workbook(path)
    book.worksheets[0].cell(2, 2).number_format = look
    book.save(path)

    assert sheet_of(path).kinds == ({(2, 1): kind} if kind else {})


@pytest.mark.parametrize(("look", "kinds"), [(";;;", {(2, 1): "unlike", (3, 1): "unlike"}), ("0.00", {})])
def test_a_price_that_a_conditional_format_may_hide_is_noted(
    tmp_path: Path, look: str, kinds: dict[tuple[int, int], str]
) -> None:
    path = tmp_path / "rules.xlsx"
    with xlsxwriter.Workbook(path) as book:
        worksheet = book.add_worksheet()
        for number, row in enumerate([["sku", "retail_price"], ["A", 12], ["B", 9.5], ["C", 8]]):
            worksheet.write_row(number, 0, row)
        rule = {"type": "cell", "criteria": ">", "value": 10, "format": book.add_format({"num_format": look})}
        worksheet.conditional_format("B2:B3", rule)

    assert sheet_of(path).kinds == kinds


def totalled(folder: Path, first_column: int) -> Path:
    """A catalog of two rows in A to C, and a table of Excel's own from there on, with a row of totals."""
    path = folder / "totals.xlsx"
    rows = [["A1", "Mug", 12], ["2", "Cup", 9]]
    with xlsxwriter.Workbook(path) as book:
        worksheet = book.add_worksheet()
        worksheet.write_row(0, 0, ["sku", "name", "retail_price"])
        for number, row in enumerate([*rows, ["2", "Pot", 10.5]], 1):
            worksheet.write_row(number, 0, row)
        totals = [{"header": "sku", "total_function": "count"}, {"header": "name"}]
        totals.append({"header": "retail_price", "total_function": "average"})
        options = {"columns": totals, "total_row": True, "data": rows}
        worksheet.add_table(0, first_column, 3, first_column + 2, options)
        if not first_column:
            worksheet.write_formula(3, 0, "=SUBTOTAL(103,[sku])", None, 2)
            worksheet.write_formula(3, 2, "=SUBTOTAL(101,[retail_price])", None, 10.5)
    return path


def test_the_totals_row_of_a_table_of_excel_is_no_product(tmp_path: Path) -> None:
    read = sheet_of(totalled(tmp_path, 0))

    assert list(table(read)) == [2, 3]
    assert [(row.row, row.reason) for row in read.skipped] == [(4, "total")]


def test_the_totals_of_a_table_beside_the_catalog_hide_no_product(tmp_path: Path) -> None:
    assert list(table(sheet_of(totalled(tmp_path, 5)))) == [2, 3, 4]


def test_zeros_that_the_view_of_the_worksheet_leaves_blank_are_noted(tmp_path: Path) -> None:
    path = workbook(tmp_path, [["sku", "active_online", "retail_price"], ["A", 0, 12], ["B", 1, 0]])
    book = openpyxl.load_workbook(path)
    book.worksheets[0].sheet_view.showZeros = False
    book.save(path)

    assert sheet_of(path).kinds == {(2, 1): "unlike", (3, 2): "unlike"}


_VIEW = """<office:document-settings xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
xmlns:config="urn:oasis:names:tc:opendocument:xmlns:config:1.0"><config:config-item config:name="ShowZeroValues"
config:type="boolean">false</config:config-item></office:document-settings>"""


def test_zeros_that_the_view_of_an_opendocument_sheet_leaves_blank_are_noted(tmp_path: Path) -> None:
    path = opendocument(
        tmp_path, [[text("sku"), text("active_online")], [text("A"), number("0")], [text("B"), number("1")]]
    )
    with zipfile.ZipFile(path, "a") as zipped:
        zipped.writestr("settings.xml", _VIEW)

    assert sheet_of(path).kinds == {(2, 1): "unlike"}


def test_an_opendocument_sheet_is_read_as_it_is_shown(tmp_path: Path) -> None:
    head = [text(word) for word in ("sku", "name", "retail_price", "active_online")]
    rows = [
        [
            shown("101", "000101"),
            text("two<text:s text:c='2'/>spaces<text:tab/>tab"),
            shown("0.25", "25%", "percentage"),
        ],
        [shown("16", "SKU-0016"), shown("3.5", "3.50"), shown("12.5", "12,50 $", "currency")],
        [shown("1002", "1,002"), text("a<text:line-break/>b"), shown("1", "TRUE"), shown("1", "TRUE")],
    ]
    assert table(sheet_of(opendocument(tmp_path, [head, *rows]))) == {
        2: ["000101", "two  spaces\ttab", "25%", ""],
        3: ["SKU-0016", "3.50", "12.5", ""],
        4: ["1002", "a\nb", "TRUE", "TRUE"],
    }


def test_what_an_opendocument_sheet_hides_is_told_and_shapes_and_notes_are_no_text(tmp_path: Path) -> None:
    merged = number("12").replace("<table:table-cell", '<table:table-cell table:number-rows-spanned="2"', 1)
    covered = number("77").replace("table:table-cell", "table:covered-table-cell")
    noted = text("n").replace("<text:p>", "<office:annotation><text:p>hush</text:p></office:annotation><text:p>", 1)
    rows = [[text("sku"), text("retail_price"), text("name")], [text("A"), merged, noted], [text("B"), covered]]
    path = opendocument(tmp_path, rows)
    content = zipfile.ZipFile(path).read("content.xml").decode()
    marked = content.replace("<table:table-row>", '<table:table-row table:visibility="collapse">', 2)
    with zipfile.ZipFile(path, "w") as zipped:
        zipped.writestr("mimetype", _SPREADSHEET)
        zipped.writestr("content.xml", marked)

    read = sheet_of(path)
    assert table(read) == {2: ["A", "12", "n"], 3: ["B", "77", ""]}
    assert read.kinds == {(3, 1): "covered"}
    assert told(read)["hidden_rows"] == {"count": "2", "rows": "1-2"}
    assert told(read)["merged"]["ranges"] == "B2:B3"


def test_a_column_filled_down_to_the_end_of_an_opendocument_sheet_is_refused(tmp_path: Path) -> None:
    path = opendocument(tmp_path, [[text("sku"), text("name")], [text("A"), text("Mug")], [text("1")]])
    content = zipfile.ZipFile(path).read("content.xml").decode()
    head, _, rest = content.rpartition("<table:table-row>")
    with zipfile.ZipFile(path, "w") as zipped:
        zipped.writestr("mimetype", _SPREADSHEET)
        zipped.writestr("content.xml", head + '<table:table-row table:number-rows-repeated="1048574">' + rest)

    assert refusal(path) == "file.filled_down"


def test_codes_that_a_workbook_keeps_as_numbers_are_told(tmp_path: Path) -> None:
    head = ["sku", "supplier_code", "name", "retail_price"]
    path = workbook(tmp_path, [head, [101, "00417", "501", 24.5], [102, "7", "Bol", 12]])

    assert told(sheet_of(path))["codes_as_numbers"] == {"columns": "A"}


def test_codes_that_are_texts_or_are_shown_with_their_zeros_are_no_numbers(tmp_path: Path) -> None:
    path = workbook(tmp_path, [["sku", "supplier_code", "retail_price"], [101, "00417", 24.5], [102, "7", 12]])
    book = openpyxl.load_workbook(path)
    for row in (2, 3):
        book.worksheets[0].cell(row, 1).number_format = "000000"
    book.save(path)

    assert "codes_as_numbers" not in told(sheet_of(path))


def test_codes_that_an_opendocument_sheet_keeps_as_numbers_are_told(tmp_path: Path) -> None:
    head = [text("sku"), text("supplier_code"), text("retail_price")]

    read = sheet_of(opendocument(tmp_path, [head, [number("101"), text("00417"), number("24.5")]]))

    assert told(read)["codes_as_numbers"] == {"columns": "A"}
