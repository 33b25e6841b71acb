"""The record of a run: whatever is changed in it, by one byte, is found and named."""

import json
from pathlib import Path

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from batch.errors import Usage
from batch.model.records import Link, Manifest, Operator
from batch.reports import bundle, manifest
from batch.reports.bundle import Chain, State

SCHEMA = json.loads((Path(__file__).parents[2] / "docs/json/manifest.schema.json").read_text("utf-8"))
CONTENTS = {"changes.csv": b"run,time\n", "s.result.xlsx": bytes(range(256)), "empty.csv": b""}


def record(run: str = "r-2", previous: Link | None = None, *, chained: bool = True) -> Manifest:
    return Manifest(
        run={"id": run, "command": "run", "status": "done", "started": "2026-01-02T03:04:05Z", "ended": "x"},
        operator=Operator("élise", "till", "1.0"),
        sheet={"name": "s.csv", "sha256": "0" * 64},
        files={name: manifest.sha256(content) for name, content in CONTENTS.items()},
        totals={"created": 3},
        store={"name": "shop", "api": "https://shop.example/api/v3", "id": "1"},
        plan={"id": "p-1", "digest": "1" * 64},
        reconciled=True,
        chained=chained,
        previous=previous,
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, content in CONTENTS.items():
        (tmp_path / name).write_bytes(content)
    (tmp_path / manifest.NAME).write_text(manifest.text(record()), "utf-8")
    return tmp_path


def test_what_was_written_is_intact(folder: Path) -> None:
    found = bundle.checked(folder)

    assert found.intact
    assert found.manifest == record()


def test_the_manifest_is_what_its_schema_says() -> None:
    jsonschema.Draft202012Validator(SCHEMA).validate(json.loads(manifest.text(record(previous=Link("r-1", "a" * 64)))))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    name=st.sampled_from([*CONTENTS, manifest.NAME]),
    at=st.integers(0, 2**16),
    byte=st.integers(0, 255),
    how=st.booleans(),
)
def test_one_changed_byte_anywhere_is_found(folder: Path, name: str, at: int, byte: int, how: bool) -> None:
    """``how``: one byte more, or one byte other."""
    path = folder / name
    before = path.read_bytes()
    place = at % (len(before) + 1)
    after = before[:place] + bytes([byte]) + before[place + (0 if how else 1) :]
    path.write_bytes(after)
    try:
        found = bundle.checked(folder)
    finally:
        path.write_bytes(before)

    assert found.intact == (after == before)
    assert after == before or found.files[name] is State.CHANGED


def test_a_file_that_is_gone_is_named(folder: Path) -> None:
    (folder / "changes.csv").unlink()

    assert bundle.checked(folder).files["changes.csv"] is State.MISSING
    assert not bundle.checked(folder).intact


def test_a_file_that_came_later_is_told_and_no_breach(folder: Path) -> None:
    (folder / "notes.txt").write_text("looked at", "utf-8")

    assert bundle.checked(folder).files["notes.txt"] is State.ADDED
    assert bundle.checked(folder).intact


def test_a_folder_without_a_manifest_has_nothing_to_check(tmp_path: Path) -> None:
    with pytest.raises(Usage):
        bundle.checked(tmp_path)


def test_a_manifest_sealed_anew_is_found_by_the_chain() -> None:
    first = record("r-1")
    links = (Link("r-1", manifest.seal(first)),)
    second = record("r-2", links[0])
    chain = (*links, Link("r-2", manifest.seal(second)))

    assert bundle.linked(second, chain) is Chain.LINKED
    assert bundle.linked(record("r-2", Link("r-1", "b" * 64)), chain) is Chain.BROKEN
    assert bundle.linked(second, (Link("r-1", "b" * 64), chain[1])) is Chain.BROKEN
    assert bundle.linked(second, chain[1:]) is Chain.BROKEN
    assert bundle.linked(second, links) is Chain.ELSEWHERE
    assert bundle.linked(record(chained=False), chain) is Chain.OUTSIDE


def test_no_other_record_stands_for_a_run_in_the_folder_where_its_own_was_written() -> None:
    """Whole in itself, but of another run, or of a run that is said to be in no chain."""
    first, other = record("r-1"), record("r-9")
    chain = (Link("r-1", manifest.seal(first)),)
    told_again = record("r-1", chained=False)

    assert bundle.linked(first, chain, ["r-1"]) is Chain.LINKED
    assert bundle.linked(first, chain, ["r-2"]) is Chain.LINKED  # a run that never came into the chain
    assert bundle.linked(other, chain, ["r-1"]) is Chain.BROKEN
    assert bundle.linked(told_again, chain, ["r-1"]) is Chain.BROKEN
    assert bundle.linked(told_again, chain) is Chain.OUTSIDE
