"""Sheets made for the tests: small tables written as files of every dress."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from batch.errors import UnreadableFile
from batch.formats import inside
from batch.formats.delimited import Delimited
from batch.formats.workbook import Workbook
from batch.messages import LANGUAGES, Messages
from batch.model.catalog import Sheet
from batch.ports import Format
from batch.read import read

FORMATS: tuple[Format, ...] = (Workbook(inside.take), Delimited())  # no process apart: its own tests have it
Row = Sequence[str]

VARIANTS = [f"variant_option_{n}_{part}" for n in ("one", "two", "three") for part in ("name", "value")]
ONLINE = ["active_online", "weight", "weight_unit", "length", "width", "height", "dimensions_unit"]
END = ["account_code", "account_code_purchase", "brand_name", "supplier_name", "supplier_code"]
FLAGS = ["active", "track_inventory"]


def outlet(name: str) -> list[str]:
    return [f"inventory_{name}", f"reorder_point_{name}", f"restock_level_{name}"]


def _start(composite: str, category: str) -> list[str]:
    key = ["id", "handle", "sku", composite, "composite_sku", "composite_quantity"]
    return [*key, "name", "description", category, *VARIANTS, "tags"]


_CURRENT, _LEGACY = _start("composite_name", "product_category"), _start("composite_handle", "type")
_PRICES = ["supply_price", "retail_price"]
LAYOUTS: Mapping[str, list[str]] = {
    "A": [*_CURRENT, *ONLINE, *_PRICES, *END, *FLAGS, "outlet_tax_Main", *outlet("Main")],
    "B": [*_CURRENT, *ONLINE, *_PRICES, "tax_name", "tax_value", *END, *FLAGS, *outlet("Main"), *outlet("Off-Site")],
    "C": [*_CURRENT, *_PRICES, *END, *FLAGS, "outlet_tax_Main", *outlet("Main")],
    "D": [*_LEGACY, *_PRICES, "outlet_tax_Main", "outlet_tax_(2)", *END, *FLAGS, *outlet("Main"), *outlet("(2)")],
}


def csv_text(rows: Iterable[Row], separator: str = ",", end: str = "\n", always_quoted: Collection[str] = ()) -> str:
    """As Excel writes it: quoted where needed, which the csv module forgets for a CR in a cell."""
    special = {separator, '"', "\r", "\n"}

    def written(cell: str) -> str:
        quoted = cell.replace('"', '""')
        return f'"{quoted}"' if special.intersection(cell) or cell in always_quoted else cell

    return "".join(separator.join(map(written, row)) + end for row in rows)


def in_file(folder: Path, content: bytes | str, name: str = "sheet.csv") -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def workbook(folder: Path, rows: Iterable[Sequence[Any]], corner: str = "A1", name: str = "sheet.xlsx") -> Path:
    """``corner``: where the table's first cell stands."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    top = sheet[corner]
    for down, row in enumerate(rows):
        for right, value in enumerate(row):
            if value is not None:
                sheet.cell(top.row + down, top.column + right, value)
    path = folder / name
    book.save(path)
    return path


def sheet_of(path: Path) -> Sheet:
    return read(path, FORMATS)


def table(sheet: Sheet) -> dict[int, list[str]]:
    """Row number to texts, blank as the empty text."""
    rows = sheet.cells.astype(object).where(sheet.cells.notna(), "").values.tolist()
    return dict(zip(sheet.cells.index.tolist(), rows, strict=True))


def refusal(path: Path) -> str:
    """The code of the refusal, once its sentences are known to be whole in both languages."""
    with pytest.raises(UnreadableFile) as refused:
        sheet_of(path)
    for language in LANGUAGES:
        sentence = Messages(language)(refused.value.code, refused.value.facts)
        assert sentence != refused.value.code
        assert path.name in sentence
        assert not re.search(r"\{\w+\}|\n|\.$", sentence)
    return refused.value.code
