"""The calls public clients make, as they make them."""

import httpx
import pytest

from tests.sandbox.shop import Shop

LISTED = {"limit": 100, "offset": 0}


@pytest.fixture
def old_style(shop: Shop) -> httpx.Client:
    """The token in the query and a limit on every call, reading or writing."""
    params = {"token": shop.where.token, "limit": "100"}
    return httpx.Client(base_url=f"{shop.where.api}/{shop.where.store_id}/", params=params, verify=False)


def test_a_client_with_its_token_in_the_query_works_through_a_whole_life(old_style: httpx.Client) -> None:
    with old_style as client:
        assert client.get("profile").status_code == 200
        made = client.post("products", json={"name": "Mug", "sku": "M", "price": 1})
        product_id = made.json()["id"]
        assert client.put(f"products/{product_id}", json={"price": 2}).json() == {"updateCount": 1}
        assert client.get(f"products/{product_id}", params=LISTED).json()["price"] == 2
        assert client.get("products", params={"keyword": "Mug"}).json()["total"] == 1
        assert isinstance(client.get("classes", params=LISTED).json(), list)
        assert client.delete(f"products/{product_id}").json() == {"deleteCount": 1}


def test_a_pager_that_asks_for_page_one_twice_gets_everything(shop: Shop, old_style: httpx.Client) -> None:
    ids = {shop.create({"sku": f"S{number}"}) for number in range(5)}
    with old_style as client:
        first = client.get("products").json()
        assert isinstance(first["total"], int)
        seen = [item["id"] for item in client.get("products", params=LISTED).json()["items"]]
    assert set(seen) == ids


def test_a_storefront_reads_with_a_public_token(shop: Shop) -> None:
    shop.create({"sku": "A"})
    headers = {"Authorization": "Bearer public_sandbox", "Content-Type": "application/json"}
    base = f"{shop.where.api}/{shop.where.store_id}"
    replies = [
        httpx.get(f"{base}/{path}", headers=headers, verify=False)
        for path in ("products", "profile?storeId=1003", "categories")
    ]
    assert [reply.status_code for reply in replies] == [200, 200, 200]
    assert replies[0].json()["total"] == 1


def test_an_importer_counts_on_bodies_in_batch_answers(shop: Shop) -> None:
    """It never asks for escaped bodies and reads the new id from httpBody."""
    content = '[{"id":"create|1","path":"/products","method":"POST","body":{"name":"Mug","price":1}}]'
    headers = {"Content-Type": 'application/json; charset="utf-8"'}
    ticket = shop.api.post("batch?stopOnFirstFailure=false", content=content, headers=headers).json()["ticket"]
    answer = shop.finished(ticket)["responses"][0]
    assert (answer["id"], answer["httpBody"]["id"]) == ("create|1", shop.found("")[0])
