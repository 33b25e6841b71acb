"""What was chosen on the command line for one plan: shown, sealed in the plan file, and the same when it is applied."""

from dataclasses import dataclass
from enum import StrEnum


class Stock(StrEnum):
    """What is sent of the stock in a sheet, which sales have made old news."""

    EDITS = "edits"  # what the merchant changed since the base, as a difference; without a base nothing
    ABSOLUTE = "absolute"  # the number as it stands


class OnConflict(StrEnum):
    """Whose value counts when merchant and store both changed a cell since the base."""

    HOLD = "hold"  # nobody's: shown, not applied
    SHEET = "sheet"
    STORE = "store"


class Missing(StrEnum):
    """What becomes of the store's products that are not in the sheet."""

    LEAVE = "leave"
    DISABLE = "disable"
    DELETE = "delete"


NO_BASE = "none"


@dataclass(frozen=True, slots=True)
class Choices:
    """``base``: path of the sheet as it was exported; NO_BASE for none even where one would be found.

    ``allow``: names of guards, for which ``reason`` was given.

    ``in_store``: the in-store state is to be told to Retail POS, whatever the store holds.
    """

    base: str | None = None
    stock: Stock = Stock.EDITS
    on_conflict: OnConflict = OnConflict.HOLD
    missing: Missing = Missing.LEAVE
    allow: tuple[str, ...] = ()
    reason: str = ""
    in_store: bool = False


USUAL = Choices()
"""Where nothing was chosen."""


def from_document(document: dict[str, object]) -> Choices:
    """As ``dataclasses.asdict`` made it; raises ValueError or TypeError when it did not."""
    allow = document["allow"]
    base = document["base"]
    if not isinstance(allow, list | tuple) or not (base is None or isinstance(base, str)):
        raise TypeError("no choices")
    return Choices(
        base=base,
        stock=Stock(str(document["stock"])),
        on_conflict=OnConflict(str(document["on_conflict"])),
        missing=Missing(str(document["missing"])),
        allow=tuple(map(str, allow)),
        reason=str(document["reason"]),
        in_store=bool(document["in_store"]),
    )
