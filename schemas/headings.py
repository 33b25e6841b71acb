"""The columns that we understand: canonical heading, the words on the two systems' screens, meaning, values."""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache


@dataclass(frozen=True, slots=True)
class Column:
    """``name`` is the exact X-Series heading; ``values`` is shown to people; ``layouts`` the exports that have it."""

    name: str
    english: str
    french: str
    values: str
    layouts: str


_OURS = "ours"

# Source: header lines of real X-Series exports; screen words from the French and English help pages.
COLUMNS: tuple[Column, ...] = (
    Column("id", "Product ID", "Identifiant du produit", "uuid", "ABCD"),
    Column("handle", "Handle", "Alias", "text", "ABCD"),
    Column("sku", "SKU", "UGS", "code", "ABCD"),
    Column("composite_name", "Composite name", "Nom du composant", "text", "ABC"),
    Column("composite_handle", "Composite handle", "Alias du composant", "text", "D"),
    Column("composite_sku", "Composite SKU", "UGS du composant", "code", "ABCD"),
    Column("composite_quantity", "Composite quantity", "Quantité du composant", "number", "ABCD"),
    Column("name", "Name", "Nom", "text", "ABCD"),
    Column("description", "Description", "Description", "html", "ABCD"),
    Column("product_category", "Product category", "Catégorie de produits", "text", "ABC"),
    Column("type", "Type", "Type", "text", "D"),
    Column("variant_option_one_name", "Attribute 1", "Caractéristique 1", "text", "ABCD"),
    Column("variant_option_one_value", "Attribute 1 value", "Valeur de la caractéristique 1", "text", "ABCD"),
    Column("variant_option_two_name", "Attribute 2", "Caractéristique 2", "text", "ABCD"),
    Column("variant_option_two_value", "Attribute 2 value", "Valeur de la caractéristique 2", "text", "ABCD"),
    Column("variant_option_three_name", "Attribute 3", "Caractéristique 3", "text", "ABCD"),
    Column("variant_option_three_value", "Attribute 3 value", "Valeur de la caractéristique 3", "text", "ABCD"),
    Column("tags", "Tags", "Étiquettes", "list", "ABCD"),
    Column("active_online", "Active online", "Actif en ligne", "flag", "AB"),
    Column("weight", "Weight", "Poids", "number", "AB"),
    Column("weight_unit", "Weight unit", "Unité de poids", "weight-unit", "AB"),
    Column("length", "Length", "Longueur", "number", "AB"),
    Column("width", "Width", "Largeur", "number", "AB"),
    Column("height", "Height", "Hauteur", "number", "AB"),
    Column("dimensions_unit", "Dimensions unit", "Unité des dimensions", "length-unit", "AB"),
    Column("supply_price", "Supply price", "Prix du fournisseur", "money", "ABCD"),
    Column("retail_price", "Retail price", "Prix de détail", "money", "ABCD"),
    Column("loyalty_value", "Loyalty value", "Valeur de fidélité", "number", "D"),
    Column("loyalty_value_default", "Default loyalty value", "Valeur de fidélité par défaut", "number", "D"),
    Column("tax_name", "Tax", "Taxe", "text", "BD"),
    Column("tax_value", "Tax value", "Montant de la taxe", "number", "BD"),
    Column("account_code", "Sales account code", "Code de compte des ventes", "text", "ABCD"),
    Column("account_code_purchase", "Purchase account code", "Code de compte des achats", "text", "ABCD"),
    Column("brand_name", "Brand", "Marque", "text", "ABCD"),
    Column("supplier_name", "Supplier", "Fournisseur", "text", "ABCD"),
    Column("supplier_code", "Supplier code", "Code du fournisseur", "code", "ABCD"),
    Column("active", "Active", "Actif", "flag", "ABCD"),
    Column("track_inventory", "Track inventory", "Suivre le stock", "flag", "ABCD"),
    Column("upc", "UPC", "CUP", "code", _OURS),
    Column("image_url", "Image", "Image", "url", _OURS),
    Column("ecom_id", "eCom product ID", "Identifiant eCom", "code", _OURS),
    Column("command", "Command", "Commande", "command", _OURS),
)

# One column per outlet; longest prefix first, since `inventory_` must not eat another's outlet.
OUTLET_PREFIXES: tuple[str, ...] = ("restock_level_", "reorder_point_", "outlet_tax_", "inventory_")

IDENTIFYING: tuple[str, ...] = ("sku", "ecom_id", "id", "handle")

_NAMES = {column.name for column in COLUMNS}
_GALLERY = re.compile(r"image_url_[2-9]\d?")


@cache
def recognised(text: str) -> str | None:
    """The canonical column for a heading as typed: exact, else ignoring case, accents, spaces, `_`, `-` and BOM."""
    if text in _NAMES or _GALLERY.fullmatch(text):
        return text
    if any(text.startswith(prefix) and text != prefix for prefix in OUTLET_PREFIXES):
        return text
    return _LOOSE.get(loose(text))


def is_outlet_column(name: str) -> bool:
    return name.startswith(OUTLET_PREFIXES)


def loose(text: str) -> str:
    """What is left of a heading when its dress is taken off."""
    plain = unicodedata.normalize("NFKD", text.replace("\ufeff", "")).casefold()
    return "".join(c for c in plain if c.isalnum())


_LOOSE = {loose(name): name for name in _NAMES}
