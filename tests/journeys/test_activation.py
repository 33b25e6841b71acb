"""Switching products on and off on a channel, from lists of any dress."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import jsonschema
import openpyxl
import pytest
from openpyxl.styles import Font

from batch import jobs
from batch.jobs import activation
from batch.reports.figures import cell_changes, turned
from tests.journeys.lists import SEED, enabled, for_pos, ordered, switched
from tests.journeys.shop import STORE, Shop, opened, written
from tests.journeys.test_export import onshelf

SCHEMAS = Path(__file__).parents[2] / "docs" / "json"


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Shop]:
    with opened(tmp_path, seed=SEED) as there:
        yield there


def test_a_lone_column_of_skus_is_enough(shop: Shop) -> None:
    done = switched(shop, "activate", shop.sheet("list.csv", "sku\nMUG\n"))

    assert done.exit_code == 0
    assert enabled(shop) == {"MUG": True, "GLOVE": True, "CUP": True}
    assert [entry["body"] for entry in shop.ledger()] == [{"enabled": True}]
    assert for_pos(done) == [{"id": "pos-1", "sku": "MUG", "name": "Mug", "active_online": "1"}]


def test_nothing_else_of_the_sheet_is_planned(shop: Shop) -> None:
    text = "sku,name,retail_price,active_online,Shelf\nCUP,Chalice,99,1,A1\n"
    done = switched(shop, "deactivate", shop.sheet("list.csv", text))

    assert [entry["body"] for entry in shop.ledger()] == [{"enabled": False}]
    assert [found.code for found in done.report.findings] == []


def test_any_variant_names_its_product_and_the_preview_says_how_many_go(shop: Shop) -> None:
    done = switched(shop, "deactivate", shop.sheet("list.csv", "sku\nG-S\n"))

    assert enabled(shop)["GLOVE"] is False
    told = [found for found in done.report.findings if found.code == "store.whole_product"]
    assert dict(told[0].facts)["count"] == "2"


def test_every_row_gets_its_verdict_under_its_own_number(shop: Shop) -> None:
    text = "Weekend\n\nsku;note\nCUP;a\n\nNOPE;b\nCUP;c\nMUG;d\n"
    done = switched(shop, "deactivate", shop.sheet("list.csv", text))

    results = {row.row: row.result for row in done.report.rows}
    assert results == {4: "updated", 6: "refused", 7: "ignored", 8: "unchanged"}
    assert [(found.code, found.cell) for found in done.report.findings] == [("activation.not_found", "A6")]
    assert "NOPE" in written(done, "fix")
    assert (done.exit_code, done.report.reconciled) == (3, True)


def test_a_workbook_names_products_too(shop: Shop) -> None:
    book = openpyxl.Workbook()
    for line in (["eCom product ID"], [3], ["2/21"]):
        book.worksheets[0].append(line)
    book.save(shop.folder / "list.xlsx")
    switched(shop, "deactivate", shop.folder / "list.xlsx")

    assert enabled(shop) == {"MUG": False, "GLOVE": False, "CUP": False}


@pytest.mark.parametrize("listed", ["ecom_id\n2\n", "sku\nGLOVE\n", "sku\nG-S\n", "sku\nGLOVE\nG-S\n"])
def test_what_disappears_is_counted_in_variants_whatever_names_the_product(shop: Shop, listed: str) -> None:
    done = switched(shop, "deactivate", shop.sheet("list.csv", listed))

    assert sorted(item.sku for item in turned(done.report, cell_changes(done.report), "0")) == ["G-M", "G-S"]


def test_what_disappears_is_counted_though_only_prices_of_the_variants_stand_beside_it(shop: Shop) -> None:
    text = "sku,active_online,retail_price\nGLOVE,0,\nG-S,,21\nG-M,,21\n"
    done = shop.run(shop.sheet("catalog.csv", text))

    assert enabled(shop)["GLOVE"] is False
    assert sorted(item.sku for item in turned(done.report, cell_changes(done.report), "0")) == ["G-M", "G-S"]


def test_what_is_not_ready_stays_offline_when_it_is_asked_strictly(shop: Shop) -> None:
    path = shop.sheet("list.csv", "sku\nMUG\n")
    strict, lenient = switched(shop, "activate", path, "all", "strict"), switched(shop, "activate", path)

    assert strict.report.totals["refused"] == 1
    assert {"activation.not_ready", "activation.no_image"} <= {found.code for found in strict.report.findings}
    assert "activation.in_store" not in {found.code for found in strict.report.findings}
    assert lenient.report.totals["updated"] == 1
    assert "activation.no_image" in {found.code for found in lenient.report.findings}


def test_given_back_the_workbook_changes_nothing(shop: Shop) -> None:
    done = switched(shop, "deactivate", shop.sheet("list.csv", "note,sku\na,CUP\n"))
    again = switched(shop, "deactivate", Path(done.files["result"]))

    assert again.report.totals["unchanged"] == 1


def test_applied_later_and_told_again_the_list_comes_back_in_its_own_columns(shop: Shop) -> None:
    heading, line = "Note;Code;active_online", "a;CUP;1"
    path = shop.sheet("list.csv", f"{heading}\n{line}\n")
    context = replace(shop.context(), maps=("Code=sku",))
    with activation.online(context, path, ordered("deactivate", "online")) as work:
        waiting = work.decline()
    path.unlink()
    done = shop.apply(waiting.files["plan"])
    told = [done, jobs.report(shop.context(), done.report.run.id)]

    assert enabled(shop)["CUP"] is False
    for files in (one.files for one in told):
        rows = list(openpyxl.load_workbook(files["result"]).worksheets[0].iter_rows(values_only=True))
        assert rows[0][:4] == (*heading.split(";"), "Result")
        assert rows[1][:3] == tuple(line.split(";"))


@pytest.mark.parametrize("channel", ["online", "in-store", "all"])
def test_the_list_comes_back_in_its_own_columns_with_the_verdicts_behind_them(shop: Shop, channel: str) -> None:
    heading, *rows = lines = (
        ("Note", "sku", "Prix", "active_online"),
        ("a", "CUP", "12,50", "1"),
        ("b", "N-1", "3", "oui"),
    )
    text = "".join(";".join(line) + "\n" for line in lines)
    done = switched(shop, "deactivate", shop.sheet("list.csv", text), channel)

    book = openpyxl.load_workbook(done.files["result"]).worksheets[0]
    told = list(book.iter_rows(values_only=True))
    assert told[0] == (*heading, "Result", "Message", "Fields changed", "Store ID", "Run")
    assert [line[:4] for line in told[1:]] == rows
    if channel != "in-store":
        assert written(done, "fix").splitlines()[0].split(";")[:-1] == list(heading)


def test_five_hundred_rows_cost_one_batch(tmp_path: Path) -> None:
    seed = [{"id": n, "sku": f"P{n}", "name": "P", "price": 1, "enabled": False} for n in range(1, 501)]
    with opened(tmp_path, seed=seed) as shop:
        path = shop.sheet("list.csv", "sku\n" + "".join(f"P{n}\n" for n in range(1, 501)))
        done = switched(shop, "activate", path)
        calls = [(call["method"], call["path"].partition("?")[0].rpartition("/")[2]) for call in shop.requests()]

    assert done.report.totals["updated"] == 500
    # the settings; 500 products as pages, before planning, before sending and after it; one batch, its answers apart
    asked_for = [("GET", "profile"), ("GET", "products"), ("POST", "batch")]
    assert [calls.count(call) for call in asked_for] == [1, 15, 1]


def test_standard_input_names_products_and_a_list_without_names_is_refused(shop: Shop) -> None:
    words = ["deactivate", "-", "--channel", "online", "--store", STORE, "--json", "--yes"]
    guarded = onshelf(shop, *words, given="sku\nCUP\nG-S\n")
    words += ["--allow", "disables", "--reason", "recall"]
    done = onshelf(shop, *words, given="sku\nCUP\n")
    nothing = onshelf(shop, *words, given="CUP\nMUG\n")

    document = json.loads(done.stdout)
    jsonschema.Draft202012Validator(json.loads((SCHEMAS / "run.schema.json").read_text("utf-8"))).validate(document)
    assert document["totals"]["updated"] == 1
    assert Path(shop.folder / document["reports"]["result"]).exists()
    assert (guarded.returncode, nothing.returncode) == (6, 66)
    assert onshelf(shop, "activate", "-", given="sku\nCUP\n").returncode == 2


def test_a_workbook_that_names_products_comes_back_as_it_was_with_the_verdicts(shop: Shop) -> None:
    book = openpyxl.Workbook()
    for line in (["sku", "Note"], ["CUP", "=1+1"]):
        book.worksheets[0].append(line)
    book.worksheets[0].column_dimensions["B"].width = 41
    book.create_sheet("Mine")["A1"] = "kept"
    book.save(shop.folder / "list.xlsx")
    done = switched(shop, "deactivate", shop.folder / "list.xlsx")

    there = openpyxl.load_workbook(done.files["result"])
    first = there.worksheets[0]
    assert [cell.value for cell in first[1]][:3] == ["sku", "Note", "Result"]
    assert [cell.value for cell in first[2]][:2] == ["CUP", "=1+1"]
    assert (first.column_dimensions["B"].width, there["Mine"]["A1"].value) == (41, "kept")


def test_a_row_that_names_nothing_is_refused_wherever_it_stands(shop: Shop) -> None:
    done = switched(shop, "deactivate", shop.sheet("list.csv", "name,SKU\nMug,MUG\na,\nCup,CUP\nb,\n"))

    assert [row.result for row in done.report.rows] == ["unchanged", "refused", "updated", "refused"]
    assert [(found.code, found.cell) for found in done.report.findings] == [
        ("sku.required", "B3"),
        ("sku.required", "B5"),
    ]


def test_a_second_column_that_would_name_products_is_told(shop: Shop) -> None:
    done = switched(shop, "deactivate", shop.sheet("list.csv", "sku,Note,SKU,Note\nCUP,x,MUG,y\n"))

    assert enabled(shop) == {"MUG": False, "GLOVE": True, "CUP": False}
    assert [(found.code, found.cell) for found in done.report.findings] == [("heading.duplicate", "C1")]


def test_what_is_crossed_off_a_list_or_cannot_be_seen_there_is_not_switched(shop: Shop) -> None:
    book = openpyxl.Workbook()
    for line in (["sku"], ["CUP"], ["G-S"], ["MUG"]):
        book.worksheets[0].append(line)
    book.worksheets[0]["A2"].font = Font(strike=True)
    book.worksheets[0]["A3"].number_format = ";;;"
    book.save(shop.folder / "list.xlsx")
    with activation.online(shop.context(), shop.folder / "list.xlsx", ordered("deactivate", "all")) as work:
        waiting = work.decline()
    done = shop.apply(waiting.files["plan"])

    assert enabled(shop) == {"CUP": True, "GLOVE": True, "MUG": False}
    assert [row["sku"] for row in for_pos(done)] == ["MUG"]
    for told in (waiting, done):
        assert [row.result for row in told.report.rows][:2] == ["refused", "refused"]
        codes = [(found.code, found.cell) for found in told.report.findings if found.row in (2, 3)]
        assert codes == [("cell.struck_out", "A2"), ("cell.shown_otherwise", "A3")]
