"""Promises of writing: whole or not at all, and never over something that is there."""

import errno
import os
from pathlib import Path

import pytest

from batch.disk import keep, refuse_unless_kept, refuse_unless_room, save
from batch.errors import CannotWrite


def test_a_report_is_written_into_a_folder_that_is_made_for_it(tmp_path: Path) -> None:
    save(tmp_path / "a" / "b" / "changes.csv", b"run\n")

    assert (tmp_path / "a" / "b" / "changes.csv").read_bytes() == b"run\n"
    assert [path.name for path in (tmp_path / "a" / "b").iterdir()] == ["changes.csv"]


@pytest.mark.parametrize("taken", ["file", "folder", "dangling link"])
def test_nothing_is_ever_overwritten(tmp_path: Path, taken: str) -> None:
    path = tmp_path / "changes.csv"
    if taken == "file":
        path.write_bytes(b"theirs")
    elif taken == "folder":
        path.mkdir()
    else:
        path.symlink_to(tmp_path / "nowhere")

    with pytest.raises(CannotWrite) as raised:
        save(path, b"ours")

    assert (raised.value.code, raised.value.facts) == ("output.exists", {"path": str(path)})
    assert taken != "file" or path.read_bytes() == b"theirs"
    assert [one.name for one in tmp_path.iterdir()] == ["changes.csv"]


def test_a_disk_without_links_is_looked_at_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(self: Path, target: Path) -> None:
        raise PermissionError(1, "no links here", str(self), None, str(target))

    monkeypatch.setattr(Path, "hardlink_to", refuse)
    save(tmp_path / "changes.csv", b"run\n")

    with pytest.raises(CannotWrite):
        save(tmp_path / "changes.csv", b"again")
    assert (tmp_path / "changes.csv").read_bytes() == b"run\n"


def test_a_place_that_cannot_be_written_is_told_with_its_reason(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")

    with pytest.raises(CannotWrite) as raised:
        save(tmp_path / "file" / "below" / "changes.csv", b"run\n")

    assert raised.value.code == "output.denied"
    assert raised.value.facts["reason"]


def test_only_its_owner_may_read_it(tmp_path: Path) -> None:
    save(tmp_path / "changes.csv", b"run\n")

    assert (tmp_path / "changes.csv").stat().st_mode & 0o777 == 0o600


def test_a_record_takes_the_place_of_the_one_before(tmp_path: Path) -> None:
    keep(tmp_path / "home" / "plans" / "plan.json", b"old")
    keep(tmp_path / "home" / "plans" / "plan.json", b"new")

    assert (tmp_path / "home" / "plans" / "plan.json").read_bytes() == b"new"
    assert [path.name for path in (tmp_path / "home" / "plans").iterdir()] == ["plan.json"]
    assert {path.stat().st_mode & 0o777 for path in (tmp_path / "home", tmp_path / "home" / "plans")} == {0o700}


def failing(error: int) -> object:
    def fsync(_: int) -> None:
        raise OSError(error, os.strerror(error))

    return fsync


def test_a_drive_that_cannot_be_told_to_write_through_is_written_to(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "fsync", failing(errno.EINVAL))
    keep(tmp_path / "a", b"1")
    save(tmp_path / "b", b"2")

    assert ((tmp_path / "a").read_bytes(), (tmp_path / "b").read_bytes()) == (b"1", b"2")


def test_a_disk_that_fails_to_write_through_is_told_and_leaves_what_was_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep(tmp_path / "a", b"old")
    monkeypatch.setattr(os, "fsync", failing(errno.EIO))
    for write in (keep, save):
        with pytest.raises(CannotWrite):
            write(tmp_path / ("a" if write is keep else "b"), b"new")

    assert [path.name for path in tmp_path.iterdir()] == ["a"]
    assert (tmp_path / "a").read_bytes() == b"old"


def test_a_folder_without_room_is_told_beforehand_and_nothing_is_left_in_it(tmp_path: Path) -> None:
    for refuse in (refuse_unless_room, refuse_unless_kept):
        refuse(tmp_path / "new", 1000)
        with pytest.raises(CannotWrite):
            refuse(tmp_path / "new", 2**60)

    assert list((tmp_path / "new").iterdir()) == []
