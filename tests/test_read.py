"""Reading: the kind is told by content, and whatever is no sheet is refused with one sentence in both languages."""

import hashlib
import os
import re
from contextlib import suppress
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from batch.errors import UnreadableFile
from batch.messages import LANGUAGES, Messages
from batch.read import KINDS
from tests.formats.making import in_file, refusal, sheet_of, table, workbook

ROWS = [["sku", "name"], ["1", "a"]]


def test_the_kind_is_told_by_content_and_never_by_suffix(tmp_path: Path) -> None:
    sheet = sheet_of(in_file(tmp_path, "sku,name\n1,a\n", "sheet.xlsx"))
    other = sheet_of(workbook(tmp_path, ROWS, name="sheet.csv"))
    assert (sheet.source.format, other.source.format) == ("csv", "xlsx")
    assert table(sheet) == table(other)


def test_the_digest_is_of_the_bytes(tmp_path: Path) -> None:
    for path in (in_file(tmp_path, "sku,name\n1,a\n"), workbook(tmp_path, ROWS)):
        assert sheet_of(path).source.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
        assert sheet_of(path).source.name == path.name


@pytest.mark.parametrize(
    "page", [b"<!DOCTYPE html><p>", b"\xef\xbb\xbf\n <HTML>", b"<table><tr><td>sku</td></tr></table>"]
)
def test_a_web_page_in_disguise_is_refused(tmp_path: Path, page: bytes) -> None:
    assert refusal(in_file(tmp_path, page, "sheet.xls")) == "file.html"


@pytest.mark.parametrize("start", [start for start, _ in KINDS] + [b"<?xml version='1.0'?><a/>"])
def test_another_kind_of_file_is_refused_with_advice(tmp_path: Path, start: bytes) -> None:
    assert refusal(in_file(tmp_path, start + bytes(50), "sheet.csv")) == "file.unknown_kind"


def test_a_file_that_cannot_be_opened_is_told(tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    os.mkfifo(tmp_path / "pipe")
    assert refusal(tmp_path / "none.csv") == "file.missing"
    assert refusal(folder / "none" / "none.csv") == "file.missing"
    assert refusal(folder) == "file.directory"
    assert refusal(tmp_path / "pipe") == "file.not_a_file"


@pytest.mark.parametrize(("error", "code"), [(PermissionError, "file.no_permission"), (OSError, "file.unreadable")])
def test_a_disk_that_says_no_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: type[OSError], code: str
) -> None:
    path = in_file(tmp_path, "sku,name\n1,a\n")

    def fails(*_: object, **__: object) -> None:
        raise error(5, "the disk said no")

    monkeypatch.setattr(Path, "open", fails)
    assert refusal(path) == code


def test_every_refusal_in_the_code_has_its_sentence_and_every_sentence_its_refusal() -> None:
    sources = [Path("batch/read.py"), *Path("batch/formats").glob("*.py")]
    used = {code for path in sources for code in re.findall(r'"(file\.\w+)"', path.read_text(encoding="utf-8"))}
    for language in LANGUAGES:
        sentences = Path(f"batch/messages/{language}/files.po").read_text(encoding="utf-8")
        assert set(re.findall(r'^msgid "(file\.\w+)"$', sentences, re.MULTILINE)) == used
        assert all(Messages(language).knows(code) for code in used)


def sheet_or_refusal(path: Path) -> None:
    with suppress(UnreadableFile):
        sheet_of(path)


STARTS = (b"", b"PK\x03\x04", b"sku,name\n1,", b"\xff\xfes\0k\0u\0,\0", b"sep=", b'sku,name\n"')


@settings(deadline=None)
@given(st.binary(max_size=400), st.sampled_from(STARTS))
def test_any_bytes_are_a_sheet_or_a_refusal(tail: bytes, start: bytes) -> None:
    with TemporaryDirectory() as folder:
        sheet_or_refusal(in_file(Path(folder), start + tail))


@cache
def a_workbook() -> bytes:
    """The same bytes all through: a workbook holds the moment it was made."""
    with TemporaryDirectory() as folder:
        return workbook(Path(folder), ROWS).read_bytes()


@settings(deadline=None, max_examples=60)
@given(st.data())
def test_a_workbook_with_bytes_changed_is_a_sheet_or_a_refusal(data: st.DataObject) -> None:
    with TemporaryDirectory() as folder:
        content = bytearray(a_workbook())
        for at in data.draw(st.lists(st.integers(0, len(content) - 1), min_size=1, max_size=4)):
            content[at] = data.draw(st.integers(0, 255))
        sheet_or_refusal(in_file(Path(folder), bytes(content)))


def test_a_directory_of_the_zip_that_points_before_the_file_is_refused(tmp_path: Path) -> None:
    content = bytearray(workbook(tmp_path, ROWS).read_bytes())
    start_of_directory = content.rindex(b"PK\x05\x06") + 16
    content[start_of_directory + 3] = 0x7F
    assert refusal(in_file(tmp_path, bytes(content), "lies.xlsx")) in {"file.damaged", "file.truncated"}
