"""XLSX and XLSM, through calamine into Arrow; every cell as the text that a person would say stands there."""

import hashlib
import zipfile
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import fastexcel
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from batch.errors import UnreadableFile
from batch.formats import xseries
from batch.formats.grid import Grid, blank_is_null
from batch.formats.package import OLE, ZIP, Worksheet, damage_told, opened, worksheets
from batch.formats.raw_cells import BLURRED, Place, corrections
from batch.formats.xseries import NO_NAMES, Names
from batch.model.catalog import Sheet, Source

MAX_BYTES = 50 << 20
MAX_ROWS = 1_048_576
_ODF = b"mimetypeapplication/vnd.oasis"


class Workbook:
    """The first visible worksheet with a heading row; formulas as last calculated, nothing is ever evaluated."""

    name = "xlsx"

    def recognises(self, head: bytes) -> bool:
        """Old Excel files are recognised too, so as to be refused with their own sentence."""
        return head.startswith((ZIP, OLE)) and _ODF not in head[:256]

    def read(self, path: Path, names: Names = NO_NAMES) -> Sheet:
        """Raises UnreadableFile: too large, encrypted, cut short, damaged, no workbook, or without headings."""
        if path.stat().st_size > MAX_BYTES:
            raise UnreadableFile("file.too_large", {"name": path.name, "limit": MAX_BYTES >> 20})
        content = path.read_bytes()
        with opened(content, path.name) as package:
            grid, worksheet = _chosen(content, package, path.name)
            sha256 = hashlib.sha256(content).hexdigest()
            source = Source(path, path.name, sha256, self.name, worksheet=worksheet.name)
            return xseries.sheet(_corrected(grid, package, worksheet, path.name), source, names)


def _chosen(content: bytes, package: zipfile.ZipFile, name: str) -> tuple[Grid, Worksheet]:
    """Raises what there is to say of the first visible worksheet that has cells, when none has headings."""
    refusal = UnreadableFile("file.empty", {"name": name})
    for worksheet in worksheets(package, name):
        if not worksheet.visible:
            continue
        grid = _grid(content, worksheet, name)
        if xseries.heading_row(grid) is not None:
            return grid, worksheet
        refusal = refusal if refusal.code != "file.empty" else xseries.no_heading(grid, name)
    raise refusal


def _grid(content: bytes, worksheet: Worksheet, name: str) -> Grid:
    """Row 1 of the grid is row 1 of the worksheet; its left side is the first column in use."""
    places: list[int] = []

    def seen(column: fastexcel.ColumnInfoNoDtype) -> bool:
        places.append(column.absolute_index)
        return True

    try:
        batch = fastexcel.read_excel(content).load_sheet(
            worksheet.name, header_row=None, skip_rows=0, dtypes="string", use_columns=seen, eager=True
        )
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException as error:  # calamine's panics are no Exceptions
        raise UnreadableFile("file.damaged", {"name": name}) from error
    columns = tuple(pa.chunked_array([blank_is_null(column)]) for column in batch.columns)
    return Grid(columns, left=min(places, default=0))


def _corrected(grid: Grid, package: zipfile.ZipFile, worksheet: Worksheet, name: str) -> Grid:
    with damage_told(name), package.open(worksheet.part) as part:
        instead = corrections(part, _blurred(grid))
    by_column: dict[int, dict[int, str]] = {}
    for (row, position), text in instead.items():
        if not grid.top <= row <= MAX_ROWS:
            raise UnreadableFile("file.damaged", {"name": name})
        by_column.setdefault(position - grid.left, {})[row - grid.top] = text
    height = max([grid.height, *(row - grid.top + 1 for row, _ in instead)])
    columns = (_with(_lengthened(column, height), by_column.get(at, {})) for at, column in enumerate(grid.columns))
    return replace(grid, columns=tuple(columns))


def _lengthened(column: pa.ChunkedArray, height: int) -> pa.ChunkedArray:
    """Rows of nothing but formulas without results lie outside what calamine calls the used range."""
    missing = height - len(column)
    return pa.chunked_array([*column.chunks, pa.nulls(missing, pa.string())]) if missing else column


def _blurred(grid: Grid) -> Mapping[Place, str]:
    found: dict[Place, str] = {}
    for at, column in enumerate(grid.columns):
        rows = pc.indices_nonzero(pc.match_substring_regex(column, BLURRED))
        texts = column.take(rows).to_pylist()
        found |= {(row + grid.top, at + grid.left): text for row, text in zip(rows.to_pylist(), texts, strict=True)}
    return found


def _with(column: pa.ChunkedArray, instead: Mapping[int, str]) -> pa.ChunkedArray:
    if not instead:
        return column
    rows = sorted(instead)
    mask = np.zeros(len(column), dtype=bool)
    mask[rows] = True
    return pc.replace_with_mask(column, pa.array(mask), pa.array([instead[row] for row in rows], pa.string()))
