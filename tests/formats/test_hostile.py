"""Files that mean harm, or are ruined: one clear refusal, little memory, and the run goes on."""

import io
import json
import random
import signal
import struct
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from batch.errors import UnreadableFile
from batch.formats import apart
from batch.formats.delimited import Delimited
from batch.formats.workbook import Workbook
from batch.ports import Format
from batch.read import read
from tests.formats.making import in_file, refusal, sheet_of, table, workbook

SHEET = "xl/worksheets/sheet1.xml"
APART: tuple[Format, ...] = (Workbook(), Delimited())
ROOT = Path(__file__).parents[2]


@pytest.fixture
def sound(tmp_path: Path) -> Path:
    return workbook(tmp_path, [["sku", "name"], ["1", "a"], ["2", "b"]], name="sound.xlsx")


def with_part(path: Path, part: str, change: Callable[[bytes], bytes]) -> Path:
    """The same workbook with one part changed."""
    sink = io.BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.infolist():
            content = old.read(member)
            new.writestr(member.filename, change(content) if member.filename == part else content)
    path.write_bytes(sink.getvalue())
    return path


def claiming(path: Path, part: str, size: int) -> Path:
    """The same zip, whose directory says that a part is of another size."""
    content = bytearray(path.read_bytes())
    with zipfile.ZipFile(path) as zipped:
        member = zipped.getinfo(part)
    at = content.rindex(part.encode()) - 46
    assert content[at : at + 4] == b"PK\x01\x02"
    content[at + 24 : at + 28] = struct.pack("<I", size)
    at = member.header_offset
    content[at + 22 : at + 26] = struct.pack("<I", size)
    path.write_bytes(bytes(content))
    return path


def test_a_member_that_says_it_is_small_and_is_not_is_refused(sound: Path) -> None:
    large = with_part(sound, SHEET, lambda content: content + b" " * 5_000_000)
    assert refusal(claiming(large, SHEET, 1000)) == "file.unsafe"


def test_a_member_that_says_it_is_large_and_is_not_is_refused(sound: Path) -> None:
    assert refusal(claiming(sound, SHEET, 1_000_000)) == "file.damaged"


def test_members_that_share_their_bytes_are_refused(sound: Path) -> None:
    content = bytearray(sound.read_bytes())
    with zipfile.ZipFile(sound) as zipped:
        one, other = zipped.infolist()[:2]
    at = content.rindex(other.filename.encode()) - 46
    content[at + 42 : at + 46] = struct.pack("<I", one.header_offset)
    sound.write_bytes(bytes(content))
    assert refusal(sound) in ("file.unsafe", "file.damaged", "file.truncated")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("before", [0, 100, 300_000, (1 << 18) - 4])
def test_a_document_type_is_refused_wherever_it_stands(sound: Path, encoding: str, before: int) -> None:
    text = "<a>" + "x" * before + "<!DOCTYPE a [<!ENTITY b 'c'>]></a>"
    with zipfile.ZipFile(sound, "a", zipfile.ZIP_DEFLATED) as zipped:
        zipped.writestr("customXml/item1.xml", text.encode(encoding))
    assert refusal(sound) == "file.unsafe"


@pytest.mark.parametrize("name", ["/evil.xml", "../evil.xml", "a/../../b.xml", "C:/evil.xml", "\\evil.xml"])
def test_names_that_leave_the_file_are_refused(sound: Path, name: str) -> None:
    with zipfile.ZipFile(sound, "a") as zipped:
        zipped.writestr(name, "<a/>")
    assert refusal(sound) == "file.unsafe"


@pytest.mark.parametrize("packing", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_packing_that_no_spreadsheet_uses_is_refused(sound: Path, packing: int) -> None:
    with zipfile.ZipFile(sound, "a", packing) as zipped:
        zipped.writestr("customXml/item1.xml", "<a/>" * 100)
    assert refusal(sound) == "file.unsafe"


@pytest.mark.parametrize(
    ("member", "found"), [("xl/workbook.bin", "XLSB"), ("Index/Document.iwa", "Numbers"), ("word/document.xml", None)]
)
def test_another_kind_of_packed_file_is_named(tmp_path: Path, member: str, found: str | None) -> None:
    path = tmp_path / "sheet.xlsx"
    with zipfile.ZipFile(path, "w") as zipped:
        zipped.writestr(member, "x")
    with pytest.raises(UnreadableFile) as refused:
        sheet_of(path)
    assert refused.value.facts.get("found") == found


@pytest.mark.parametrize(
    "content",
    [
        b'{"url": "https://docs.google.com/open?id=1", "doc_id": "1"}',
        b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook/>',
    ],
)
def test_shortcuts_and_old_xml_are_refused_with_the_advice_to_save_as_xlsx(tmp_path: Path, content: bytes) -> None:
    assert refusal(in_file(tmp_path, content, "sheet.xls")) == "file.unknown_kind"


def test_a_used_range_to_the_last_cell_costs_little(sound: Path) -> None:
    far = b'</row><row r="1048576"><c r="XFD1048576" s="0"/></row></sheetData>'
    path = with_part(sound, SHEET, lambda content: content.replace(b"</row></sheetData>", far))
    path = with_part(path, SHEET, lambda content: content.replace(b'ref="A1:B3"', b'ref="A1:XFD1048576"'))
    assert table(sheet_of(path)) == {2: ["1", "a"], 3: ["2", "b"]}


def test_a_reader_that_would_need_too_much_is_ended_and_the_run_goes_on(sound: Path, tmp_path: Path) -> None:
    far = b'</row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    path = with_part(sound, SHEET, lambda content: content.replace(b"</row></sheetData>", far))
    with pytest.raises(UnreadableFile) as refused:
        read(path, APART)
    assert refused.value.code == "file.breaks_reader"
    good = workbook(tmp_path, [["sku", "name"], ["1", "a"]], name="good.xlsx")
    assert table(read(good, APART)) == {2: ["1", "a"]}


def test_a_reader_that_is_killed_is_a_refusal(sound: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = f"import os; os.kill(os.getpid(), {int(signal.SIGKILL)})"
    monkeypatch.setattr(apart, "_PROGRAM", program)
    with pytest.raises(UnreadableFile) as refused:
        read(sound, APART)
    assert refused.value.code == "file.breaks_reader"


def test_a_reader_that_does_not_end_is_ended_by_the_clock(sound: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "_PROGRAM", "import time; time.sleep(60)")
    monkeypatch.setattr(apart, "SECONDS", 0.0)
    monkeypatch.setattr(apart, "PATIENCE", 0.2)
    with pytest.raises(UnreadableFile) as refused:
        read(sound, APART)
    assert refused.value.code == "file.breaks_reader"


def test_a_reader_that_computes_for_ever_is_ended_long_before_the_clock(
    sound: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    endless = "import sys, json; sys.path[:] = json.loads(sys.argv[1]); from batch.formats import apart;"
    endless += " apart._limit(apart.MEMORY, json.loads(sys.argv[2])['seconds']);\nwhile True: pass"
    monkeypatch.setattr(apart, "_PROGRAM", endless)
    monkeypatch.setattr(apart, "SECONDS", 0.0)
    with pytest.raises(UnreadableFile) as refused:
        read(sound, APART)
    assert refused.value.code == "file.breaks_reader"


def test_a_reader_that_has_to_wait_for_the_machine_is_waited_for(sound: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "_PROGRAM", f"import time; time.sleep(2.5); {apart._PROGRAM}")
    monkeypatch.setattr(apart, "SECONDS", 1.0)  # of computing, of which starting Python takes most
    monkeypatch.setattr(apart, "SECONDS_PER_MIB", 0.0)
    assert table(read(sound, APART)) == {2: ["1", "a"], 3: ["2", "b"]}


def test_the_process_apart_gives_the_same_sheet_and_the_same_refusals(sound: Path, tmp_path: Path) -> None:
    mine, theirs = sheet_of(sound), read(sound, APART)
    assert table(mine) == table(theirs)
    assert (mine.headings, mine.guesses, mine.source) == (theirs.headings, theirs.guesses, theirs.source)
    bad = in_file(tmp_path, b"PK\x03\x04" + bytes(100), "bad.xlsx")
    with pytest.raises(UnreadableFile) as refused:
        read(bad, APART)
    assert refused.value.code == refusal(bad)


_BOMB = """
import json, resource, sys
from pathlib import Path
from batch.errors import UnreadableFile
from batch.formats.delimited import Delimited
from batch.formats.workbook import Workbook
from batch.read import read
peak = lambda: max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
told = []
for name in sys.argv[1:]:
    try:
        code = read(Path(name), [Workbook(), Delimited()]).source.format
    except UnreadableFile as refused:
        code = refused.code
    told.append([code, peak() / 1024])
print(json.dumps(told))
"""


def _bomb(sound: Path, mebibytes: int, filling: bytes) -> Path:
    """Shared texts that shrink by hundreds to one, beside a part that does not shrink at all."""
    path = sound.with_name(f"bomb-{mebibytes}-{len(filling)}.xlsx")
    path.write_bytes(sound.read_bytes())
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as zipped:
        zipped.writestr("xl/media/noise.png", random.Random(7).randbytes(1 << 20))
        with zipped.open("xl/sharedStrings.xml", "w") as part:
            for _ in range(mebibytes):
                part.write(filling * ((1 << 20) // len(filling)))
    return path


def test_bombs_are_refused_in_64_mebibytes_and_in_silence(sound: Path) -> None:
    """Beyond what a sound workbook takes, here and in the process apart."""
    bombs = [_bomb(sound, size, filling) for size in (20, 200, 300) for filling in (b"\0", b"<si><t>a</t></si>")]
    names = [str(path) for path in (sound, *bombs)]
    ran = subprocess.run([sys.executable, "-c", _BOMB, *names], capture_output=True, cwd=ROOT, check=True)
    (kind, usual), *told = json.loads(ran.stdout)

    assert kind == "xlsx"
    assert [code for code, _ in told] == ["file.inflates"] * len(bombs)
    assert max(peak for _, peak in told) - usual < 64
    assert ran.stderr == b""
