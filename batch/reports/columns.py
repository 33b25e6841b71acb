"""The headings of the tables that we write."""

from collections.abc import Container, Iterable, Iterator, Sequence

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from batch.messages import Messages
from batch.model.catalog import Sheet
from batch.model.reports import Report
from batch.model.rules import QUANTITY_DELTA
from batch.reports.export_columns import mark
from batch.reports.figures import unit_of
from batch.reports.own_words import called
from schemas.headings import COLUMNS, STOCK_PREFIX, is_gallery_column, is_outlet_column, outlet_column

NUMBERS = frozenset(column.name for column in COLUMNS if column.values in ("money", "number"))


def is_amount(column: str) -> bool:
    """Whether it holds numbers to reckon with; a code is none."""
    return column in NUMBERS or is_outlet_column(column)


def headings(columns: tuple[str, ...], messages: Messages) -> list[str]:
    return [messages(f"column.{name}") for name in columns]


def heading_texts(sheet: Sheet, positions: list[int]) -> list[str]:
    """As typed; a column without a heading has an empty one."""
    texts = {heading.position: heading.text for heading in sheet.headings}
    return [texts.get(position, "") for position in positions]


def mark_of(sheet: Sheet) -> list[str]:
    """The heading that says of which export the sheet was made: without it what is given back would have no base."""
    return [mark(sheet.export)] if sheet.export else []


def typed_rows(sheet: Sheet, wanted: Container[int] | None = None) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Row numbers and texts as typed, in sheet order; a blank is an empty text. All rows, or those that are wanted."""
    cells = sheet.cells.sort_index()
    if wanted is not None:
        cells = cells[[row in wanted for row in map(int, cells.index)]]
    yield from zip(map(int, cells.index), texts_of(cells), strict=True)


def texts_of(cells: pd.DataFrame) -> Iterator[tuple[str, ...]]:
    """Row by row; a blank is an empty text."""
    columns = (pc.fill_null(pa.array(cells[position], pa.string()), "").to_pylist() for position in cells.columns)
    return zip(*columns, strict=True)


def own_headings(sheet: Sheet, outlets: Sequence[str] = ()) -> dict[str, str]:
    """The merchant's own words, by the X-Series heading that they stand for; those that are the same left out.

    A field that comes of several columns has their headings, the first and the last of many. ``outlets``: whose stock
    counts, by name; none means all.
    """
    known = [(heading.column, heading.text.strip()) for heading in sheet.headings if heading.column]
    words = {column: text for column, text in known if text not in ("", column)}
    stock = _joined(text for column, text in known if _counts(column, outlets))
    images = _joined(text for column, text in known if is_gallery_column(column))
    several = {"quantity": stock, QUANTITY_DELTA: stock, "gallery": images}
    return words | {field: text for field, text in several.items() if text}


def _counts(column: str, outlets: Sequence[str]) -> bool:
    wanted = {outlet_column(outlet) for outlet in outlets}
    return column.startswith(STOCK_PREFIX) and (not wanted or outlet_column(column) in wanted)


def _joined(headings: Iterable[str]) -> str:
    texts = [text for text in headings if text]
    return f"{texts[0]} … {texts[-1]}" if len(texts) > 2 else ", ".join(texts)


def field_label(name: str, report: Report) -> str:
    """A field under the merchant's own word for it, with the store's unit."""
    unit = unit_of(name, report)
    return called(name, report.headings) + (f" ({unit})" if unit else "")
