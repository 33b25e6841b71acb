"""An image of the store never has the address that it was made from: the journal knows which came from where. Pure."""

import pandas as pd

from batch.compare.differences import taken
from batch.compare.match import Positions
from batch.model.store import Snapshot
from schemas.types import TEXT


def recognised(wanted: pd.DataFrame, snapshot: Snapshot, found: Positions) -> pd.DataFrame:
    """The same wishes; an image that the store has already stands there under the store's own address."""
    if "image_url" not in wanted or not snapshot.pictures:
        return wanted
    there = taken(snapshot.items["image_url"], found).set_axis(wanted.index)
    source = there.map(snapshot.pictures, na_action="ignore").astype(TEXT)
    held = wanted["image_url"].eq(source).fillna(False).astype(bool)
    return wanted.assign(image_url=wanted["image_url"].mask(held, there))
