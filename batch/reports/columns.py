"""The headings of the tables that we write."""

from collections.abc import Container, Iterator

from batch.messages import Messages
from batch.model.catalog import Sheet
from batch.model.reports import Report
from batch.reports.export_columns import mark
from batch.reports.figures import unit_of
from schemas.headings import COLUMNS, is_outlet_column

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
    texts = zip(*(cells[position].astype(object).tolist() for position in cells.columns), strict=True)
    for number, row in zip(map(int, cells.index), texts, strict=True):
        yield number, tuple(text if isinstance(text, str) else "" for text in row)


def own_headings(sheet: Sheet) -> dict[str, str]:
    """The merchant's own words, by the X-Series heading that they stand for; those that are the same left out."""
    words = ((heading.column, heading.text.strip()) for heading in sheet.headings)
    return {column: text for column, text in words if column and text not in ("", column)}


def field_label(name: str, report: Report) -> str:
    """A field under the merchant's own word for it, else under its X-Series heading; with the store's unit."""
    unit = unit_of(name, report)
    return report.headings.get(name, name) + (f" ({unit})" if unit else "")
