"""The columns that we understand: canonical heading, the words on the two systems' screens, meaning, values."""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache


@dataclass(frozen=True, slots=True)
class Column:
    """``name`` is the exact X-Series heading; ``values`` is shown to people; ``layouts`` the exports that have it.

    ``words``: what else the two systems and their merchants call it, in either language.
    """

    name: str
    english: str
    french: str
    values: str
    layouts: str
    words: tuple[str, ...] = ()


_OURS = "ours"
_CATEGORY = ("Category", "Catégorie", "Catégorie de produit", "Catégorie du produit")
_ONLINE = ("Online", "En ligne", "Sell online", "Vendre en ligne", "Active in eCom", "Actif dans eCom")
_DIMENSIONS = ("Dimension unit", "Unité de dimensions", "Unité de dimension")
_SUPPLY_PRICE = ("Cost", "Cost price", "Coût", "Coûtant", "Prix coûtant", "Prix d'achat", "Prix fournisseur")
_OPTION = (
    "Attribute {n} name|Option {n} name|Variant option {n} name|Nom de la caractéristique {n}|Nom de l'option {n}",
    "Option {n} value|Variant option {n} value|Valeur de l'option {n}|Valeur caractéristique {n}",
)


def _option(number: int, part: int) -> tuple[str, ...]:
    return tuple(_OPTION[part].format(n=number).split("|"))


# Source: header lines of real X-Series exports; screen words from the French and English help pages.
COLUMNS: tuple[Column, ...] = (
    Column("id", "Product ID", "Identifiant du produit", "uuid", "ABCD", ("POS ID", "Identifiant", "ID produit")),
    Column("handle", "Handle", "Alias", "text", "ABCD", ("Product handle", "Alias du produit")),
    Column("sku", "SKU", "UGS", "code", "ABCD", ("SKU code", "Product SKU", "Code SKU", "Code UGS", "Numéro UGS")),
    Column("composite_name", "Composite name", "Nom du composant", "text", "ABC"),
    Column("composite_handle", "Composite handle", "Alias du composant", "text", "D"),
    Column("composite_sku", "Composite SKU", "UGS du composant", "code", "ABCD", ("SKU du composant",)),
    Column("composite_quantity", "Composite quantity", "Quantité du composant", "number", "ABCD"),
    Column("name", "Name", "Nom", "text", "ABCD", ("Product name", "Item name", "Nom du produit", "Nom de l'article")),
    Column(
        "description", "Description", "Description", "html", "ABCD", ("Product description", "Description du produit")
    ),
    Column("product_category", "Product category", "Catégorie de produits", "text", "ABC", _CATEGORY),
    Column("type", "Product type", "Type de produit", "text", "D"),
    Column("variant_option_one_name", "Attribute 1", "Caractéristique 1", "text", "ABCD", _option(1, 0)),
    Column(
        "variant_option_one_value", "Attribute 1 value", "Valeur de la caractéristique 1", "text", "ABCD", _option(1, 1)
    ),
    Column("variant_option_two_name", "Attribute 2", "Caractéristique 2", "text", "ABCD", _option(2, 0)),
    Column(
        "variant_option_two_value", "Attribute 2 value", "Valeur de la caractéristique 2", "text", "ABCD", _option(2, 1)
    ),
    Column("variant_option_three_name", "Attribute 3", "Caractéristique 3", "text", "ABCD", _option(3, 0)),
    Column(
        "variant_option_three_value",
        "Attribute 3 value",
        "Valeur de la caractéristique 3",
        "text",
        "ABCD",
        _option(3, 1),
    ),
    Column("tags", "Tags", "Étiquettes", "list", "ABCD", ("Tag", "Étiquette")),
    Column("active_online", "Active online", "Actif en ligne", "flag", "AB", _ONLINE),
    Column("weight", "Weight", "Poids", "number", "AB", ("Product weight", "Poids du produit")),
    Column("weight_unit", "Weight unit", "Unité de poids", "weight-unit", "AB", ("Unité du poids",)),
    Column("length", "Length", "Longueur", "number", "AB"),
    Column("width", "Width", "Largeur", "number", "AB"),
    Column("height", "Height", "Hauteur", "number", "AB"),
    Column("dimensions_unit", "Dimensions unit", "Unité des dimensions", "length-unit", "AB", _DIMENSIONS),
    Column("supply_price", "Supply price", "Prix du fournisseur", "money", "ABCD", _SUPPLY_PRICE),
    Column("retail_price", "Retail price", "Prix de détail", "money", "ABCD", ("Selling price", "Prix au détail")),
    Column("loyalty_value", "Loyalty value", "Valeur de fidélité", "number", "D"),
    Column("loyalty_value_default", "Default loyalty value", "Valeur de fidélité par défaut", "number", "D"),
    Column("tax_name", "Tax", "Taxe", "text", "BD", ("Nom de la taxe",)),
    Column("tax_value", "Tax value", "Montant de la taxe", "number", "BD", ("Tax amount", "Valeur de la taxe")),
    Column("account_code", "Sales account code", "Code de compte des ventes", "text", "ABCD"),
    Column("account_code_purchase", "Purchase account code", "Code de compte des achats", "text", "ABCD"),
    Column("brand_name", "Brand", "Marque", "text", "ABCD", ("Nom de la marque", "Product brand")),
    Column("supplier_name", "Supplier", "Fournisseur", "text", "ABCD", ("Nom du fournisseur",)),
    Column(
        "supplier_code", "Supplier code", "Code du fournisseur", "code", "ABCD", ("Supplier SKU", "Code fournisseur")
    ),
    Column("active", "Active", "Actif", "flag", "ABCD", ("Sell on POS", "Active in-store", "Actif en magasin")),
    Column("track_inventory", "Track inventory", "Suivre le stock", "flag", "ABCD", ("Suivi des stocks",)),
    Column("upc", "UPC", "CUP", "code", _OURS, ("UPC code", "Code UPC", "Code CUP", "EAN", "GTIN", "Code EAN")),
    Column("image_url", "Image", "Image", "url", _OURS, ("Image link", "Lien de l'image", "URL de l'image")),
    Column("ecom_id", "eCom product ID", "Identifiant eCom", "code", _OURS),
    Column("command", "Command", "Commande", "command", _OURS),
)

# Headings that people write for more than one column: never guessed, always told.
AMBIGUOUS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("Price|Prix|Unit price|Prix unitaire", ("retail_price", "supply_price")),
    ("Type", ("type", "product_category")),
    ("Code|Product code|Item code|Code produit|Code article", ("sku", "upc", "supplier_code")),
    ("Barcode|Bar code|Code-barres|Code à barres|Codes-barres", ("sku", "upc")),
    ("Reference|Référence|Ref|Réf", ("sku", "supplier_code")),
    ("Product|Produit|Article|Item", ("name", "sku", "id")),
    ("Unit|Unité|Units|Unités", ("weight_unit", "dimensions_unit")),
    ("Status|Statut|État|Enabled|Published|Publié", ("active", "active_online")),
    ("Option 1|Variant 1|Variante 1", ("variant_option_one_name", "variant_option_one_value")),
    ("Option 2|Variant 2|Variante 2", ("variant_option_two_name", "variant_option_two_value")),
    ("Option 3|Variant 3|Variante 3", ("variant_option_three_name", "variant_option_three_value")),
)

# X-Series and eCom have three options a product at most; the fourth that some sheets have goes nowhere.
NOT_CARRIED: tuple[str, ...] = ("variant_option_four_name", "variant_option_four_value")

# One column per outlet; longest prefix first, since `inventory_` must not eat another's outlet.
OUTLET_PREFIXES: tuple[str, ...] = ("restock_level_", "reorder_point_", "outlet_tax_", "inventory_")

STOCK_PREFIX = OUTLET_PREFIXES[-1]

IDENTIFYING: tuple[str, ...] = ("sku", "ecom_id", "id", "handle")

_NAMES = {column.name for column in COLUMNS}
_FURTHER = r"[2-9]|[1-9]\d"
_GALLERY = re.compile(rf"image_url_(?:{_FURTHER})")
_LOOSE_GALLERY = re.compile(rf"image(?:url)?({_FURTHER})")
_LOOSE_OUTLET = re.compile(r"(inventory|reorder[ _-]point|restock[ _-]level|outlet[ _-]tax)[ _-]+(\S.*)", re.IGNORECASE)
# Marks that make a heading mean another thing: `retail_price %` is a margin, `+ weight` a surcharge.
_ANOTHER = re.compile("[%‰+=<>≠≤≥±²³×÷]")
# What follows "inventory" in the headings of other programs, and is no outlet.
_NO_OUTLETS = frozenset(
    {"account", "cost", "item", "level", "management", "policy", "status", "total", "tracking", "value"}
)


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a heading may mean: one column, or none, or several.

    ``rank``: 0 exact, 1 loose, 2 a word of the screens, 3 not to be told: ``columns`` are what it could be.
    """

    columns: tuple[str, ...]
    rank: int

    @property
    def column(self) -> str | None:
        return self.columns[0] if self.rank < _UNSURE else None


_UNSURE = 3
NOTHING = Meaning((), _UNSURE)


@cache
def meaning(text: str) -> Meaning:
    """Exact, else ignoring case, accents, spaces, `_`, `-`, BOM and marks without a meaning of their own, else by the
    words of the two systems."""
    if _is_exact(text):
        return Meaning((text,), 0)
    if _ANOTHER.search(text):
        return NOTHING
    key = loose(text)
    if key in _SEVERAL:
        return Meaning(_SEVERAL[key], _UNSURE)
    if key in _LOOSE:
        return Meaning((_LOOSE[key],), 1)
    if key in _WORDS:
        return Meaning((_WORDS[key],), 2)
    return _numbered(key) or _outlet(text) or NOTHING


def recognised(text: str) -> str | None:
    """The one canonical column that a heading as typed means, if there is one."""
    return meaning(text).column


def is_not_carried(text: str) -> bool:
    return loose(text) in _NOT_CARRIED


def is_column(name: str) -> bool:
    """The exact name of a column, of an outlet's or of a further image."""
    return _is_exact(name)


def is_gallery_column(name: str) -> bool:
    return _GALLERY.fullmatch(name) is not None


def is_outlet_column(name: str) -> bool:
    return name.startswith(OUTLET_PREFIXES)


def outlet_column(outlet: str) -> str:
    """The stock column of an outlet, to be compared: X-Series writes _ for a space. A column's name is its own."""
    return STOCK_PREFIX + outlet.removeprefix(STOCK_PREFIX).strip().replace(" ", "_").casefold()


def loose(text: str) -> str:
    """What is left of a heading when its dress is taken off."""
    plain = unicodedata.normalize("NFKD", text.replace("\ufeff", "")).casefold()
    return "".join(c for c in plain if c.isalnum())


def _is_exact(text: str) -> bool:
    if text in _NAMES or _GALLERY.fullmatch(text):
        return True
    return any(text.startswith(prefix) and text != prefix for prefix in OUTLET_PREFIXES)


def _numbered(key: str) -> Meaning | None:
    """ "Image 2" is the second image; "Name 2" may be the name, or may not."""
    gallery = _LOOSE_GALLERY.fullmatch(key)
    if gallery:
        return Meaning((f"image_url_{gallery[1]}",), 1)
    plain = key.rstrip("0123456789")
    column = _LOOSE.get(plain) or _WORDS.get(plain)
    return Meaning((column,), _UNSURE) if column and plain != key else None


def _outlet(text: str) -> Meaning | None:
    found = _LOOSE_OUTLET.fullmatch(text.replace("\ufeff", "").strip())
    if not found or found[2].casefold() in _NO_OUTLETS:
        return None
    prefix = re.sub("[ -]", "_", found[1].casefold())
    return Meaning((f"{prefix}_{found[2].replace(' ', '_')}",), 1)


_LOOSE = {loose(name): name for name in _NAMES}
_WORDS = {loose(word): c.name for c in COLUMNS for word in (c.english, c.french, *c.words)}
_SEVERAL = {loose(word): columns for words, columns in AMBIGUOUS for word in words.split("|")}
_NOT_CARRIED = {
    loose(word)
    for word in (
        *NOT_CARRIED,
        "Attribute 4",
        "Attribute 4 value",
        "Caractéristique 4",
        "Valeur de la caractéristique 4",
    )
}
