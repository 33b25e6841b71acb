"""A department of the shop into rows of the sheet: layout with the online column, prices without tax, two outlets."""

import re
import unicodedata
import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import product as combinations
from zlib import crc32

from samples.shop.words import WORDS

Row = dict[str, str]

OUTLETS = ("Boutique_Québec", "Entrepôt_Lévis")
_OPTIONS = ("one", "two", "three")
_OUTLET_COLUMNS = [
    f"{kind}_{outlet}" for outlet in OUTLETS for kind in ("outlet_tax", "inventory", "reorder_point", "restock_level")
]
_COLUMNS = (
    "id handle sku composite_name composite_sku composite_quantity name description product_category "
    "variant_option_one_name variant_option_one_value variant_option_two_name variant_option_two_value "
    "variant_option_three_name variant_option_three_value tags active_online weight weight_unit length width height "
    "dimensions_unit supply_price retail_price account_code account_code_purchase brand_name supplier_name "
    "supplier_code active track_inventory"
)
HEADINGS = (*_COLUMNS.split(), *_OUTLET_COLUMNS)

_SHOP = uuid.uuid5(uuid.NAMESPACE_DNS, "quai-nord.example")
_SIZES = ("length", "width", "height")


@dataclass(frozen=True, slots=True, kw_only=True)
class Product:
    """``options``: name to the codes of its values, see words.py. ``parts``: name, SKU, how many; of a composite."""

    sku: str  # of a family: what the SKUs of its variants begin with
    name: str
    price: str
    about: str = ""  # HTML
    weight: str = ""  # "0.42 KG"
    size: str = ""  # "12 x 9 x 10 CM"
    online: bool = True
    options: Mapping[str, str] = field(default_factory=dict)
    parts: tuple[tuple[str, str, str], ...] = ()
    is_known: bool = True  # False: typed into the sheet, Retail POS has not given it an id


@dataclass(frozen=True, slots=True, kw_only=True)
class Department:
    """What the products of a shelf have in common."""

    category: str
    brand: str
    supplier: str
    tags: str
    tax: str = "Default Tax"
    products: tuple[Product, ...]


def rows(department: Department) -> list[Row]:
    """Every column, in the order of the headings; blank where there is nothing to say."""
    found = [row for product in department.products for row in _rows(product, department)]
    return [dict.fromkeys(HEADINGS, "") | row for row in found]


def handle(name: str) -> str:
    """As Retail POS makes one: the name without accents, its words joined."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return "-".join(re.findall(r"[a-z0-9]+", plain.lower()))


def _rows(product: Product, department: Department) -> Iterator[Row]:
    """A component stands under its composite with the composite's id, SKU and name, and nothing else."""
    shared = _shared(product, department)
    for codes in combinations(*(values.split() for values in product.options.values())):
        sku = "-".join((product.sku, *codes))
        yield shared | _own(sku, product, department) | _picked(product, codes)
    for name, sku, quantity in product.parts:
        own = {"id": _id(product.sku), "sku": product.sku, "name": product.name}
        yield own | {"composite_name": name, "composite_sku": sku, "composite_quantity": quantity}


def _shared(product: Product, department: Department) -> Row:
    return {
        "handle": handle(product.name),
        "name": product.name,
        "description": product.about,
        "product_category": department.category,
        "tags": department.tags,
        "active_online": str(int(product.online)),
        "brand_name": department.brand,
        "supplier_name": department.supplier,
        "retail_price": product.price,
        "supply_price": f"{Decimal(product.price) * Decimal('0.52'):.2f}",
        "active": "1",
        "track_inventory": "1",
    }


def _own(sku: str, product: Product, department: Department) -> Row:
    luck = crc32(sku.encode())
    weight, _, weight_unit = product.weight.partition(" ")
    size, _, dimensions_unit = product.size.rpartition(" ")
    own = {"id": _id(sku) if product.is_known else "", "sku": sku, "supplier_code": f"{luck % 1_000_000:06d}"}
    own |= {"weight": weight, "weight_unit": weight_unit, "dimensions_unit": dimensions_unit}
    own |= dict(zip(_SIZES, size.split(" x "), strict=False)) if size else {}
    for place, outlet in enumerate(OUTLETS):
        own[f"outlet_tax_{outlet}"] = department.tax
        own[f"inventory_{outlet}"] = str(luck // (place + 1) % 30)
        own[f"reorder_point_{outlet}"] = "3" if luck % 3 else ""
        own[f"restock_level_{outlet}"] = "12" if luck % 3 else ""
    return own


def _picked(product: Product, codes: tuple[str, ...]) -> Row:
    picked: Row = {}
    for place, name, code in zip(_OPTIONS, product.options, codes, strict=False):
        picked |= {f"variant_option_{place}_name": name, f"variant_option_{place}_value": WORDS.get(code, code)}
    return picked


def _id(sku: str) -> str:
    return str(uuid.uuid5(_SHOP, sku))
