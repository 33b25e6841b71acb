"""Texts that were torn at a line break: what lost its quotation marks, or what Excel cut, goes on in rows of its own.

The row above such a piece is cut where it has nothing of what every product of the sheet has further to the right: its
price and its switches went along with the end of the text.
"""

from collections.abc import Iterator

import numpy as np
import pyarrow.compute as pc

from batch.check.looking import Looking
from batch.model.findings import Finding
from batch.model.groups import Mask
from schemas.headings import IDENTIFYING

_UUID = r"^[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$"
MARKUP = r"[<>&;{}]"
_PROSE = r"(?:\S+\s+){2}\S"  # three words: no ID of Retail POS
_LONG_PROSE = r"(?:\S+\s+){5}\S|</?[a-z]+[^<>]*>"  # six words, or a tag: a title among the rows is shorter
_DEBRIS = 4  # a row that Excel spilled holds no more cells than this
_OWN = ("retail_price", "active_online", "active")  # what every product of an export has


def torn(looking: Looking) -> Iterator[Finding]:
    """Pieces of a text where the row should begin, and the rows that these were cut from."""
    yield from looking.found("row.spilled", "id", _debris(looking))
    pieces = _pieces(looking)  # one that reaches the columns of composites passes for a component
    if not pieces.any():
        return
    bare = ~np.logical_or.reduce([looking.filled(name) for name in _OWN])
    own = [name for name in _OWN if name in looking]
    heads = np.append(pieces[1:], False) & ~pieces & bare & looking.products & bool(own)
    places = np.arange(len(pieces))
    last = np.maximum.accumulate(np.where(pieces, -1, places))  # the row that each piece goes on from
    cut = pieces & heads[last]
    begun = looking.places.sheet.headings[0].column or ""
    yield from looking.found("row.cut", "", heads)
    yield from looking.found("row.spilled", begun, cut)


def _pieces(looking: Looking) -> Mask:
    """Rows whose first cell, a code in all others, holds words."""
    first = next((heading.column for heading in looking.places.sheet.headings), None)
    if first not in IDENTIFYING or first not in looking:
        return np.zeros(len(looking), dtype=bool)
    column = looking.reads[first].column
    prose = f"{_PROSE}|{MARKUP}" if first == "id" else _LONG_PROSE
    return column.rows(np.asarray(pc.fill_null(pc.match_substring_regex(column.texts, prose), False)))


def _debris(looking: Looking) -> Mask:
    """Markup where the ID was, and next to nothing else."""
    if "id" not in looking:
        return np.zeros(len(looking), dtype=bool)
    column = looking.reads["id"].column
    strange = pc.and_(
        pc.invert(pc.match_substring_regex(column.texts, _UUID)), pc.match_substring_regex(column.texts, MARKUP)
    )
    mask = column.rows(np.asarray(pc.fill_null(strange, False)))
    cells = np.sum([looking.filled(name) for name in looking.reads], axis=0) if mask.any() else 0
    return mask & (cells <= _DEBRIS)
