"""Is a product ready to go online? What check said of the sheet alone, judged again beside the store. Pure."""

from collections.abc import Sequence, Set

import pandas as pd

from batch.compare.match import Matched
from batch.model.changes import Change
from batch.model.findings import Finding
from batch.model.rules import QUANTITY_DELTA

_DESCRIBED, _PICTURED, _STOCKED, _PRICED = (
    "online.no_description",
    "online.no_image",
    "online.no_stock",
    "price.placeholder",
)
# What makes it the business of a plan that puts nothing online: a change of one of these.
_CONCERNS = {
    _DESCRIBED: frozenset({"description"}),
    _PICTURED: frozenset({"image_url", "gallery"}),
    _STOCKED: frozenset({"quantity", QUANTITY_DELTA}),
    _PRICED: frozenset({"retail_price"}),
}
_OF_ONE_ROW = frozenset({_PRICED})  # the others are said once a family, on any of its rows


def judged(said: Sequence[Finding], known: Matched, changes: Sequence[Change], refused: Set[int]) -> list[Finding]:
    """All of ``said``, but for what is not ready and is not this plan's doing.

    Such a warning stays where the cell it is about changes; where its product goes online, unless the store has what
    the sheet leaves blank; and on a refused row, which was to put online what the store does not show.
    """
    doubtful = [found for found in said if found.code in _CONCERNS]
    if not doubtful:
        return list(said)
    places = known.rows.index.get_indexer([found.row for found in doubtful])
    families, bases = known.rows["family"].array.take(places), known.bases[places]
    going = {change.family for change in changes if change.after("active_online") == "1"}
    touched = {(of, cell.name) for change in changes for of in (change.family, change.row) for cell in change.fields}
    shown, has = known.items["active_online"].array, _has(known.items)
    dropped = set()
    for found, family, base in zip(doubtful, families, bases.tolist(), strict=True):
        of = found.row if found.code in _OF_ONE_ROW else family
        wanted = family in going or (found.row in refused and (base < 0 or not shown[base]))
        lacking = base < 0 or known.items["product"].iat[base] not in has.get(found.code, ())
        if not any((of, name) in touched for name in _CONCERNS[found.code]) and not (wanted and lacking):
            dropped.add(found)
    return [found for found in said if found not in dropped]


def _has(items: pd.DataFrame) -> dict[str, set[str]]:
    """By code, the products of the store of which it is not true as long as the sheet leaves them as they are."""
    sold = items["variation"].notna() | ~items["has_variations"]
    stocked = sold & (items["unlimited"] | items["quantity"].gt(0).fillna(False))
    masks = {_DESCRIBED: _filled(items["description"]), _PICTURED: _filled(items["image_url"]), _STOCKED: stocked}
    return {code: set(items["product"][mask.to_numpy(dtype=bool)]) for code, mask in masks.items()}


def _filled(texts: pd.Series) -> pd.Series:
    return (texts.notna() & texts.ne("")).fillna(False)
