"""Stores as they come: what shops, apps and hands have put into them over the years, made at random."""

from typing import Any

from hypothesis import strategies as st

Document = dict[str, Any]

_LETTERS = st.characters(codec="utf-8", exclude_categories=["Cs"])
_HARD = st.sampled_from(
    [
        *("=1+1", '=HYPERLINK("http://x";"y")', "+33 1", "-5", "@sum", "'quoted", "[clear]", "[effacer]", "#REF!"),
        *(" spaced ", "two\nlines", "tab\there", "a\x01b", "\x0c", "_x0041_", "<r>rich</r>", "\ufffe", "x\x85y"),
        *("Total", "sku", "007", "7.45E+11", "4-Jun", "1,234", "CafÃ©", "日本 茶碗", "🧤", "e\u0301", "\xa0", "\u200b"),
        *("36000291452", "036000291453", "a;b,c|d", 'say "hi"', "row\r\nend\r", "x" * 32_767, "y" * 40_000),
    ]
)
TEXTS = _HARD | st.text(_LETTERS, max_size=12)
_FILLED = TEXTS.filter(lambda text: text.strip() != "")
_MARKUP = st.sampled_from(
    ["<p>Warm &amp; round</p>", "<ul>\n<li>a</li>\n</ul>", "<p>x</p>\r\n", "<b>bold", "&nbsp;", "<p>=A1</p>", "a;-b"]
)
_PRICES = st.decimals(0, 99_999, places=2).map(float) | st.sampled_from([0, 1, 1234, 0.1, 1.005])
_SIZES = st.sampled_from([0, 0.5, 1.25, 0.0001, 12.3456, 1234])
_UUID = "2c5bf40d-56c6-4f7d-a162-998e1e4e3d6"
_OPTIONS = ["Size", "Colour", "Matière", "Sole"]
_CHOICES = ["S", "M", "4-6", "Red", "007", "100 % laine", 'A "B"']


@st.composite
def stores(draw: st.DrawFn) -> list[Document]:
    """Products as the API's GET gives them, in any state; some share a SKU, some no sheet can hold."""
    return [draw(_products(number)) for number in range(1, draw(st.integers(0, 5)) + 1)]


@st.composite
def _products(draw: st.DrawFn, number: int) -> Document:
    product: Document = {
        "id": 1000 + number,
        "name": draw(_FILLED),
        "sku": draw(_skus(f"P{number}")),
        "price": draw(_PRICES),
        "enabled": draw(st.booleans()),
        "description": draw(TEXTS | _MARKUP),
        "weight": draw(_SIZES),
        "dimensions": {side: draw(_SIZES) for side in ("length", "width", "height")},
        "attributes": [{"name": kind, "type": kind, "value": draw(TEXTS)} for kind in ("BRAND", "UPC")],
        **draw(st.sampled_from(_STOCKS)),
    }
    if draw(st.booleans()):
        product["media"] = {"images": [_image(number, place) for place in range(draw(st.integers(1, 3)))]}
    if draw(st.booleans()):
        product["externalReferenceId"] = draw(st.sampled_from(["pos", "2c5bf40d-56c6-4f7d-a162-998e1e4e3d6"])) + str(
            number
        )
    return product | (draw(_family(number)) if draw(st.booleans()) else {})


_STOCKS: list[Document] = [{}, {"unlimited": True}, {"quantity": 7}, {"quantity": -3, "unlimited": False}]


def _skus(own: str) -> st.SearchStrategy[str]:
    """Mostly its own, sometimes another's, sometimes what spreadsheets spoil."""
    return st.just(own) | st.just("SHARED") | _FILLED.map(lambda text: text[:40])


def _image(number: int, place: int) -> Document:
    url = f"https://img.test/{number}/{place} é.jpg"
    return {"id": str(place + 1), "isMain": place == 0, "orderBy": place, "imageOriginalUrl": url}


@st.composite
def _family(draw: st.DrawFn, number: int) -> Document:
    names = draw(st.lists(st.sampled_from(_OPTIONS), min_size=1, max_size=4, unique=True))
    picked = draw(st.lists(st.tuples(*[st.sampled_from(_CHOICES)] * len(names)), min_size=1, max_size=4, unique=True))
    options = [
        {"type": "SELECT", "name": name, "choices": [{"text": text, "priceModifier": 1.5} for text in _CHOICES]}
        for name in draw(st.permutations(names))
    ]
    return {
        "options": options,
        "combinations": [draw(_variation(number, at, names, values)) for at, values in enumerate(picked)],
    }


@st.composite
def _variation(draw: st.DrawFn, number: int, at: int, names: list[str], values: tuple[str, ...]) -> Document:
    pairs = [{"name": name, "value": value} for name, value in zip(names, values, strict=True)]
    kept = draw(st.permutations(pairs))[: draw(st.sampled_from([len(pairs)] * 5 + [1]))]
    own = {
        "sku": draw(_skus(f"P{number}-{at}") | st.just(f"P{number}")),
        "price": draw(_PRICES),
        "weight": draw(_SIZES),
        "quantity": draw(st.integers(-2, 9)),
        "attributes": [{"name": "UPC", "type": "UPC", "value": draw(TEXTS)}],
    }
    told = {name: value for name, value in own.items() if draw(st.booleans())}
    return {"id": number * 100 + at, "options": kept, **told}
