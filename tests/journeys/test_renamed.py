"""SKUs that wander from product to product within one sheet, and back again."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from batch import jobs
from batch.model.changes import Action
from tests.journeys.shop import Shop, opened

SEED: list[dict[str, Any]] = [
    {"id": number, "sku": sku, "name": sku, "price": 5} for number, sku in enumerate(("MUG", "CUP", "BOWL"), 1)
]
CHAIN = "sku,ecom_id\nCUP,1\nBOWL,2\nJUG,3\n"


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Shop]:
    with opened(tmp_path, seed=SEED) as there:
        yield there


def skus(shop: Shop) -> list[str]:
    return [product["sku"] for product in sorted(shop.state(), key=lambda product: int(product["id"]))]


def test_each_takes_the_sku_that_another_gives_up_in_one_run_and_back(shop: Shop) -> None:
    sheet = shop.sheet("chain.csv", CHAIN)
    done = shop.run(sheet)
    assert (done.exit_code, done.report.totals["updated"], skus(shop)) == (0, 3, ["CUP", "BOWL", "JUG"])
    assert shop.plan(sheet).report.plan.changes == ()  # type: ignore[union-attr]

    back = shop.apply(jobs.undo(shop.context(), done.report.run.id, None, Action.KEEP).files["plan"])
    assert (back.exit_code, skus(shop)) == (0, ["MUG", "CUP", "BOWL"])


def test_where_the_giver_keeps_its_sku_nobody_takes_it(shop: Shop) -> None:
    planned = shop.plan(shop.sheet("chain.csv", CHAIN))
    shop.put("3", {"sku": "POT"})
    done = shop.apply(planned.files["plan"])

    assert done.exit_code == 4
    assert skus(shop)[2] == "POT"
    assert sorted(skus(shop)) == sorted(set(skus(shop)))
