"""The headings of the tables that we write."""

from batch.messages import Messages
from batch.model.catalog import Sheet


def headings(columns: tuple[str, ...], messages: Messages) -> list[str]:
    return [messages(f"column.{name}") for name in columns]


def heading_texts(sheet: Sheet, positions: list[int]) -> list[str]:
    """As typed; a column without a heading has an empty one."""
    texts = {heading.position: heading.text for heading in sheet.headings}
    return [texts.get(position, "") for position in positions]


def field_label(name: str, sheet: Sheet | None) -> str:
    """A field under the merchant's own word for it, else under its X-Series heading."""
    heading = sheet.heading(name) if sheet else None
    return heading.text.strip() or name if heading else name
