"""IDs of Retail POS: each names one row, and all have one form."""

from collections.abc import Iterator

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from batch.check.looking import Looking, listed
from batch.check.torn import MARKUP
from batch.model.findings import Finding
from batch.model.groups import groups
from schemas.codes import UUID, whole_uuid


def ids(looking: Looking) -> Iterator[Finding]:
    """A row that was copied to make another product still has the ID of the first: Retail POS would overwrite it."""
    if "id" not in looking:
        return
    texts = pc.utf8_lower(looking.texts("id"))
    numbers = looking.places.texts.index.to_numpy()
    for rows in groups(texts, looking.products & looking.filled("id")):
        facts = (("rows", listed(numbers[rows].tolist())),)
        yield from looking.places.many("id.duplicate", "id", rows, None, [facts] * len(rows))
    yield from _of_another_form(looking, texts)


def _of_another_form(looking: Looking, texts: pa.Array) -> Iterator[Finding]:
    """Told only beside IDs that are whole: a sheet may have numbers of its own under this heading. What a cut
    description left there is told as that, and so is what no text is: an error, a formula."""
    whole = np.asarray(pc.fill_null(pc.match_substring_regex(texts, UUID), False))
    if whole.any():
        spilled = np.asarray(pc.fill_null(pc.match_substring_regex(texts, MARKUP), False))
        rows = np.flatnonzero(np.asarray(pc.is_valid(texts)) & ~whole & ~spilled).tolist()
        yield from looking.suggested("id.unreadable", "id", {row: whole_uuid(texts[row].as_py()) for row in rows})
