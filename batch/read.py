"""A file on disk to the sheet as it was typed. The kind is told by content; the suffix is never asked."""

import difflib
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from batch.errors import UnreadableFile, Usage
from batch.model.catalog import Guess, Sheet
from batch.ports import Format
from schemas.headings import COLUMNS, is_column

HEAD = 8 << 10
_LEAST = 2  # columns: one that says which product, one to set

# What people send instead, by the first bytes; only named to them, never read.
KINDS: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", "PDF"),
    (b"{\\rtf", "RTF"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"\x1f\x8b", "GZIP"),
    (b"7z\xbc\xaf", "7Z"),
    (b"Rar!", "RAR"),
    (b"SQLite format 3", "SQLite"),
    (b"PK\x05\x06", "ZIP"),
    (b'{"', "Google, JSON"),
)
_HTML = (b"<!doctype html", b"<html", b"<head", b"<meta", b"<body", b"<table", b"<style", b"<script", b"<div")


def read(path: Path, formats: Sequence[Format], names: Mapping[str, str] | None = None) -> Sheet:
    """Raises UnreadableFile, and nothing else, for whatever is not a catalog sheet.

    ``names``: headings that the merchant says are a column, case and spaces apart.
    """
    try:
        head = _head(path)
        chosen = next((kind for kind in formats if kind.recognises(head)), None)
        if chosen is None:
            raise _refusal(head, path.name)
        return chosen.read(path, names or {})
    except OSError as error:
        raise UnreadableFile(_code(error), {"name": path.name, "reason": error.strerror or str(error)}) from error


def refuse_mere_list(sheet: Sheet) -> None:
    """Raises UnreadableFile when there is nothing to set: the sheet only says which products are meant."""
    known = [heading.column for heading in sheet.headings if heading.column]
    if len(known) < _LEAST:
        found = ", ".join(heading.text.strip() for heading in sheet.headings if heading.text.strip())
        raise UnreadableFile(
            "file.no_heading", {"name": sheet.source.name, "found": found, "expected": "sku, name, retail_price"}
        )


def names_of(pairs: Sequence[str]) -> Mapping[str, str]:
    """ "Prix web=retail_price" as the readers take it. Raises Usage for what is no pair, no column of ours, or one
    that two headings would be."""
    names: dict[str, str] = {}
    for pair in pairs:
        heading, _, column = pair.rpartition("=")
        if not heading.strip() or not is_column(column.strip()):
            raise Usage("usage.map", {"pair": pair, "near": _near(column.strip(), [known.name for known in COLUMNS])})
        if column.strip() in {other for named, other in names.items() if named != _named(heading)}:
            raise Usage("usage.map_twice", {"column": column.strip()})
        names[_named(heading)] = column.strip()
    return names


def refuse_unmet(pairs: Sequence[str], sheet: Sheet) -> None:
    """Raises Usage for a heading that the file does not have: it was meant to be read, and would not be."""
    texts = [heading.text.strip() for heading in sheet.headings if heading.text.strip()]
    met = set(map(_named, texts))
    for pair in pairs:
        heading = pair.rpartition("=")[0].strip()
        if _named(heading) not in met:
            facts = {"heading": heading, "name": sheet.source.name, "near": _near(heading, texts)}
            raise Usage("usage.map_no_heading", facts)


def pairs_of(guesses: Iterable[Guess]) -> tuple[str, ...]:
    """The pairs that a sheet was read with, from what was told of it."""
    mapped = (dict(guess.facts) for guess in guesses if guess.code == "mapped")
    return tuple(f"{facts['heading']}={facts['column']}" for facts in mapped)


def _named(heading: str) -> str:
    return " ".join(heading.replace("\ufeff", "").split()).casefold()


def _near(text: str, known: Sequence[str]) -> str:
    return ", ".join(difflib.get_close_matches(text, known, n=3, cutoff=0.4) or known[:8])


def _head(path: Path) -> bytes:
    if path.is_dir():
        raise UnreadableFile("file.directory", {"name": path.name or str(path)})
    if path.exists() and not path.is_file():
        raise UnreadableFile("file.not_a_file", {"name": path.name})
    with path.open("rb") as source:
        head = source.read(HEAD)
    if not head:
        raise UnreadableFile("file.empty", {"name": path.name})
    return head


def _code(error: OSError) -> str:
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return "file.missing"
    return "file.no_permission" if isinstance(error, PermissionError) else "file.unreadable"


def _refusal(head: bytes, name: str) -> UnreadableFile:
    if head.removeprefix(b"\xef\xbb\xbf").lstrip().lower().startswith(_HTML):
        return UnreadableFile("file.html", {"name": name})
    found = _kind(head)
    if found is None and b"\0" in head:
        return UnreadableFile("file.binary", {"name": name})
    return UnreadableFile("file.unknown_kind", {"name": name, "found": found or "?"})


def _kind(head: bytes) -> str | None:
    if head.lstrip().startswith(b"<"):
        return "HTML" if b"<html" in head.lower() else "XML"
    return next((kind for start, kind in KINDS if head.startswith(start)), None)
