"""Short ways to make a sheet from a CSV text or a table, and a store's snapshot from a few words."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import zip_longest
from pathlib import Path
from typing import Any

import pyarrow as pa

from batch import compare as comparing
from batch.check import Checked, check
from batch.compare import Comparison
from batch.formats import records, xseries
from batch.formats.grid import Grid, blank_is_null
from batch.model.base import NOTHING, Base, Written
from batch.model.catalog import Sheet, Source
from batch.model.changes import Change
from batch.model.choices import USUAL, Choices
from batch.model.findings import Finding
from batch.model.forms import Form
from batch.model.rules import FIELDS, OPTIONS, Kind, Level
from batch.model.store import Snapshot, Store
from schemas.eseries import STORE_ITEMS, store_items

STORE = Store("1003", "Test", "KG", "CM", "EUR", 2)
SOURCE = Source(Path("catalog.csv"), "catalog.csv", "ab" * 32, "csv", "utf-8", ",")

Described = Mapping[str, Any]  # a product of the store in a test: our field names, "options", "variations"

_NUMBERS = frozenset(rule.name for rule in FIELDS if rule.kind in (Kind.MONEY, Kind.NUMBER))
_EXACT = _NUMBERS | {"quantity"}
_ITEM_FIELDS = frozenset(rule.name for rule in FIELDS if rule.level is Level.ITEM) | {"own_stock", "unlimited"}


def sheet(text: str, name: str = SOURCE.name) -> Sheet:
    """From a CSV as it would lie on the disk."""
    rows = records.careful_records(io.StringIO(text, newline=""), ",", 1, name)
    return xseries.sheet(records.grid(rows, 1, name), replace(SOURCE, name=name))


def table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> Sheet:
    """From cells as they are, whatever letters they hold. Rows of blanks do not count, as in a file."""
    columns = zip_longest(*[headings, *rows], fillvalue="")
    arrays = tuple(pa.chunked_array([blank_is_null(pa.array(column, pa.string()))]) for column in columns)
    return xseries.sheet(Grid(arrays), SOURCE)


def csv_text(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    written = io.StringIO(newline="")
    csv.writer(written, lineterminator="\n").writerows([headings, *rows])
    return written.getvalue()


def snapshot(products: Iterable[Described], store: Store = STORE) -> Snapshot:
    """What a read of a store with these products gives."""
    rows = [row for product in products for row in _product_rows(product)]
    return Snapshot(store, store_items({name: [row[name] for row in rows] for name in STORE_ITEMS.columns}))


def compare(
    sheet: Sheet | Checked,
    products: Iterable[Described],
    store: Store = STORE,
    choices: Choices = USUAL,
    base: Sheet | None = None,
    said: Sequence[Finding] = (),
    forms: Iterable[Mapping[str, Any]] = (),
    since: Written = NOTHING,
) -> Comparison:
    checked = sheet if isinstance(sheet, Checked) else check(sheet)
    before = None if base is None else Base(check(base).catalog, since)
    held = replace(snapshot(products, store), forms=tuple(Form(**{"variation": None, **form}) for form in forms))
    return comparing.compare(checked.catalog, held, checked.places, choices, before, said)


def planned(text: str, products: Iterable[Described], store: Store = STORE) -> list[str]:
    """The changes as short sentences; see ``told``."""
    return [told(change) for change in compare(sheet(text), products, store).changes]


def told(change: Change) -> str:
    """``update GLOVE-S retail_price 10.00>12.00``: nothing there is -, emptied is nothing."""
    cells = [f"{f.name} {'-' if f.before is None else f.before}>{f.after or ''}" for f in change.fields]
    return f"{change.action.value} {change.sku} {', '.join(cells)}".strip()


def addressed(findings: Iterable[Finding]) -> list[str]:
    """``price.negative F17 Retail price``: code, cell and heading as the merchant typed it."""
    return [
        " ".join(filter(None, (found.code, found.cell or str(found.row or ""), found.column))) for found in findings
    ]


def _product_rows(product: Described) -> list[dict[str, Any]]:
    """The product's row, then one for each variation, with the values in force for it."""
    variations = product.get("variations", ())
    base = dict.fromkeys(STORE_ITEMS.columns) | {"active_online": True, "linked": False}
    base |= {"own_stock": True, "unlimited": True, "more_options": False}
    base |= {name: Decimal(0) for name in _NUMBERS} | _fields(product)
    base |= {"product": product["id"], "has_variations": bool(variations)}
    own = ({"variation": v["id"], "pos_id": v.get("pos_id")} for v in variations)
    return [base, *(base | ids | _item_fields(v) for ids, v in zip(own, variations, strict=True))]


def _item_fields(described: Described) -> dict[str, Any]:
    return {name: value for name, value in _fields(described).items() if name in _ITEM_FIELDS}


def _fields(described: Described) -> dict[str, Any]:
    fields = {name: _value(name, value) for name, value in described.items() if name in STORE_ITEMS.columns}
    for (name, value), pair in zip(OPTIONS, described.get("options", {}).items(), strict=False):
        fields[name], fields[value] = pair
    return fields


def _value(name: str, value: Any) -> Any:
    return Decimal(str(value)) if name in _EXACT else value
