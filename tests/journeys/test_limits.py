"""The store's limits are met by waiting, and the one who is over them loses nothing."""

from pathlib import Path

import pytest

from batch.channels.http import Seams
from tests.channels.making import FakeTime
from tests.journeys.lines import through
from tests.journeys.shop import opened

ROWS = 150


def test_where_the_requests_of_a_batch_count_every_one_of_them_gets_its_turn(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    time = FakeTime()
    through(monkeypatch, Seams(clock=time.clock, sleep=time.sleep))
    rows = "".join(f"S{number:03},Produit {number},{number + 1}\n" for number in range(ROWS))
    with opened(tmp_path, {"quota": "60", "count_batch_requests": "yes"}, time.clock) as shop:
        done = shop.run(shop.sheet("many.csv", f"sku,name,retail_price\n{rows}"))

        assert done.exit_code == 0
        assert done.report.totals["created"] == ROWS
        assert len(shop.ledger()) == len(shop.state()) == ROWS
