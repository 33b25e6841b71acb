"""Lists of products to switch on or off, and a small store to switch them in."""

import csv
import io
from pathlib import Path
from typing import Any

from batch import jobs
from batch.jobs import activation
from batch.model.choices import Choices
from tests.journeys.shop import STORE, Shop, written
from tests.journeys.test_export import options, variation

SEED: list[dict[str, Any]] = [
    {"id": 1, "sku": "MUG", "name": "Mug", "price": 5, "enabled": False, "externalReferenceId": "pos-1"},
    {"id": 2, "sku": "GLOVE", "name": "Glove", "price": 20, "enabled": True, "options": options("Size")}
    | {"combinations": [variation(21, "G-S", Size="S"), variation(22, "G-M", Size="M")]},
    {"id": 3, "sku": "CUP", "name": "Cup", "price": 5, "enabled": True},
]
ANYTHING = Choices(allow=("disables",), reason="a test")


def ordered(command: str, channel: str, gate: str = "lenient", catalog: Path | None = None) -> activation.Order:
    return activation.Order(command, STORE, activation.asked(command, channel, gate), catalog, ANYTHING)


def switched(
    shop: Shop, command: str, path: Path, channel: str = "online", gate: str = "lenient", catalog: Path | None = None
) -> jobs.Done:
    order = ordered(command, channel, gate, catalog)
    if not order.asked.online:
        return activation.in_store(shop.context(), path, order)
    with activation.online(shop.context(), path, order) as work:
        return work.go_on()


def enabled(shop: Shop) -> dict[str, bool]:
    return {product["sku"]: product["enabled"] for product in shop.state()}


def for_pos(done: jobs.Done) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(written(done, "pos_import"))))
