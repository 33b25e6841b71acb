"""From differing cells to changes: one for each row that asks for something. Pure."""

from collections.abc import Collection, Iterator, Mapping, Sequence

import numpy as np

from batch.compare.match import NOWHERE, Matched
from batch.compare.picked import picked
from batch.model.changes import Action, Change, FieldChange


def assembled(
    here: Matched,
    cells: Mapping[int, Sequence[FieldChange]],
    refused: Collection[int],
    also: Mapping[int, tuple[str, ...]],
) -> Iterator[Change]:
    """In the order of the rows. ``also``: what goes along with the change of a row."""
    rows, items = here.rows, here.items
    asking = rows.index.isin(list(cells)) | (here.found == NOWHERE)
    numbers = np.flatnonzero(asking & ~rows.index.isin(list(refused)))
    places, bases = here.found[numbers], here.bases[numbers]
    columns = (
        rows.index[numbers].tolist(),
        places.tolist(),
        picked(rows["sku"], numbers) if "sku" in rows else [None] * len(numbers),
        picked(rows["family"], numbers),
        picked(items["product"], bases),
        picked(items["variation"], places),
    )
    for row, place, sku, family, product, variation in zip(*columns, strict=True):
        fields = tuple(cells.get(row, ()))
        yield Change(_action(place, fields), row, sku or "", family, product, variation, fields, also.get(row, ()))


def _action(place: int, fields: Sequence[FieldChange]) -> Action:
    if place == NOWHERE:
        return Action.CREATE
    if [field.name for field in fields] == ["active_online"]:
        return Action.ENABLE if fields[0].after == "1" else Action.DISABLE
    return Action.UPDATE
