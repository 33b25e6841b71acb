"""What was kept of a store and what is read of it anew are the same, whatever happened in between."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from batch.channels.eseries.client import ESeries
from batch.ports import Unwatched
from tests.journeys.shop import Shop
from tests.laws import market
from tests.laws.market import Market

FEW = settings(max_examples=max(5, settings().max_examples // 10), suppress_health_check=list(HealthCheck))
EVENTS = st.lists(
    st.sampled_from(["price", "stock", "variation", "new", "gone", "image", "read", "read"]), min_size=1, max_size=8
)


@pytest.fixture(scope="module")
def there() -> Iterator[Market]:
    with market.opened() as found:
        yield found


def happens(shop: Shop, event: str, number: int) -> None:
    """Somebody works in the store."""
    calls: dict[str, tuple[str, str, dict[str, Any] | None]] = {
        "price": ("PUT", "products/900", {"price": number + 1}),
        "stock": ("PUT", "products/900/inventory", {"quantityDelta": 1}),
        "variation": ("PUT", "products/901/combinations/9011", {"price": number + 1}),
        "new": ("POST", "products", {"name": f"New {number}", "sku": f"N-{number}"}),
        "gone": ("DELETE", f"products/{max(product['id'] for product in shop.state())}", None),
        "image": ("POST", "products/900/image?externalUrl=https://img.test/a.jpg", None),
    }
    method, path, body = calls[event]
    headers = {"Authorization": f"Bearer {shop.token}"}
    url = f"{shop.api}/{shop.store_id}/{path}"
    if shop.state() or method == "POST":
        httpx.request(method, url, json=body, headers=headers)


def read(shop: Shop, keep: Path | None) -> pd.DataFrame:
    with ESeries(shop.api, str(shop.store_id), shop.token, keep=keep) as channel:
        return channel.snapshot({}, Unwatched()).items


@FEW
@given(EVENTS)
def test_what_was_kept_is_never_behind(there: Market, events: list[str]) -> None:
    with there.shop({}) as shop:
        keep = shop.folder / "kept.parquet"
        read(shop, keep)
        for number, event in enumerate(events):
            if event == "read" or not shop.state():
                read(shop, keep)
            else:
                happens(shop, event, number)

        pd.testing.assert_frame_equal(read(shop, keep), read(shop, None))
