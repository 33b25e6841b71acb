"""An OpenDocument sheet: read as it is shown, and what it shows otherwise, strikes out or hides is told."""

import zipfile
from pathlib import Path

from batch.model.catalog import Sheet
from tests.formats.making import refusal, sheet_of, table

HEAD = ["sku", "name", "retail_price", "active_online"]


def told(sheet: Sheet) -> dict[str, dict[str, str]]:
    return {guess.code: dict(guess.facts) for guess in sheet.guesses}


_SPREADSHEET = "application/vnd.oasis.opendocument.spreadsheet"


_CELL = '<table:table-cell office:value-type="{kind}" {value}><text:p>{text}</text:p></table:table-cell>'
_VIEW = """<office:document-settings xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
xmlns:config="urn:oasis:names:tc:opendocument:xmlns:config:1.0"><config:config-item config:name="ShowZeroValues"
config:type="boolean">false</config:config-item></office:document-settings>"""


def opendocument(folder: Path, rows: list[list[str]], mimetype: str = _SPREADSHEET) -> Path:
    spaces = "".join(
        f' xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for short, name in (
            *(("office", "office"), ("table", "table"), ("text", "text"), ("style", "style"), ("number", "datastyle")),
        )
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


def test_a_currency_that_an_opendocument_sheet_shows_is_noted(tmp_path: Path) -> None:
    head = [text("sku"), text("retail_price")]
    rows = [[text("A"), shown("24.6", "24,60 €", "currency")], [text("B"), shown("24.6", "24,60 $", "currency")]]

    assert sheet_of(opendocument(tmp_path, [head, *rows])).kinds == {(2, 1): "money €"}


def test_a_price_of_an_opendocument_sheet_that_is_shown_as_another_one_is_noted(tmp_path: Path) -> None:
    head = [text("sku"), text("retail_price")]
    rows = [[text("A"), shown("24.6", "25 $", "currency")], [text("B"), shown("24.6", "24,60 $", "currency")]]

    assert sheet_of(opendocument(tmp_path, [head, *rows])).kinds == {(2, 1): "rounded 25 $"}


def shown(value: str, as_seen: str, kind: str = "float") -> str:
    return _CELL.format(kind=kind, value=f'office:value="{value}"', text=as_seen)


_LINES = """<office:automatic-styles>
<style:style style:name="struck" style:family="table-cell"><style:text-properties style:text-line-through-style="solid"
/></style:style><style:style style:name="like" style:family="table-cell" style:parent-style-name="struck"/>
<style:style style:name="plain" style:family="table-cell" style:parent-style-name="struck"><style:text-properties
style:text-line-through-style="none"/></style:style>
<style:style style:name="struck" style:family="text"><style:text-properties style:text-line-through-type="single"
/></style:style><style:style style:name="up" style:family="text"><style:text-properties style:text-position="super 58%"
/></style:style><style:style style:name="high" style:family="text"><style:text-properties
style:text-position="33% 58%"/></style:style><style:style style:name="level" style:family="text"><style:text-properties
style:text-position="0% 100%"/></style:style></office:automatic-styles><office:body>"""


def test_what_is_struck_out_or_not_shown_in_an_opendocument_sheet_is_noted(tmp_path: Path) -> None:
    def styled(cell: str, style: str) -> str:
        return cell.replace("<table:table-cell", f'<table:table-cell table:style-name="{style}"', 1)

    unseen = text("").replace('"string"', '"string" office:string-value="delete"')
    rows = [
        [text(word) for word in ("sku", "retail_price", "command")],
        [styled(text("A"), "struck"), styled(number("12"), "like"), styled(text("delete"), "plain")],
        [text("<text:span text:style-name='struck'>B</text:span>1"), shown("0", ""), unseen],
        [text("C<text:span text:style-name='up'>2</text:span>"), shown("0", "-  "), text("delete")],
        [text("D"), text("12<text:span text:style-name='high'>50</text:span>"), text("delete")],
        [text("E<text:span text:style-name='level'>2</text:span>"), number("13"), text("delete")],
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
    assert table(read) == {2: ["A", "12", "delete"], 3: ["B1", "0", "delete"], 4: ["C2", "0", "delete"]} | {
        5: ["D", "1250", "delete"],
        6: ["E2", "13", "delete"],
    }
    assert read.kinds == {
        **dict.fromkeys([(2, 0), (2, 1)], "struck"),
        (3, 0): "part",
        **dict.fromkeys([(3, 1), (3, 2)], "unlike"),
        **dict.fromkeys([(4, 0), (5, 1)], "rich"),
    }


_RULES = """<office:automatic-styles><number:number-style style:name="N1"><number:text>9.99</number:text>
</number:number-style><number:number-style style:name="N2"><number:number number:decimal-places="2"/>
</number:number-style>
<style:style style:name="Sale" style:family="table-cell" style:data-style-name="N1"/>
<style:style style:name="Bold" style:family="table-cell" style:data-style-name="N2"/>
<style:style style:name="ce1" style:family="table-cell"><style:map style:condition="cell-content()&gt;1"
style:apply-style-name="Sale"/></style:style><style:style style:name="ce2" style:family="table-cell"><style:map
style:condition="cell-content()&gt;1" style:apply-style-name="Bold"/></style:style></office:automatic-styles>
<office:body>"""


def test_a_price_that_a_rule_of_an_opendocument_sheet_may_show_as_another_one_is_noted(tmp_path: Path) -> None:
    ruled = [
        number("12").replace("<table:table-cell", f'<table:table-cell table:style-name="{ce}"') for ce in ("ce1", "ce2")
    ]
    path = opendocument(tmp_path, [[text("sku"), text("retail_price")], *([text("A"), cell] for cell in ruled)])
    content = zipfile.ZipFile(path).read("content.xml").decode().replace("<office:body>", _RULES)
    with zipfile.ZipFile(path, "w") as zipped:
        zipped.writestr("mimetype", _SPREADSHEET)
        zipped.writestr("content.xml", content)

    assert sheet_of(path).kinds == {(2, 1): "unlike"}


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


def test_codes_that_an_opendocument_sheet_keeps_as_numbers_are_told(tmp_path: Path) -> None:
    head = [text("sku"), text("supplier_code"), text("retail_price")]

    read = sheet_of(opendocument(tmp_path, [head, [number("101"), text("00417"), number("24.5")]]))

    assert told(read)["codes_as_numbers"] == {"columns": "A"}
