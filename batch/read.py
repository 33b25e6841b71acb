"""A file on disk to the sheet as it was typed. The kind is told by content; the suffix is never asked."""

from collections.abc import Sequence
from pathlib import Path

from batch.errors import UnreadableFile
from batch.model.catalog import Sheet
from batch.ports import Format

HEAD = 8 << 10

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
)
_HTML = (b"<!doctype html", b"<html", b"<head", b"<meta", b"<body", b"<table", b"<style", b"<script", b"<div")


def read(path: Path, formats: Sequence[Format]) -> Sheet:
    """Raises UnreadableFile, and nothing else, for whatever is not a catalog sheet."""
    try:
        head = _head(path)
        chosen = next((kind for kind in formats if kind.recognises(head)), None)
        if chosen is None:
            raise _refusal(head, path.name)
        return chosen.read(path)
    except OSError as error:
        raise UnreadableFile(_code(error), {"name": path.name, "reason": error.strerror or str(error)}) from error


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
    if head.startswith(b"PK") and b"opendocument.spreadsheet" in head[:256]:
        return "ODS"
    if head.startswith(b"PK") and b"opendocument" in head[:256]:
        return "OpenDocument"
    return next((kind for start, kind in KINDS if head.startswith(start)), None)
