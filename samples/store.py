"""What the online store held before the merchant's edits: the exported sheet, and what belongs to the store alone."""

import json
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import httpx

from batch.events import Events
from batch.jobs import Context, seed
from batch.messages import Messages
from batch.ports import Unwatched
from batch.sandbox import Settings, running
from batch.values import now
from samples import SWITCHES
from samples.sheets import csv_file
from samples.shop import exported

Document = dict[str, Any]

_FILLED = datetime(2026, 2, 16, 14, 0, tzinfo=UTC).timestamp()
_DATES = ("created", "updated", "createTimestamp", "updateTimestamp")
_FIRST_PRODUCT, _FIRST_VARIATION = 500_000_001, 400_000_001
_CATEGORIES = {9_691_101: "Nouveautés", 9_691_102: "Idées cadeaux", 9_691_103: "Plein air"}

# By SKU: what Retail POS knows nothing of, and onshelf must leave alone. Most of it lies on products that are edited.
OWN: Mapping[str, Mapping[str, Any]] = {
    "000101": {
        "subtitle": "Notre tasse la plus vendue",
        "compareToPrice": 30,
        "seoTitle": "Tasse en grès bleue, faite à Québec",
        "nameTranslated": {"en": "Stoneware mug “Boréale”"},
        "categoryIds": [9_691_101, 9_691_102],
        "attributes": [{"name": "Matière", "type": "CUSTOM", "value": "Grès", "show": "DESCR"}],
    },
    "000111": {"seoTitle": "Beurrier en céramique", "categoryIds": [9_691_102], "warningLimit": 2},
    "000211": {"compareToPrice": 36, "subtitle": "500 pièces, 40 oiseaux"},
    "42001": {"categoryIds": [9_691_103], "compareToPrice": 125},
    "FOU-BLE": {"subtitle": "Quatre couleurs, un seul mouton", "categoryIds": [9_691_101]},
    "SAV-ERA": {"attributes": [{"name": "Matière", "type": "CUSTOM", "value": "Olive", "show": "DESCR"}]},
    "CARTE-50": {"isGiftCard": True, "isShippingRequired": False, "subtitle": "Envoyée par courriel"},
}


def store_file() -> bytes:
    """Products as the API's GET returns them, one a line; the same ids and dates however often it is made."""
    planted = list(_decorated(json.loads(_given_the_sheet())))
    settings = Settings(seed=planted, switches=SWITCHES, clock=lambda: _FILLED)
    with running(settings) as server:
        return state(server.api).encode()


def state(api: str) -> str:
    """All that a sandbox holds, in its own words."""
    return httpx.get(api.removesuffix("/api/v3") + "/_sandbox/state", timeout=60, trust_env=False, verify=False).text


def _given_the_sheet() -> str:
    with TemporaryDirectory() as folder:
        sheet = Path(folder) / "exported.csv"
        sheet.write_bytes(csv_file(exported()))
        return seed(Context(Path(folder), Messages("en"), Unwatched(), now, Events(None)), sheet)


def _decorated(products: list[Document]) -> Iterator[Document]:
    """Numbered in the order of the sheet, whatever the order in which they were sent."""
    skus = [row["sku"] for row in exported()]
    variations = 0
    for number, product in enumerate(sorted(products, key=lambda product: min(map(skus.index, _skus(product))))):
        product["id"] = _FIRST_PRODUCT + number
        for variation in product["combinations"]:
            variation["id"] = _FIRST_VARIATION + variations
            variations += 1
        yield _owned(_undated(product))


def _owned(product: Document) -> Document:
    for sku in OWN.keys() & _skus(product):
        own = OWN[sku]
        product |= {**own, "attributes": product["attributes"] + own.get("attributes", [])}
        product["categories"] = [
            {"id": number, "name": _CATEGORIES[number], "enabled": True} for number in own.get("categoryIds", [])
        ]
    return product


def _undated(value: Any) -> Any:
    """Nor translated: that store spoke English, this one speaks French."""
    if isinstance(value, list):
        return [_undated(item) for item in value]
    if not isinstance(value, dict):
        return value
    kept = (name for name in value if name not in _DATES and not name.endswith("Translated"))
    return {name: _undated(value[name]) for name in kept}


def _skus(product: Document) -> set[str]:
    return {item["sku"] for item in [*product["combinations"], product] if not item["sku"].endswith("-family")}
