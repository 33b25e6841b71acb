"""What a row of a list names: a product or variant of the store, by whatever tells it. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from batch.model.catalog import Sheet
from batch.model.store import Snapshot

NAMING = ("ecom_id", "sku", "id", "handle")  # which of them counts when several are there

Texts = Mapping[str, str]


@dataclass(frozen=True, eq=False, slots=True)
class Known:
    """What an export of Retail POS tells. ``skus``: by ``id`` or ``handle`` and its text; ``rows``: by SKU."""

    skus: Mapping[tuple[str, str], frozenset[str]]
    rows: Mapping[str, Texts]


NOTHING = Known({}, {})


@dataclass(frozen=True, eq=False, slots=True)
class Shelf:
    """The store's items, and where each name of theirs leads: to several when it does not tell them apart."""

    items: Sequence[Mapping[str, object]]
    places: Mapping[tuple[str, str], Sequence[int]]

    def one(self, column: str, text: str) -> int | None:
        found = self.places.get((column, text), ())
        return found[0] if len(found) == 1 else None


def shelf(snapshot: Snapshot) -> Shelf:
    items = snapshot.items.to_dict("records")
    places: dict[tuple[str, str], list[int]] = {}
    for place, item in enumerate(items):
        for column, text in (("ecom_id", item_id(item)), ("sku", item["sku"]), ("id", item["pos_id"])):
            if isinstance(text, str) and text:
                places.setdefault((column, text), []).append(place)
    return Shelf(items, places)


def known(sheet: Sheet) -> Known:
    """Which SKUs the handles and ids of an export of Retail POS stand for, and which id and handle a SKU has."""
    rows = {row["sku"]: row for row in rows_of(sheet).values() if "sku" in row and "composite_sku" not in row}
    skus: dict[tuple[str, str], set[str]] = {}
    for sku, row in rows.items():
        for column in ("id", "handle"):
            if column in row:
                skus.setdefault((column, row[column]), set()).add(sku)
    return Known({name: frozenset(found) for name, found in skus.items()}, rows)


def rows_of(sheet: Sheet) -> Mapping[int, Texts]:
    """Of each row the columns that name a product, and its name, stripped; blank ones are not there."""
    known = sheet.known()
    columns = [name for name in (*NAMING, "name", "composite_sku") if name in known]
    texts = zip(*(known[name].astype(object).tolist() for name in columns), strict=True)
    return {
        int(number): {name: cell.strip() for name, cell in zip(columns, cells, strict=True) if is_text(cell)}
        for number, cells in zip(known.index, texts, strict=True)
    }


def place_of(row: Texts, there: Shelf, pos: Known) -> int | None:
    """The surest name counts. An ``id`` that may mean two products is none of them."""
    column = next((name for name in NAMING if name in row), "")
    if column in ("ecom_id", "sku"):
        return there.one(column, row[column])
    text = row.get(column, "")
    if column != "id":
        return _by_skus(pos.skus.get((column, text), frozenset()), there)
    found = readings(text, there, pos)
    return next(iter(found.values())) if len(found) == 1 else None


def readings(text: str, there: Shelf, pos: Known) -> Mapping[str, int | None]:
    """What an ``id`` may be: that of Retail POS, as the store or the export knows it, or a number of the store's own.

    The item by the product; None for one that only the export knows: where the store does not link it, a number is
    then hardly the store's own.
    """
    linked, skus = there.one("id", text), pos.skus.get(("id", text), frozenset())
    exported, own = _by_skus(skus, there), there.one("ecom_id", text) if text.isdecimal() else None
    found: dict[str, int | None] = {}
    for place in (linked, own, exported):
        if place is not None:
            found.setdefault(str(there.items[place]["product"]), place)
    if own is not None and linked is None and exported is None and skus:
        found[", ".join(sorted(skus))] = None
    return found


def _by_skus(skus: frozenset[str], there: Shelf) -> int | None:
    """The item of the only SKU, or the product that all of them belong to."""
    places = [place for sku in sorted(skus) for place in there.places.get(("sku", sku), ())]
    products = {there.items[place]["product"] for place in places}
    if len(places) == 1 or len(products) != 1:
        return places[0] if len(places) == 1 else None
    return there.one("ecom_id", str(products.pop()))


def item_id(item: Mapping[str, object]) -> str:
    variation = text_of(item["variation"])
    return f"{item['product']}/{variation}" if variation else str(item["product"])


def is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())


def text_of(value: object) -> str | None:
    return value if isinstance(value, str) and value else None
