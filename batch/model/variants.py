"""The variants that a row of a list stands for in Retail POS, where it names their product: in a cell of its row.

The online store switches a product as a whole; Retail POS knows its variants alone.
"""

import json
from collections.abc import Mapping, Sequence

from batch.model.catalog import Sheet

HEADING = "Retail POS variants (unread)"

Variant = Mapping[str, str]
"""``id``, ``handle``, ``sku`` and ``name``, as far as they are known."""


def cell(variants: Sequence[Variant]) -> str | None:
    return json.dumps([dict(one) for one in variants]) if variants else None


def of_cell(text: object) -> Sequence[Variant]:
    found: list[Variant] = json.loads(text) if isinstance(text, str) else []
    return found


def by_row(sheet: Sheet) -> Mapping[int, Sequence[Variant]]:
    """Of a sheet that was made of a list; rows that are one variant, or a product without, are not there."""
    position = next((one.position for one in reversed(sheet.headings) if one.text == HEADING), None)
    if position is None:
        return {}
    return {int(row): of_cell(text) for row, text in sheet.cells[position].items() if isinstance(text, str)}
