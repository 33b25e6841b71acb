"""A morning in Excel: what the merchant meant to change, what is new, and what went wrong on the way."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from samples.shop.rows import Department, Product, Row


class Edit(NamedTuple):
    """``sku``: of one row, or the beginning of it for a whole family."""

    sku: str
    column: str
    value: str


# The online store has them, the sheet does not: nothing may happen to them.
DROPPED = frozenset({"CARTE-50", "FOU-ECR"})

_PRICES: Mapping[str, str] = {
    "000101": "26.00",
    "000105": "42.00",
    "000113": "49.00",
    "000208": "62.00",
    "000211": "29.00",
    "SAV": "9.00",
    "020000000017": "14.25",
    "020000000024": "14.25",
    "745000417023": "19.75",
    "50005": "29.95",
    "51003": "46.00",
    "FOU": "62.00",
    "CHN-ECR": "118.00",
    "31002": "155.00",
    "CVT-F-VRT": "145.00",
    "RAQ-30": "199.00",
    "GOU-BLE-M750": "38.50",
    "42001": "109.00",
    "42014": "74.00",
}

_TEXTS = (
    Edit("000111", "name", "Beurrier à l'ancienne, 250 g"),
    Edit("000206", "name", "Paquet de 10 cartes d'oiseaux"),
    Edit("FOU", "name", "Foulard long de mérinos"),
    Edit("GOU", "name", "Gourde isolée « Portage »"),
    Edit("50004", "name", "Tricoter pour l'hiver : 24 modèles"),
    Edit("42008", "name", "Trousse de premiers soins, 4 personnes"),
    Edit("000102", "description", "<p>Sans anse, à deux mains.</p>\n<p>« Le matin commence ici. »</p>"),
    Edit("BAT", "description", "<p>Vendus par paire, pointes de carbure &amp; paniers d'hiver.</p>"),
    Edit("000308", "brand_name", "Brumeval"),
    Edit("000101", "brand_name", "Atelier Lichen"),
)

_ONLINE = (
    Edit("000112", "active_online", "1"),
    Edit("000205", "active_online", "1"),
    Edit("51007", "active_online", "1"),
    Edit("PYJ", "active_online", "1"),
    Edit("41005", "active_online", "1"),
    Edit("31004", "active_online", "0"),
    Edit("CHA", "active_online", "0"),
    Edit("42013", "active_online", "0"),
)

_SIZES = (
    Edit("000103", "weight", "1.25"),
    Edit("000303", "weight", "500"),
    Edit("41007", "weight", "1.7"),
    Edit("SAC-GRS-L45", "weight", "1.45"),
    Edit("32002", "height", "12"),
)

# Of a family that the store has already: one size more, one scent more. Then products that are new altogether.
NEW = (
    Department(
        category="Vêtements / Laine",
        brand="Laine-Lune",
        supplier="Filature Laine-Lune",
        tags="laine;hiver",
        products=(Product(sku="BAS", name="Bas de laine", price="22.00", weight="105 G", options={"Taille": "XL"}),),
    ),
    Department(
        category="Cadeaux / Bain",
        brand="Savons Brumeval",
        supplier="Savonnerie Brumeval",
        tags="bain;sans parfum de synthèse",
        products=(
            Product(
                sku="SAV",
                name="Savon du ruisseau",
                price="9.00",
                weight="110 G",
                options={"Parfum": "NEI"},
                about="<p>Saponifié à froid.<br>Pour le corps et les mains.</p>",
            ),
            Product(sku="000310", name="Porte-serviettes en cèdre", price="44.00", weight="0.9 KG", online=False),
            Product(
                sku="000311",
                name="Pierre ponce",
                price="8.00",
                weight="90 G",
                about="<p>Flotte dans le bain.</p>",
                is_known=False,
            ),
        ),
    ),
    Department(
        category="Plein air / Chien",
        brand="Patte de Lynx",
        supplier="Distribution Huard",
        tags="chien;neuf",
        products=(
            Product(
                sku="MAN",
                name="Manteau de chien « Bourrasque »",
                price="54.00",
                weight="0.22 KG",
                options={"Couleur": "RGE GRS", "Taille": "S M L"},
                about="<p>Doublé de polar.\nSe ferme sous le ventre.</p>",
            ),
            Product(sku="44005", name="Biscuits de caribou", price="13.50", weight="200 G", is_known=False),
        ),
    ),
)

MISTAKES = (
    Edit("000203", "retail_price", "sur demande"),
    Edit("43009", "retail_price", "1,295"),  # is it 1 295 $ or 1.295 $?
    Edit("42010", "retail_price", "-6.00"),
    Edit("44003", "sku", "44002"),  # copied from the row above
    Edit("32003", "active_online", "peut-être"),
    Edit("42009", "weight_unit", ""),
    Edit("TEN-P4", "active_online", "0"),  # its sister is online
    Edit("745000417061", "sku", "7.45E+11"),  # opened as CSV, saved again
    Edit("41004", "sku", ""),
    Edit("COL-L", "variant_option_one_name", "Grandeur"),  # its sister says Taille
)


def intended(rows: Iterable[Row]) -> list[Row]:
    prices = (Edit(sku, "retail_price", price) for sku, price in _PRICES.items())
    return _after((*prices, *_TEXTS, *_ONLINE, *_SIZES), rows)


def mistaken(rows: Iterable[Row]) -> list[Row]:
    return _after(MISTAKES, rows)


def _after(edits: Iterable[Edit], rows: Iterable[Row]) -> list[Row]:
    """An edit that meets no row is a slip of ours."""
    found = [dict(row) for row in rows]
    for edit in edits:
        meant = [row for row in found if _is_meant(row, edit)]
        if not meant:
            raise LookupError(edit.sku)
        for row in meant:
            row[edit.column] = edit.value
    return found


def _is_meant(row: Row, edit: Edit) -> bool:
    """Component rows repeat the SKU of their composite and hold nothing that could be edited."""
    named = row["sku"] == edit.sku or row["sku"].startswith(edit.sku + "-")
    return named and not row["composite_sku"]
