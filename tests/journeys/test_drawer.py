"""Each small sheet of the drawer is read, found fault with or refused exactly as its line in the README promises."""

import io
import json
import os
import zipfile
from functools import cache
from pathlib import Path

import pytest

from batch.check import Checked, check
from batch.check.guesses import of_numbers
from batch.errors import UnreadableFile
from batch.jobs import FORMATS
from batch.messages import LANGUAGES, Messages
from batch.model.catalog import Sheet
from batch.model.codes import CODES
from batch.read import read
from samples.drawer.make import FOLDER, README, SAMPLES, readme
from samples.drawer.sample import Reading, Sample
from tests.check.test_findings import ELSEWHERE
from tests.journeys import forked
from tests.making import addressed

REFUSED = [sample for sample in SAMPLES if sample.refused]
READ = [sample for sample in SAMPLES if not sample.refused]
MAX_BYTES = 2 << 20

every_refused = pytest.mark.parametrize("sample", REFUSED, ids=lambda sample: sample.name)
every_read = pytest.mark.parametrize("sample", READ, ids=lambda sample: sample.name)


@every_refused
def test_what_is_no_catalog_is_refused_in_one_sentence(sample: Sample) -> None:
    with pytest.raises(UnreadableFile) as refusal:
        read(FOLDER / sample.name, FORMATS)

    told = refusal.value
    assert (told.code, told.exit_code) == (sample.refused, 66)
    for language in LANGUAGES:
        sentence = Messages(language)(told.code, told.facts)
        assert sample.name in sentence
        assert "\n" not in sentence


@pytest.mark.parametrize("every", [pytest.param(1, marks=pytest.mark.long), 6])
def test_a_script_gets_exit_code_66_and_one_document_for_each_refusal(tmp_path: Path, every: int) -> None:
    refused = REFUSED[::every]
    names = [str(FOLDER / sample.name) for sample in refused]
    asked = ["onshelf", "--home", str(tmp_path), "check", "--json", "--out-dir", str(tmp_path)]
    done = forked.run([*asked, *names], tmp_path, os.environ)

    errors = [document["error"] for document in json.loads(done.stdout)["documents"]]
    assert done.returncode == 66
    assert "Traceback" not in done.stdout + done.stderr
    assert [error["code"] for error in errors] == [sample.refused for sample in refused]
    assert {error["exit_code"] for error in errors} == {66}


@every_read
def test_every_cell_is_read_as_promised(sample: Sample) -> None:
    assert understood(checked(sample.name)) == sample.reads


@every_read
def test_every_fault_is_found_and_no_other(sample: Sample) -> None:
    assert addressed(checked(sample.name).findings) == list(sample.finds)


@every_read
def test_rows_that_are_no_products_are_skipped_and_said(sample: Sample) -> None:
    assert skipped(sheet(sample.name)) == list(sample.skips)


@every_read
def test_what_was_found_out_about_a_file_is_told(sample: Sample) -> None:
    told = [*sheet(sample.name).guesses, *of_numbers(checked(sample.name).conventions, sheet(sample.name))]

    assert set(sample.tells) <= {guess.code for guess in told}


def test_every_file_has_its_line_and_every_line_its_file() -> None:
    names = [sample.name for sample in SAMPLES]

    assert len(set(names)) == len(names)
    assert {path.name for path in FOLDER.iterdir()} == {README, *names}


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.name)
def test_the_files_are_what_their_source_makes(sample: Sample) -> None:
    kept = (FOLDER / sample.name).read_bytes()

    assert kept == sample.content or members(kept) == members(sample.content), "python -m samples.drawer.make"


def test_the_readme_is_what_the_source_prints() -> None:
    assert (FOLDER / README).read_text("utf-8") == readme(), "python -m samples.drawer.make"


def test_every_finding_that_a_sheet_alone_can_make_is_shown_by_a_sample() -> None:
    shown = {found.split()[0] for sample in SAMPLES for found in sample.finds}

    assert [code.name for code in CODES if not code.name.startswith(ELSEWHERE) and code.name not in shown] == []


def test_the_drawer_stays_small() -> None:
    assert sum(path.stat().st_size for path in FOLDER.iterdir()) < MAX_BYTES


@cache
def sheet(name: str) -> Sheet:
    return read(FOLDER / name, FORMATS)


@cache
def checked(name: str) -> Checked:
    return check(sheet(name))


def understood(done: Checked) -> Reading:
    rows = done.understood.to_dict("index")
    return {
        int(row): {str(column): text for column, text in cells.items() if isinstance(text, str) and text}
        for row, cells in rows.items()
    }


def skipped(found: Sheet) -> list[str]:
    return [f"{skip.row} {skip.reason}" for skip in found.skipped]


def members(content: bytes) -> list[tuple[str, bytes]]:
    """What a zip holds; two libraries may compress it differently."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return [(member.filename, package.read(member)) for member in package.infolist()]
