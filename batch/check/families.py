"""Checks of rows that are one product: same handle, else same product of the store, else same name and options."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from batch.check import galleries
from batch.check.columns import frame
from batch.check.looking import Looking, listed
from batch.model.findings import Finding
from batch.model.groups import Codes, Mask, by_code, coded, combined, differing
from batch.model.options import SEPARATOR, option_names, option_values
from batch.model.places import Facts
from batch.model.rules import MAX_VARIANTS, OPTIONS
from schemas.catalog import SHARED
from schemas.types import TEXT


@dataclass(frozen=True, eq=False, slots=True)
class Families:
    """``keys``: text, null on rows that are no product; ``codes``: the same as numbers; ``sizes``: rows of each."""

    keys: pa.Array
    codes: Codes
    sizes: Codes
    names: pa.Array
    values: pa.Array

    @property
    def several(self) -> Mask:
        return self.sizes > 1


def families_of(looking: Looking) -> Families:
    """The family of each row: its handle; else its product's id; else its name, with option values; else itself."""
    names, values = _options_of(looking)
    keys = _joined("handle ", looking.texts("handle"))
    if keys.null_count:
        named = pc.if_else(pc.not_equal(values, ""), _joined("name ", looking.texts("name")), None)
        if "ecom_id" in looking:
            products = pc.replace_substring_regex(looking.texts("ecom_id"), "/.*", "")
            keys = pc.coalesce(keys, _joined("product ", products))
            named = _adopted(named, keys)
        alone = _joined("row ", pa.array(looking.places.texts.index).cast(pa.string()))
        keys = pc.coalesce(keys, named, alone)
    if not looking.products.all():
        keys = pc.if_else(pa.array(looking.products), keys, pa.scalar(None, TEXT.pyarrow_dtype))
    codes = coded(keys)
    sizes = np.bincount(codes + 1)[codes + 1] * looking.products
    return Families(keys, codes, sizes, names, values)


def _adopted(named: pa.Array, keys: pa.Array) -> pa.Array:
    """A row without an id joins the one product whose rows have its name: so a variant is added to an export."""
    if not pc.any(pc.and_(pc.is_null(keys), pc.is_valid(named))).as_py():
        return named
    owners: dict[str | None, set[str]] = {}
    for name, key in zip(named.to_pylist(), keys.to_pylist(), strict=True):
        if key is not None:
            owners.setdefault(name, set()).add(key)
    single = {name: keys.pop() for name, keys in owners.items() if len(keys) == 1}
    return pa.array([single.get(name, name) for name in named.to_pylist()], pa.string())


def families(looking: Looking, known: Families) -> Iterator[Finding]:
    """Only families that disagree are looked at one by one."""
    yield from _shared(looking, known)
    if any(value in looking for _, value in OPTIONS):
        yield from _options(looking, known)
    crowded = known.sizes > MAX_VARIANTS
    counts: dict[int, Facts] = {int(row): (("count", str(known.sizes[row])),) for row in np.flatnonzero(crowded)}
    yield from looking.found("family.too_many_variants", "handle", crowded, counts)


def rows_of(looking: Looking, codes: Codes, mask: Mask) -> dict[int, Facts]:
    """For each row of the mask the numbers of all rows with its code; each group is listed once."""
    wanted = np.zeros(int(codes.max(initial=-1)) + 2, dtype=bool)
    wanted[codes[mask & (codes >= 0)]] = True
    numbers = looking.places.texts.index.to_numpy()
    told: dict[int, Facts] = {}
    for rows in by_code(np.where(wanted[codes], codes, -1), 1):
        told |= dict.fromkeys(rows.tolist(), (("rows", listed(numbers[rows].tolist())),))
    return told


def _shared(looking: Looking, known: Families) -> Iterator[Finding]:
    further = dict.fromkeys(galleries.columns(looking.reads).values(), SHARED["gallery"])
    for column, code in (SHARED | further).items():
        if column in looking:
            read = looking.reads[column]
            values = coded(read.values)[read.column.at]
            mask = differing(np.where(known.several, values, -1), known.codes) & (values >= 0) & known.several
            if mask.any():
                yield from looking.found(code, column, mask, rows_of(looking, known.codes, mask))


def _options(looking: Looking, known: Families) -> Iterator[Finding]:
    column = next(value for _, value in OPTIONS if value in looking)
    none = known.several & np.asarray(pc.equal(known.values, ""))
    yield from looking.found("family.without_options", column, none, rows_of(looking, known.codes, none))
    several = known.several & ~none
    names, values = coded(known.names), coded(known.values)
    differs = differing(np.where(several, names, -1), known.codes) & known.several
    yield from looking.found("family.options_differ", OPTIONS[0][0], differs, rows_of(looking, known.codes, differs))
    pairs = np.where(several, combined(combined(known.codes, names), values), -1)
    repeated = several & (np.bincount(pairs + 1)[pairs + 1] > 1)
    told = rows_of(looking, pairs, repeated)
    facts = {row: (("options", _shown(known, row)), *told[row]) for row in np.flatnonzero(repeated).tolist()}
    yield from looking.found("family.duplicate_options", column, repeated, facts)


def _shown(known: Families, row: int) -> str:
    return ", ".join(known.values[row].as_py().split(SEPARATOR))


def _options_of(looking: Looking) -> tuple[pa.Array, pa.Array]:
    columns = {name: looking.texts(name) for pair in OPTIONS for name in pair if name in looking}
    rows = frame(columns, looking.places.texts.index)
    names, values = (pa.array(joined, pa.string()) for joined in (option_names(rows), option_values(rows)))
    return _whole(names), _whole(values)


def _whole(array: pa.Array | pa.ChunkedArray) -> pa.Array:
    return array.combine_chunks() if isinstance(array, pa.ChunkedArray) else array


def _joined(prefix: str, texts: pa.Array) -> pa.Array:
    return pc.binary_join_element_wise(prefix, texts, "")
