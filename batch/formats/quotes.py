"""A quotation mark that opened a cell without being meant to: ``5"`` for inches, and the rows up to the next one are
inside that cell.

Proved where the lines inside a cell are the rows of the table: the first completes its row, the last begins one, those
between are whole, and what falls into columns of numbers and flags can be read there. Descriptions of several lines
fall into place so only by a freak, and then hold no numbers in the right places.
"""

from collections.abc import Iterator, Sequence

import pyarrow as pa
import pyarrow.compute as pc

from batch.errors import UnreadableFile
from batch.model.catalog import Heading
from schemas.kinds import READERS, values


def refuse_swallowed_rows(
    found: Sequence[Heading], columns: Sequence[pa.ChunkedArray], first: int, delimiter: str, name: str
) -> None:
    """``columns``: below the headings, whose first row is ``first``. Raises UnreadableFile for the first such cell."""
    for place, column in enumerate(columns):
        rows = pc.indices_nonzero(pc.match_substring_regex(column, "[\r\n]"))
        for row, text in zip(rows.to_pylist(), column.take(rows).to_pylist(), strict=True):
            if _is_table(text, place, found, delimiter):
                facts = {"name": name, "row": first + row, "rows": len(text.splitlines()) - 1}
                raise UnreadableFile("file.swallowed_rows", facts)


def _is_table(text: str, place: int, found: Sequence[Heading], delimiter: str) -> bool:
    lines = [line.split(delimiter) for line in text.splitlines()]
    starts = [place, *(0 for _ in lines[1:])]
    ends = [*(len(found) for _ in lines[1:]), place + 1]
    if len(lines) < 2 or any(len(line) != end - start for line, start, end in zip(lines, starts, ends, strict=True)):
        return False
    typed = list(_typed(lines, starts, found))
    return bool(typed) and all(typed)


def _typed(lines: Sequence[Sequence[str]], starts: Sequence[int], found: Sequence[Heading]) -> Iterator[bool]:
    """For each cell in a column of numbers, flags or units: can it be read?"""
    for line, start in zip(lines, starts, strict=True):
        for text, heading in zip(line, found[start:], strict=False):
            reader = READERS.get(values(heading.column)) if heading.column else None
            if reader and text.strip():
                yield reader(text).fault != "unreadable"
