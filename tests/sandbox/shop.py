"""A shop to talk to in tests: plain HTTP to a running sandbox, nothing of the sandbox's own code."""

import time
from collections.abc import Mapping, Sequence
from typing import Any

import httpx

from batch.sandbox import Running

Body = dict[str, Any]


class Shop:
    def __init__(self, where: Running, token: str | None = None) -> None:
        self.where = where
        self.api = httpx.Client(
            base_url=f"{where.api}/{where.store_id}/",
            headers={"Authorization": f"Bearer {token or where.token}"},
            timeout=30,
            verify=False,
        )
        self.witness = httpx.Client(base_url=where.api.removesuffix("api/v3") + "_sandbox/", timeout=30, verify=False)

    def close(self) -> None:
        self.api.close()
        self.witness.close()

    def create(self, body: Mapping[str, Any]) -> int:
        """A product with a name and a price where the body has none."""
        reply = self.api.post("products", json={"name": "Mug", "price": 10, **body})
        assert reply.status_code == 200, reply.text
        return int(reply.json()["id"])

    def product(self, product_id: int) -> Body:
        found: Body = self.api.get(f"products/{product_id}").json()
        return found

    def change(self, product_id: int, body: Mapping[str, Any]) -> Body:
        """The product after an accepted update."""
        reply = self.api.put(f"products/{product_id}", json=body)
        assert reply.status_code == 200, reply.text
        return self.product(product_id)

    def vary(self, product_id: int, body: Mapping[str, Any]) -> int:
        reply = self.api.post(f"products/{product_id}/combinations", json=body)
        assert reply.status_code == 200, reply.text
        return int(reply.json()["id"])

    def variation(self, product_id: int, variation_id: int) -> Body:
        found: Body = self.api.get(f"products/{product_id}/combinations/{variation_id}").json()
        return found

    def found(self, query: str) -> list[int]:
        return [item["id"] for item in self.api.get(f"products?{query}").json()["items"]]

    def queue(self, requests: Sequence[Mapping[str, Any]], query: str = "") -> str:
        reply = self.api.post(f"batch?{query}", json=list(requests))
        assert reply.status_code == 200, reply.text
        return str(reply.json()["ticket"])

    def finished(self, ticket: str, query: str = "") -> Body:
        """The status of a ticket once it is completed."""
        for _ in range(1000):
            status: Body = self.api.get(f"batch?ticket={ticket}{query}").json()
            if status["status"] == "COMPLETED":
                return status
            time.sleep(0.01)
        raise AssertionError(f"batch {ticket} never ended")

    def turn(self, switches: Mapping[str, str]) -> None:
        reply = self.witness.put("switches", json=dict(switches))
        assert reply.status_code == 200, reply.text

    def strike(self, *faults: Mapping[str, Any], seed: int = 0) -> None:
        """These faults and no others, from now on."""
        reply = self.witness.put("faults", json={"seed": seed, "faults": list(faults)})
        assert reply.status_code == 200, reply.text

    def fired(self) -> dict[str, int]:
        """How often each fault struck."""
        return {fault["name"]: fault["fired"] for fault in self.witness.get("faults").json()["faults"]}

    def breaches(self) -> list[str]:
        return [breach["breach"] for breach in self.witness.get("breaches").json()]

    def requests(self) -> list[Body]:
        asked: list[Body] = self.witness.get("requests").json()
        return asked

    def ledger(self) -> list[Body]:
        entries: list[Body] = self.witness.get("ledger").json()
        return entries

    def state(self) -> list[Body]:
        products: list[Body] = self.witness.get("state").json()
        return products


def refusal(reply: httpx.Response) -> tuple[int, str | None]:
    """Status and code of a refused request."""
    return reply.status_code, reply.json().get("errorCode")
