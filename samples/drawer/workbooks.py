"""Workbooks as Excel leaves them, and zips with members of our choosing; the same bytes whenever they are made."""

import io
import warnings
import zipfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

import xlsxwriter

from samples.drawer.sample import HEADINGS, ROWS

Cell = str | float | bool | datetime | None
Paint = Callable[[Any, Any], None]

NUMBERS = frozenset({"active_online", "active", "track_inventory", "weight", "supply_price", "retail_price"})
_SAVED = datetime(2026, 3, 2, 9, 30)
_STAMP = (2026, 3, 2, 9, 30, 0)


def typed_rows() -> list[list[Cell]]:
    """The clean catalog with numbers as numbers and codes as text."""
    return [
        list(HEADINGS),
        *([_cell(heading, text) for heading, text in zip(HEADINGS, row, strict=True)] for row in ROWS),
    ]


def book(
    rows: Iterable[Sequence[Cell]] | None = None,
    *,
    at: tuple[int, int] = (0, 0),
    name: str = "Produits",
    paint: Paint | None = None,
    options: Mapping[str, Any] | None = None,
) -> bytes:
    """One worksheet with the rows from ``at`` on; ``paint`` is given the workbook and the worksheet."""

    def painted(workbook: Any, _: Any) -> None:
        worksheet = workbook.add_worksheet(name)
        put(workbook, worksheet, typed_rows() if rows is None else rows, at)
        if paint:
            paint(workbook, worksheet)

    return any_book(painted, options)


def any_book(paint: Paint, options: Mapping[str, Any] | None = None) -> bytes:
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True, "strings_to_urls": False, **(options or {})}) as workbook:
        workbook.set_properties({"created": _SAVED})
        paint(workbook, None)
    return content.getvalue()


def put(workbook: Any, worksheet: Any, rows: Iterable[Sequence[Cell]], at: tuple[int, int] = (0, 0)) -> None:
    day = workbook.add_format({"num_format": "yyyy-mm-dd"})
    for row, cells in enumerate(rows, at[0]):
        for column, cell in enumerate(cells, at[1]):
            if isinstance(cell, bool):
                worksheet.write_boolean(row, column, cell)
            elif isinstance(cell, datetime):
                worksheet.write_datetime(row, column, cell, day)
            elif isinstance(cell, str):
                worksheet.write_string(row, column, cell)
            elif cell is not None:
                worksheet.write_number(row, column, cell)


def members(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return {member.filename: package.read(member) for member in package.infolist()}


def zipped(parts: Iterable[tuple[str, bytes]], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Members in this order, all of one moment; the same name may come twice."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as package:
        for name, part in parts:
            member = zipfile.ZipInfo(name, _STAMP)
            member.external_attr = 0o600 << 16
            with warnings.catch_warnings(action="ignore"):  # zipfile warns of doubled names
                package.writestr(member, part, method)
    return content.getvalue()


def changed(content: bytes, part: str, *swaps: tuple[str, str]) -> bytes:
    """A workbook with other words in one of its parts; each of them must be there."""
    parts = members(content)
    text = parts[part].decode()
    for old, new in swaps:
        assert old in text, old
        text = text.replace(old, new)
    return zipped((parts | {part: text.encode()}).items())


def _cell(heading: str, text: str) -> Cell:
    if not text:
        return None
    return float(text) if heading in NUMBERS else text
