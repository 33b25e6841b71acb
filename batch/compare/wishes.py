"""What the rows of a sheet ask of the store: all that they say, or what was changed since they were exported. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

from batch.compare import pictures
from batch.compare.availability import availability
from batch.compare.desired import desired
from batch.compare.match import NOWHERE, Matched
from batch.compare.prior import Prior, edited
from batch.model.findings import Finding
from batch.model.groups import Mask
from batch.model.places import Places
from batch.model.store import Snapshot


@dataclass(frozen=True, eq=False, slots=True)
class Wishes:
    """``here``: the rows that ask for something, ``wanted``: what, NA = leave as it is.

    ``before``: what the rows among them that were exported said then; ``left``: the same where the merchant changed
    nothing. ``gone``: rows that were exported, are as they were, and are not in the store. ``exported``: beside
    ``here``, the rows as they were exported, NA where they were not.
    """

    here: Matched
    wanted: pd.DataFrame
    before: pd.DataFrame
    left: pd.DataFrame
    gone: tuple[int, ...]
    exported: pd.DataFrame | None = None


def wishes(everything: Matched, live: Mask, snapshot: Snapshot, before: Prior | None) -> Wishes:
    """Of the ``live`` rows; whether a product is sold at all is for every row of it to say."""
    here, online = everything.only(live), availability(everything, before)
    wanted = _in_store_terms(here.rows, here, snapshot)
    if online is not None:
        wanted = wanted.assign(active_online=online[here.rows.index])
    if before is None:
        nothing = wanted.iloc[:0]
        return Wishes(here, wanted, nothing, nothing, ())
    return _since(here, wanted, before.only(live), snapshot)


def out_of_step(asked: Wishes, at: Places) -> Iterator[Finding]:
    """The store has deleted it, or never had it; the POS goes on saying that it is there."""
    for row in asked.gone:
        yield at.cell("store.out_of_step", "sku", row)


def _since(here: Matched, wanted: pd.DataFrame, before: Prior, snapshot: Snapshot) -> Wishes:
    then = _in_store_terms(before.rows, here, snapshot)
    changed = edited(wanted, then, before.known)
    missing = before.known & (here.found == NOWHERE)
    idle = missing & ~changed.any(axis=1).to_numpy(dtype=bool)
    all_of_it = pd.Series(~before.known | missing, index=wanted.index)
    asked = wanted.where(changed.to_numpy(dtype=bool) | all_of_it.to_numpy(dtype=bool)[:, None])
    there = before.known & (here.found >= 0)
    both = [name for name in then if name in wanted]
    left = then[both].mask(changed[both].to_numpy(dtype=bool))
    return Wishes(
        here=here.only(~idle),
        wanted=asked[~idle],
        before=then[there],
        left=left[there],
        gone=tuple(map(int, wanted.index[idle])),
        exported=before.rows[~idle],
    )


def _in_store_terms(rows: pd.DataFrame, here: Matched, snapshot: Snapshot) -> pd.DataFrame:
    return pictures.recognised(desired(rows, snapshot.store), here, snapshot.pictures)
