"""A SKU names one row, or none: no first match. Nor may two SKUs be one to the eye."""

from collections.abc import Iterator

import numpy as np
import pyarrow.compute as pc

from batch.check.groups import groups
from batch.check.looking import Looking, listed
from batch.model.findings import Finding
from schemas.codes import looks


def duplicates(looking: Looking) -> Iterator[Finding]:
    """The same text twice."""
    if "sku" not in looking:
        return
    skus = looking.texts("sku")
    wanted = looking.products & np.asarray(pc.is_valid(skus)) & looking.filled("sku")
    numbers = looking.places.texts.index.to_numpy()
    for rows in groups(skus, wanted):
        facts = (("rows", listed(numbers[rows].tolist())),)
        yield from looking.places.many("sku.duplicate", "sku", rows, None, [facts] * len(rows))


def alike(looking: Looking) -> Iterator[Finding]:
    """The same but for case, spaces or letters of another alphabet: two products, or one that was typed twice."""
    if "sku" not in looking:
        return
    column = looking.reads["sku"].column
    numbers = looking.places.texts.index.to_numpy()
    wanted = looking.products & looking.filled("sku")
    for rows in groups(column.laid(looks(column.texts)), wanted):
        texts = column.texts.take(column.at[rows]).to_pylist()
        if len(set(texts)) > 1:
            others = [f"{text} ({row})" for text, row in zip(texts, numbers[rows].tolist(), strict=True)]
            facts = (("skus", listed(others)),)
            yield from looking.places.many("sku.alike", "sku", rows, None, [facts] * len(rows))
