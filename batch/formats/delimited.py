"""CSV: text with a separator, in the encodings and dresses that Excel and X-Series write."""

import csv
import io
from collections.abc import Sequence
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
_MARKS_16 = (b"\xff\xfe", b"\xfe\xff")
# Heads of files that are text by accident, or of no text at all. A heading row never begins so.
_FOREIGN = (b"<", b"%PDF", b"{\\rtf", b"PK\x03\x04", b"PK\x05\x06", b'{"')


class Delimited:
    """Rows count one per record, as Excel shows them when it opens the file; a ``sep=`` line is row 1."""

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
        delimiter, top = _dress(path, text.encoding)
        source = _source(path, text, delimiter)
        about = Found((*of_source(source), *text.guesses))
        return xseries.sheet(_grid(path, text, delimiter, top), source, names, about)


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
    """The separator, and the number of the first row after a ``sep=`` line, if there is one."""
    with path.open(encoding=encoding, errors="replace", newline="") as lines:
        first = lines.readline(_SAMPLE)
        named = records.sep_line(first)
        return (named, 2) if named else (told_separator(first + lines.read(_SAMPLE)), 1)


def _grid(path: Path, text: Text, delimiter: str, top: int) -> Grid:
    try:
        with _from_row(path, text, top) as lines:
            return records.grid(records.plain_records(lines, delimiter), top, path.name)
    except csv.Error:
        with _from_row(path, text, top) as lines:
            return records.grid(records.careful_records(lines, delimiter, top, path.name), top, path.name)


def _from_row(path: Path, text: Text, top: int) -> TextIO:
    lines = path.open(encoding=text.encoding, errors="replace", newline="")
    for _ in range(top - 1):
        lines.readline()
    return lines


def _source(path: Path, text: Text, delimiter: str) -> Source:
    return Source(path, path.name, text.sha256, Delimited.name, encoding=text.encoding, delimiter=delimiter)


def _refuse_too_large(path: Path) -> None:
    if path.stat().st_size > MAX_BYTES:
        raise UnreadableFile("file.too_large", {"name": path.name, "limit": MAX_BYTES >> 20})
