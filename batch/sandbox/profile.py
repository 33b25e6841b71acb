"""The store's profile, its latest changes and its brands."""

from typing import Any

from sqlalchemy import func, select

from batch.sandbox import categories, shelf
from batch.sandbox.calls import Call, Reply, answer, stamp
from batch.sandbox.derived import CURRENCY_SIGNS
from batch.sandbox.jsontext import Document, read
from batch.sandbox.paging import page_of
from batch.sandbox.projection import projected
from batch.sandbox.storage import deleted, documents, listing
from batch.sandbox.store import Store

FEATURES = ("API", "BULK_PRICES", "COMBINATIONS", "COMPARE_TO_PRICE", "CSV_EXPORT", "INVENTORY_TRACKING")
LIMIT_SCOPES = {"read_store_limits", "read_store_profile_extended"}


def find(store: Store, call: Call) -> Reply:
    """E-Series REST docs: Get store profile."""
    shown: Document = {
        "generalInfo": _general(store),
        "formatsAndUnits": _formats(store),
        "languages": _languages(store),
    }
    shown["settings"] = {
        "closed": False,
        "storeName": "Sandbox",
        "hideOutOfStockProductsInStorefront": False,
        "allowPreordersForOutOfStockProducts": False,
    }
    if not call.token.is_public:
        shown |= {"account": _account(store, call), "taxSettings": {"automaticTaxEnabled": False}, "taxes": []}
    return answer(projected(shown, call))


def latest(store: Store, call: Call) -> Reply:
    """E-Series REST docs: Get latest update stats. Counts only when asked for."""
    shelf.catch_up(store)
    moments = [
        store.db.execute(select(func.max(column))).scalar_one() or 0 for column in (listing.c.updated, deleted.c.time)
    ]
    shown: Document = {
        "productsUpdated": stamp(max(moments)),
        "profileUpdated": stamp(0),
        "categoriesUpdated": stamp(0),
    }
    if call.flag("productCountRequired"):
        shown["productCount"] = shelf.count(store)
    if call.flag("categoryCountRequired"):
        shown["categoryCount"] = len(categories.everything(store))
    return answer(shown)


def brands(store: Store, call: Call) -> Reply:
    """E-Series REST docs: Search product brands."""
    page = page_of(store, call)
    names = set()
    for text in store.db.execute(select(documents.c.document)).scalars():
        names |= {item["value"] for item in read(text)["attributes"] if item["type"] == "BRAND"}
    found = sorted(names)
    items = [
        {"name": name, "nameTranslated": {store.switches.languages()[0]: name}}
        for name in found[page.offset : page.offset + page.limit]
    ]
    envelope = {"total": len(found), "count": len(items), "offset": page.offset, "limit": page.limit}
    return answer(projected(envelope | {"items": items}, call))


def _general(store: Store) -> Document:
    url = f"https://store{store.settings.store_id}.sandbox.example/products"
    return {
        "storeId": store.settings.store_id,
        "storeUrl": url,
        "storefrontUrlFormat": "CLEAN",
        "storefrontUrlSlugFormat": "WITH_IDS",
    }


def _formats(store: Store) -> Document:
    switches = store.switches
    return {
        "currency": switches["currency"],
        "currencyPrefix": CURRENCY_SIGNS.get(switches["currency"], switches["currency"] + " "),
        "currencySuffix": "",
        "currencyGroupSeparator": " ",
        "currencyDecimalSeparator": ".",
        "currencyPrecision": switches.number("currency_precision"),
        "weightUnit": switches["weight_unit"],
        "weightPrecision": 3,
        "dimensionsUnit": switches["dimensions_unit"],
        "volumeUnit": switches["volume_unit"],
        "timezone": "Europe/London",
        "dateFormat": "dd.MM.yyyy",
        "timeFormat": "HH:mm:ss",
    }


def _languages(store: Store) -> Document:
    enabled = store.switches.languages()
    return {"enabledLanguages": enabled, "defaultLanguage": enabled[0]}


def _account(store: Store, call: Call) -> dict[str, Any]:
    suspended = store.switches["store_suspended"] == "yes"
    variations = store.switches["variations_on_plan"] == "yes"
    features = [name for name in FEATURES if variations or name != "COMBINATIONS"]
    account: dict[str, Any] = {"accountName": "Sandbox", "suspended": suspended, "availableFeatures": features}
    if LIMIT_SCOPES & call.token.scopes:
        most = store.switches.number("max_products")
        account["limitsAndRestrictions"] = {"maxProductLimit": most} if most else {}
    return account
