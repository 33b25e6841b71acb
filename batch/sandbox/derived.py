"""What the store works out by itself: displayed prices, stock flags, addresses, legacy images."""

import re
from collections.abc import Mapping
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from typing import Any

from batch.sandbox.jsontext import Document, plain
from batch.sandbox.switches import Switches

CURRENCY_SIGNS = {"EUR": "€", "USD": "$", "GBP": "£", "CAD": "CA$", "AUD": "A$"}
TRANSLATED = ("name", "description", "seoTitle", "seoDescription", "subtitle")
COMPARED = (
    "compareToPriceFormatted",
    "compareToPriceDiscount",
    "compareToPriceDiscountFormatted",
    "compareToPriceDiscountPercent",
    "compareToPriceDiscountPercentFormatted",
    "defaultDisplayedCompareToPrice",
    "defaultDisplayedCompareToPriceFormatted",
    "defaultDisplayedCompareToPriceDiscount",
    "defaultDisplayedCompareToPriceDiscountFormatted",
    "defaultDisplayedCompareToPriceDiscountPercent",
    "defaultDisplayedCompareToPriceDiscountPercentFormatted",
)
# legacy field of the product or variation: field of the media image
LEGACY_IMAGES = {
    "smallThumbnailUrl": "image160pxUrl",
    "thumbnailUrl": "image400pxUrl",
    "hdThumbnailUrl": "image800pxUrl",
    "imageUrl": "image1500pxUrl",
    "originalImageUrl": "imageOriginalUrl",
}


def derive(product: Document, store_id: int, switches: Switches) -> None:
    """Brings every read-only field of a product and its variations in line with the written ones."""
    _texts(product, switches.languages())
    _stock(product)
    for variation in product["combinations"]:
        _variation(variation, product, switches)
    variations = product["combinations"]
    product["inStock"] = in_stock(product) if not variations else any(v["inStock"] for v in variations)
    _prices(product, switches)
    if not product["isShippingRequired"]:
        product.pop("weight", None)
    product["hasFreeShipping"] = product["shipping"].get("type") == "FREE_SHIPPING"
    product["googleItemCondition"] = product["productCondition"]
    _address(product, store_id)
    _images(product)


def in_stock(item: Mapping[str, Any]) -> bool:
    return bool(item["unlimited"]) or item.get("quantity", 0) > 0


def owns_stock(variation: Mapping[str, Any], product: Mapping[str, Any]) -> bool:
    """Stock follows SKU: a variation without one of its own shares the product's stock."""
    return variation.get("sku") not in (None, product.get("sku"))


def money(amount: Decimal | int, switches: Switches) -> str:
    """An amount as the storefront writes it."""
    step = Decimal(1).scaleb(-switches.number("currency_precision"))
    currency = switches["currency"]
    return f"{CURRENCY_SIGNS.get(currency, currency + ' ')}{Decimal(amount).quantize(step, ROUND_HALF_UP)}"


def _texts(product: Document, languages: list[str]) -> None:
    if not product.get("seoTitle"):
        product["seoTitle"] = product["name"]
    for name in TRANSLATED:
        if name not in product:
            product.pop(name + "Translated", None)
            continue
        known = product.get(name + "Translated", {})
        shown = {language: known.get(language, "") for language in languages}
        product[name + "Translated"] = shown | {languages[0]: product[name]}


def _stock(item: Document) -> None:
    if item["unlimited"]:
        item.pop("quantity", None)
    else:
        item.setdefault("quantity", 0)


def _variation(variation: Document, product: Document, switches: Switches) -> None:
    if not owns_stock(variation, product):
        variation["unlimited"] = product["unlimited"]
        variation.pop("quantity", None)
        if not product["unlimited"]:
            variation["quantity"] = product["quantity"]
    _stock(variation)
    variation["inStock"] = in_stock(variation)
    price = variation.get("price")
    if price is None:
        chosen = {option["name"]: option["value"] for option in variation["options"]}
        price = _with_modifiers(product, chosen, switches)
    variation["defaultDisplayedPrice"] = price
    variation["defaultDisplayedPriceFormatted"] = money(price, switches)


def _prices(product: Document, switches: Switches) -> None:
    chosen = _default_choices(product)
    default = _default_variation(product, chosen)
    product["defaultCombinationId"] = default["id"] if default else 0
    price = default["defaultDisplayedPrice"] if default else _with_modifiers(product, chosen, switches)
    product["priceInProductList"] = price
    product["defaultDisplayedPrice"] = price
    product["defaultDisplayedPriceFormatted"] = money(price, switches)
    _compared(product, switches)


def _default_choices(product: Document) -> dict[str, str]:
    chosen = {}
    for option in product["options"]:
        index = option.get("defaultChoice")
        choices = option.get("choices", [])
        if index is not None and 0 <= index < len(choices):
            chosen[option["name"]] = choices[index]["text"]
    return chosen


def _default_variation(product: Document, chosen: Mapping[str, str]) -> Document | None:
    for variation in product["combinations"]:
        if {option["name"]: option["value"] for option in variation["options"]} == chosen:
            found: Document = variation
            return found
    return None


def _with_modifiers(product: Document, chosen: Mapping[str, str], switches: Switches) -> Decimal | int:
    base = Decimal(product["price"])
    total = base
    for option in product["options"]:
        for choice in option.get("choices", []):
            if choice["text"] == chosen.get(option["name"]) and choice.get("priceModifier"):
                modifier = Decimal(choice["priceModifier"])
                total += base * modifier / 100 if choice.get("priceModifierType") == "PERCENT" else modifier
    if total == base:
        price: Decimal | int = product["price"]
        return price
    return plain(total.quantize(Decimal(1).scaleb(-switches.number("currency_precision")), ROUND_HALF_UP))


def _compared(product: Document, switches: Switches) -> None:
    for name in COMPARED:
        product.pop(name, None)
    compared = product.get("compareToPrice")
    if not compared:
        return
    pairs = (("compareToPrice", product["price"]), ("defaultDisplayedCompareToPrice", product["defaultDisplayedPrice"]))
    for prefix, price in pairs:
        discount = Decimal(compared) - Decimal(price)
        percent = int((discount * 100 / Decimal(compared)).to_integral_value(ROUND_DOWN))
        product[f"{prefix}Formatted"] = money(compared, switches)
        product[f"{prefix}Discount"] = plain(discount)
        product[f"{prefix}DiscountFormatted"] = money(discount, switches)
        product[f"{prefix}DiscountPercent"] = percent
        product[f"{prefix}DiscountPercentFormatted"] = f"{percent}%"
    product["defaultDisplayedCompareToPrice"] = compared


def _address(product: Document, store_id: int) -> None:
    slug = re.sub(r"\W+", "-", product["name"]).strip("-") or "product"
    product["autogeneratedSlug"] = f"{slug}-{product['id']}"
    shown = product["customSlug"] or product["autogeneratedSlug"]
    product["url"] = f"https://store{store_id}.sandbox.example/products/{shown}"


def _images(product: Document) -> None:
    for name in (*LEGACY_IMAGES, "originalImage", "galleryImages"):
        product.pop(name, None)
    images = product["media"]["images"]
    for image in images:
        if image["isMain"]:
            product |= {legacy: image[name] for legacy, name in LEGACY_IMAGES.items() if name in image}
    product["galleryImages"] = [_gallery(image) for image in images if not image["isMain"]]


def _gallery(image: Mapping[str, Any]) -> Document:
    return {
        "id": image["id"],
        "url": image.get("image1500pxUrl", ""),
        "thumbnail": image.get("image400pxUrl", ""),
        "originalImageUrl": image.get("imageOriginalUrl", ""),
        "orderBy": image["orderBy"],
        "alt": image.get("alt", {}).get("main", ""),
    }
