"""A small catalog of which something is deleted, the shop that holds it, and what is left there."""

from dataclasses import replace
from typing import Any

from batch.model.choices import Missing
from tests.journeys.shop import EVERYTHING, Shop

HEAD = "id,handle,sku,name,retail_price,variant_option_one_name,variant_option_one_value,active_online,command\n"
SHEET = (
    HEAD + ",mug,MUG,Mug,10,,,1,\n,cup,CUP,Cup,12,,,1,\n,hat,H-S,Hat,9,Size,S,1,\n,hat,H-M,Hat,9,Size,M,1,\n"
    ",glove,G-S,Glove,20,Size,S,0,\n,glove,G-M,Glove,21,Size,M,0,\n"
)
WITHOUT_CUP_AND_HAT = "".join(line + "\n" for line in SHEET.splitlines() if "cup" not in line and "hat" not in line)
MIRROR = replace(EVERYTHING, missing=Missing.DELETE)
HIDE = replace(EVERYTHING, missing=Missing.DISABLE)


def filled(market: Shop) -> Shop:
    """The shop full again, whatever the test before has deleted."""
    market.faults()
    done = market.run(market.sheet("full.csv", SHEET))
    assert done.report.reconciled
    return market


def skus(shop: Shop) -> set[str]:
    items = [item for product in shop.state() for item in [product, *product.get("combinations", [])]]
    return {str(item["sku"]) for item in items}


def product(shop: Shop, sku: str) -> dict[str, Any]:
    return next(product for product in shop.state() if product["sku"] == sku)
