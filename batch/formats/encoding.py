"""Which letters the bytes of a text file stand for: told by the byte order mark, else by what decodes, else by words.

No row is ever lost to a byte that stands for no letter: it becomes U+FFFD in its cell, and the cell is told of.
"""

import codecs
import hashlib
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from batch.errors import UnreadableFile
from batch.formats.letters import DOS, MAC, WINDOWS, is_possible, same_letter, score, stands_for_none
from batch.model.catalog import Guess

LOST = "\ufffd"  # what a byte becomes that stands for no letter

_BLOCK = 1 << 20
_HEAD = 1 << 12
_LOOKED_AT = 100_000  # accented letters, at most
_CLEAR = 2.0  # by how much one alphabet must make more sense than the other
_SURE = 1.5  # what one accented letter in its place is worth
_LITTLE = 8.0  # what four accented letters in their places are worth: with less, whatever is possible is a rival
_FEW = 1000  # one byte in so many may be damage; more are another alphabet
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# What Mac letters look like where they happen to be UTF-8: ’é is one letter of another script inside a word of ours.
_MIXED = re.compile("[A-Za-z][\u0370-\u07ff](?![\u0370-\u07ff])|(?<![\u0370-\u07ff])[\u0370-\u07ff][A-Za-z]")
_HIGH = re.compile(rb"[\x80-\xff]")
_LOST_BYTES = LOST.encode()


@dataclass(frozen=True, slots=True)
class Text:
    """``encoding`` is a Python codec name; ``sha256`` of the bytes, hex."""

    encoding: str
    sha256: str
    guesses: tuple[Guess, ...] = ()


def text_of(path: Path) -> Text:
    """One pass over the whole file. Raises UnreadableFile: binary, cut inside a letter, or in no encoding we know."""
    sha256, survey = hashlib.sha256(), _Survey(_told(path), path.name)
    for block in _blocks(path):
        sha256.update(block)
        survey.look_at(block)
    encoding, guesses = survey.verdict()
    return Text(encoding, sha256.hexdigest(), guesses)


def without_mark(head: bytes) -> str | None:
    """UTF-16 that does not say so: every other byte of its plain letters is zero."""
    pairs = len(head) // 2
    lows, highs = head[: pairs * 2 : 2].count(0), head[1 : pairs * 2 : 2].count(0)
    if not pairs or min(lows, highs) * 10 > pairs:
        return None
    if highs * 5 > pairs * 2:
        return "utf-16-le"
    return "utf-16-be" if lows * 5 > pairs * 2 else None


class _Survey:
    """What the blocks seen so far allow. ``_good``: letters beyond ASCII in UTF-8; ``_bad``: bytes that are none."""

    def __init__(self, told: str | None, name: str) -> None:
        self._told, self._name = told, name
        self._decoder = codecs.getincrementaldecoder(told or "utf-8")("replace")
        self._is_wide = (told or "").startswith("utf-16")
        self._good = self._bad = self._size = self._mixed = 0
        self._trigrams: Counter[bytes] = Counter()

    def look_at(self, block: bytes) -> None:
        self._size += len(block)
        if not self._is_wide and b"\0" in block:
            raise self._refused("file.binary")
        if self._is_wide or not block.isascii() or self._is_cut():
            self._decode(block)

    def verdict(self) -> tuple[str, tuple[Guess, ...]]:
        if self._is_cut() and (self._told or self._good > self._bad):
            raise self._refused("file.truncated")
        bad = self._bad + self._is_cut()
        if not self._told and self._mixed * 2 > self._good and self._sense(MAC) >= _SURE:
            return MAC, ()
        if self._told or self._good > bad or not bad:
            return self._told or "utf-8", _damaged(self._bad)
        return self._one_byte_letters()

    def _decode(self, block: bytes) -> None:
        text = self._decoder.decode(block)
        if "\0" in text:
            raise self._refused("file.binary")
        own = 0 if self._is_wide else block.count(_LOST_BYTES)
        lost = text.count(LOST) - own
        self._bad += max(0, lost)
        self._good += len(text) - len(text.encode("ascii", "ignore")) - lost
        self._mixed += 0 if self._told else len(_MIXED.findall(text))
        if not self._told and self._trigrams.total() < _LOOKED_AT:
            self._trigrams.update(islice(_trigrams(block), _LOOKED_AT))

    def _one_byte_letters(self) -> tuple[str, tuple[Guess, ...]]:
        senses = {encoding: self._sense(encoding) for encoding in (WINDOWS, MAC, DOS)}
        is_known = max(senses[WINDOWS], senses[MAC]) >= 0 or senses[DOS] >= _SURE
        if not (is_known or self._is_possible(WINDOWS)):
            return self._neither()
        best = max(senses, key=lambda encoding: senses[encoding])
        encoding = WINDOWS if senses[WINDOWS] >= senses[best] - _CLEAR else best
        rivals = [other for other in senses if self._is_rival(other, encoding, senses)]
        unsure = tuple(Guess("encoding_unsure", (("encoding", encoding), ("rival", other))) for other in rivals[:1])
        undefined = sum(number for trigram, number in self._trigrams.items() if stands_for_none(trigram[1:2], encoding))
        return encoding, unsure + _damaged(undefined)

    def _is_rival(self, other: str, taken: str, senses: Mapping[str, float]) -> bool:
        if other == taken or not self._differ(taken, other):
            return False
        is_near = abs(senses[other] - senses[taken]) <= _CLEAR and (other != DOS or senses[DOS] >= _SURE)
        return is_near or (senses[taken] < _LITTLE and self._is_possible(other))

    def _is_possible(self, encoding: str) -> bool:
        return all(is_possible(trigram, encoding) for trigram in self._trigrams)

    def _neither(self) -> tuple[str, tuple[Guess, ...]]:
        """Words in neither alphabet: a few are damage, many are a language that we do not know the letters of."""
        if self._bad * _FEW > self._size:
            raise self._refused("file.unknown_encoding")
        return "utf-8", _damaged(self._bad)

    def _differ(self, one: str, other: str) -> bool:
        return any(not same_letter(trigram[1:2], one, other) for trigram in self._trigrams)

    def _sense(self, encoding: str) -> float:
        return sum(number * score(trigram, encoding) for trigram, number in self._trigrams.items())

    def _is_cut(self) -> bool:
        return bool(self._decoder.getstate()[0])

    def _refused(self, code: str) -> UnreadableFile:
        return UnreadableFile(code, {"name": self._name})


def _damaged(count: int) -> tuple[Guess, ...]:
    return (Guess("encoding_damaged", (("count", str(count)),)),) if count else ()


def _trigrams(block: bytes) -> Iterator[bytes]:
    framed = b" " + block + b" "
    return (framed[found.start() : found.start() + 3] for found in _HIGH.finditer(block))


def _told(path: Path) -> str | None:
    """By the mark at the start, or by the zeros of an unmarked UTF-16."""
    with path.open("rb") as source:
        head = source.read(_HEAD)
    return next((encoding for mark, encoding in _MARKS if head.startswith(mark)), None) or without_mark(head)


def _blocks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as source:
        while block := source.read(_BLOCK):
            yield block
