"""An export edited, applied, and edited again: what our own runs wrote is known, whatever became of the other rows."""

import csv
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from batch.jobs.exports import Wanted, export
from batch.jobs.undo import undo
from batch.model.changes import Action
from batch.model.choices import Choices, OnConflict
from batch.model.exports import scope
from batch.model.guards import Guard
from batch.model.own import desk_name
from tests.journeys.lines import Forward, laid
from tests.journeys.shop import STORE, Shop, opened

SHEET = "sku,name,retail_price\nMUG,Tasse,18\nBOWL,Bol,22\nPOT,Pot,30\n"


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Shop]:
    with opened(tmp_path) as there:
        there.run(there.sheet("first.csv", SHEET))
        export(there.context(), STORE, Wanted(scope("all", "all"), tmp_path / "shop.csv", "csv", "exact"))
        yield there


def edited(shop: Shop, name: str = "edited.csv", **prices: str) -> Path:
    """The export with other prices, in the merchant's own file. What was not read as a price stays unread."""
    rows = list(csv.reader((shop.folder / "shop.csv").read_text("utf-8-sig").splitlines()))
    sku, price = rows[0].index("sku"), rows[0].index("retail_price")
    for row in rows:
        row[price] = prices.get(row[sku], row[price])
    path = shop.folder / name
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    return path


def prices(shop: Shop) -> dict[str, float]:
    return {product["sku"]: product["price"] for product in shop.state()}


def product(shop: Shop, sku: str) -> str:
    return str(next(one["id"] for one in shop.state() if one["sku"] == sku))


def codes(done: object) -> list[str]:
    return [found.code for found in done.report.findings]  # type: ignore[attr-defined]


def test_a_second_edit_of_a_cell_goes_through_though_another_row_must_still_be_mended(shop: Shop) -> None:
    first = shop.run(edited(shop, MUG="19", BOWL="many"))
    second = shop.run(edited(shop, MUG="20", BOWL="23"))

    assert (first.exit_code, second.exit_code) == (3, 0)
    assert prices(shop) == {"MUG": 20, "BOWL": 23, "POT": 30}


def test_what_somebody_else_changes_after_our_run_is_still_a_conflict(shop: Shop) -> None:
    shop.run(edited(shop, MUG="19", BOWL="many"))
    shop.put(product(shop, "MUG"), {"price": 25})
    done = shop.run(edited(shop, MUG="20", BOWL="many"))

    assert prices(shop)["MUG"] == 25
    assert done.report.totals["conflict"] == 1
    assert [dict(found.facts) for found in done.report.findings if found.code == "store.conflict"] == [
        {"store": "25.00", "base": "19.00", "rule": "retail_price"}
    ]


def test_what_a_run_of_another_sheet_wrote_is_a_conflict(shop: Shop) -> None:
    """Who edits the export has not seen it."""
    shop.run(shop.sheet("prices.csv", "sku,retail_price\nMUG,25\n"))
    done = shop.run(edited(shop, MUG="20"))

    assert (prices(shop)["MUG"], done.report.totals["conflict"]) == (25, 1)


def test_a_cell_put_back_to_what_was_exported_is_not_sent_and_the_store_s_value_is_told(shop: Shop) -> None:
    shop.run(edited(shop, MUG="19", BOWL="many"))
    done = shop.run(edited(shop))

    assert prices(shop) == {"MUG": 19, "BOWL": 22, "POT": 30}
    assert [dict(found.facts) for found in done.report.findings if found.code == "store.written_since"] == [
        {"store": "19.00", "base": "18.00", "rule": "retail_price"}
    ]


def test_of_two_people_with_a_copy_of_one_export_neither_overwrites_the_other(shop: Shop) -> None:
    shop.run(edited(shop, "mine.csv", MUG="19", BOWL="23"))
    other = shop.run(edited(shop, "yours.csv", MUG="20", POT="31"))

    assert prices(shop) == {"MUG": 19, "BOWL": 23, "POT": 31}
    assert (other.exit_code, sorted(codes(other))) == (4, ["store.conflict", "store.drift"])


@pytest.mark.parametrize("name", ["Shop.v2.xlsx", "shop.v2.result.xlsx", "shop.v2.fix.csv", "shop.v2.result.fix.xlsx"])
def test_what_we_made_of_a_sheet_is_the_same_sheet_as_far_as_conflicts_go(name: str) -> None:
    assert desk_name(name) == desk_name("shop.v2.csv") != desk_name("shop.csv")


def test_after_an_undo_the_same_cell_can_be_edited_again(shop: Shop) -> None:
    first = shop.run(edited(shop, MUG="19", BOWL="23", POT="31"))
    shop.apply(undo(shop.context(), first.report.run.id, None, Action.KEEP).files["plan"])
    assert prices(shop)["MUG"] == 18

    done = shop.run(edited(shop, MUG="20"))

    assert (done.exit_code, prices(shop)["MUG"]) == (0, 20)
    assert codes(done) == []


def test_with_a_base_that_was_named_it_is_the_same(shop: Shop) -> None:
    named = Choices(base=str(shop.sheet("base.csv", SHEET)), allow=tuple(Guard), reason="a test")
    shop.run(shop.sheet("mine.csv", SHEET.replace("18", "19").replace("22", "many")), named)
    done = shop.run(shop.sheet("mine.csv", SHEET.replace("18", "20").replace("22", "23")), named)

    assert (done.exit_code, prices(shop)) == (0, {"MUG": 20, "BOWL": 23, "POT": 30})


def test_a_row_that_was_added_and_created_is_not_sent_over_what_somebody_made_of_it(shop: Shop) -> None:
    named = Choices(base=str(shop.sheet("base.csv", SHEET)), allow=tuple(Guard), reason="a test")
    shop.run(shop.sheet("mine.csv", f"{SHEET}CUP,Gobelet,9\n".replace("22", "many")), named)
    again = shop.run(shop.sheet("mine.csv", f"{SHEET}CUP,Gobelet,10\n".replace("22", "many")), named)
    assert (again.exit_code, prices(shop)["CUP"]) == (3, 10)

    shop.put(product(shop, "CUP"), {"price": 12})
    done = shop.run(shop.sheet("mine.csv", f"{SHEET}CUP,Gobelet,11\n"), named)

    assert (prices(shop)["CUP"], done.report.totals["conflict"]) == (12, 1)


def test_what_a_run_made_that_was_killed_is_not_sent_over_what_somebody_made_of_it(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    sheet = edited(shop, MUG="19")
    with sheet.open("a", encoding="utf-8", newline="") as file:
        csv.DictWriter(file, headings(sheet)).writerow({"sku": "LAMP", "name": "Lampe", "retail_price": "60"})
    laid(monkeypatch, dying)
    with pytest.raises(SystemExit):
        shop.run(sheet)
    monkeypatch.undo()
    other = shop.run(shop.sheet("other.csv", "sku,name,retail_price\nLAMP,Lampe de chevet,70\n"))
    again = shop.run(sheet)

    assert (other.exit_code, prices(shop)["LAMP"], prices(shop)["MUG"]) == (0, 70, 19)
    assert (again.exit_code, again.report.totals["conflict"]) == (4, 1)
    assert prices(shop)["LAMP"] == 70


def dying(request: httpx.Request, forward: Forward) -> httpx.Response:
    """As if killed, with a batch on its way."""
    if request.method == "GET" and request.url.path.endswith("/batch"):
        raise SystemExit
    return forward(request)


def headings(sheet: Path) -> list[str]:
    return next(csv.reader(sheet.read_text("utf-8").splitlines()))


@pytest.mark.parametrize("moment", ["before the plan", "after the plan"])
def test_a_row_with_a_conflict_waits_as_a_whole_whenever_the_store_moved(shop: Shop, moment: str) -> None:
    """Half a row is nobody's wish; whoever wants the other cells sent can say so."""
    path = edited(shop, MUG="20")
    path.write_text(path.read_text("utf-8").replace("Tasse", "Grande tasse"), "utf-8")
    if moment == "before the plan":
        shop.put(product(shop, "MUG"), {"price": 25})
    plan = shop.plan(path)
    if moment == "after the plan":
        shop.put(product(shop, "MUG"), {"price": 25})
    done = shop.apply(plan.files["plan"])

    assert (done.exit_code, done.report.totals["conflict"], done.report.totals["unchanged"]) == (4, 1, 2)
    assert {one["name"]: one["price"] for one in shop.state()} == {"Tasse": 25, "Bol": 22, "Pot": 30}

    rest = shop.run(path, Choices(on_conflict=OnConflict.STORE, allow=tuple(Guard), reason="a test"))
    assert rest.exit_code == 0
    assert {one["name"]: one["price"] for one in shop.state()} == {"Grande tasse": 25, "Bol": 22, "Pot": 30}


def test_an_old_copy_asks_for_nothing_after_a_run_in_which_all_went_well(shop: Shop) -> None:
    shop.run(edited(shop, MUG="19", BOWL="23", POT="31"))
    done = shop.run(shop.folder / "shop.csv")

    assert prices(shop) == {"MUG": 19, "BOWL": 23, "POT": 31}
    assert (done.report.totals["unchanged"], codes(done)) == (3, ["store.drift"] * 3)


def test_who_types_back_what_was_exported_is_not_told_that_nothing_was_changed(shop: Shop) -> None:
    shop.run(edited(shop, MUG="19"))
    shop.put(product(shop, "MUG"), {"price": 25})
    choices = Choices(on_conflict=OnConflict.STORE, allow=tuple(Guard), reason="a test")
    done = shop.run(edited(shop), choices)

    assert prices(shop)["MUG"] == 25
    assert "you did not change it" not in Path(done.files["issues"]).read_text("utf-8")
    assert codes(done) == ["store.drift"]
