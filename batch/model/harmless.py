"""CSV text that no spreadsheet takes for a formula, and that onshelf reads back unchanged.

A spreadsheet starts a cell at the start of a text, but also, when it splits the file by a mark that is not the file's
own, after every comma, semicolon, tab or line break inside a text: French Excel splits a comma file at semicolons.
A quote standing there opens a cell; it does not shield what follows it.

The rule: where a cell may start, and after the quotes and apostrophes that stand there, one apostrophe is put
before a mark that makes a cell live. Reading takes that one apostrophe away again. A text's own apostrophes at such
a place so become one more, never fewer, and are told from ours. Plain negative numbers stay as they are; so does a
text that ends in a semicolon: where its closing quote opens a cell for a reader that splits there, that cell starts
with the mark that we split by.

Line breaks make a cell live only at the very start: elsewhere they end the cell for every reader.
"""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache, partial

_SIGNS = "=+@\\-\t\0＝＋－＠"
_PLACE = re.compile(rf"""\A"*'*(?=[{_SIGNS}\r\n]|\Z)|(?<=[,;\t\r\n])"*'*(?=[{_SIGNS}])""")
_ORDINARY = re.compile(rf"""[^{_SIGNS}'",;\r\n][^,;\t\r\n]*""")  # most texts: no place in them at all
_PLAIN_NUMBER = re.compile(r"-[0-9]+(?:\.[0-9]+)?")
_QUOTED = re.compile(r'["\r\n]')
_KNOWN = 1 << 16  # texts of a table that are not worked out again

NEWLINE = "\n"


def guard(text: str) -> str:
    """The same text made harmless. ``unguard(guard(text)) == text`` for every text."""
    if not text or _ORDINARY.fullmatch(text) or _PLAIN_NUMBER.fullmatch(text):
        return text
    return _PLACE.sub(lambda place: place[0] + "'", text)


def unguard(text: str) -> str:
    """The text as it was before ``guard``; a text that ``guard`` never wrote loses at most one apostrophe a place."""
    return _PLACE.sub(lambda place: place[0].removesuffix("'"), text)


def table(heading: Sequence[str], rows: Iterable[Sequence[str]], delimiter: str = ",") -> str:
    """A CSV file, guarded: lines end with LF, cells are quoted where they must be."""
    written = lru_cache(_KNOWN)(partial(_cell, delimiter))
    lines = [delimiter.join([_first(one, delimiter), *map(written, others)]) for one, *others in [heading, *rows]]
    return NEWLINE.join(lines) + NEWLINE


def _cell(delimiter: str, text: str) -> str:
    return _quoted(guard(text), delimiter)


def _first(text: str, delimiter: str) -> str:
    """The first cell starts the line for every reader: ``-5,3+A1`` is a formula where the comma is the decimal mark."""
    if not text and delimiter == "\t":
        return "'"
    return _quoted(f"'{text}", delimiter) if _PLAIN_NUMBER.fullmatch(text) else _cell(delimiter, text)


def _quoted(text: str, delimiter: str) -> str:
    if delimiter in text or _QUOTED.search(text):
        return '"' + text.replace('"', '""') + '"'
    return text
