"""What a merchant does to a catalog between two exports, at random."""

from hypothesis import strategies as st

from tests.laws.catalogs import OPTION_COLUMNS, PRODUCT_FIELDS, Made, Product, Row

_CLEARABLE = {"description", "brand_name", "upc", "weight", "length", "width", "height", "image_url_2", "image_url_3"}
_NEW = {
    "name": ["New name", "Mug <i>neuf</i> & co", "« Été »"],
    "description": ["<p>New</p>", "plain", "a\nb", "5 < 6 & 7"],
    "brand_name": ["Zenith", "A&B", "=brand"],
    "active_online": ["0", "1"],
    "image_url": ["https://img.test/new.jpg"],
    "image_url_2": ["https://img.test/new2.jpg", "https://img.test/c.jpg"],
    "image_url_3": ["https://img.test/b.jpg", "https://img.test/new3.jpg"],
    "upc": ["4006381333931", "000999"],
    "retail_price": ["0.01", "12.345", "99999.99", "7", "0"],
    "weight": ["0", "1.5", "0.0004"],
    "length": ["2.5", "0"],
    "width": ["3", "0.125"],
    "height": ["0", "7"],
}
_ONE, _TWO = OPTION_COLUMNS[:2]
_TURNED = dict(zip([*_ONE, *_TWO], [*_TWO, *_ONE], strict=True))
_UNITS = {"weight_unit": "LB", "dimensions_unit": "IN"}


@st.composite
def edited(draw: st.DrawFn, made: Made) -> Made:
    """Some cells changed, blanked or emptied, some products dropped, some variants added; columns as they were."""
    kept = [product for product in made.products if draw(st.integers(0, 9))]
    return Made([_product(draw, product, made) for product in kept], made.columns)


def _product(draw: st.DrawFn, product: Product, made: Made) -> Product:
    """What belongs to the whole product is the same on all its rows."""
    shared = _cells(draw, [name for name in PRODUCT_FIELDS if name in made.columns])
    items = [name for name in _NEW if name in made.columns and name not in PRODUCT_FIELDS]
    rows = [_with_units({**row, **shared, **_cells(draw, items)}, made) for row in product.rows]
    if not product.simple and draw(st.booleans()):
        rows.append(_added(rows[0]))
    if not product.simple and draw(st.booleans()):
        rows[-1] = {**rows[-1], OPTION_COLUMNS[0][1]: "Renamed"}
    if OPTION_COLUMNS[1][1] in rows[0] and draw(st.booleans()):
        rows = [_turned(row) for row in rows]
    return Product(rows)


def _turned(row: Row) -> Row:
    """The first two options in each other's place."""
    return {_TURNED.get(name, name): text for name, text in row.items()}


def _cells(draw: st.DrawFn, names: list[str]) -> dict[str, str]:
    return {name: draw(_value(name)) for name in names if not draw(st.integers(0, 2))}


def _value(name: str) -> st.SearchStrategy[str]:
    empty = [""] + ["[clear]"] * (name in _CLEARABLE)
    return st.sampled_from([*_NEW[name], *empty])


def _with_units(row: Row, made: Made) -> Row:
    return {**row, **{unit: row.get(unit) or text for unit, text in _UNITS.items() if unit in made.columns}}


def _added(row: Row) -> Row:
    return {**row, "sku": f"{row['sku']}-new", "retail_price": "5", OPTION_COLUMNS[0][1]: "Added"}
