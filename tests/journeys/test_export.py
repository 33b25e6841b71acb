"""Exporting, editing and giving back, as a merchant does it."""

import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema
import openpyxl
import pytest
from openpyxl.utils import column_index_from_string

from batch import config, jobs
from batch.errors import Usage
from batch.jobs import folders
from batch.jobs.exports import Wanted, Written, export
from batch.jobs.tasks import FORMATS
from batch.messages import Messages
from batch.model.choices import Choices
from batch.model.exports import SCOPES, scope
from batch.read import read
from batch.reports.export_columns import heading, hint
from schemas.headings import recognised
from tests.journeys.shop import STORE, Shop, opened

SCHEMA = Path(__file__).parents[2] / "docs" / "json" / "export.schema.json"


def variation(number: int, sku: str, **options: str) -> dict[str, Any]:
    return {"id": number, "sku": sku, "options": [{"name": name, "value": value} for name, value in options.items()]}


def options(*names: str) -> list[dict[str, Any]]:
    return [{"type": "SELECT", "name": name, "choices": [{"text": "S"}, {"text": "M"}]} for name in names]


SEED: list[dict[str, Any]] = [
    {"id": 1, "sku": "00123", "name": "Étui", "price": 12.5, "description": "<p>a</p>\n<p>b</p>", "enabled": True},
    {"id": 2, "sku": "GLOVE", "name": "Glove", "price": 20, "enabled": True, "options": options("Size")}
    | {"combinations": [variation(21, "G-S", Size="S") | {"price": 18}, variation(22, "G-M", Size="M")]},
    {"id": 3, "sku": "OFF", "name": "Hidden", "price": 5, "enabled": False, "quantity": 4},
    {"id": 4, "sku": "FOUR", "name": "Four", "price": 5, "options": options("A", "B", "C", "D")}
    | {"combinations": [variation(41, "F-1", A="S", B="S", C="S", D="M")]},
    {"id": 5, "sku": "NO-SKU", "name": "Bare", "price": 5, "options": options("Size")}
    | {"combinations": [{"id": 50 + at, "options": [{"name": "Size", "value": size}]} for at, size in enumerate("SM")]},
    {"id": 6, "sku": "LONG", "name": "Long", "price": 1234.5, "description": "x" * 40_000},
]


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shop]:
    with opened(tmp_path_factory.mktemp("export"), seed=SEED) as there:
        yield there


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "shop.xlsx"


def exported(shop: Shop, out: Path, words: str = "exact", state: str = "all", channel: str = "all") -> Written:
    return export(shop.context(), STORE, Wanted(scope(state, channel), out, out.suffix[1:], words))


def letters(sheet: Any) -> dict[str, str]:
    """Column to its letter."""
    known = {recognised(str(cell.value)): cell.column_letter for cell in sheet[1]}
    return {column: letter for column, letter in known.items() if column}


def is_locked(sheet: Any, letter: str) -> bool:
    """By the style of its column, which what is added below has too."""
    at = column_index_from_string(letter)
    style = next(one for one in sheet.column_dimensions.values() if one.min <= at <= one.max)
    return bool(style.protection.locked)


def onshelf(shop: Shop, *words: str, given: str = "") -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "batch.cli", "--home", str(shop.folder / "home"), *words]
    paths = {"PYTHONPATH": str(Path(__file__).parents[2])}
    environment = os.environ | paths
    return subprocess.run(
        command, cwd=shop.folder, env=environment, input=given, capture_output=True, text=True, check=False
    )


def ids(made: Written) -> list[str]:
    return list(made.exported.rows["ecom_id"])


EVERY = ["1", "2/21", "2/22", "3", "5/50", "5/51", "6"]
ONLINE = [one for one in EVERY if one != "3"]


@pytest.mark.parametrize(
    ("state", "channel", "rows", "told"),
    [
        ("all", "all", EVERY, None),
        ("active", "all", ONLINE, "export.active_online_only"),
        ("active", "in-store", EVERY, "export.in_store_unknown"),
        ("active", "online", ONLINE, None),
        ("inactive", "all", ["3"], "export.inactive_online_only"),
        ("inactive", "in-store", EVERY, "export.in_store_unknown"),
        ("inactive", "online", ["3"], None),
    ],
)
def test_the_catalog_filter_is_state_by_channel(
    shop: Shop, out: Path, state: str, channel: str, rows: list[str], told: str | None
) -> None:
    made = exported(shop, out.with_suffix(".csv"), state=state, channel=channel)

    assert ids(made) == rows
    assert made.wanted.scope.note == told
    assert len(SCOPES) == 7


def test_what_no_sheet_can_hold_is_told_and_left_out(shop: Shop, out: Path) -> None:
    made = exported(shop, out).exported

    assert [(one.product, one.reason) for one in made.left_out] == [("4", "options")]
    assert [(one.sku, one.column, one.reason) for one in made.left_blank] == [
        ("LONG", "description", "export.unwritable")
    ]


def test_prices_are_those_in_force_and_shared_skus_are_blank(shop: Shop, out: Path) -> None:
    rows = exported(shop, out).exported.rows.set_index("ecom_id")

    assert list(rows.loc[["2/21", "2/22", "6"], "retail_price"]) == ["18.00", "20.00", "1234.50"]
    assert rows.loc[["5/50", "5/51"], "sku"].isna().all()


@pytest.mark.parametrize("words", ["exact", "en", "fr"])
def test_the_workbook_is_made_for_editing(shop: Shop, out: Path, words: str) -> None:
    made = exported(shop, out, words)
    book = openpyxl.load_workbook(out)
    sheet = book.worksheets[0]
    at = letters(sheet)
    with zipfile.ZipFile(out) as package:
        properties = package.read("docProps/custom.xml").decode()

    assert 'name="onshelf_export"' in properties
    assert made.id in properties
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("E2", f"A1:{at['ecom_id']}8")
    assert sheet[f"{at['sku']}2"].value == "00123"
    assert sheet[f"{at['sku']}2"].number_format == "@"
    assert sheet[f"{at['retail_price']}2"].value == 12.5
    assert sheet.protection.sheet
    assert sheet.protection.password is None
    assert {column for column, letter in at.items() if is_locked(sheet, letter)} == {"id", "ecom_id"}
    listed = {str(rule.sqref)[:1]: rule.formula1 for rule in sheet.data_validations.dataValidation}
    assert listed[at["active_online"]] == '"1,0"'
    assert all(cell.comment for cell in sheet[1])


def test_every_heading_is_understood_and_explained(shop: Shop, out: Path) -> None:
    columns = [str(name) for name in exported(shop, out.with_suffix(".csv")).exported.rows.columns]

    for column in [*columns, "image_url_2", "image_url_12"]:
        assert [recognised(heading(column, words)) for words in ("exact", "en", "fr")] == [column] * 3
        assert not any(hint(column, Messages(language)).startswith("hint.") for language in ("en", "fr"))


def test_an_edited_export_is_given_back_and_only_the_edit_is_sent(shop: Shop, out: Path) -> None:
    exported(shop, out, "fr")
    book = openpyxl.load_workbook(out)
    sheet = book.worksheets[0]
    sheet[f"{letters(sheet)['retail_price']}4"] = 21.25
    book.save(out.with_name("edited.xlsx"))
    before = len(shop.ledger())
    done = shop.run(out.with_name("edited.xlsx"))

    assert done.exit_code == 0
    assert [entry["body"] for entry in shop.ledger()[before:]] == [{"price": 21.25}]
    assert "handle" not in Path(done.files["pos_import"]).read_text("utf-8").splitlines()[0].split(",")


def test_a_name_that_is_taken_or_means_another_form_is_told_with_what_export_can_do(shop: Shop) -> None:
    taken = shop.sheet("taken.xlsx", "mine")
    refused = onshelf(shop, "export", "--store", STORE, "--out", taken.name)
    disguised = onshelf(shop, "export", "--store", STORE, "--format", "csv", "--out", "disguised.xlsx")

    assert (refused.returncode, taken.read_text("utf-8")) == (73, "mine")
    assert "--out" in refused.stderr.split()
    assert "--out-dir" not in refused.stderr
    assert (disguised.returncode, (shop.folder / "disguised.xlsx").exists()) == (2, False)
    assert "disguised.xlsx ends in .xlsx, and --format says csv" in disguised.stderr


def edited(made: Written, old: str, new: str) -> str:
    text = made.wanted.out.read_text("utf-8")
    assert old in text
    return text.replace(old, new)


def test_an_export_is_its_own_base_so_that_what_changed_in_the_store_meanwhile_stays(shop: Shop, out: Path) -> None:
    made = exported(shop, out.with_suffix(".csv"))
    shop.put("3", {"price": 7})
    shop.put("1", {"price": 13})
    sheet = shop.sheet("mine.csv", edited(made, "00123,Étui", "00123,Case").replace(",12.50,", ",14.00,"))
    plan = shop.plan(sheet).report

    assert "base" in [guess.code for guess in plan.sheet.guesses]
    assert [found.code for found in plan.findings if found.code in ("store.conflict", "store.drift")] == [
        "store.conflict",
        "store.drift",
    ]
    shop.put("3", {"price": 5})
    shop.put("1", {"price": 12.5})


def test_the_same_export_can_be_edited_again_after_a_run(shop: Shop, out: Path) -> None:
    made = exported(shop, out.with_suffix(".csv"))
    for price in ("6.00", "6.50"):
        done = shop.run(shop.sheet("again.csv", edited(made, ",5.00,", f",{price},")))
        assert done.exit_code == 0
        assert done.report.totals["updated"] > 0
    back = shop.run(shop.sheet("again.csv", made.wanted.out.read_text("utf-8")))

    assert (back.report.totals["conflict"], back.report.totals["updated"]) == (0, 0)
    assert {product["sku"]: product["price"] for product in shop.state()}["OFF"] == 6.5


def test_stock_of_an_export_is_never_sent_by_itself(shop: Shop, out: Path) -> None:
    made = exported(shop, out.with_suffix(".csv"))
    plan = shop.plan(shop.sheet("stock.csv", edited(made, ",,4,,", ",,9,,"))).report.plan

    assert plan is not None
    assert plan.changes == ()


def test_a_variant_is_added_by_a_row_with_the_same_name(shop: Shop, out: Path) -> None:
    made = exported(shop, out.with_suffix(".csv"))
    columns = list(made.exported.rows.columns)
    new = {"sku": "G-L", "name": "Glove", "variant_option_one_name": "Size", "variant_option_one_value": "L"}
    line = ",".join((new | {"retail_price": "22"}).get(column, "") for column in columns)
    text = made.wanted.out.read_text("utf-8") + line + ",\n"
    plan = shop.plan(shop.sheet("added.csv", text)).report.plan

    assert plan is not None
    assert [(change.action.value, change.product, change.sku) for change in plan.changes] == [("create", "2", "G-L")]


def test_a_copy_of_the_export_is_kept_under_the_id_that_its_file_carries(shop: Shop, out: Path) -> None:
    made = exported(shop, out)

    home = shop.folder / "home"
    kept = folders.base_of(home, made.id, STORE)
    assert kept is not None
    assert kept.read_bytes() == out.read_bytes()
    assert read(out, FORMATS).export == made.id
    assert [folders.base_of(home, made.id, "other"), folders.base_of(home, "../plans", STORE)] == [None, None]


def test_the_command_says_what_it_wrote_and_never_overwrites(shop: Shop) -> None:
    words = ["export", "--store", STORE, "--out", "told.csv", "--status", "active", "--json"]
    done, again = onshelf(shop, *words), onshelf(shop, *words)
    document = json.loads(done.stdout)

    jsonschema.Draft202012Validator(json.loads(SCHEMA.read_text("utf-8"))).validate(document)
    assert (document["export"]["rows"], document["left_out"][0]["product"]) == (6, "4")
    assert again.returncode == 73
    assert onshelf(shop, "export", "--store", STORE, "--out", "told.pdf").returncode == 2


def test_the_export_of_another_store_is_no_base(shop: Shop, out: Path) -> None:
    """One store may have two names, and its export serves both."""
    home = config.home(str(shop.folder / "home"))
    there = config.store(home, STORE)
    for name, id_ in (("elsewhere", "4711"), ("same", there.id)):
        config.add(home, replace(there, name=name, id=id_))
    exported(shop, out)

    with pytest.raises(Usage) as told:
        jobs.plan(shop.context(), out, "elsewhere", None, Choices(base=str(out)))
    assert told.value.code == "base.other_store"
    assert jobs.plan(shop.context(), out, "same", None, Choices(base=str(out))).exit_code == 0
