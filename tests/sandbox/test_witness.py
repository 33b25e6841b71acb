"""The witness, seeds, persistence and the server itself."""

import json
import signal
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

from batch.sandbox import Settings, running
from tests.sandbox.shop import Body, Shop

SERVE = "from batch.sandbox import Settings, serve; serve(Settings(store_id=7, token='secret_x'), 0)"


def busy(shop: Shop) -> None:
    """A little of everything."""
    attributes = [{"alias": "BRAND", "value": "Acme"}, {"alias": "UPC", "value": "007"}]
    product_id = shop.create({"sku": "A", "price": 1.10, "quantity": 3, "attributes": attributes})
    shop.vary(product_id, {"options": [{"name": "Size", "value": "L"}], "sku": "A-L", "quantity": 4})
    shop.vary(product_id, {"options": [{"name": "Size", "value": "M"}], "price": 9.99})
    shop.api.post(f"products/{product_id}/image?externalUrl=https://example.com/a.jpg")
    category = shop.api.post("categories", json={"name": "Fruit"}).json()["id"]
    shop.create({"sku": "B", "compareToPrice": 20, "categoryIds": [category], "enabled": False})


def test_the_ledger_tells_every_accepted_mutation_in_order(shop: Shop) -> None:
    product_id = shop.create({"sku": "A", "price": 10})
    shop.api.put(f"products/{product_id}?token=secret_sandbox&returnItem=true", json={"price": 12.5})
    shop.api.put(f"products/{product_id}", json={"price": "wrong"})
    shop.api.get(f"products/{product_id}")
    shop.api.delete(f"products/{product_id}")
    ledger = shop.ledger()
    assert [(entry["sequence"], entry["method"]) for entry in ledger] == [(1, "POST"), (2, "PUT"), (3, "DELETE")]
    assert ledger[1]["path"] == f"/products/{product_id}?returnItem=true"
    assert ledger[1]["body"] == {"price": 12.5}
    assert (ledger[1]["before"]["price"], ledger[1]["after"]["price"]) == (10, 12.5)
    assert {entry["product_id"] for entry in ledger} == {product_id}
    assert (ledger[0]["before"], ledger[2]["after"], ledger[0]["deduplication_key"]) == (None, None, None)
    page = shop.witness.get("ledger?after=1&limit=1").json()
    assert [entry["sequence"] for entry in page] == [2]


def test_requests_are_told_without_tokens(shop: Shop) -> None:
    shop.api.get("products?limit=5&token=secret_sandbox")
    shop.api.get("products/1")
    told = shop.witness.get("requests")
    assert "secret" not in told.text
    assert [(item["method"], item["path"], item["status"], item["counted"]) for item in told.json()] == [
        ("GET", "/api/v3/1003/products?limit=5", 200, True),
        ("GET", "/api/v3/1003/products/1", 404, True),
    ]


def test_the_state_is_canonical(shop: Shop) -> None:
    busy(shop)
    text = shop.witness.get("state").text
    products = json.loads(text)
    assert [product["sku"] for product in products] == ["A", "B"]
    assert json.loads(
        text, object_pairs_hook=lambda pairs: [name for name, _ in pairs] == sorted(name for name, _ in pairs)
    )
    assert all(list(product) == sorted(product) for product in products)
    assert shop.witness.get(f"state?after={products[0]['id']}&limit=5").json() == products[1:]


def test_a_reset_forgets_everything(shop: Shop) -> None:
    busy(shop)
    shop.turn({"limit_over_100": "400"})
    shop.witness.post("reset")
    assert (shop.state(), shop.ledger(), shop.witness.get("requests").json()) == ([], [], [])
    assert shop.api.get("products?limit=500").status_code == 200


def test_a_switch_that_is_not_there_is_refused_by_name(shop: Shop) -> None:
    reply = shop.witness.put("switches", json={"colour": "red"})
    assert reply.status_code == 400
    assert "unique_skus" in reply.json()["errorMessage"]
    reply = shop.witness.put("switches", json={"unique_skus": "perhaps"})
    assert "on or off" in reply.json()["errorMessage"]


@pytest.mark.parametrize(
    ("switches", "words"),
    [({"colour": "red"}, "unique_skus"), ({"unique_skus": "no"}, "on or off"), ({"quota": "-1"}, "whole number")],
)
def test_settings_refuse_a_switch_that_is_not_there(switches: dict[str, str], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        Settings(switches=switches)


def test_a_state_sown_again_is_the_same_state(shop: Shop) -> None:
    busy(shop)
    state = shop.state()
    with running(Settings(seed=state)) as where:
        again = Shop(where)
        assert again.state() == state
        assert again.ledger() == []
        assert again.found("sku=A-L") == [state[0]["id"]]
        assert again.create({"sku": "C"}) > max(product["id"] for product in state)
        again.witness.post("reset")
        assert again.state() == state
        again.close()


def test_a_seed_may_be_thin() -> None:
    seed: list[Body] = [
        {"name": "Mug", "price": 4.5, "attributes": [{"name": "Brand", "type": "BRAND", "value": "Acme"}]},
        {
            "name": "Tee",
            "sku": "T",
            "id": 77,
            "combinations": [{"sku": "T-L", "quantity": 2, "options": [{"name": "Size", "value": "L"}]}],
        },
    ]
    with running(Settings(seed=seed)) as where:
        shop = Shop(where)
        tee, mug = shop.state()
        assert (mug["sku"], mug["price"], mug["attributes"][0]["value"]) == ("00001", 4.5, "Acme")
        assert (tee["id"], tee["combinations"][0]["quantity"], tee["options"][0]["name"]) == (77, 2, "Size")
        shop.close()


def test_with_a_file_everything_survives_a_restart(tmp_path: Path) -> None:
    settings = Settings(db=tmp_path / "store.db", seed=[{"name": "Seed", "sku": "SEED"}])
    body = {"path": "products", "method": "POST", "body": {"name": "x", "sku": "X"}}
    with running(settings) as where:
        shop = Shop(where)
        busy(shop)
        ticket = shop.queue([body], "deduplicationKey=k")
        shop.finished(ticket)
        state, ledger = shop.state(), shop.ledger()
        shop.close()
    with running(settings) as where:
        shop = Shop(where)
        assert (shop.state(), shop.ledger()) == (state, ledger)
        assert shop.queue([body], "deduplicationKey=k") == ticket
        assert shop.create({"sku": "NEW"}) > max(product["id"] for product in state)
        shop.close()


def test_a_batch_cut_short_continues_after_a_restart(tmp_path: Path) -> None:
    settings = Settings(db=tmp_path / "store.db")
    requests = [
        {"id": str(number), "path": "products", "method": "POST", "body": {"name": "x", "sku": f"S{number}"}}
        for number in range(400)
    ]
    with running(settings) as where:
        shop = Shop(where)
        tickets = [shop.queue(requests), shop.queue(requests[:1], "stopOnFirstFailure=false")]
        shop.close()
    with running(settings) as where:
        shop = Shop(where)
        assert shop.finished(tickets[0])["completedRequests"] == 400
        assert shop.finished(tickets[1])["responses"][0]["httpStatusCode"] == 409
        assert [entry["body"]["sku"] for entry in shop.ledger()] == [f"S{number}" for number in range(400)]
        shop.close()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_serving_prints_one_line_and_stops_cleanly(number: signal.Signals) -> None:
    process = subprocess.Popen([sys.executable, "-c", SERVE], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert process.stdout is not None
    line = json.loads(process.stdout.readline())
    assert (line["store_id"], line["token"]) == (7, "secret_x")
    reply = httpx.get(f"{line['api']}/7/profile", headers={"Authorization": "Bearer secret_x"}, verify=False)
    assert reply.json()["generalInfo"]["storeId"] == 7
    process.send_signal(number)
    out, err = process.communicate(timeout=10)
    assert (process.returncode, out, err) == (0, "", "")


def test_importing_the_sandbox_imports_no_server() -> None:
    probe = "import sys, batch.sandbox; print([n for n in ('starlette', 'uvicorn', 'sqlalchemy') if n in sys.modules])"
    assert (
        subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=True).stdout.strip() == "[]"
    )
