"""Headings in other dresses, other words, or twice."""

from samples.drawer.dress import CLEAN, lines, text
from samples.drawer.sample import HEADINGS, Row, Sample, reading, table

_LOOSE = {
    "sku": "S K U",
    "retail_price": "Rétail  Price",
    "active_online": "ACTIVE-ONLINE",
    "brand_name": " Brand_Name ",
    "supplier_code": "SupplierCode",
    "description": "description\u00a0",
}
_ENGLISH = {
    "id": "Product ID",
    "sku": "SKU",
    "name": "Name",
    "product_category": "Product category",
    "active_online": "Active online",
    "weight_unit": "Weight unit",
    "supply_price": "Supply price",
    "retail_price": "Retail price",
    "brand_name": "Brand",
    "supplier_code": "Supplier code",
    "tags": "Tags",
    "variant_option_one_name": "Attribute 1",
    "variant_option_one_value": "Attribute 1 value",
}
_FRENCH = {
    "id": "Identifiant du produit",
    "handle": "Alias",
    "sku": "UGS",
    "name": "Nom",
    "product_category": "Catégorie de produits",
    "active_online": "Actif en ligne",
    "weight": "Poids",
    "weight_unit": "Unité de poids",
    "supply_price": "Prix du fournisseur",
    "retail_price": "Prix de détail",
    "brand_name": "Marque",
    "supplier_code": "Code du fournisseur",
    "active": "Actif",
    "tags": "Étiquettes",
    "track_inventory": "Suivre le stock",
    "variant_option_one_name": "Caractéristique 1",
    "variant_option_one_value": "Valeur de la caractéristique 1",
}


def _headed(words: dict[str, str]) -> bytes:
    return lines(_under(words))


def _under(words: dict[str, str]) -> list[Row]:
    return [[words.get(heading, heading) for heading in HEADINGS], *CLEAN[1:]]


def _table(name: str, wrong: str, text: str, meant: str, finds: tuple[str, ...], note: str) -> Sample:
    """``meant``: the headings that are read, in the place of those typed; ``-`` where none is."""
    _, *rows = table(text)
    reads = {
        row: {c: t for c, t in cells.items() if c != "-"} for row, cells in reading([meant.split(","), *rows]).items()
    }
    return Sample(name=name, wrong=wrong, content=text.removeprefix("\n").encode(), reads=reads, finds=finds, note=note)


_FOURTH = (
    "heading.not_carried F1 variant_option_four_name",
    "heading.not_carried G1 variant_option_four_value",
    *(
        f"option.too_many {letter}{row} variant_option_four_{word}"
        for row in (2, 3)
        for letter, word in (("F", "name"), ("G", "value"))
    ),
)
SAMPLES = (
    Sample(
        name="loose-headings.csv",
        wrong="headings with capitals, accents, spaces and other joints",
        content=_headed(_LOOSE),
    ),
    Sample(name="english-words.csv", wrong="headings in the English words of the screen", content=_headed(_ENGLISH)),
    Sample(name="french-words.csv", wrong="headings in the French words of the screen", content=_headed(_FRENCH)),
    Sample(
        name="french-words-cp1252.csv",
        wrong="French words, semicolons, Windows 1252: as French Excel saves it",
        content=text(_under(_FRENCH), separator=";").encode("cp1252"),
    ),
    Sample(
        name="bom-in-heading.csv",
        wrong="a byte order mark inside the first cell, behind a quote",
        content=b'"\xef\xbb\xbfid"' + lines().removeprefix(b"id"),
    ),
    Sample(
        name="zero-width-in-heading.csv",
        wrong="a zero-width space inside a heading",
        content=lines().replace(b"retail_price", "retail_\u200bprice".encode(), 1),
    ),
    Sample(
        name="line-break-in-heading.csv",
        wrong="a heading over two lines",
        content=lines().replace(b"retail_price", b'"retail\nprice"', 1),
    ),
    _table(
        "doubled-heading.csv",
        "the price stands twice, with two different prices",
        """
sku,retail_price,name,retail_price
000101,24.00,Bol,26.00
000204,1250.00,Table,1250.00
""",
        "sku,retail_price,name,-",
        ("heading.duplicate D1 retail_price",),
        "reads the first",
    ),
    _table(
        "doubled-loosely.csv",
        "the price stands twice, once in its exact words",
        """
sku,Retail price,name,retail_price
000101,24.00,Bol,26.00
""",
        "sku,-,name,retail_price",
        ("heading.duplicate B1 Retail price",),
        "reads the exact one",
    ),
    _table(
        "ambiguous-heading.csv",
        "a heading that could mean two columns",
        """
sku,name,Prix
000101,Bol,26.00
""",
        "sku,name,-",
        ("heading.ambiguous C1 Prix",),
        "does not read the column",
    ),
    _table(
        "unknown-heading.csv",
        "a heading that is nobody's",
        """
sku,name,retail_price,Étagère
000101,Bol,26.00,B4
""",
        "sku,name,retail_price,-",
        ("heading.unknown D1 Étagère",),
        "carries the column along",
    ),
    _table(
        "four-options.csv",
        "a fourth option, which neither system holds",
        """
handle,sku,name,variant_option_one_name,variant_option_one_value,variant_option_four_name,variant_option_four_value
gants,GAN-S,Gants,Taille,S,Doublure,Soie
gants,GAN-M,Gants,Taille,M,Doublure,Soie
""",
        "handle,sku,name,variant_option_one_name,variant_option_one_value,-,-",
        _FOURTH,
        "does not read the fourth",
    ),
    Sample(
        name="no-headings.csv",
        wrong="products without a heading row",
        content=lines(CLEAN[1:]),
        refused="file.no_heading",
    ),
    Sample(
        name="another-table.csv",
        wrong="a table of something else",
        content=b"date,client,montant\n2026-03-02,Luc,24.00\n",
        refused="file.no_heading",
    ),
)
