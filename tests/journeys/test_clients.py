"""Clients that others wrote work with the sandbox unchanged, side by side with onshelf."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.journeys.clients import Client, ecwid_api_client, pyecwid
from tests.journeys.shop import Shop, opened

pytestmark = pytest.mark.long
CLIENTS: tuple[Callable[[Path], Client], ...] = (pyecwid, ecwid_api_client)


@pytest.fixture(scope="module", params=CLIENTS, ids=lambda made: made.__name__)
def client(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Client:
    made: Client = request.param(tmp_path_factory.mktemp("client"))
    return made


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Shop]:
    seed = [{"id": number, "sku": f"S{number}", "name": f"Produit {number}", "price": 1} for number in range(1, 251)]
    with opened(tmp_path, seed=seed) as there:
        yield there


def test_what_they_make_onshelf_changes_and_they_read_and_delete(client: Client, shop: Shop) -> None:
    made = client.call(shop, "products", "add", {"name": "Tasse", "sku": "MUG", "price": 12})
    number = made if isinstance(made, int) else made["id"]
    done = shop.run(shop.sheet("prices.csv", "sku,retail_price\nMUG,13.50\n"))
    read = client.call(shop, "products", "get_by_id", number)
    updated = client.call(shop, "products", "update", number, {"price": 14})
    deleted = client.call(shop, "products", "delete", number)

    assert (done.exit_code, read["sku"], read["price"]) == (0, "MUG", 13.5)
    assert updated == {"updateCount": 1}
    assert deleted in (1, {"deleteCount": 1})
    assert "MUG" not in {product["sku"] for product in shop.state()}


def test_they_find_what_onshelf_made(client: Client, shop: Shop) -> None:
    assert shop.run(shop.sheet("new.csv", "sku,name,retail_price\nLAMP,Lampe de chevet,89.90\n")).exit_code == 0
    by_word = items(client.call(shop, "products", "get_by_keyword", "chevet"))
    by_sku = items(client.call(shop, "products", "get_by_params", {"sku": "LAMP"}))

    assert [found["name"] for found in by_word] == ["Lampe de chevet"]
    assert [found["price"] for found in by_sku] == [89.9]


def test_they_list_the_shop_and_its_product_types(client: Client, shop: Shop) -> None:
    """pyecwid turns the pages itself, the first of them twice; the other one takes what a page holds."""
    listed = items(client.call(shop, "products", "get"))
    types = client.call(shop, "producttypes", "get")

    assert len({found["id"] for found in listed}) == len(listed) == (250 if client.names == {} else 100)
    assert [kind["id"] for kind in types] == [0]


def items(answer: Any) -> list[dict[str, Any]]:
    """Of one page, or of all that were put together."""
    found: list[dict[str, Any]] = answer["items"] if isinstance(answer, dict) else answer
    return found
