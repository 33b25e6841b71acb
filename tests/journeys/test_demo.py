"""The demonstration as a newcomer runs it: it ends well, can be run again, and leaves alone what is the store's own."""

import csv
import io
import json
import os
import subprocess
import sys
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import openpyxl
import pytest

from batch.sandbox import Settings, running
from samples import SWITCHES, make
from samples.shop import DROPPED, MISTAKES, edited, exported
from tests.journeys import forked

ROOT = Path(__file__).parent.parent.parent
OWN = ("subtitle", "seoTitle", "compareToPrice", "categoryIds", "warningLimit", "isGiftCard")
ROWS = len(edited())

Document = dict[str, Any]


@dataclass(frozen=True)
class Shown:
    """What a run of the demonstration printed, and what the store held and had done afterwards."""

    code: int
    text: str
    store: list[Document]
    ledger: list[Document]

    @property
    def workbook(self) -> str:
        return next(line for line in self.text.splitlines() if line.endswith("catalog.result.xlsx") and " " not in line)


@dataclass(frozen=True)
class Played:
    here: Path
    before: list[Document]
    first: Shown
    second: Shown


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Played:
    here = tmp_path_factory.mktemp("newcomer")
    with running(
        Settings(seed=json.loads((make.FOLDER / "store.json").read_text("utf-8")), switches=SWITCHES)
    ) as server:
        before = _witness(server.api, "state")
    return Played(here, before, _demo(here, "C.UTF-8"), _demo(here, "fr_CA.UTF-8"))


def test_the_demo_ends_well_although_the_sheet_has_errors(played: Played) -> None:
    assert played.first.code == 0
    assert "Exit code 3" in played.first.text
    assert "Traceback" not in played.first.text


def test_the_demo_shows_each_command_and_what_it_would_change(played: Played) -> None:
    commands = [line for line in played.first.text.splitlines() if line.startswith("$ ")]

    assert [word for line in commands for word in ("stores add", " plan ", " apply ", " explain ") if word in line] == [
        "stores add",
        " plan ",
        " apply ",
        " explain ",
    ]
    assert "24.00" in played.first.text
    assert "26.00" in played.first.text
    assert "secret_" not in played.first.text


def test_the_workbook_it_names_holds_every_row(played: Played) -> None:
    book = openpyxl.load_workbook(played.here / played.first.workbook, read_only=True)
    lines = list(book.worksheets[0].iter_rows(values_only=True))
    book.close()

    verdicts = [line[list(lines[0]).index("Result")] for line in lines[1:]]
    assert len(verdicts) == ROWS
    assert all(verdicts)


def test_the_rows_end_as_the_readme_of_the_samples_says(played: Played) -> None:
    readme = (make.FOLDER / "README.md").read_text("utf-8")
    plan = json.loads(min((played.here / "demo").glob("catalog.onshelf/*/catalog.plan.json")).read_text("utf-8"))

    assert f"{plan['sheet']['rows']} rows" in readme
    assert f"{len(plan['changes'])} rows to change" in readme
    assert f"{len(plan['unchanged'])} as they were" in readme
    assert f"{len(plan['refused'])} with errors" in readme
    assert f"{len(plan['ignored'])} components" in readme


def test_every_mistake_is_refused_and_nothing_else(played: Played) -> None:
    fix = next((played.here / "demo" / "catalog.onshelf").glob("*/catalog.fix.xlsx"))
    lines = list(openpyxl.load_workbook(fix).worksheets[0].iter_rows(values_only=True))
    handles = {line[list(lines[0]).index("handle")] for line in lines[1:]}

    skus = {edit.sku for edit in MISTAKES} | {edit.value for edit in MISTAKES if edit.column == "sku"}
    assert handles == {row["handle"] for row in exported() if row["sku"] in skus}


def test_a_second_run_changes_nothing_and_says_so_in_french_too(played: Played) -> None:
    assert played.second.code == 0
    assert "Il ne reste rien à changer" in played.second.text
    assert played.second.ledger == played.first.ledger
    assert played.second.store == played.first.store

    changes = played.here / Path(played.second.workbook).with_name("changes.csv")
    assert len(changes.read_text("utf-8").splitlines()) == 1


def test_what_only_the_store_has_stays_as_it_is(played: Played) -> None:
    before, after = _by_sku(played.before), _by_sku(played.first.store)

    assert {sku: before[sku] for sku in DROPPED} == {sku: after[sku] for sku in DROPPED}


def test_what_belongs_to_the_store_alone_stays_as_it_is(played: Played) -> None:
    after = {product["id"]: product for product in played.first.store}

    assert [_own(product) for product in played.before] == [_own(after[product["id"]]) for product in played.before]
    assert all(any(_own(product).get(name) for product in played.before) for name in (*OWN, "custom", "english"))


def test_the_csv_and_the_workbook_are_one_catalog(tmp_path: Path) -> None:
    """But for one price: the other prices of the CSV prove what “1,295” means; the numbers of a workbook cannot."""
    csv_file, workbook = _understood("catalog.csv", tmp_path / "csv"), _understood("catalog.xlsx", tmp_path / "xlsx")
    different = [(typed, read) for typed, read in zip(csv_file, workbook, strict=True) if typed != read]

    assert [(typed["retail_price"], read["retail_price"]) for typed, read in different] == [("1295.00", "")]
    assert [typed | {"retail_price": ""} for typed, _ in different] == [read for _, read in different]


def test_the_sample_files_are_what_the_shop_makes() -> None:
    for name, content in make.files().items():
        assert _parts(name, (make.FOLDER / name).read_bytes()) == _parts(name, content), f"{name}: make it anew"


def _demo(here: Path, language: str) -> Shown:
    """Run as a newcomer would, in a shell that has no settings of ours."""
    plain = {name: value for name, value in os.environ.items() if not name.startswith(("ONSHELF_", "LC_", "LANG"))}
    done = subprocess.run(
        [sys.executable, "-m", "samples.demo"],
        cwd=here,
        env=plain | {"PYTHONPATH": str(ROOT), "LANG": language},
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    with running(Settings(db=here / "demo" / "store.db", switches=SWITCHES)) as server:
        return Shown(
            done.returncode, done.stdout + done.stderr, _witness(server.api, "state"), _witness(server.api, "ledger")
        )


def _witness(api: str, what: str) -> list[Document]:
    address = api.removesuffix("/api/v3") + f"/_sandbox/{what}"
    found: list[Document] = httpx.get(address, timeout=60, trust_env=False, verify=False).json()
    return found


def _by_sku(products: list[Document]) -> dict[str, Document]:
    return {item["sku"]: item for product in products for item in (product, *product["combinations"])}


def _own(product: Document) -> Document:
    """The store writes a title for search engines itself, after the name, until someone gives it one."""
    own = {name: product.get(name) for name in OWN}
    if own["seoTitle"] == product["name"]:
        del own["seoTitle"]
    custom = [attribute for attribute in product["attributes"] if attribute["type"] == "CUSTOM"]
    return own | {"custom": custom, "english": product["nameTranslated"]["en"]}


def _understood(name: str, folder: Path) -> list[dict[str, str]]:
    home = folder.with_suffix(".home")
    words = ["onshelf", "--home", str(home), "check", str(make.FOLDER / name), "--out-dir", str(folder)]
    forked.run(words, folder.parent, os.environ)
    with (folder / "catalog.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _parts(name: str, content: bytes) -> object:
    """A workbook is compared part by part: how it is packed depends on the machine's zlib."""
    if not name.endswith(".xlsx"):
        return content
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return {part: package.read(part) for part in package.namelist()}
