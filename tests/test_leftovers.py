"""Half-written files of processes that were killed: swept by the next run, while all that may be wanted stays."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from batch import disk, jobs, leftovers
from batch.events import Events
from batch.messages import Messages
from batch.ports import Unwatched
from batch.values import now

KILLED = "import os, signal; from batch import disk; from pathlib import Path\n"
KILLED += "os.fsync = lambda _: os.kill(os.getpid(), signal.SIGKILL)\ndisk.save(Path('prices.csv'), b'of suppliers')"
OURS = ".onshelf-a1b2c3_d.part"


def left(path: Path, seconds: float = leftovers.OLD + 60) -> Path:
    """Half of a report, written so many seconds ago."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"of suppliers")
    return aged(path, seconds)


def aged(path: Path, seconds: float = leftovers.OLD + 60) -> Path:
    then = time.time() - seconds
    os.utime(path, (then, then), follow_symlinks=False)
    return path


def test_what_a_killed_process_left_is_gone_after_the_next_one_writes_there(tmp_path: Path) -> None:
    subprocess.run([sys.executable, "-c", KILLED], cwd=tmp_path, check=False)
    (half,) = tmp_path.iterdir()
    aged(half)
    disk.save(tmp_path / "prices.csv", b"whole")

    assert half.name.endswith(".part")
    assert [path.name for path in tmp_path.iterdir()] == ["prices.csv"]


def test_the_next_run_sweeps_what_others_left_beside_its_reports_and_in_the_home_folder(tmp_path: Path) -> None:
    sheet = tmp_path / "catalog.csv"
    sheet.write_text("sku,name\nMUG,Tasse\n", "utf-8")
    halves = [
        left(tmp_path / place / OURS)
        for place in ("catalog.onshelf/r-1", "catalog.onshelf", "home/plans/p-1", "home/reports/r-1")
    ]
    jobs.check(jobs.Context(tmp_path / "home", Messages("en"), Unwatched(), now, Events(None)), sheet)

    assert [half for half in halves if half.exists()] == []


def test_what_is_young_and_what_is_not_ours_stays(tmp_path: Path) -> None:
    left(tmp_path / ".onshelf-beingmad.part", leftovers.OLD - 60)
    for name in ("onshelf-a1b2c3_d.part", ".onshelf-notes.part", ".onshelf-a1b2c3_d.xlsx"):
        left(tmp_path / name)
    aged_folder = tmp_path / ".onshelf-a_folder.part"
    aged_folder.mkdir()
    (tmp_path / ".onshelf-somelink.part").symlink_to(left(tmp_path / "theirs.csv"))
    for path in (aged_folder, tmp_path / ".onshelf-somelink.part"):
        aged(path)
    there = set(tmp_path.iterdir())
    leftovers.sweep([tmp_path, tmp_path / "nowhere", tmp_path / "theirs.csv"])

    assert set(tmp_path.iterdir()) == there


def test_what_belongs_to_somebody_else_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    half = left(tmp_path / OURS)
    monkeypatch.setattr(os, "getuid", lambda: half.stat().st_uid + 1, raising=False)
    leftovers.sweep([tmp_path])

    assert half.exists()
