"""What stands above the headings: titles, or products that were sorted above them."""

from collections.abc import Mapping, Sequence

from batch.model.catalog import Heading
from schemas.headings import IDENTIFYING
from schemas.kinds import READERS, values

_FULL = 3  # cells of known columns; a title seldom has two


def products(titles: Mapping[int, Mapping[int, str]], found: Sequence[Heading]) -> list[int]:
    """The rows, of texts by row and position, that would be products below the headings."""
    columns = {heading.position: heading.column for heading in found if heading.column}
    rows = [row for row, texts in titles.items() if _is_product(texts, columns)]
    return rows if len(columns) >= _FULL or len(rows) > 1 else []


def _is_product(texts: Mapping[int, str], columns: Mapping[int, str]) -> bool:
    """Something says which product it is, and every number and flag of it, one or more, can be read."""
    known = {columns[at]: text for at, text in texts.items() if at in columns}
    readers = {column: READERS[values(column)] for column in known if values(column) in READERS}
    if not readers or not any(column in IDENTIFYING for column in known):
        return False
    enough = len(known) >= min(_FULL, len(columns))
    return enough and all(reader(known[column]).fault is None for column, reader in readers.items())
