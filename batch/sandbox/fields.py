"""The writable fields of a product and of a variation: what each takes, what null does, how it begins."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from typing import Any

from batch.sandbox.errors import ApiError, refused, wrong
from batch.sandbox.jsontext import Document, read, write
from batch.sandbox.switches import Switches

Check = Callable[[Any], bool]
ABSENT: Any = object()  # the key is not there


class Null(Enum):
    """What an explicit null does to a field."""

    KEEP = "nothing"
    CLEAR = "back to the beginning, where the store clears on null at all"
    ALWAYS = "back to the beginning, as documented"


@dataclass(frozen=True, slots=True)
class Field:
    name: str
    check: Check
    null: Null = Null.CLEAR
    initial: Any = ABSENT


def is_text(value: Any) -> bool:
    return isinstance(value, str)


def is_filled(value: Any) -> bool:
    return isinstance(value, str) and value.strip() != ""


def is_flag(value: Any) -> bool:
    return isinstance(value, bool)


def is_integer(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and abs(value) < 2**31


def is_number(value: Any) -> bool:
    return isinstance(value, int | Decimal) and not isinstance(value, bool)


def is_amount(value: Any) -> bool:
    return is_number(value) and value >= 0


def is_mapping(value: Any) -> bool:
    return isinstance(value, dict)


def is_list(value: Any) -> bool:
    return isinstance(value, list)


def are_texts(value: Any) -> bool:
    return isinstance(value, dict) and all(isinstance(text, str) for text in value.values())


def are_integers(value: Any) -> bool:
    return isinstance(value, list) and all(is_integer(item) for item in value)


def are_lengths(value: Any) -> bool:
    return isinstance(value, dict) and all(is_amount(item) for item in value.values())


def one_of(*words: str) -> Check:
    return lambda value: value in words


NO_LENGTHS = {"length": 0, "width": 0, "height": 0}
GLOBAL_METHODS = {
    "type": "GLOBAL_METHODS",
    "methodMarkup": 0,
    "flatRate": 0,
    "disabledMethods": [],
    "enabledMethods": [],
}
NO_SUBSCRIPTION = {"subscriptionAllowed": False, "oneTimePurchaseAllowed": True, "recurringChargeSettings": []}
NOTHING_RELATED = {
    "productIds": [],
    "relatedCategory": {"enabled": False, "categoryId": 0, "productCount": 5},
}
TAXABLE = {"taxable": True, "defaultLocationIncludedTaxRate": 0, "enabledManualTaxes": []}

# E-Series REST docs: Update product. Kept out of this table, with rules of their own: attributes, options,
# combinations, media, compareToPrice, wholesalePrices, categoryIds, showOnFrontpage, locationInventory
PRODUCT_FIELDS = (
    Field("sku", is_filled, Null.KEEP),
    Field("name", is_filled, Null.KEEP),
    Field("nameTranslated", are_texts),
    Field("subtitle", is_text),
    Field("subtitleTranslated", are_texts),
    Field("description", is_text, initial=""),
    Field("descriptionTranslated", are_texts),
    Field("price", is_amount, Null.KEEP, 0),
    Field("costPrice", is_number, initial=0),
    Field("lowestPriceSettings", is_mapping, initial={"lowestPriceEnabled": False}),
    Field("enabled", is_flag, Null.KEEP),
    Field("quantity", is_integer, Null.KEEP),
    Field("unlimited", is_flag, Null.KEEP),
    Field("warningLimit", is_integer, initial=0),
    Field("outOfStockVisibilityBehaviour", one_of("SHOW", "HIDE", "ALLOW_PREORDER"), Null.KEEP, "SHOW"),
    Field("weight", is_amount, initial=0),
    Field("dimensions", are_lengths, initial=NO_LENGTHS),
    Field("volume", is_amount, initial=0),
    Field("isShippingRequired", is_flag, Null.KEEP),
    Field("shipping", is_mapping, initial=GLOBAL_METHODS),
    Field("fixedShippingRateOnly", is_flag, initial=False),
    Field("fixedShippingRate", is_amount, initial=0),
    Field("shippingPreparationTime", is_mapping, initial={}),
    Field("showDeliveryTimeInStorefront", is_flag, initial=False),
    Field("productClassId", is_integer, Null.KEEP, 0),
    Field("defaultCategoryId", is_integer, initial=0),
    Field("customSlug", is_text, initial=""),
    Field("seoTitle", is_text),
    Field("seoTitleTranslated", are_texts),
    Field("seoDescription", is_text, initial=""),
    Field("seoDescriptionTranslated", are_texts),
    Field("tax", is_mapping, initial=TAXABLE),
    Field("relatedProducts", is_mapping, initial=NOTHING_RELATED),
    Field("ribbon", is_mapping),
    Field("ribbonTranslated", are_texts),
    Field("discountsAllowed", is_flag, initial=True),
    Field("reviewsCollectingAllowed", is_flag, initial=True),
    Field("nameYourPriceEnabled", is_flag, initial=False),
    Field("customPriceTiers", is_list),
    Field("priceDefaultTier", is_integer),
    Field("batteryIncluded", is_flag),
    Field("subscriptionSettings", is_mapping, initial=NO_SUBSCRIPTION),
    Field("googleProductCategory", is_integer, Null.ALWAYS),
    Field("productCondition", one_of("NEW", "USED", "REFURBISHED"), Null.KEEP, "NEW"),
    Field("externalReferenceId", is_text),
    Field("customsHsTariffCode", is_text),
    Field("minPurchaseQuantity", is_integer, Null.ALWAYS),
    Field("maxPurchaseQuantity", is_integer, Null.ALWAYS),
)

# E-Series REST docs: Update product variation. An absent key is inherited from the product
VARIATION_FIELDS = (
    Field("sku", is_text, Null.ALWAYS),
    Field("price", is_amount),
    Field("costPrice", is_number),
    Field("lowestPriceSettings", is_mapping, initial={"lowestPriceEnabled": False}),
    Field("quantity", is_integer, Null.KEEP),
    Field("unlimited", is_flag, Null.KEEP),
    Field("outOfStockVisibilityBehaviour", one_of("SHOW", "HIDE", "ALLOW_PREORDER"), Null.KEEP, "SHOW"),
    Field("warningLimit", is_integer),
    Field("minPurchaseQuantity", is_integer, Null.ALWAYS),
    Field("maxPurchaseQuantity", is_integer, Null.ALWAYS),
    Field("weight", is_amount),
    Field("dimensions", are_lengths, initial=NO_LENGTHS),
    Field("volume", is_amount, initial=0),
    Field("externalReferenceId", is_text),
    Field("isShippingRequired", is_flag),
    Field("customsHsTariffCode", is_text),
    Field("subscriptionSettings", is_mapping),
    Field("alt", is_mapping, initial={"translated": {}}),
)


def beginning(fields: tuple[Field, ...]) -> str:
    """The fields that are there before anything is written, as JSON text: read it for a fresh copy."""
    return write({field.name: field.initial for field in fields if field.initial is not ABSENT})


def write_fields(fields: tuple[Field, ...], body: Mapping[str, Any], target: Document, switches: Switches) -> None:
    """Writes the body's known fields into the target; absent ones stay, unknown and read-only ones are ignored.

    400 WRONG_PARAMETER on a value of the wrong kind.
    """
    for field in fields:
        if field.name not in body:
            continue
        value = body[field.name]
        if value is None:
            _clear(field, target, switches)
            continue
        if not field.check(value):
            raise wrong(f"Wrong value of the field '{field.name}'")
        if field.initial is ABSENT and value == "":
            target.pop(field.name, None)  # what is empty is not shown
        elif isinstance(value, dict) and switches["nested_on_update"] == "merge":
            target[field.name] = {**target.get(field.name, {}), **value}
        else:
            target[field.name] = value


def check_languages(body: Mapping[str, Any], switches: Switches) -> None:
    """400 LANGUAGES_NOT_ALLOWED on a translation into a language the store does not have."""
    enabled = set(switches.languages())
    for name, value in body.items():
        if name.endswith("Translated") and isinstance(value, dict) and not enabled.issuperset(value):
            others = ", ".join(sorted(set(value) - enabled))
            raise refused("LANGUAGES_NOT_ALLOWED", f"Languages not enabled in the store: {others}")


def check_costs(body: Mapping[str, Any]) -> None:
    """400 COST_PRICE_CANT_BE_NEGATIVE."""
    cost: Any = body.get("costPrice")
    if is_number(cost) and cost < 0:
        raise refused("COST_PRICE_CANT_BE_NEGATIVE", "The cost price can't be negative")


def write_compare_to_price(body: Mapping[str, Any], target: Document, switches: Switches) -> None:
    """0 removes it; null too, unless the switch says only 0."""
    if "compareToPrice" not in body:
        return
    value = body["compareToPrice"]
    if value is None and switches["compare_to_price_clearing"] == "only_zero":
        return
    if value is not None and not is_amount(value):
        raise wrong("Wrong value of the field 'compareToPrice'")
    if value:
        target["compareToPrice"] = value
    else:
        target.pop("compareToPrice", None)


def write_wholesale_prices(body: Mapping[str, Any], target: Document, switches: Switches) -> None:
    """Replaces the whole list; an empty one removes it. WHOLESALE_* errors as the switch has their status."""
    if body.get("wholesalePrices") is None:
        return
    tiers = body["wholesalePrices"]
    if not is_list(tiers) or not all(is_mapping(tier) for tier in tiers):
        raise wrong("Wrong value of the field 'wholesalePrices'")
    for tier in tiers:
        _check_tier(tier, target.get("price"), int(switches["wholesale_error_status"]))
    target.pop("wholesalePrices", None)
    if tiers:
        kept = [{"quantity": tier["quantity"], "price": tier["price"]} for tier in tiers]
        target["wholesalePrices"] = sorted(kept, key=lambda tier: tier["quantity"])


def _clear(field: Field, target: Document, switches: Switches) -> None:
    clears = field.null is Null.CLEAR and switches["null_values"] == "clear"
    if not clears and field.null is not Null.ALWAYS:
        return
    target.pop(field.name, None)
    if field.initial is not ABSENT:
        target[field.name] = read(write(field.initial))


def _check_tier(tier: Mapping[str, Any], base: Any, status: int) -> None:
    price: Any = tier.get("price")
    quantity: Any = tier.get("quantity")
    if not price:
        raise ApiError(status, "Wholesale prices can't be null", "WHOLESALE_PRICES_CANT_BE_NULL")
    if not is_number(price) or not is_integer(quantity):
        raise wrong("Wrong value of the field 'wholesalePrices'")
    if price < 0:
        raise ApiError(status, "Wholesale prices can't be negative", "WHOLESALE_PRICES_CANT_BE_NEGATIVE")
    if base is not None and price > base:
        raise ApiError(status, "A wholesale price is above the base price", "WHOLESALE_PRICES_TOO_BIG")
    if quantity < 2:
        raise ApiError(status, "A wholesale quantity is under 2", "WHOLESALE_PRICES_QUANTITY_TOO_SMALL")
