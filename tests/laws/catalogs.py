"""Catalogs as shops have them, made at random: simple products and families, each as a sheet and as a store."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from hypothesis import strategies as st

from batch.model.rules import FIELDS, Level
from tests.making import csv_text

Row = Mapping[str, str]

OPTION_COLUMNS = [(f"variant_option_{n}_name", f"variant_option_{n}_value") for n in ("one", "two", "three")]
SIZES = ("weight", "length", "width", "height")
GALLERY = ["image_url_2", "image_url_3"]
PRODUCT_FIELDS = [rule.name for rule in FIELDS if rule.level is Level.PRODUCT and rule.name != "gallery"] + GALLERY

_KILOGRAMS = {"KG": Decimal(1), "g": Decimal("0.001"), "LB": Decimal("0.45359237"), "oz": Decimal("0.028349523125")}
_CENTIMETRES = {"CM": Decimal(1), "mm": Decimal("0.1"), "IN": Decimal("2.54"), "yd": Decimal("91.44")}

_OPTIONAL = ["description", "brand_name", "upc", "active_online", "image_url", *GALLERY, *SIZES]
_OURSELVES = ["product_category", "tags", "supplier_code", "supply_price", "inventory_Main_Outlet", "Shelf"]
_OPTION_NAMES = ["Size", "Colour", "Matière"]
_CHOICES = ["S", "M", "L", "Red", "Bleu nuit", "100 % laine", 'A "B"', "x & y", "é"]
_LETTERS = st.characters(codec="utf-8", exclude_categories=["Cs", "Cc", "Zs", "Zl", "Zp", "Cf", "Cn", "Co"])
_WORDS = st.sampled_from(
    ["Glove", "Gant d'été", "=1+1", "Mug <b> & co", "Tasse « grès »", "日本 茶碗", "007", "🧤 S;M"]
)
_ONE: st.SearchStrategy[list[dict[str, str]]] = st.just([{}])
_TEXTS = _WORDS | st.text(_LETTERS, min_size=1, max_size=12).map(lambda text: f"N{text}")


@dataclass(frozen=True, slots=True)
class Product:
    """``rows``: what its rows say, by canonical heading, prices and sizes as plain numbers; one row when simple."""

    rows: Sequence[Row]

    @property
    def simple(self) -> bool:
        return OPTION_COLUMNS[0][1] not in self.rows[0]


@dataclass(frozen=True, slots=True)
class Made:
    """A catalog: its products and the columns of its sheet."""

    products: Sequence[Product]
    columns: Sequence[str]

    @property
    def rows(self) -> list[Row]:
        return [row for product in self.products for row in product.rows]

    def cells(self) -> list[list[str]]:
        return [[row.get(column, "") for column in self.columns] for row in self.rows]

    def csv(self) -> str:
        return csv_text(self.columns, self.cells())


@st.composite
def catalogs(draw: st.DrawFn, least: int = 0, most: int = 4) -> Made:
    """What a new store could be filled with: every row has SKU, handle, name and price; the rest as it comes."""
    count = draw(st.integers(least, most))
    kept = [name for name in _OPTIONAL + _OURSELVES if draw(st.booleans())]
    products = [draw(_products(number, kept)) for number in range(count)]
    used = {column for product in products for row in product.rows for column in row}
    optional = [pair for pair in OPTION_COLUMNS if pair[1] in used]
    units = [unit for unit, sizes in (("weight_unit", SIZES[:1]), ("dimensions_unit", SIZES[1:])) if used & {*sizes}]
    columns = ["handle", "sku", "name", "retail_price", *kept, *units, *(name for pair in optional for name in pair)]
    return Made(products, draw(st.permutations(columns)))


@st.composite
def _products(draw: st.DrawFn, number: int, kept: Sequence[str]) -> Product:
    shared = {"handle": f"h{number}", "name": draw(_TEXTS)}
    shared |= {name: draw(_cell(name, number)) for name in kept if name in PRODUCT_FIELDS}
    choices = draw(_ONE | _combinations())
    return Product(
        [
            shared | _item(draw, f"{number}-{place}", [name for name in kept if name not in PRODUCT_FIELDS]) | picked
            for place, picked in enumerate(choices)
        ]
    )


@st.composite
def _combinations(draw: st.DrawFn) -> list[dict[str, str]]:
    """Options of the variants of one family: the same names, never the same values."""
    names = draw(st.lists(st.sampled_from(_OPTION_NAMES), min_size=1, max_size=3, unique=True))
    values = st.tuples(*[st.sampled_from(_CHOICES)] * len(names))
    picked = draw(st.lists(values, min_size=1, max_size=4, unique=True))
    return [
        {column: text for at, pair in enumerate(zip(names, chosen, strict=True)) for column, text in _option(at, pair)}
        for chosen in picked
    ]


def _option(at: int, pair: tuple[str, str]) -> Iterator[tuple[str, str]]:
    return zip(OPTION_COLUMNS[at], pair, strict=True)


def _item(draw: st.DrawFn, number: str, kept: Sequence[str]) -> dict[str, str]:
    cells = {"sku": draw(st.sampled_from(["S", "00", "É ", "A/B#", "%20+"])) + number}
    cells["retail_price"] = str(draw(st.decimals(0, 9999, places=2)))
    cells |= {name: draw(_cell(name, number)) for name in kept}
    if cells.get("weight"):
        cells["weight_unit"] = draw(st.sampled_from(sorted(_KILOGRAMS)))
    if any(cells.get(side) for side in SIZES[1:]):
        cells["dimensions_unit"] = draw(st.sampled_from(sorted(_CENTIMETRES)))
    return cells


def _cell(name: str, number: object) -> st.SearchStrategy[str]:
    filled: dict[str, st.SearchStrategy[str]] = {
        "active_online": st.sampled_from(["0", "1"]),
        "supply_price": st.just("7"),
        "inventory_Main_Outlet": st.sampled_from(["-3", "0", "7", "2.5"]),
        **dict.fromkeys(GALLERY, st.sampled_from([f"https://img.test/{name}.jpg" for name in "bcd"])),
        "image_url": st.sampled_from(["https://img.test/a.jpg", "https://img.test/é b.png?x=1&y=%20#z"]),
        "upc": st.sampled_from(["036000291452", "012345678905", "000123"]),
        "description": _TEXTS | st.just("<p>Warm &amp; round</p>\n<ul><li>1</li></ul>"),
        "supplier_code": st.just(f"SUP {number}"),
        **dict.fromkeys(SIZES, (st.just(0) | st.decimals("0.3", 99, places=4)).map(str)),  # less may come to nothing
    }
    return st.just("") | filled.get(name, _TEXTS)


def shelf(made: Made) -> list[dict[str, Any]]:
    """The store that holds exactly this catalog, in the words of tests.making: an independent reading of its rows."""
    return [_on_shelf(str(number), product) for number, product in enumerate(made.products, 1)]


def _on_shelf(number: str, product: Product) -> dict[str, Any]:
    first = {"id": number, **_held(product.rows[0]), "active_online": product.rows[0].get("active_online") == "1"}
    if product.simple:
        return first
    variations = [
        {"id": f"{number}{at}", **_held(row), "options": _options(row)} for at, row in enumerate(product.rows)
    ]
    return {**first, "sku": f"{number}-family", "variations": variations}


def _held(row: Row) -> dict[str, Any]:
    texts = {name: row.get(name) or None for name in ("sku", "name", "description", "brand_name", "upc", "image_url")}
    sizes = {name: _converted(row, name) for name in SIZES}
    texts["gallery"] = "\n".join(dict.fromkeys(row[name] for name in GALLERY if row.get(name))) or None
    return texts | sizes | {"retail_price": row["retail_price"]}


def _options(row: Row) -> dict[str, str]:
    return {row[name]: row[value] for name, value in OPTION_COLUMNS if value in row}


def _converted(row: Row, name: str) -> Decimal:
    value = Decimal(row.get(name) or "0")
    factors, unit = (_KILOGRAMS, "weight_unit") if name == "weight" else (_CENTIMETRES, "dimensions_unit")
    exact = value * factors[row[unit]] if value else value
    return exact.quantize(Decimal("0.0001"), ROUND_HALF_UP)
