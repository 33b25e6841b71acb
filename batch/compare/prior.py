"""The sheet as it was exported, beside the sheet as it came back: what the merchant changed in between. Pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from batch.compare.picked import picked
from batch.model.catalog import Catalog
from batch.model.groups import Mask
from batch.model.options import option_names, option_values
from batch.model.rules import BY_NAME, OPTION_FIELDS
from batch.values import canonical, same

_BETWEEN = "\x1e"


@dataclass(frozen=True, eq=False, slots=True)
class Prior:
    """``rows``: for each row of the sheet the one that it was in the export; NA where it is ``known`` to be none."""

    rows: pd.DataFrame
    known: Mask

    def only(self, wanted: Mask) -> "Prior":
        return Prior(self.rows[wanted], self.known[wanted])


def prior(rows: pd.DataFrame, base: Catalog) -> Prior:
    """By id, by the store's id, by SKU, or by handle and options: by the first that one row alone has on each side."""
    before = base.products()
    places = np.full(len(rows), -1, dtype=np.intp)
    for ours, theirs in zip(_names(rows), _names(before), strict=True):
        taken = np.isin(np.arange(len(before)), places)
        known = pd.Series(np.arange(len(before)), index=pd.Index(theirs.array))[_alone(theirs) & ~taken]
        found = pd.Index(known.index).get_indexer(pd.Index(ours.array)) if len(known) else np.full(len(ours), -1)
        fits = (places < 0) & _alone(ours) & (found >= 0)
        places[fits] = known.to_numpy()[found[fits]]
    aligned = before.reset_index(drop=True).reindex(np.where(places >= 0, places, len(before)))
    return Prior(aligned.set_axis(rows.index), places >= 0)


def renamed(before: pd.DataFrame, skus: Mapping[str, str]) -> pd.DataFrame:
    """The rows as they were exported, under the SKUs that we have given to their items since."""
    return before.assign(sku=before["sku"].replace(dict(skus))) if skus and "sku" in before else before


def edited(wanted: pd.DataFrame, before: pd.DataFrame, known: Mask) -> pd.DataFrame:
    """True where a cell asks for something else than it did in the export, or where there was no such cell.

    The options of a row count together: they say as one which variant it is.
    """
    changed = {name: _changed(wanted[name], before.get(name), known, name) for name in wanted}
    options = [name for name in changed if name in OPTION_FIELDS]
    if options:
        changed |= dict.fromkeys(options, np.logical_or.reduce([changed[name] for name in options]))
    return pd.DataFrame(changed, index=wanted.index, columns=wanted.columns)


def _changed(after: pd.Series, before: pd.Series | None, known: Mask, name: str) -> Mask:
    given: Mask = after.notna().to_numpy(dtype=bool)
    if before is None:
        return given
    differs = given & (before.isna() | after.ne(before).fillna(True)).to_numpy(dtype=bool)
    kind = BY_NAME[name].kind
    numbers = np.flatnonzero(differs & known)
    for number, then, now in zip(numbers, picked(before, numbers), picked(after, numbers), strict=True):
        differs[number] = not same(canonical(then, kind), canonical(now, kind), kind)
    return np.asarray(differs)


def _names(rows: pd.DataFrame) -> Iterator[pd.Series]:
    """What a row can be known by, the surest first."""
    for column in ("id", "ecom_id", "sku"):
        yield rows[column] if column in rows else pd.Series(pd.NA, index=rows.index, dtype="object")
    if "handle" in rows:
        names, values = option_names(rows), option_values(rows)
        yield rows["handle"] + _BETWEEN + names + _BETWEEN + values
    else:
        yield pd.Series(pd.NA, index=rows.index, dtype="object")


def _alone(names: pd.Series) -> Mask:
    return np.asarray((names.notna() & names.ne("") & ~names.duplicated(keep=False)).fillna(False).to_numpy(dtype=bool))
