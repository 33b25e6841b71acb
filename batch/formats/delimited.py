"""CSV: text with a separator, in the encodings and dresses that Excel and X-Series write."""

import csv
import io
from collections.abc import Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import TextIO

from batch.errors import UnreadableFile
from batch.formats import records, xseries
from batch.formats.encoding import Text, text_of, without_mark
from batch.formats.grid import HEAD_ROWS, Grid
from batch.formats.guesses import of_source
from batch.formats.xseries import NO_NAMES, Found, Names
from batch.model.catalog import Sheet, Source
from schemas.headings import recognised

MAX_BYTES = 600 << 20
SEPARATORS = (",", ";", "\t", "|")
_SAMPLE = 1 << 16
_LAST_LETTER = 2  # bytes, in UTF-16
_TOP = 1  # the first row
_MARKS_16 = (b"\xff\xfe", b"\xfe\xff")
# Heads of files that are text by accident, or of no text at all. A heading row never begins so.
_FOREIGN = (b"<", b"%PDF", b"{\\rtf", b"PK\x03\x04", b"PK\x05\x06", b'{"')


class Delimited:
    """Rows count one per record, as Excel shows them when it opens the file; a ``sep=`` line is none of them."""

    name = "csv"

    def recognises(self, head: bytes) -> bool:
        if head.startswith(_MARKS_16) or (without_mark(head) and not head.startswith(_FOREIGN)):
            return True
        plain = head.removeprefix(b"\xef\xbb\xbf").lstrip()
        return not plain.startswith(_FOREIGN) and b"\0" not in head

    def read(self, path: Path, names: Names = NO_NAMES) -> Sheet:
        """Raises UnreadableFile: too large, binary, in no known encoding, a quote left open, or without headings."""
        _refuse_too_large(path)
        text = text_of(path)
        delimiter, orders = _dress(path, text.encoding)
        source = _source(path, text, delimiter)
        about = Found((*of_source(source), *text.guesses))
        grid = replace(_grid(path, text, delimiter, orders), is_open=_is_open(path))
        return xseries.sheet(grid, source, names, about)


def _is_open(path: Path) -> bool:
    """No line end stands behind the last row."""
    with path.open("rb") as content:
        content.seek(max(0, path.stat().st_size - _LAST_LETTER))
        return not content.read().rstrip(b"\0").endswith((b"\n", b"\r", b"\n\0", b"\r\0"))


def told_separator(sample: str) -> str:
    """The separator under which some row near the top holds the most headings; else the most cells; else a comma."""
    return max(SEPARATORS, key=lambda separator: _score(sample, separator))


def _score(sample: str, separator: str) -> tuple[int, int]:
    rows = _sample_rows(sample, separator)
    known = max((len({recognised(text) for text in row} - {None}) for row in rows), default=0)
    return known, max(map(len, rows), default=0)


def _sample_rows(sample: str, separator: str) -> Sequence[list[str]]:
    csv.field_size_limit(records.MAX_CELL)
    return list(islice(csv.reader(io.StringIO(sample, newline=""), delimiter=separator), HEAD_ROWS))


def _dress(path: Path, encoding: str) -> tuple[str, int]:
    """The separator, and how many lines stand before the rows: one where a ``sep=`` line names it."""
    with path.open(encoding=encoding, errors="replace", newline="") as lines:
        first = lines.readline(_SAMPLE)
        named = records.sep_line(first)
        return (named, 1) if named else (told_separator(first + lines.read(_SAMPLE)), 0)


def _grid(path: Path, text: Text, delimiter: str, orders: int) -> Grid:
    try:
        with _behind(path, text, orders) as lines:
            return records.grid(records.plain_records(lines, delimiter), _TOP, path.name)
    except csv.Error:
        with _behind(path, text, orders) as lines:
            return records.grid(records.careful_records(lines, delimiter, _TOP, path.name), _TOP, path.name)


def _behind(path: Path, text: Text, orders: int) -> TextIO:
    lines = path.open(encoding=text.encoding, errors="replace", newline="")
    for _ in range(orders):
        lines.readline()
    return lines


def _source(path: Path, text: Text, delimiter: str) -> Source:
    return Source(path, path.name, text.sha256, Delimited.name, encoding=text.encoding, delimiter=delimiter)


def _refuse_too_large(path: Path) -> None:
    if path.stat().st_size > MAX_BYTES:
        raise UnreadableFile("file.too_large", {"name": path.name, "limit": MAX_BYTES >> 20})
