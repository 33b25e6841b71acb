"""SKUs that the store does not have, and very nearly has: a second product would be made beside the first."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from batch.compare.commands import says
from batch.compare.match import NOWHERE, Matched
from batch.model.findings import Finding
from batch.model.places import Places
from schemas import codes, damaged

_POINTS = re.compile(r"[1-9]\d{0,2}(?:\.\d{3})+", re.ASCII)

Owned = Mapping[object, Sequence[str]]


def nearly(known: Matched, at: Places) -> Iterator[Finding]:
    """A row that says ``create`` means it; a SKU of the store that has its own row is another product."""
    rows = known.rows
    if "sku" not in rows or not len(known.items):
        return
    new = (known.found == NOWHERE) & rows["sku"].notna().to_numpy(dtype=bool) & ~says(rows, "create")
    if not new.any():
        return
    skus, free = rows["sku"][new], _free(known)
    plain = _owned(free, bare(free))
    yield from _told(dict(zip(skus.index, (plain.get(key, ()) for key in bare(skus)), strict=True)), at)
    yield from _told(_before_exponents(skus, free), at)
    yield from _told(_before_rounding(skus, free), at)
    yield from _told({row: plain.get(sku.replace(".", ""), ()) for row, sku in skus.items() if _is_pointed(sku)}, at)


def _told(found: Mapping[int, Sequence[str]], at: Places) -> Iterator[Finding]:
    for row, others in found.items():
        if others:
            suggestion = others[0] if len(others) == 1 else None
            yield at.cell("store.sku_alike", "sku", row, (("other", ", ".join(others)),), suggestion)


def _before_exponents(skus: pd.Series, free: Sequence[str]) -> dict[int, Sequence[str]]:
    """7.45E+11 may have been any SKU of the store with twelve digits that begin so."""
    numbers = [sku for sku in free if sku.isascii() and sku.isdigit() and not sku.startswith("0")]

    @cache
    def shown(places: int) -> Owned:
        return _owned(numbers, [codes.left_of(f"{int(sku):.{places - 1}E}") for sku in numbers])

    left = {row: codes.left_of(sku) for row, sku in skus.items() if codes.is_scientific(sku)}
    return {row: shown(len(digits)).get((digits, length), ()) for row, (digits, length) in left.items()}


def _before_rounding(skus: pd.Series, free: Sequence[str]) -> dict[int, Sequence[str]]:
    """9421234567890120 may have been any SKU of the store with these 15 digits and another one behind."""
    rounded = {row: sku for row, sku in skus.items() if damaged.may_be_rounded(sku) or damaged.is_rounded(sku)}
    if not rounded:
        return {}
    owned = _owned(free, [(damaged.kept_of(sku), len(sku)) for sku in free])
    return {row: owned.get((damaged.kept_of(sku), len(sku)), ()) for row, sku in rounded.items()}


def _is_pointed(sku: str) -> bool:
    """1.234 may have been 1234 of the store."""
    return _POINTS.fullmatch(sku) is not None


def _free(known: Matched) -> list[str]:
    """The SKUs of the store that no row of the sheet has matched."""
    free = np.ones(len(known.items), dtype=bool)
    free[known.found[known.found >= 0]] = False
    skus = known.items["sku"]
    return list(skus[free & skus.notna().to_numpy(dtype=bool)].unique())


def _owned(skus: Sequence[str], keys: Sequence[object]) -> Owned:
    owned: dict[object, list[str]] = {}
    for key, sku in zip(keys, skus, strict=True):
        owned.setdefault(key, []).append(sku)
    return owned


def bare(skus: Sequence[str] | pd.Series) -> list[str]:
    """Without case, spaces, look-alike letters, what a spreadsheet adds to numbers or takes: 1E5 is 100000."""
    undone = [damaged.before_change(sku) or sku for sku in skus]
    plain = codes.looks(pa.array(undone, pa.string()))
    plainest: list[str] = pc.replace_substring_regex(plain, "^0+([0-9]+)$", r"\1").to_pylist()
    return [damaged.as_number(text) for text in plainest]
