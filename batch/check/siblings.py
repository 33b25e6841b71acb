"""What only the other rows prove: dates among options, families torn apart, components and options without a place."""

from collections.abc import Iterator

import numpy as np
import pyarrow.compute as pc

from batch.check.families import Families
from batch.check.looking import Looking
from batch.model.findings import Finding
from batch.model.groups import Mask, Rows, by_code
from batch.values import cell_address
from schemas import codes
from schemas.headings import loose

_FOURTH = frozenset({"variantoptionfourname", "variantoptionfourvalue", "attribute4", "attribute4value"})


def dates(looking: Looking, kin: Families, column: str) -> Iterator[Finding]:
    """``4-Jun`` where an option was; what it was is proved by the family's other values, such as 6-9 and 8-10."""
    if column not in looking:
        return
    read = looking.reads[column]
    mask = np.zeros(len(read.doubtful), dtype=bool)
    mask[[place for place, text in read.column.each(read.doubtful) if codes.is_date(text)]] = True
    rows = read.column.rows(mask) & looking.products
    if rows.any():
        yield from looking.suggested("option.date", column, _before(looking, kin, column, rows))


def _before(looking: Looking, kin: Families, column: str, rows: Mask) -> dict[int, str | None]:
    texts = looking.texts(column)
    concerned = np.zeros(int(kin.codes.max(initial=-1)) + 2, dtype=bool)
    concerned[kin.codes[rows]] = True
    found: dict[int, str | None] = {}
    for family in by_code(np.where(concerned[kin.codes], kin.codes, -1), 1):
        values = texts.take(family).to_pylist()
        others = [text for text in values if text and not codes.is_date(text)]
        found |= {
            row: codes.proved_before(text, others)
            for row, text in zip(family.tolist(), values, strict=True)
            if rows[row]
        }
    return found


def apart(looking: Looking, kin: Families) -> Iterator[Finding]:
    """Rows of a product that stand away from its first ones: applied all the same, and easily missed by people."""
    rows = np.flatnonzero(looking.products & kin.several)
    if not len(rows):
        return
    families = kin.codes[rows]
    starts = np.flatnonzero(np.append(True, (families[1:] != families[:-1]) | (_gaps(looking, rows) > 0)))
    _, first = np.unique(families[starts], return_index=True)
    later = np.setdiff1d(np.arange(len(starts)), first)
    mask = np.zeros(len(looking), dtype=bool)
    mask[rows[starts[later]]] = True
    yield from looking.found("family.apart", "handle" if "handle" in looking else "name", mask)


def _gaps(looking: Looking, rows: Rows) -> Rows:
    """How many other products stand between neighbours."""
    passed = np.cumsum(looking.products)
    return np.asarray(passed[rows[1:]] - passed[rows[:-1]] - 1, dtype=np.intp)


def components(looking: Looking, listed: Mask) -> Iterator[Finding]:
    """A component that the sheet does not have: an export that was filtered, or a SKU that changed."""
    if "composite_sku" not in looking or "sku" not in looking:
        return
    column = looking.reads["composite_sku"].column
    known = pc.is_in(column.texts, looking.reads["sku"].column.texts)
    missing = column.rows(np.asarray(pc.invert(known))) & listed
    yield from looking.places.many("composite.component_missing", "composite_sku", np.flatnonzero(missing))


def fourth_options(looking: Looking) -> Iterator[Finding]:
    """X-Series and the store know three options; the column of a fourth would be left out in silence."""
    sheet = looking.places.sheet
    for heading in sheet.headings:
        if heading.column is None and loose(heading.text) in _FOURTH:
            for number, text in sheet.cells[heading.position].dropna().items():
                if text.strip():
                    at = cell_address(number, heading.position)
                    yield Finding("option.too_many", int(number), heading.text, at, None, text.strip())
