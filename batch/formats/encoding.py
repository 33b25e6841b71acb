"""Which letters the bytes of a text file stand for: told by the byte order mark, else by what decodes."""

import codecs
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from batch.errors import UnreadableFile

_BLOCK = 1 << 20
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_NOT_IN_CP1252 = b"\x81\x8d\x8f\x90\x9d"


@dataclass(frozen=True, slots=True)
class Text:
    """``encoding`` is a Python codec name; ``sha256`` of the bytes, hex."""

    encoding: str
    sha256: str


def text_of(path: Path) -> Text:
    """One pass over the whole file. Raises UnreadableFile: binary, cut inside a letter, or in no encoding we know."""
    sha256, survey = hashlib.sha256(), _Survey(_marked(path), path.name)
    for block in _blocks(path):
        sha256.update(block)
        survey.look_at(block)
    return Text(survey.verdict(), sha256.hexdigest())


class _Survey:
    """What the blocks seen so far allow: the encoding of the mark, or UTF-8, or cp1252, or none."""

    def __init__(self, marked: str | None, name: str) -> None:
        self._marked, self._name = marked, name
        self._encoding = marked or "utf-8"
        self._decoder = codecs.getincrementaldecoder(self._encoding)()
        self._decodes = self._is_cp1252 = True
        self._has_accents = False

    def look_at(self, block: bytes) -> None:
        self._is_cp1252 = self._is_cp1252 and not any(byte in block for byte in _NOT_IN_CP1252)
        if self._encoding != "utf-16" and b"\0" in block:
            raise self._refused("file.binary")
        if self._decodes:
            self._decode(block)

    def verdict(self) -> str:
        is_cut = self._decodes and bool(self._decoder.getstate()[0])
        if self._decodes and not is_cut:
            return self._encoding
        if is_cut and (self._marked or self._has_accents):
            raise self._refused("file.truncated")
        if self._marked or not self._is_cp1252:
            raise self._refused("file.unknown_encoding")
        return "cp1252"

    def _decode(self, block: bytes) -> None:
        try:
            text = self._decoder.decode(block)
        except UnicodeDecodeError:
            self._decodes = False
            return
        self._has_accents = self._has_accents or not text.isascii()
        if "\0" in text:
            raise self._refused("file.binary")

    def _refused(self, code: str) -> UnreadableFile:
        return UnreadableFile(code, {"name": self._name})


def _marked(path: Path) -> str | None:
    with path.open("rb") as source:
        head = source.read(4)
    return next((encoding for mark, encoding in _MARKS if head.startswith(mark)), None)


def _blocks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as source:
        while block := source.read(_BLOCK):
            yield block
