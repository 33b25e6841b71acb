"""``--json``: one document whatever happens, of a shape that is published."""

import json
from collections.abc import Iterator

import pytest

from tests.journeys.shop import STORE, Shop, opened
from tests.journeys.terminal import onshelf, valid
from tests.journeys.test_apply import SHEET


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shop]:
    with opened(tmp_path_factory.mktemp("shop")) as there:
        yield there


@pytest.mark.parametrize(
    "words",
    [
        ["check", "no-such-file.csv"],
        ["plan", "good.csv", "--store", "nowhere"],
        ["apply", "no-such-plan.json", "--yes"],
        ["explain", "no.such"],
        ["stores", "add", "x", "--api", "http://127.0.0.1:9/api/v3", "--id", "1"],
        ["frobnicate"],
        ["check"],
        ["check", "good.csv", "--no-such-option"],
        ["sandbox", "serve", "--port", "x"],
        ["sandbox", "serve", "--switch", "gravity=off"],
    ],
)
def test_what_cannot_be_done_is_told_to_scripts_too(shop: Shop, words: list[str]) -> None:
    shop.sheet("good.csv", SHEET)
    done = onshelf(shop, *words, "--json")

    assert valid("error", done.stdout)["error"]["exit_code"] == done.returncode != 0


def test_records_that_cannot_be_kept_are_told_to_scripts_too(shop: Shop) -> None:
    shop.sheet("no-folder", "a file stands here")
    done = onshelf(shop, "runs", "--json", "--home", "no-folder/home")

    assert valid("error", done.stdout)["error"]["exit_code"] == done.returncode == 78


def test_several_sheets_are_one_document_with_one_part_for_each(shop: Shop) -> None:
    shop.sheet("good.csv", SHEET)
    shop.sheet("empty.csv", "")
    shop.sheet("bad.csv", SHEET.replace("22,", "cheap,"))
    done = onshelf(shop, "plan", "good.csv", "empty.csv", "bad.csv", "--store", STORE, "--json")
    good, empty, bad = valid("documents", done.stdout)["documents"]

    assert done.returncode == 66
    assert empty["error"]["code"] == "file.empty"
    assert (good["counts"]["error"], bad["counts"]["error"]) == (0, 1)


@pytest.mark.parametrize(
    ("price", "words", "code", "status", "told"),
    [
        ("4", [], 2, "not_applied", ("Rien n’a été appliqué", "pas appliqué")),
        ("9", ["--yes"], 6, "stopped", ("un garde-fou a arrêté le plan", "arrêté par un garde-fou")),
    ],
)
def test_a_run_that_applied_nothing_says_so_everywhere(
    shop: Shop, price: str, words: list[str], code: int, status: str, told: tuple[str, str]
) -> None:
    """Nobody agreed; or a guard stopped it."""
    shop.run(shop.sheet("first.csv", "sku,name,retail_price\nASKED,Tasse,3\n"))
    shop.sheet("asked.csv", f"sku,retail_price\nASKED,{price}\n")
    before = shop.ledger()
    done = onshelf(shop, "run", "asked.csv", "--store", STORE, "--json", "--lang", "fr", *words)
    document = valid("run", done.stdout)
    reports = {name: shop.folder / path for name, path in document["reports"].items()}
    page, manifest = (reports[name].read_text("utf-8") for name in ("report", "manifest"))

    assert done.returncode == code
    assert shop.ledger() == before
    assert document["run"]["status"] == json.loads(manifest)["run"]["status"] == status
    assert document["outcomes"]["not_run"] == document["plan"]["changes"] == sum(document["outcomes"].values()) > 0
    assert document["reconciled"] is True
    assert all(text in page for text in told)
    assert "terminé" not in page
    assert (shop.folder / document["plan"]["path"]).exists()


def test_the_totals_of_past_runs_are_figures(shop: Shop) -> None:
    shop.sheet("past.csv", "sku,name,retail_price\nPAST,Tasse,3\n")
    ran = valid("run", onshelf(shop, "run", "past.csv", "--store", STORE, "--yes", "--json").stdout)
    past = valid("runs", onshelf(shop, "runs", "--json").stdout)["runs"][0]

    assert past["totals"] == ran["totals"]
    assert past["totals"]["created"] == 1


def test_apply_tells_what_is_missing_from_what_is_no_plan(shop: Shop) -> None:
    shop.sheet("sheet.csv", "sku,name\nA,b\n")
    (shop.folder / "bytes.json").write_bytes(b"\xff\xfe\x00")

    assert onshelf(shop, "apply", "gone.plan.json", "--yes").returncode == 2
    assert onshelf(shop, "apply", "sheet.csv", "--yes").returncode == 66
    assert onshelf(shop, "apply", "bytes.json", "--yes").returncode == 66


@pytest.mark.parametrize(
    ("schema", "words"),
    [
        ("runs", ["runs"]),
        ("codes", ["explain"]),
        ("codes", ["explain", "price.ambiguous"]),
        ("columns", ["columns"]),
        ("stores", ["stores", "list"]),
        ("said", ["stores", "check", STORE]),
    ],
)
def test_lists_and_answers_are_what_their_schemas_say(shop: Shop, schema: str, words: list[str]) -> None:
    shop.sheet("listed.csv", "sku,name,retail_price\nLISTED,Tasse,3\n")
    onshelf(shop, "run", "listed.csv", "--store", STORE, "--yes")
    done = onshelf(shop, *words, "--json")

    assert done.returncode == 0
    valid(schema, done.stdout)
