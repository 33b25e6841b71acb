"""One store that really listens, begun anew for each example, with goods of others that must stay as they are."""

import os
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx

from batch import config
from batch.sandbox import Running, Settings, running
from tests.journeys.shop import STORE, Shop

_TOKEN_ENV = "ONSHELF_LAWS_TOKEN"

# Every key of a product that no sheet of ours may touch, filled with something that is not the default.
_NOT_OURS: dict[str, Any] = {
    "compareToPrice": 99.5,
    "subtitle": "A subtitle",
    "warningLimit": 7,
    "externalReferenceId": "pos-1",
    "costPrice": 3.25,
    "customsHsTariffCode": "6116.93",
    "seoTitle": "Seo",
    "seoDescription": "Description for machines",
    "customSlug": "own-slug",
    "categoryIds": [11, 12],
    "defaultCategoryId": 11,
    "ribbon": {"text": "New", "color": "#fff"},
    "minPurchaseQuantity": 2,
    "maxPurchaseQuantity": 9,
    "volume": 1.5,
    "productCondition": "USED",
    "wholesalePrices": [{"quantity": 10, "price": 1.5}],
    "relatedProducts": {
        "productIds": [901],
        "relatedCategory": {"enabled": True, "categoryId": 11, "productCount": 3},
    },
    "shipping": {"type": "FLAT_RATE", "methodMarkup": 1, "flatRate": 2, "disabledMethods": [], "enabledMethods": []},
    "tax": {"taxable": False, "defaultLocationIncludedTaxRate": 0, "enabledManualTaxes": [5]},
}
_ATTRIBUTES = [
    {"name": "Brand", "type": "BRAND", "value": "Acme", "show": "NOTSHOW"},
    {"name": "UPC", "type": "UPC", "value": "036000291452", "show": "DESCR"},
    {"name": "Care", "type": "CUSTOM", "value": "Wash", "show": "PRICE"},
]
_SIZES: dict[str, Any] = {"weight": 0.5, "dimensions": {"length": 1, "width": 2, "height": 3}}
_GLOVE_OPTIONS = [
    {
        "type": "RADIO",
        "name": "Size",
        "required": True,
        "defaultChoice": 1,
        "choices": [
            {"text": "S", "priceModifier": 0, "priceModifierType": "ABSOLUTE"},
            {"text": "M", "priceModifier": 2.5, "priceModifierType": "ABSOLUTE"},
        ],
    },
    {"type": "TEXTFIELD", "name": "Engraving", "required": False},
]
_VARIATION = {"quantity": 4, "compareToPrice": 50, "costPrice": 2, "warningLimit": 3, "externalReferenceId": "v-1"}

GOODS: list[dict[str, Any]] = [
    {"id": 900, "sku": "F-CAP", "name": "Cap", "description": "<p>Warm</p>", "price": 12.5, "quantity": 5}
    | {"attributes": _ATTRIBUTES}
    | _SIZES
    | _NOT_OURS,
    {"id": 901, "sku": "F-GLOVE", "name": "Glove of theirs", "price": 20, "enabled": False, "attributes": _ATTRIBUTES}
    | {"options": _GLOVE_OPTIONS}
    | _SIZES
    | _NOT_OURS
    | {
        "combinations": [
            {"id": 9011, "sku": "F-S", "price": 18, "options": [{"name": "Size", "value": "S"}]} | _VARIATION,
            {"id": 9012, "sku": "F-M", "options": [{"name": "Size", "value": "M"}], "attributes": _ATTRIBUTES[1:2]},
        ]
    },
]


@dataclass(frozen=True)
class Market:
    server: Running

    @contextmanager
    def shop(self, switches: Mapping[str, str]) -> Iterator[Shop]:
        """The store as it was at first, and a home that knows it, for one example."""
        httpx.post(
            f"{self.server.api.removesuffix('/api/v3')}/_sandbox/reset", timeout=60, verify=False
        ).raise_for_status()
        with tempfile.TemporaryDirectory() as folder:
            there = Shop(Path(folder), self.server.api, self.server.store_id, self.server.token)
            config.add(
                config.home(str(there.folder / "home")),
                config.StoreAddress(STORE, there.api, str(there.store_id), _TOKEN_ENV),
            )
            there.switch(switches)
            yield there


@contextmanager
def opened() -> Iterator[Market]:
    with running(Settings(seed=GOODS, switches={"quota": "1000000"})) as server:
        os.environ[_TOKEN_ENV] = server.token
        yield Market(server)
