"""A SKU names one row, or none, unless the store's ids tell the rows apart. Nor may two SKUs be one to the eye."""

from collections.abc import Iterator

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from batch.check.looking import Looking, listed
from batch.model.findings import Finding
from batch.model.groups import groups
from schemas.codes import looks


def duplicates(looking: Looking) -> Iterator[Finding]:
    """The same text twice."""
    if "sku" not in looking:
        return
    skus = looking.texts("sku")
    wanted = looking.products & np.asarray(pc.is_valid(skus)) & looking.filled("sku")
    numbers = looking.places.texts.index.to_numpy()
    ids = looking.texts("ecom_id") if "ecom_id" in looking else None
    for rows in groups(skus, wanted):
        if ids is not None and _are_apart(ids.take(pa.array(rows))):
            continue
        facts = (("rows", listed(numbers[rows].tolist())),)
        yield from looking.places.many("sku.duplicate", "sku", rows, None, [facts] * len(rows))


def _are_apart(ids: pa.Array) -> bool:
    return ids.null_count == 0 and len(ids.unique()) == len(ids)


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
