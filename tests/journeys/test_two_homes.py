"""Two machines without a common home folder, and so without a common lock, on one store."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from batch import config, jobs
from batch.errors import StalePlan
from batch.model.choices import Choices
from tests.journeys.shop import EVERYTHING, STORE, TOKEN_ENV, Shop, opened

BEFORE = "sku,name,retail_price\nMUG,Tasse,18.50\nBOWL,Bol,22\n"
OURS = "sku,name,retail_price\nMUG,Tasse,19.25\nBOWL,Bol,22\nLAMP,Lampe,90\n"
THEIRS = "sku,name,retail_price\nMUG,Tasse,17\nBOWL,Grand bol,22\nLAMP,Lampion,12\n"


def based(shop: Shop) -> Choices:
    """As both had it when they began: only what each has changed is sent."""
    return replace(EVERYTHING, base=str(shop.sheet("before.csv", BEFORE)))


@pytest.fixture
def both(tmp_path: Path) -> Iterator[tuple[Shop, Shop]]:
    with opened(tmp_path, {"batch_pace": "20"}) as here:
        there = replace(here, folder=tmp_path / "other")
        home = config.home(str(there.folder / "home"))
        config.add(home, config.StoreAddress(STORE, there.api, str(there.store_id), TOKEN_ENV))
        here.run(here.sheet("before.csv", BEFORE))
        yield here, there


def fates(done: jobs.Done) -> dict[str, tuple[str, str]]:
    return {row.sku: (row.result, row.reason.code if row.reason else "") for row in done.report.rows}


def test_what_one_did_since_the_other_planned_is_a_conflict_and_stays(both: tuple[Shop, Shop]) -> None:
    here, there = both
    plan = there.plan(there.sheet("catalog.csv", THEIRS)).files["plan"]
    here.run(here.sheet("catalog.csv", OURS))
    late = there.apply(plan)
    held = {product["sku"]: (product["name"], product["price"]) for product in here.state()}

    assert late.exit_code == 4
    assert fates(late) == {
        "MUG": ("conflict", "apply.conflict"),
        "BOWL": ("updated", ""),
        "LAMP": ("conflict", "apply.taken"),
    }
    assert held == {"MUG": ("Tasse", 19.25), "BOWL": ("Grand bol", 22), "LAMP": ("Lampe", 90)}


def test_a_plan_is_applied_where_it_was_made(both: tuple[Shop, Shop]) -> None:
    """What was sent of it is known there alone."""
    here, there = both
    plan = here.plan(here.sheet("catalog.csv", OURS)).files["plan"]
    before = here.ledger()

    with pytest.raises(StalePlan) as told:
        there.apply(plan)
    assert told.value.code == "plan.sheet_gone"
    assert here.ledger() == before


def test_at_the_same_time_each_sends_its_own_and_takes_back_nothing_of_the_other(both: tuple[Shop, Shop]) -> None:
    here, there = both
    here.sheet("catalog.csv", BEFORE.replace("18.50", "19.25") + "LAMP,Lampe,90\n")
    there.sheet("catalog.csv", BEFORE.replace("Bol", "Grand bol") + "TRAY,Plateau,30\n")
    with ThreadPoolExecutor(2) as machines:
        done = list(machines.map(lambda shop: shop.run(shop.folder / "catalog.csv", based(shop)), both))
    held = {product["sku"]: (product["name"], product["price"]) for product in here.state()}

    assert [one.exit_code for one in done] == [0, 0]
    assert held == {"MUG": ("Tasse", 19.25), "BOWL": ("Grand bol", 22), "LAMP": ("Lampe", 90), "TRAY": ("Plateau", 30)}
