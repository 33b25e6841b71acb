"""Rows as the bytes of a CSV file, in every dress that Excel knows."""

import csv
import io
from collections.abc import Iterable

from samples.drawer.sample import HEADINGS, ROWS, Row

CLEAN = (HEADINGS, *ROWS)


def text(rows: Iterable[Row] = CLEAN, separator: str = ",", end: str = "\n") -> str:
    """Quoted where needed."""
    written = io.StringIO(newline="")
    csv.writer(written, delimiter=separator, lineterminator=end).writerows(rows)
    return written.getvalue()


def lines(rows: Iterable[Row] = CLEAN) -> bytes:
    """Comma, UTF-8, LF: as Retail POS exports it."""
    return text(rows).encode()


def with_cells(*changes: tuple[str, str]) -> list[list[str]]:
    """The clean catalog with other texts under a heading: (SKU and heading, text)."""
    rows = [list(row) for row in CLEAN]
    by_sku = {row[HEADINGS.index("sku")]: row for row in rows}
    for place, written in changes:
        sku, _, heading = place.partition(" ")
        by_sku[sku][HEADINGS.index(heading)] = written
    return rows


def with_column(heading: str, texts: Iterable[str]) -> list[list[str]]:
    """The clean catalog with other texts down one column."""
    place = HEADINGS.index(heading)
    top, *rows = (list(row) for row in CLEAN)
    for row, written in zip(rows, texts, strict=True):
        row[place] = written
    return [top, *rows]
