"""The columns of the merchant's sheet that are the merchant's own: those that we appended before are not."""

from batch.messages import LANGUAGES, Messages
from batch.model.catalog import Sheet

VERDICT_COLUMNS: tuple[str, ...] = ("result", "message", "fields", "store_id", "run")
WHY_COLUMNS: tuple[str, ...] = ("why",)


def own_positions(sheet: Sheet, appended: tuple[str, ...]) -> list[int]:
    """Where the merchant's columns stand. A report that comes back loses our columns, and gets them anew."""
    texts = {heading.position: heading.text for heading in sheet.headings}
    positions = [int(position) for position in sheet.cells.columns]
    last = [texts.get(position, "") for position in positions[-len(appended) :]]
    ours = any(last == headings(appended, Messages(language)) for language in LANGUAGES)
    return positions[: -len(appended)] if ours else positions


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
