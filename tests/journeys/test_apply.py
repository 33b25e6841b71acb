"""Applying: what was approved is what is sent, once, and what is not so in the store is never called done."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import httpx
import pytest

from batch import jobs
from batch.errors import StalePlan
from batch.values import now
from tests.journeys.lines import laid, losing, refusing
from tests.journeys.shop import EVERYTHING, STORE, Shop, opened

HEADINGS = (
    "id,handle,sku,name,description,variant_option_one_name,variant_option_one_value,"
    "active_online,retail_price,brand_name\n"
)
SHEET = (
    HEADINGS
    + """,mug,MUG,Tasse bleue,<p>Grès</p>,,,1,18.50,Argile
,scarf,SCARF-S,Foulard,,Size,S,0,40,Laine
,scarf,SCARF-L,Foulard,,Size,L,0,45,Laine
,bowl,BOWL,Bol,,,,0,22,Argile
"""
)


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Shop]:
    with opened(tmp_path) as there:
        yield there


def test_the_store_holds_what_the_sheet_says(shop: Shop) -> None:
    done = shop.run(shop.sheet("catalog.csv", SHEET))
    products = {product["name"]: product for product in shop.state()}

    assert done.exit_code == 0
    assert done.report.totals["created"] == 4
    assert products["Tasse bleue"]["price"] == 18.5
    assert products["Tasse bleue"]["enabled"] is True
    assert products["Bol"]["enabled"] is False
    prices = {variation["sku"]: variation["price"] for variation in products["Foulard"]["combinations"]}
    assert prices == {"SCARF-S": 40, "SCARF-L": 45}


def test_only_the_edited_cell_is_sent(shop: Shop) -> None:
    shop.run(shop.sheet("catalog.csv", SHEET))
    before = len(shop.ledger())
    shop.run(shop.sheet("again.csv", SHEET.replace("18.50", "19.25")))

    sent = shop.ledger()[before:]
    assert [entry["body"] for entry in sent] == [{"price": 19.25}]


def test_a_second_run_sends_nothing(shop: Shop) -> None:
    shop.run(shop.sheet("catalog.csv", SHEET))
    before = len(shop.ledger())
    done = shop.run(shop.sheet("catalog2.csv", SHEET))

    assert len(shop.ledger()) == before
    assert done.report.totals["unchanged"] == 4


def test_what_is_online_already_is_not_said_to_go_online_unready(shop: Shop) -> None:
    bare = shop.sheet("bare.csv", "sku,name,description,retail_price,active_online\nMUG,Tasse,,1,1\n")
    first, second = shop.run(bare), shop.run(bare)

    assert {found.code for found in first.report.findings} == {"online.no_description", "price.placeholder"}
    assert second.report.findings == ()


def test_planning_never_writes_to_the_store(shop: Shop) -> None:
    done = shop.plan(shop.sheet("catalog.csv", SHEET))

    assert done.report.counts["create"] == 4
    assert shop.ledger() == []
    assert {request["method"] for request in shop.requests()} == {"GET"}


def test_a_cell_that_someone_changed_since_the_plan_is_a_conflict_and_stays(shop: Shop) -> None:
    shop.run(shop.sheet("catalog.csv", SHEET))
    plan = shop.plan(shop.sheet("again.csv", SHEET.replace("18.50", "19.25").replace(",22,", ",24,")))
    mug = next(product for product in shop.state() if product["sku"] == "MUG")
    shop.put(mug["id"], {"price": 21})
    done = shop.apply(plan.files["plan"])

    prices = {product["sku"]: product["price"] for product in shop.state()}
    assert (prices["MUG"], prices["BOWL"]) == (21, 24)
    assert done.exit_code == 4
    assert (done.report.totals["conflict"], done.report.totals["updated"]) == (1, 1)


def test_a_plan_applied_again_still_says_what_was_a_conflict(shop: Shop) -> None:
    shop.run(shop.sheet("catalog.csv", SHEET))
    plan = shop.plan(shop.sheet("again.csv", SHEET.replace("18.50", "19.25").replace(",22,", ",24,")))
    mug = next(product for product in shop.state() if product["sku"] == "MUG")
    shop.put(mug["id"], {"price": 21})
    first, again = shop.apply(plan.files["plan"]), shop.apply(plan.files["plan"])

    assert again.report.totals == first.report.totals
    assert [row.reason for row in again.report.rows] == [row.reason for row in first.report.rows]
    assert again.exit_code == 4


def test_a_product_that_is_gone_since_the_plan_is_a_conflict(shop: Shop) -> None:
    shop.run(shop.sheet("catalog.csv", SHEET))
    plan = shop.plan(shop.sheet("again.csv", SHEET.replace("18.50", "19.25")))
    mug = next(product for product in shop.state() if product["sku"] == "MUG")
    shop.delete(mug["id"])
    done = shop.apply(plan.files["plan"])

    assert done.report.totals["conflict"] == 1
    assert all(product["sku"] != "MUG" for product in shop.state())


def test_a_plan_that_was_edited_is_refused(shop: Shop) -> None:
    plan = Path(shop.plan(shop.sheet("catalog.csv", SHEET)).files["plan"])
    plan.write_text(plan.read_text("utf-8").replace("18.50", "1.85"), "utf-8")

    with pytest.raises(StalePlan, match=r"plan\.tampered"):
        shop.apply(str(plan))
    assert shop.ledger() == []


def test_a_plan_applied_twice_sends_nothing_the_second_time(shop: Shop) -> None:
    plan = shop.plan(shop.sheet("catalog.csv", SHEET)).files["plan"]
    shop.apply(plan)
    before = len(shop.ledger())
    done = shop.apply(plan)

    assert len(shop.ledger()) == before
    assert done.report.totals["created"] == 4


def test_a_product_that_was_made_and_is_gone_when_its_plan_is_applied_again_is_told_as_gone(shop: Shop) -> None:
    """Not as unknown: then the advice would be to apply the same plan for ever."""
    plan = shop.plan(shop.sheet("catalog.csv", SHEET)).files["plan"]
    shop.apply(plan)
    for product in shop.state():
        shop.delete(product["id"])
    done = shop.apply(plan)

    assert {row.reason.code for row in done.report.rows if row.reason} == {"apply.gone"}
    assert (done.exit_code, done.report.totals["failed"], shop.state()) == (4, 4, [])


def test_two_runs_that_begin_in_the_same_second_are_one_plan_and_what_was_put_back_meanwhile_is_told(
    shop: Shop,
) -> None:
    second = now().replace(microsecond=0)
    at_once = replace(shop.context(), clock=lambda: second)
    shop.run(shop.sheet("catalog.csv", SHEET))
    edited = shop.sheet("again.csv", SHEET.replace("18.50", "19.25"))
    for exit_code, price in ((0, 19.25), (4, 18.5)):
        with jobs.run(at_once, edited, STORE, EVERYTHING) as work:
            assert work.go_on().exit_code == exit_code
        mug = next(product for product in shop.state() if product["sku"] == "MUG")
        assert mug["price"] == price
        shop.put(mug["id"], {"price": 18.5})
    again = shop.run(edited)

    assert (again.exit_code, again.report.totals["updated"]) == (0, 1)


def test_a_new_product_with_an_image_can_be_applied_again(shop: Shop) -> None:
    sheet = shop.sheet("image.csv", "sku,name,retail_price,image_url\nZED,Zed,5,https://shop.example/1.jpg\n")
    plan = shop.plan(sheet).files["plan"]
    first, again = shop.apply(plan), shop.apply(plan)

    assert (first.exit_code, again.exit_code) == (0, 0)
    assert again.report.totals["created"] == 1


def test_a_store_without_room_keeps_the_updates_coming(tmp_path: Path) -> None:
    with opened(tmp_path, {"max_products": "3"}) as shop:
        shop.run(shop.sheet("catalog.csv", SHEET))
        extra = ",hat,HAT,Chapeau,,,,1,30,Laine\n,cap,CAP,Casquette,,,,1,25,Laine\n"
        done = shop.run(shop.sheet("more.csv", SHEET.replace("18.50", "19.25") + extra))

        assert done.report.totals["updated"] == 1
        assert done.report.totals["failed"] + done.report.totals["not_run"] == 2
        assert done.exit_code == 4


def test_what_the_store_silently_drops_is_failed(tmp_path: Path) -> None:
    with opened(tmp_path, {"unknown_attribute": "ignored"}) as shop:
        _without_brand(shop)
        done = shop.run(shop.sheet("catalog.csv", SHEET))

        assert done.exit_code == 4
        assert done.report.totals["failed"] > 0


def test_an_answer_that_is_lost_does_not_make_a_product_twice(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    plan = shop.plan(shop.sheet("catalog.csv", SHEET)).files["plan"]
    laid(monkeypatch, losing(lambda request: request.method == "POST" and "/batch" in request.url.path))
    shop.apply(plan)
    monkeypatch.undo()
    done = shop.apply(plan)

    assert done.report.totals["created"] == 4
    assert sorted(product["name"] for product in shop.state()) == ["Bol", "Foulard", "Tasse bleue"]


def test_a_batch_refused_as_a_whole_is_split_until_only_the_malformed_change_is_left(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = "".join(f"S{number:03},Produit {number},{number + 1}\n" for number in range(500))
    plan = shop.plan(shop.sheet("many.csv", f"sku,name,retail_price\n{rows}")).files["plan"]
    laid(monkeypatch, refusing(b'"S217"'))
    done = shop.apply(plan)

    refused = [row for row in done.report.rows if row.result != "created"]
    assert [(row.sku, row.result, row.status) for row in refused] == [("S217", "failed", "rejected")]
    assert len(shop.ledger()) == len(shop.state()) == 499


def test_a_crash_between_sending_and_hearing_ends_in_the_same_store(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan = shop.plan(shop.sheet("catalog.csv", SHEET)).files["plan"]
    laid(monkeypatch, losing(lambda request: request.method == "GET" and "/batch" in request.url.path))
    interrupted = shop.apply(plan)
    monkeypatch.undo()
    done = shop.apply(plan)

    assert interrupted.exit_code == 69
    assert done.report.totals["created"] == 4
    assert len(shop.state()) == 3


def test_a_refused_token_stops_the_run_and_says_so(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    plan = shop.plan(shop.sheet("catalog.csv", SHEET)).files["plan"]
    monkeypatch.setenv("ONSHELF_TEST_TOKEN", "secret_of_another_shop")

    with pytest.raises(Exception, match=r"channel\.refused"):
        shop.apply(plan)
    assert shop.ledger() == []


def test_the_token_is_in_no_file_that_was_written(shop: Shop) -> None:
    shop.run(shop.sheet("catalog.csv", SHEET))

    written = [path for path in shop.folder.rglob("*") if path.is_file()]
    assert written
    assert not [path for path in written if shop.token.encode() in path.read_bytes()]


def _without_brand(shop: Shop) -> None:
    """The shop's general product type loses its attributes."""
    url = f"{shop.api}/{shop.store_id}/classes/0"
    headers = {"Authorization": f"Bearer {shop.token}"}
    httpx.put(
        url,
        content=json.dumps({"attributes": []}),
        headers=headers | {"Content-Type": "application/json"},
        verify=False,
    )


FAMILY = """handle,sku,name,variant_option_one_name,variant_option_one_value,retail_price
scarf,SCARF-S,Foulard,Size,S,40
mug,MUG,Tasse,,,18
scarf,SCARF-M,Foulard,Size,M,ask
scarf,SCARF-L,Foulard,Size,L,45
"""


def test_a_new_product_waits_for_its_rows_to_be_mended_and_is_then_made_whole(shop: Shop) -> None:
    """Its siblings come with a variant that needs a hand: the row alone would be a product of its own."""
    fix = Path(shop.run(shop.sheet("catalog.csv", FAMILY)).files["fix"]).read_text("utf-8-sig")
    assert [product["name"] for product in shop.state()] == ["Tasse"]
    done = shop.run(shop.sheet("mended.csv", fix.replace("ask", "42")))

    assert [line.split(",")[1] for line in fix.splitlines()] == ["sku", "SCARF-S", "SCARF-M", "SCARF-L"]
    assert {verdict: count for verdict, count in done.report.totals.items() if count} == {"created": 3}
    scarf = [product for product in shop.state() if product["name"] == "Foulard"]
    assert [sorted(own["sku"] for own in product["combinations"]) for product in scarf] == [
        ["SCARF-L", "SCARF-M", "SCARF-S"]
    ]


def test_a_variant_given_back_alone_is_refused_rather_than_made_a_second_product(shop: Shop) -> None:
    heading, *rows = FAMILY.splitlines()
    shop.run(shop.sheet("catalog.csv", "\n".join([heading, *(row for row in rows if "ask" not in row)])))
    before = shop.ledger()
    done = shop.run(shop.sheet("alone.csv", f"{heading}\n{rows[2].replace('ask', '42')}\n"))

    assert [found.code for found in done.report.findings] == ["store.family_exists"]
    assert (done.exit_code, shop.ledger()) == (3, before)
