"""One sandbox for the whole folder, emptied before each test."""

from collections.abc import Iterator

import pytest

from batch.sandbox import Running, Settings, running
from tests.sandbox.shop import Shop

TOKENS = {"secret_reader": ["read_catalog"], "secret_writer": ["read_catalog", "update_catalog"]}


@pytest.fixture(scope="session")
def sandbox() -> Iterator[Running]:
    with running(Settings(tokens=TOKENS, switches={"quota": "1000000"})) as where:
        yield where


@pytest.fixture(scope="session")
def opened(sandbox: Running) -> Iterator[Shop]:
    shop = Shop(sandbox)
    yield shop
    shop.close()


@pytest.fixture
def shop(opened: Shop) -> Shop:
    assert opened.witness.post("reset").status_code == 200
    return opened
