"""The sample shop, Boutique Quai Nord in Québec: gifts, clothing, outdoor gear. Invented, all of it.

``exported``: the sheet as Retail POS gave it, which is what the online store was filled from.
``edited``: the same sheet after a morning in Excel: what was meant, and what went wrong.
"""

from samples.shop import books, clothing, gifts, outdoor, pantry
from samples.shop.edits import DROPPED, MISTAKES, NEW, intended, mistaken
from samples.shop.rows import HEADINGS, Row, rows

__all__ = ["DROPPED", "HEADINGS", "MISTAKES", "Row", "edited", "exported"]

_DEPARTMENTS = (
    *gifts.DEPARTMENTS,
    *pantry.DEPARTMENTS,
    *books.DEPARTMENTS,
    *clothing.DEPARTMENTS,
    *outdoor.DEPARTMENTS,
)


def exported() -> list[Row]:
    """With the two things that only the online store has: a gift card, and a colour that the shop no longer sells."""
    return [row for department in _DEPARTMENTS for row in rows(department)]


def edited() -> list[Row]:
    kept = [row for row in exported() if row["sku"] not in DROPPED]
    return mistaken([*intended(kept), *(row for department in NEW for row in rows(department))])
