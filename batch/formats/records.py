"""Lines to records: quotes are obeyed, nothing inside a cell is changed, a quote left open is never swallowed."""

import csv
import re
from collections.abc import Iterator, Sequence
from itertools import islice, zip_longest
from typing import TextIO

import numpy as np
import pyarrow as pa

from batch.errors import UnreadableFile
from batch.formats.grid import HEAD_ROWS, MAX_COLUMNS, Grid, Lengths, blank_is_null

MAX_CELL = 1 << 20  # letters in one cell; Excel itself keeps 32,767
_CHUNK = 20_000  # records turned into Arrow at a time
_END = "\0"  # no record of the file can be this: NUL was refused before
_SEP = re.compile(r'"?sep=(.)"?[\r\n]*', re.IGNORECASE | re.DOTALL)


def sep_line(line: str) -> str | None:
    """The separator that a first line such as ``sep=;`` names for Excel."""
    named = _SEP.fullmatch(line)
    return named[1] if named and named[1] not in '"\r\n' else None


def plain_records(lines: TextIO, delimiter: str) -> Iterator[list[str]]:
    """The quick way, for files whose every quote is in order. Raises csv.Error where one is not."""
    csv.field_size_limit(MAX_CELL)
    return csv.reader(lines, delimiter=delimiter, strict=True)


def careful_records(lines: TextIO, delimiter: str, top: int, name: str) -> Iterator[list[str]]:
    """One record per row that Excel shows. Raises UnreadableFile for an open quote or an endless cell.

    Text after a closing quote is kept as Excel does when the record is one line; over several lines it means that
    an earlier quote was never closed and has eaten the rows between.
    """
    csv.field_size_limit(MAX_CELL)
    tape = _Tape(lines)
    reader = csv.reader(tape, delimiter=delimiter, strict=True)
    row = top - 1
    while True:
        row += 1
        tape.recent.clear()
        try:
            record = next(reader)
        except csv.Error:
            record = _forgiven(tape.recent, delimiter, row, name)
        if record == [_END]:
            return
        yield record


def grid(source: Iterator[list[str]], top: int, name: str) -> Grid:
    """Records as columns of Arrow text; short ones are filled up with blanks."""
    head = list(islice(source, HEAD_ROWS))
    chunks = [_columns(head, name)] if head else []
    lengths = [_lengths(head)]
    while chunk := list(islice(source, _CHUNK)):
        chunks.append(_columns(chunk, name))
        lengths.append(_lengths(chunk))
    width = max((len(chunk) for chunk in chunks), default=0)
    columns = tuple(pa.chunked_array([_at(chunk, at) for chunk in chunks], pa.string()) for at in range(width))
    return Grid(columns, top=top, widths=tuple(map(len, head)), lengths=np.concatenate(lengths))


class _Tape:
    """The lines as they go to the csv reader, those of the present record kept, and one more after the last."""

    def __init__(self, lines: TextIO) -> None:
        self._lines = lines
        self._is_over = False
        self.recent: list[str] = []

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = next(self._lines, None)
        if line is None and self._is_over:
            raise StopIteration
        if line is None:
            line, self._is_over = _END, True
        self.recent.append(line)
        return line


def _forgiven(lines: Sequence[str], delimiter: str, row: int, name: str) -> list[str]:
    facts = {"name": name, "row": row}
    if len(lines) > 1:
        raise UnreadableFile("file.unclosed_quote", facts)
    try:
        return next(csv.reader(lines, delimiter=delimiter))
    except csv.Error as error:
        raise UnreadableFile("file.cell_too_long", facts | {"limit": MAX_CELL}) from error


def _columns(chunk: Sequence[list[str]], name: str) -> list[pa.Array]:
    if max(map(len, chunk)) > MAX_COLUMNS:
        raise UnreadableFile("file.too_many_columns", {"name": name, "limit": MAX_COLUMNS})
    columns = list(zip_longest(*chunk, fillvalue=""))
    if not columns:
        return [pa.nulls(len(chunk), pa.string())]
    return [blank_is_null(pa.array(column, pa.string())) for column in columns]


def _lengths(chunk: Sequence[list[str]]) -> Lengths:
    return np.fromiter(map(len, chunk), np.int32, len(chunk))


def _at(chunk: Sequence[pa.Array], at: int) -> pa.Array:
    return chunk[at] if at < len(chunk) else pa.nulls(len(chunk[0]), pa.string())
