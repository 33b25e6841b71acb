"""Private folders: gone at the end, swept when their process was killed, left alone while anybody may need them."""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from batch import disk, scratch

HOLDS_ONE = "from batch import scratch\nwith scratch.folder() as at: print(at, flush=True); input()"


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the system has its temporary files."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


@pytest.fixture
def held(place: Path) -> Iterator[tuple[subprocess.Popen[str], Path]]:
    """Another process, with a folder of its own that has grown old."""
    with subprocess.Popen(
        [sys.executable, "-c", HOLDS_ONE],
        env=os.environ | {"TMPDIR": str(place)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        path = Path(process.stdout.readline().strip())
        (path / "part").write_bytes(b"prices of suppliers")
        aged(path)
        yield process, path
        process.kill()


def aged(path: Path) -> Path:
    then = time.time() - scratch.OLD - 60
    os.utime(path, (then, then), follow_symlinks=False)
    return path


def used(place: Path) -> set[Path]:
    """What lies there after one more use."""
    with scratch.folder() as folder:
        assert folder.stat().st_mode & 0o777 == disk.OWNERS_FOLDER
    return set(place.iterdir())


def test_what_a_killed_process_left_is_swept(place: Path, held: tuple[subprocess.Popen[str], Path]) -> None:
    process, path = held
    process.kill()
    process.wait()
    aged(path)

    assert used(place) == set()


def test_what_another_process_is_using_stays(place: Path, held: tuple[subprocess.Popen[str], Path]) -> None:
    _, path = held

    assert used(place) == {path}
    assert (path / "part").read_bytes() == b"prices of suppliers"


def test_what_is_young_stays_and_so_does_what_is_not_ours(place: Path) -> None:
    (place / "onshelf-young").mkdir()
    (aged_folder := place / "elsewhere").mkdir()
    (aged_folder / "kept").write_bytes(b"")
    (place / "onshelf-link").symlink_to(aged_folder)
    (place / "onshelf-file").write_bytes(b"")
    (place / "else-onshelf").mkdir()
    for name in ("elsewhere", "onshelf-link", "onshelf-file", "else-onshelf"):
        aged(place / name)
    there = set(place.iterdir())

    assert used(place) == there
    assert (aged_folder / "kept").exists()


def test_one_that_was_killed_before_it_was_locked_is_swept_too(place: Path) -> None:
    (place / "onshelf-dead").mkdir()
    aged(place / "onshelf-dead")

    assert used(place) == set()
