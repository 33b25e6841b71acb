"""Workbooks as merchants have them, made by programs that are not ours: charts, pictures, notes, filters, formulas."""

import io
import subprocess
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import xlsxwriter
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Font, PatternFill
from openpyxl.worksheet.datavalidation import DataValidation

HEADINGS = ("handle", "sku", "name", "retail_price", "active_online", "Marge")
ROWS: tuple[tuple[Any, ...], ...] = (
    ("tee", "T-1", "Tee < & >", 12.5, 1, "=D2*2"),
    ("mug", "M-1", "Mug", "abc", 1, "=SUM(D2:D5)"),
    ("cap", "C-1", "Cap", -3, 0, None),
    ("hat", "H-1", "Chapeau d’été", 20, "peut-être", None),
)
BAD = {"D3", "D4", "E5"}  # what check finds in the rows
NAME = "Catalogue d'été"


def by_openpyxl(path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = NAME
    for row in (HEADINGS, *ROWS):
        sheet.append(row)
    sheet["A1"].font, sheet["A1"].fill = Font(bold=True), PatternFill("solid", fgColor="FFDD00")
    sheet["D2"].number_format = "0.00 $"
    sheet["C2"].comment = Comment("mine", "the merchant")
    sheet["D3"].comment = Comment("mine too", "the merchant")
    sheet.column_dimensions["C"].width = 33
    sheet.row_dimensions[3].height = 40
    sheet.auto_filter.ref, sheet.freeze_panes = "A1:F5", "C2"
    flags = DataValidation(type="list", formula1='"0,1"')
    flags.add("E2:E99")
    sheet.add_data_validation(flags)
    dear: Any = CellIsRule  # openpyxl's types leave it out
    sheet.conditional_formatting.add("D2:D5", dear(operator="greaterThan", formula=["15"], font=Font(bold=True)))
    other = book.create_sheet("Summary")
    other["A1"] = "not ours"
    chart = BarChart()
    chart.add_data(Reference(sheet, min_col=4, min_row=1, max_row=5))
    other.add_chart(chart, "C3")
    book.save(path)


def by_xlsxwriter(path: Path) -> None:
    with xlsxwriter.Workbook(path) as book:
        book.calc_on_load = False  # as Excel saves it
        notes = book.add_worksheet("Notes")
        sheet = book.add_worksheet(NAME)
        notes.write(0, 0, "read me first")
        money = book.add_format({"num_format": "0.00 $", "bg_color": "#DDEEFF"})
        for at, row in enumerate((HEADINGS, *ROWS)):
            for column, value in enumerate(row):
                if isinstance(value, str) and value.startswith("="):
                    sheet.write_formula(at, column, value, money, 25)
                elif value is not None:
                    sheet.write(at, column, value, money if column == 3 else None)
        sheet.set_column("A:XFD", 14)
        sheet.insert_image("H8", "dot.png", {"image_data": io.BytesIO(_picture())})
        sheet.add_table("A1:E5", {"columns": [{"header": heading} for heading in HEADINGS[:5]]})
        sheet.set_footer("&CPage &P")
        sheet.set_landscape()
        book.define_name("Prix", f"='{NAME.replace(chr(39), chr(39) * 2)}'!$D$2:$D$5")


def by_libreoffice(path: Path) -> None:
    first = path.parent / "first" / path.name
    first.parent.mkdir()
    by_openpyxl(first)
    profile = f"-env:UserInstallation=file://{path.parent}/profile"
    words = ["soffice", profile, "--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir"]
    subprocess.run([*words, str(path.parent), str(first)], check=True, capture_output=True, timeout=120)


_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_SLICED = "http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"
_TYPES = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_RELATED = "http://schemas.openxmlformats.org/package/2006/relationships"

# The parts of a pivot table of the products and of a slicer on it, with their content types.
PIVOT: dict[str, tuple[str, str]] = {
    "xl/pivotCache/pivotCacheDefinition1.xml": (
        f"{_TYPES}.pivotCacheDefinition+xml",
        (
            f'<pivotCacheDefinition xmlns="{_MAIN}" xmlns:r="{_OFFICE}" r:id="rId1" recordCount="1">'
            f'<cacheSource type="worksheet"><worksheetSource ref="A1:E5" sheet="{NAME}"/></cacheSource>'
            '<cacheFields count="1"><cacheField name="handle"><sharedItems count="1"><s v="tee"/></sharedItems>'
            "</cacheField></cacheFields></pivotCacheDefinition>"
        ),
    ),
    "xl/pivotCache/pivotCacheRecords1.xml": (
        f"{_TYPES}.pivotCacheRecords+xml",
        f'<pivotCacheRecords xmlns="{_MAIN}" count="1"><r><x v="0"/></r></pivotCacheRecords>',
    ),
    "xl/pivotTables/pivotTable1.xml": (
        f"{_TYPES}.pivotTable+xml",
        (
            f'<pivotTableDefinition xmlns="{_MAIN}" name="Pivot" cacheId="7"><location ref="H3:H5" firstHeaderRow="1" '
            'firstDataRow="1" firstDataCol="0"/><pivotFields count="1"><pivotField showAll="0"/></pivotFields>'
            "</pivotTableDefinition>"
        ),
    ),
    "xl/slicerCaches/slicerCache1.xml": (
        "application/vnd.ms-excel.slicerCache+xml",
        (
            f'<slicerCacheDefinition xmlns="{_SLICED}" name="Slicer" sourceName="handle"><pivotTables>'
            '<pivotTable tabId="2" name="Pivot"/></pivotTables></slicerCacheDefinition>'
        ),
    ),
    "xl/slicers/slicer1.xml": (
        "application/vnd.ms-excel.slicer+xml",
        f'<slicers xmlns="{_SLICED}"><slicer name="handle" cache="Slicer" rowHeight="241300"/></slicers>',
    ),
}
_PIVOT_RELATIONS = {
    "xl/pivotCache/_rels/pivotCacheDefinition1.xml.rels": (("pivotCacheRecords", "pivotCacheRecords1.xml"),),
    "xl/pivotTables/_rels/pivotTable1.xml.rels": (("pivotCacheDefinition", "../pivotCache/pivotCacheDefinition1.xml"),),
}
PIVOT_CACHES = f'<pivotCaches><pivotCache cacheId="7" xmlns:r="{_OFFICE}" r:id="rIdPivot"/></pivotCaches>'
SLICER_CACHES = (
    f'<extLst><ext uri="{{BBE1A952-AA13-448e-AADC-164F8A28A991}}" xmlns:x14="{_SLICED}"><x14:slicerCaches>'
    f'<x14:slicerCache xmlns:r="{_OFFICE}" r:id="rIdSlicer"/></x14:slicerCaches></ext></extLst>'
)


def with_pivot(path: Path) -> None:
    """A workbook of openpyxl with a pivot table and its slicer on the page Summary, put in part by part."""
    plain = path.with_name("plain.xlsx")
    by_openpyxl(plain)
    put_in = {
        "[Content_Types].xml": ("</Types>", "".join(map(_declared, PIVOT))),
        "xl/workbook.xml": ("</workbook>", PIVOT_CACHES + SLICER_CACHES),
        "xl/_rels/workbook.xml.rels": (
            "</Relationships>",
            _relation("rIdPivot", "pivotCacheDefinition", "/xl/pivotCache/pivotCacheDefinition1.xml")
            + _relation("rIdSlicer", "slicerCache", "/xl/slicerCaches/slicerCache1.xml"),
        ),
        "xl/worksheets/_rels/sheet2.xml.rels": (
            "</Relationships>",
            _relation("rIdPivot", "pivotTable", "/xl/pivotTables/pivotTable1.xml")
            + _relation("rIdSlicer", "slicer", "/xl/slicers/slicer1.xml"),
        ),
    }
    with zipfile.ZipFile(plain) as before, zipfile.ZipFile(path, "w") as made:
        for name in before.namelist():
            end, more = put_in.get(name, ("", ""))
            made.writestr(name, before.read(name).decode().replace(end, more + end) if more else before.read(name))
        for name, (_, content) in PIVOT.items():
            made.writestr(name, content)
        for name, related in _PIVOT_RELATIONS.items():
            inside = "".join(_relation(f"rId{at}", *one) for at, one in enumerate(related, 1))
            made.writestr(name, f'<Relationships xmlns="{_RELATED}">{inside}</Relationships>')


def _declared(part: str) -> str:
    return f'<Override PartName="/{part}" ContentType="{PIVOT[part][0]}"/>'


def _relation(name: str, kind: str, target: str) -> str:
    where = "http://schemas.microsoft.com/office/2007/relationships" if "slicer" in kind else _OFFICE
    return f'<Relationship Id="{name}" Type="{where}/{kind}" Target="{target}"/>'


MAKERS: dict[str, Callable[[Path], None]] = {"openpyxl": by_openpyxl, "xlsxwriter": by_xlsxwriter}


def _picture() -> bytes:
    """One grey dot, PNG."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        sum_ = zlib.crc32(kind + content).to_bytes(4, "big")
        return len(content).to_bytes(4, "big") + kind + content + sum_

    head = chunk(b"IHDR", b"\0\0\0\1\0\0\0\1\x08\0\0\0\0")
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(b"\0\x80")) + chunk(b"IEND", b"")
