"""A run that has ended: told again without the store, in either language, and its record checked."""

import csv
import json
import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import jsonschema
import pytest

from batch import jobs
from batch.errors import Usage
from batch.messages import Messages
from batch.model.changes import Action
from batch.reports import bundle
from batch.reports.bundle import Chain, State
from tests.journeys.shop import Shop, opened
from tests.journeys.test_apply import SHEET

_MOMENT = re.compile("updat", re.IGNORECASE)
SCHEMA = json.loads((Path(__file__).parents[2] / "docs/json/verify.schema.json").read_text("utf-8"))


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shop]:
    with opened(tmp_path_factory.mktemp("shop")) as there:
        yield there


@pytest.fixture(scope="module")
def ran(shop: Shop) -> jobs.Done:
    """A run behind another, with a row that is refused."""
    shop.run(shop.sheet("earlier.csv", SHEET))
    return shop.run(shop.sheet("catalog.csv", SHEET.replace("18.50", "19.00").replace("22,", "cheap,")))


def test_a_run_told_again_says_the_same(shop: Shop, ran: jobs.Done) -> None:
    before = len(shop.requests())
    told = jobs.report(shop.context(), ran.report.run.id)

    assert len(shop.requests()) == before
    assert told.report.run == ran.report.run
    assert told.report.totals == ran.report.totals
    for name in ("changes", "issues", "catalog", "fix"):
        assert Path(told.files[name]).read_bytes() == Path(ran.files[name]).read_bytes()
        assert told.files[name] != ran.files[name]


def test_an_english_run_is_told_in_french(shop: Shop, ran: jobs.Done) -> None:
    french = replace(shop.context(), messages=Messages("fr"))
    told = jobs.report(french, ran.report.run.id)

    with Path(told.files["issues"]).open(encoding="utf-8", newline="") as file:
        assert "n’est pas un prix" in next(csv.DictReader(file))["message"].replace("'", "’")


def test_a_run_that_is_told_twice_overwrites_nothing(shop: Shop, ran: jobs.Done) -> None:
    first, second = (jobs.report(shop.context(), ran.report.run.id) for _ in range(2))

    assert Path(first.files["result"]).parent != Path(second.files["result"]).parent


def test_the_record_of_a_run_is_intact_and_behind_the_run_before(shop: Shop, ran: jobs.Done) -> None:
    found = jobs.verify(shop.folder / "home", ran.report.run.id)
    document = {"schema_version": 1, "verify": bundle.document(found)}

    jsonschema.Draft202012Validator(SCHEMA).validate(document)
    assert found.intact
    assert found.chain is Chain.LINKED
    assert found.bundle.manifest is not None
    assert found.bundle.manifest.previous is not None
    assert {Path(path).name for path in ran.files.values()} == set(found.bundle.files)


def test_the_page_shows_the_record_and_is_part_of_it(ran: jobs.Done) -> None:
    page = Path(ran.files["report"])
    made = bundle.checked(ran.folder).manifest
    assert made is not None
    assert made.previous is not None
    text = page.read_text("utf-8")

    assert all(digest in text for name, digest in made.files.items() if name != page.name)
    assert made.previous.run in text
    assert made.previous.digest in text
    page.write_bytes(page.read_bytes().replace(b"rows read", b"rows  read"))
    try:
        assert bundle.checked(ran.folder).files[page.name] is State.CHANGED
    finally:
        page.write_text(text, "utf-8")


def test_a_record_can_be_checked_where_nobody_knows_the_run(ran: jobs.Done, tmp_path: Path) -> None:
    found = jobs.verify(tmp_path, str(Path(ran.files["result"]).parent))

    assert found.intact
    assert found.chain is Chain.ELSEWHERE


def test_a_price_changed_in_a_report_is_found(shop: Shop) -> None:
    done = shop.run(shop.sheet("other.csv", SHEET.replace("18.50", "17.00")))
    changes = Path(done.files["changes"])
    changes.write_text(changes.read_text("utf-8").replace("17.00", "71.00"), "utf-8")
    found = jobs.verify(shop.folder / "home", done.report.run.id)

    assert not found.intact
    assert found.bundle.files["changes.csv"] is State.CHANGED


def test_the_whole_record_of_another_run_does_not_pass_for_this_one(shop: Shop, ran: jobs.Done) -> None:
    done = shop.run(shop.sheet("third.csv", SHEET.replace("18.50", "16.00")))
    shutil.rmtree(done.folder)
    shutil.copytree(ran.folder, done.folder)
    asked = [jobs.verify(shop.folder / "home", what) for what in (done.report.run.id, str(done.folder))]

    assert [(found.intact, found.chain) for found in asked] == [(False, Chain.BROKEN)] * 2


def test_a_run_that_nobody_knows_is_told_in_a_sentence(shop: Shop) -> None:
    with pytest.raises(Usage):
        jobs.report(shop.context(), "r-never")
    with pytest.raises(Usage):
        jobs.verify(shop.folder / "home", "r-never")


def test_undo_brings_the_store_back_to_what_it_was(tmp_path: Path) -> None:
    with opened(tmp_path) as shop:
        shop.run(shop.sheet("catalog.csv", SHEET))
        before = _told(shop)
        edited = SHEET.replace("18.50", "19.00").replace("Tasse bleue", "Tasse").replace("0,45,Laine", "1,47,Laine")
        edited = edited.replace("Size,S,0,", "Size,S,1,")
        ran = shop.run(shop.sheet("edited.csv", edited))
        changed = _told(shop)

        plan = jobs.undo(shop.context(), ran.report.run.id, None, Action.KEEP)
        assert _told(shop) == changed
        done = shop.apply(plan.files["plan"])

        assert changed != before
        assert _told(shop) == before
        assert done.exit_code == 0
        assert done.report.reconciled


def test_undo_keeps_what_was_edited_since_and_says_so(tmp_path: Path) -> None:
    with opened(tmp_path) as shop:
        shop.run(shop.sheet("catalog.csv", SHEET))
        ran = shop.run(shop.sheet("edited.csv", SHEET.replace("18.50", "19.00").replace(",22,", ",23,")))
        mug = next(product for product in shop.state() if product["sku"] == "MUG")
        shop.put(str(mug["id"]), {"price": 21})

        plan = jobs.undo(shop.context(), ran.report.run.id, None, Action.KEEP)
        shop.apply(plan.files["plan"])

        assert [(finding.code, finding.cell) for finding in plan.report.findings] == [("undo.edited_since", "I2")]
        prices = {product["sku"]: product["price"] for product in shop.state()}
        assert (prices["MUG"], prices["BOWL"]) == (21, 22)


def test_what_a_run_created_is_taken_offline_when_told_to(tmp_path: Path) -> None:
    with opened(tmp_path) as shop:
        ran = shop.run(shop.sheet("catalog.csv", SHEET))
        kept = jobs.undo(shop.context(), ran.report.run.id, None, Action.KEEP)
        plan = jobs.undo(shop.context(), ran.report.run.id, None, Action.DISABLE)
        shop.apply(plan.files["plan"])

        assert kept.report.plan is not None
        assert kept.report.plan.changes == ()
        assert {finding.code for finding in kept.report.findings} == {"undo.created"}
        assert len(shop.state()) == 3
        assert not any(product["enabled"] for product in shop.state())


def _told(shop: Shop) -> list[dict[str, object]]:
    """The store without the moments at which it was written to."""
    return [{name: value for name, value in product.items() if not _MOMENT.match(name)} for product in shop.state()]
