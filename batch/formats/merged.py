"""Merged cells: a title over the table is nobody's concern; among the products each stands for one value."""

import re
from collections.abc import Iterable, Iterator

from batch.formats.guesses import listed
from batch.model.catalog import Guess

_END = re.compile(r":[A-Z]+(\d+)$")


def among_products(guesses: Iterable[Guess], first: int) -> Iterator[Guess]:
    """The guesses, but of the merged ranges only those that reach ``first``, the row below the headings."""
    for guess in guesses:
        if guess.code != "merged":
            yield guess
            continue
        ranges = [text for text in dict(guess.facts)["ranges"].split(",") if _last_row(text) >= first]
        if ranges:
            yield Guess("merged", (("count", str(len(ranges))), ("ranges", listed(ranges))))


def _last_row(text: str) -> int:
    found = _END.search(text)
    return int(found[1]) if found else 0
