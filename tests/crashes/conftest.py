"""A shop with a sheet that nothing was done with yet."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.journeys.shop import Shop, opened
from tests.journeys.test_apply import SHEET


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Shop]:
    with opened(tmp_path) as there:
        there.sheet("catalog.csv", SHEET)
        yield there
