"""The connection and the bytes on it, as a client sees them."""

import json
import socket
import time
from collections.abc import Callable
from typing import Any

import httpx
import pytest

from batch.sandbox import Settings, running
from tests.sandbox.shop import Shop

Fault = dict[str, Any]
BROKEN: list[tuple[Fault, type[Exception], bool]] = [  # and whether the work was done
    ({"name": "connection_reset"}, httpx.ReadError, False),
    ({"name": "answer_lost"}, httpx.ReadError, True),
    ({"name": "answer_cut", "bytes": 0}, httpx.ReadError, True),
    ({"name": "answer_cut", "bytes": 30}, httpx.ReadError, True),
    ({"name": "answer_cut", "bytes": 1000}, httpx.ReadError, True),
    ({"name": "no_answer", "seconds": 0.05}, httpx.RemoteProtocolError, False),
    ({"name": "no_answer"}, httpx.ReadTimeout, False),
    ({"name": "answer_late"}, httpx.ReadTimeout, True),
    ({"name": "answer_dripped"}, httpx.ReadTimeout, True),
    ({"name": "chunk_broken"}, httpx.RemoteProtocolError, True),
    ({"name": "gzip_cut"}, json.JSONDecodeError, True),
    ({"name": "json_deep"}, RecursionError, True),
    ({"name": "no_content"}, json.JSONDecodeError, True),
    ({"name": "portal"}, json.JSONDecodeError, False),
]


@pytest.mark.parametrize(("fault", "error", "done"), BROKEN, ids=[str(fault) for fault, _, _ in BROKEN])
def test_an_answer_that_cannot_be_had(shop: Shop, fault: Fault, error: type[Exception], done: bool) -> None:
    product_id = shop.create({"sku": "A", "description": "x" * 2000})
    shop.strike({**fault, "on": "write"})
    with pytest.raises(error):
        changed(shop, product_id)

    assert len(shop.ledger()) == 1 + done
    assert shop.fired() == {fault["name"]: 1}
    asked = shop.requests()[-1]
    assert (asked["status"], asked["counted"], asked["faults"]) == (200 * done, done, [fault["name"]])
    assert changed(shop, product_id) == 1


def changed(shop: Shop, product_id: int) -> Any:
    """The answer is a long one."""
    return shop.api.put(f"products/{product_id}?returnItem=true", json={"price": 2}, timeout=0.4).json()["updateCount"]


SEEN: list[tuple[Fault, Callable[[httpx.Response], Any], Any]] = [
    ({"name": "connection_closed"}, lambda reply: ("connection" in reply.headers, sku_of(reply)), (False, "A")),
    ({"name": "answer_late", "seconds": 0.05}, lambda reply: sku_of(reply), "A"),
    ({"name": "answer_dripped", "seconds": 0.0001}, lambda reply: sku_of(reply), "A"),
    ({"name": "old_http"}, lambda reply: (reply.http_version, sku_of(reply)), ("HTTP/1.0", "A")),
    ({"name": "interim_answer"}, lambda reply: (reply.status_code, sku_of(reply)), (200, "A")),
    ({"name": "gzip_bomb", "megabytes": 2}, lambda reply: len(reply.content) // 2**20, 2),
    ({"name": "gzip_bomb", "megabytes": 2}, lambda reply: reply.num_bytes_downloaded < 10_000, True),
    ({"name": "answer_huge", "megabytes": 2}, lambda reply: reply.num_bytes_downloaded // 2**20, 2),
    ({"name": "json_not_a_number"}, lambda reply: '"rate":NaN' in reply.text, True),
    ({"name": "json_keys_twice"}, lambda reply: (reply.text.count('"sku":'), sku_of(reply)), (2, "A")),
    ({"name": "byte_order_mark"}, lambda reply: reply.content[:4], b"\xef\xbb\xbf{"),
    ({"name": "charset_quoted"}, lambda reply: reply.headers["content-type"], 'application/json; charset="utf-8"'),
    ({"name": "content_type_wrong"}, lambda reply: (reply.headers["content-type"], sku_of(reply)), ("text/html", "A")),
    ({"name": "portal"}, lambda reply: (reply.status_code, reply.text[:15]), (200, "<!DOCTYPE html>")),
    ({"name": "no_content"}, lambda reply: (reply.status_code, reply.text), (204, "")),
    ({"name": "redirect", "to": "http://a.example/"}, lambda reply: (reply.status_code, reply.headers["location"]),
     (302, "http://a.example/")),
]  # fmt: skip


@pytest.mark.parametrize(("fault", "look", "seen"), SEEN, ids=[fault["name"] for fault, _, _ in SEEN])
def test_an_answer_in_another_shape(shop: Shop, fault: Fault, look: Callable[[httpx.Response], Any], seen: Any) -> None:
    product_id = shop.create({"sku": "A"})
    shop.strike(fault)

    assert look(shop.api.get(f"products/{product_id}?responseFields=sku")) == seen
    assert shop.fired() == {fault["name"]: 1}
    assert shop.api.get("products").status_code == 200


def sku_of(reply: httpx.Response) -> Any:
    return reply.json()["sku"]


def test_the_connection_really_is_reset(shop: Shop) -> None:
    """Not merely closed: the other side gets an RST."""
    shop.strike({"name": "connection_reset"})
    host, port = httpx.URL(shop.where.api).host, httpx.URL(shop.where.api).port
    with socket.create_connection((host, port or 0), timeout=5) as line:
        line.sendall(b"GET /api/v3/1003/profile HTTP/1.1\r\nHost: x\r\n\r\n")
        with pytest.raises(ConnectionResetError):
            line.recv(1)


@pytest.mark.parametrize("fault", [{"name": "no_answer", "seconds": 600}, {"name": "answer_huge", "megabytes": 10**6}])
def test_whoever_hangs_up_does_not_keep_the_server_busy(fault: Fault) -> None:
    began = time.monotonic()
    with running(Settings(faults={"faults": [fault]})) as where:
        host, port = httpx.URL(where.api).host, httpx.URL(where.api).port
        with socket.create_connection((host, port or 0), timeout=5) as line:
            line.sendall(b"GET /api/v3/1003/profile HTTP/1.1\r\nHost: x\r\n\r\n")
            time.sleep(0.1)

    assert time.monotonic() - began < 5
