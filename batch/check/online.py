"""Is a product ready to go online? Said once a product, on its first row, and only of columns that the sheet has."""

from collections.abc import Iterator

import numpy as np

from batch.check.families import Families
from batch.check.looking import Looking
from batch.model.findings import Finding
from batch.model.groups import Mask
from schemas.cells import is_clear


def online(looking: Looking, kin: Families) -> Iterator[Finding]:
    """Warnings: X-Series and the store accept such a product; customers find it bare."""
    going = looking.flags("active_online") & looking.products
    if not going.any():
        return
    first = _first_of_each(kin, going)
    if "description" in looking:
        described = looking.filled("description") & ~_cleared(looking, "description")
        yield from looking.found("online.no_description", "description", first & ~_in_family(kin, described))
    if "image_url" in looking:
        yield from looking.found("online.no_image", "image_url", first & ~_in_family(kin, looking.filled("image_url")))
    stocks = [name for name in looking.reads if name.startswith("inventory_")]
    if stocks:
        counted = np.logical_or.reduce([looking.filled(name) for name in stocks])
        tracked = ~_says_no(looking, "track_inventory")
        some = np.logical_or.reduce([looking.amounts(name) > 0 for name in stocks]) | ~counted | ~tracked
        yield from looking.found("online.no_stock", stocks[0], first & ~_in_family(kin, some))


def _says_no(looking: Looking, column: str) -> Mask:
    return looking.filled(column) & ~looking.flags(column)


def _cleared(looking: Looking, column: str) -> Mask:
    read = looking.reads[column]
    mask = np.zeros(len(read.doubtful), dtype=bool)
    mask[[place for place, text in read.column.each(read.doubtful) if is_clear(text)]] = True
    return read.column.rows(mask)


def _first_of_each(kin: Families, rows: Mask) -> Mask:
    places = np.flatnonzero(rows & (kin.codes >= 0))
    _, first = np.unique(kin.codes[places], return_index=True)
    mask = np.zeros(len(rows), dtype=bool)
    mask[places[first]] = True
    return mask


def _in_family(kin: Families, rows: Mask) -> Mask:
    """True on every row of a family that has one such row."""
    known = np.zeros(int(kin.codes.max(initial=-1)) + 2, dtype=bool)
    known[kin.codes[rows & (kin.codes >= 0)]] = True
    return known[kin.codes]
