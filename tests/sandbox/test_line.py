"""A client that goes away in the middle of a request has asked for nothing, and nobody else notices."""

import logging
import socket
from urllib.parse import urlsplit

import pytest

from tests.sandbox.shop import Shop


def test_half_a_request_is_none(shop: Shop, caplog: pytest.LogCaptureFixture) -> None:
    there = urlsplit(shop.where.api)
    head = (
        f"POST {there.path}/{shop.where.store_id}/products HTTP/1.1\r\nHost: {there.netloc}\r\n"
        f"Authorization: Bearer {shop.where.token}\r\nContent-Length: 100\r\n\r\n"
    )
    with caplog.at_level(logging.ERROR), socket.create_connection((there.hostname or "", there.port or 0)) as line:
        line.sendall(head.encode() + b'{"name": "Mug"')

    assert shop.api.get("products").json()["total"] == 0
    assert shop.ledger() == []
    assert caplog.records == []
