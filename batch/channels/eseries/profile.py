"""The store's settings as comparing needs them. Source: E-Series REST docs: Get store profile."""

from collections.abc import Mapping

from batch.errors import Unreachable
from batch.model.store import Store

WEIGHT_UNITS = {"CARAT": "CT", "GRAM": "G", "OUNCE": "OZ", "POUND": "LB", "KILOGRAM": "KG"}
DIMENSIONS_UNITS = {"MM": "MM", "CM": "CM", "IN": "IN", "YD": "YD"}
NAMES = (("settings", "storeName"), ("company", "companyName"), ("account", "accountName"), ("generalInfo", "storeUrl"))
USUAL_PRECISION = 2


def store(answer: object) -> Store:
    """Raises Unreachable when the id or a unit is not there: a guess would falsify every weight."""
    found = answer if isinstance(answer, Mapping) else {}
    identity = _at(found, "generalInfo", "storeId")
    precision = _at(found, "formatsAndUnits", "currencyPrecision")
    limit = _at(found, "account", "limitsAndRestrictions", "maxProductLimit")
    if identity is None:
        raise Unreachable("channel.unreadable", {"what": "profile: storeId"})
    return Store(
        id=str(identity),
        name=next((str(name) for path in NAMES if (name := _at(found, *path))), str(identity)),
        weight_unit=_unit(found, "weightUnit", WEIGHT_UNITS),
        dimensions_unit=_unit(found, "dimensionsUnit", DIMENSIONS_UNITS),
        currency=str(_at(found, "formatsAndUnits", "currency") or ""),
        precision=precision if isinstance(precision, int) and 0 <= precision <= 4 else USUAL_PRECISION,
        product_limit=limit if isinstance(limit, int) and limit > 0 else None,
    )


def _unit(found: Mapping[str, object], name: str, units: Mapping[str, str]) -> str:
    word = str(_at(found, "formatsAndUnits", name))
    if word not in units:
        raise Unreachable("channel.unreadable", {"what": f"profile: {name} {word[:40]}"})
    return units[word]


def _at(found: object, *path: str) -> object:
    for key in path:
        found = found.get(key) if isinstance(found, Mapping) else None
    return found
