"""Damage to bytes: a file that was cut, flipped, spliced or swapped is read or refused; it never crashes nor hangs."""

import io
import random
import time
import zipfile
from pathlib import Path

import openpyxl
import pytest

from batch.check import check
from batch.errors import UnreadableFile
from samples.drawer import old_books
from samples.drawer.hostile import SAMPLES
from samples.drawer.sample import HEADINGS, ROWS
from tests.formats.making import csv_text, in_file, sheet_of

SECONDS = 20.0  # of one file; the slowest took less than one
CONTENTS = {
    "csv": csv_text([HEADINGS, *ROWS]).encode(),
    "utf-16": csv_text([HEADINGS, *ROWS], "\t").encode("utf-16"),
    "cp1252": csv_text([HEADINGS, *ROWS], ";", "\r\n").encode("cp1252"),
    "xls": old_books.SAMPLES[0].content,
    "ods": next(sample.content for sample in SAMPLES if sample.name == "libre.ods"),
}


def _xlsx() -> bytes:
    book, sink = openpyxl.Workbook(), io.BytesIO()
    for row in [HEADINGS, *ROWS]:
        book.worksheets[0].append(list(row))
    book.save(sink)
    return sink.getvalue()


CONTENTS["xlsx"] = _xlsx()


def spoilt(content: bytes, chance: random.Random) -> bytes:
    """One to eight of: cut, flip, insert, delete, repeat or swap; in a zip also inside a member."""
    if content.startswith(b"PK") and chance.random() < 0.5:
        return _inside(content, chance)
    damaged = bytearray(content)
    for _ in range(chance.choice((1, 1, 1, 2, 3, 8))):
        at, other = chance.randrange(len(damaged) + 1), chance.randrange(len(damaged) + 1)
        first, last = min(at, other), min(max(at, other), min(at, other) + chance.choice((1, 4, 60, 900)))
        match chance.randrange(6):
            case 0:
                del damaged[at:]
            case 1:
                damaged[first:last] = bytes(byte ^ 1 << chance.randrange(8) for byte in damaged[first:last])
            case 2:
                damaged[at:at] = chance.randbytes(chance.choice((1, 4, 60)))
            case 3:
                del damaged[first:last]
            case 4:
                damaged[at:at] = damaged[first:last] * chance.choice((1, 3))
            case _:
                damaged[first:last] = reversed(damaged[first:last])
        if not damaged:
            break
    return bytes(damaged)


def _inside(content: bytes, chance: random.Random) -> bytes:
    """A sound zip whose parts are not."""
    sink = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as new:
        victim = chance.choice([member.filename for member in old.infolist() if member.file_size])
        for member in old.infolist():
            part = old.read(member)
            new.writestr(member.filename, spoilt(part, chance) if member.filename == victim else part)
    return sink.getvalue()


def outcome(folder: Path, content: bytes) -> str:
    """``read`` or the code of the refusal; anything else than these two raises."""
    started = time.monotonic()
    try:
        check(sheet_of(in_file(folder, content or b"\n", "damaged")))
        said = "read"
    except UnreadableFile as refused:
        said = refused.code
    assert time.monotonic() - started < SECONDS
    return said


@pytest.mark.parametrize("kind", CONTENTS)
@pytest.mark.parametrize("seed", range(25))
def test_a_damaged_file_is_read_or_refused(tmp_path: Path, kind: str, seed: int) -> None:
    assert outcome(tmp_path, spoilt(CONTENTS[kind], random.Random(seed)))


@pytest.mark.long
@pytest.mark.parametrize("kind", CONTENTS)
@pytest.mark.parametrize("block", range(20))
def test_thousands_of_damaged_files_are_read_or_refused(tmp_path: Path, kind: str, block: int) -> None:
    for seed in range(500):
        assert outcome(tmp_path, spoilt(CONTENTS[kind], random.Random(f"{block} {seed}")))
