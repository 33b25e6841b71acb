"""Words whose accented letters may be others: the file's bytes make sense in two alphabets."""

from collections.abc import Iterator

import numpy as np
import pyarrow.compute as pc

from batch.check.looking import Looking
from batch.model.findings import Finding
from schemas.kinds import KEYS, WORDS


def doubtful_letters(looking: Looking) -> Iterator[Finding]:
    """On each such cell, with what it would be in the other alphabet."""
    told = next((dict(g.facts) for g in looking.places.sheet.guesses if g.code == "encoding_unsure"), None)
    if told is None:
        return
    for name in sorted((KEYS | WORDS | {"handle"}) & set(looking.reads)):
        column = looking.reads[name].column
        strange = np.asarray(pc.fill_null(pc.invert(pc.string_is_ascii(column.texts)), False))
        others = {at: _read_as(text, told) for at, text in column.each(strange)}
        differs = np.isin(np.arange(len(strange)), [at for at, text in others.items() if text])
        rows = np.flatnonzero(column.rows(differs) & looking.products)
        facts = [(("other", others[at] or ""),) for at in column.at[rows].tolist()]
        yield from looking.places.many("text.unsure_letters", name, rows, None, facts)


def _read_as(text: str, told: dict[str, str]) -> str | None:
    """None where both alphabets have the same letters."""
    other = text.encode(told["encoding"], "replace").decode(told["rival"], "replace")
    return other if other != text else None
