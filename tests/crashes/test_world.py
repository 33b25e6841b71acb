"""What the machine refuses is told in a sentence, before anything is sent; what was sent is reported all the same."""

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.crashes.world import (
    RUN,
    ended,
    modes,
    onshelf,
    started,
    with_few_descriptors,
    with_no_mask,
    without_privilege,
)
from tests.journeys.shop import STORE, Shop, opened
from tests.journeys.terminal import ONSHELF, surroundings, valid
from tests.journeys.test_apply import SHEET


def locked(folder: Path) -> None:
    """Nothing can be put into it any more."""
    folder.mkdir(exist_ok=True)
    folder.chmod(0o500)


@pytest.mark.parametrize("place", ["locked", "taken/below", "x" * 300], ids=["locked", "a file in the way", "too long"])
def test_reports_that_could_not_be_written_keep_anything_from_being_sent(shop: Shop, place: str) -> None:
    locked(shop.folder / "locked")
    shop.sheet("taken", "not a folder")
    plan = shop.plan(shop.folder / "catalog.csv").files["plan"]
    code, _, said = onshelf(shop, "apply", plan, "--yes", "--out-dir", place, before=without_privilege)

    assert (code, shop.ledger()) == (73, [])
    assert "--out-dir" in said


def test_a_home_folder_that_cannot_be_written_keeps_anything_from_being_sent(shop: Shop) -> None:
    plan = shop.plan(shop.folder / "catalog.csv").files["plan"]
    for path in (shop.folder / "home").iterdir():
        path.chmod(0o500 if path.is_dir() else 0o400)
    (shop.folder / "home").chmod(0o500)
    code, _, said = onshelf(shop, "apply", plan, "--yes", before=without_privilege)

    assert (code, shop.ledger()) == (73, [])
    assert str(shop.folder / "home") in said


def test_reports_that_lose_their_place_meanwhile_lie_in_the_home_folder(tmp_path: Path) -> None:
    with opened(tmp_path, {"batch_pace": "300"}) as shop:
        shop.sheet("catalog.csv", SHEET)
        process = started(shop, *RUN, "--out-dir", "reports", "--json", before=without_privilege)
        while not shop.ledger():
            assert process.poll() is None, process.communicate()
        locked(shop.folder / "reports")
        code, out, said = ended(process)
        document = valid("run", out)

        assert (code, len(shop.state())) == (73, 3)
        assert document["outcomes"]["applied"] == 4
        assert all((shop.folder / "home" / "reports").resolve() in Path(p).resolve().parents
                   for name, p in document["reports"].items() if name != "plan")  # fmt: skip
        assert str(shop.folder / "home" / "reports") in said
        assert onshelf(shop, "verify", document["run"]["id"])[0] == 0


def test_a_report_that_somebody_has_open_is_left_alone(shop: Shop) -> None:
    """The next one gets a folder of its own."""
    onshelf(shop, *RUN, "--out-dir", "reports")
    before = {path: path.read_bytes() for path in (shop.folder / "reports").iterdir()}
    code, _, _ = onshelf(shop, *RUN, "--out-dir", "reports")

    assert code == 0
    assert {path: path.read_bytes() for path in before} == before


def test_what_is_kept_is_for_its_owner_alone(shop: Shop) -> None:
    for words in (
        RUN,
        ("export", "--store", STORE, "--out", "export.xlsx"),
    ):
        assert onshelf(shop, *words, before=with_no_mask)[0] == 0
    process = started(shop, "runs", before=with_no_mask)
    assert ended(process)[0] == 0

    assert modes(shop.folder / "home") == {}
    reports = list(shop.folder.glob("*.onshelf/*/*"))
    assert reports
    assert {path.stat().st_mode & 0o777 for path in reports} == {0o600}


def test_without_descriptors_it_says_so_or_works(shop: Shop) -> None:
    """From its very start: a program that was not forked."""
    done = subprocess.run(
        [ONSHELF, *RUN],
        env=surroundings(shop),
        cwd=shop.folder,
        preexec_fn=with_few_descriptors,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode in (0, 69, 73), done.stderr
    assert "Traceback" not in done.stdout + done.stderr


def test_nobody_who_reads_on_stops_no_run(shop: Shop) -> None:
    with subprocess.Popen(
        [ONSHELF, *RUN], env=surroundings(shop), cwd=shop.folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        process.stdout.close()
        said = process.stderr.read() if process.stderr else b""

    assert (process.returncode, len(shop.state())) == (0, 3)
    assert b"Error" not in said


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device of Linux")
def test_an_answer_that_cannot_be_printed_is_told(shop: Shop) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [ONSHELF, *RUN],
            env=surroundings(shop),
            cwd=shop.folder,
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )

    assert (done.returncode, len(shop.state())) == (73, 3)
    assert "Traceback" not in done.stderr


def test_a_home_folder_that_is_taken_away_ends_the_sending(tmp_path: Path) -> None:
    """What goes on its way afterwards could not be remembered."""
    with opened(tmp_path, {"batch_pace": "200"}) as shop:
        shop.sheet("catalog.csv", "sku,name,retail_price,image_url\nA,Tasse,5,https://shop.example/a.jpg\nB,Bol,6,\n")
        process = started(shop, *RUN)
        while not shop.ledger():
            assert process.poll() is None, process.communicate()
        shutil.rmtree(shop.folder / "home")
        code, _, said = ended(process)

        assert (code, [entry["path"] for entry in shop.ledger()]) == (73, ["/products", "/products"])
        assert "journal.db" in said
