"""Killed while its reports are written or signed: the run is told as it was, and no half record passes as a whole."""

import json
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from tests.crashes.ground import Ended, ground
from tests.crashes.points import DIED, Mishap
from tests.crashes.scene import RUN
from tests.crashes.trials import Trial, different
from tests.slices import piece

FILE, SIGNING, ENDING = "open .onshelf-", "INSERT INTO chain", "UPDATE runs"
NO_RECORD, NOT_KEPT = 2, 2  # exit codes of verify and of report
MOST = 60  # files that a run writes: more means that the count never ends


@pytest.fixture(scope="module")
def trial(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Trial]:
    with ground(tmp_path_factory.mktemp("reports"), RUN) as there:
        yield Trial(there, RUN)


def test_killed_while_its_record_is_signed_a_run_is_told_as_it_was(trial: Trial) -> None:
    assert trial.struck(Mishap(1, named=SIGNING)).code == DIED
    assert list(untrue(trial)) == []


@pytest.mark.long
@pytest.mark.parametrize("named", [FILE, SIGNING, ENDING])
def test_killed_at_any_file_or_before_its_record_stands_a_run_is_told_as_it_was(trial: Trial, named: str) -> None:
    wrong: list[str] = []
    for at in piece(range(1, MOST)):
        if trial.struck(Mishap(at, named=named)).code != DIED:
            break
        wrong += [f"{named} {at}: {words}" for words in untrue(trial)]

    assert 1 < at < MOST - 1
    assert wrong == []


def untrue(trial: Trial) -> Iterator[str]:
    """What is told of the newest run, which was killed, and is not so; and of the one that goes on with it."""
    done = list(different(trial.there.store(), trial.unbroken)) == []
    known = asked(trial, "runs")[1]["runs"]
    if known:
        yield from _of_killed(trial, known[0], done)
    last, document = asked(trial, *RUN.words)
    if (last.code, asked(trial, "verify", document["run"]["id"])[0].code) != (0, 0):
        yield f"the same command ends with {last.code}: {last.told}"
    yield from different(trial.there.store(), trial.unbroken)
    if known and _whole(known[0]) != (asked(trial, "verify", known[0]["id"])[0].code == 0):
        yield "the record of the killed run is told differently afterwards"


def _of_killed(trial: Trial, run: dict[str, str], done: bool) -> Iterator[str]:
    if run["status"] != "interrupted":
        yield f"the run is told to be {run['status']}"
    verified, _ = asked(trial, "verify", run["id"])
    if verified.code != (0 if _whole(run) else NO_RECORD):
        yield f"verify says {verified.code}: {verified.told}"
    again, document = asked(trial, "report", run["id"])
    if again.code != 0:
        yield from [] if again.code == NOT_KEPT and run["id"] in again.told else [f"report: {again.told}"]
    elif not done or document["outcomes"]["applied"] != len(document["changes"]):
        yield f"report tells what was not: {document['outcomes']}"


def asked(trial: Trial, *words: str) -> tuple[Ended, Any]:
    ended = trial.there.command((*words, *([] if "--json" in words else ["--json"])))
    return ended, json.loads(ended.printed) if ended.printed else {}


def _whole(run: dict[str, str]) -> bool:
    """By its manifest, and by what an auditor would type."""
    folder = Path(run["reports"])
    if not (folder / "manifest.json").exists():
        return False
    files = json.loads((folder / "manifest.json").read_text("utf-8"))["files"]
    return all(sha256((folder / name).read_bytes()).hexdigest() == digest for name, digest in files.items())
