"""The columns of an export: what stands above them, what they are for, and how their cells are kept."""

from batch.messages import Messages
from batch.model.own import EXPORT_MARK
from schemas.headings import COLUMNS, is_outlet_column
from schemas.kinds import values

PROTECTED = frozenset({"id", "ecom_id"})
MARK = "mark"

_KNOWN = {column.name: column for column in COLUMNS}
_GALLERY = "image_url_"


def heading(column: str, words: str) -> str:
    """``words``: exact, en or fr. Outlets have no other name than their own."""
    number = column.removeprefix(_GALLERY)
    if words == "exact" or is_outlet_column(column):
        return column
    known = _KNOWN["image_url" if number != column else column]
    text = known.english if words == "en" else known.french
    return text if number == column else f"{text} {number}"


def mark(export: str) -> str:
    """The heading of the last column."""
    return f"{EXPORT_MARK}{export}"


def hint(column: str, messages: Messages) -> str:
    """The meaning of a column in a sentence."""
    if column in PROTECTED:
        return "\n".join([messages(f"hint.{column}"), messages("hint.protected")])
    if column.startswith("variant_option_"):
        return messages(f"hint.option_{column.rpartition('_')[2]}")
    if is_outlet_column(column):
        return messages("hint.stock")
    return messages("hint.image_url" if column.startswith("image_url") else f"hint.{column}")


def kind(column: str) -> str:
    """money, number, flag, weight-unit, length-unit, or text for all that is kept to the letter."""
    found = values(column)
    return found if found in ("money", "number", "flag", "weight-unit", "length-unit") else "text"
