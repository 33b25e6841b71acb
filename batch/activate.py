"""A list that names products, into a sheet that says of each whether it is on or off, and nothing else. Pure.

The rows keep their numbers. What the store knows of a named product stands beside it, for people and for Retail POS.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from batch.model.catalog import Sheet
from batch.model.findings import Finding
from batch.model.named import NAMING, Known, Shelf, Texts, is_text, item_id, place_of, readings, rows_of, text_of
from batch.model.places import Places
from batch.model.variants import HEADING, Variant, cell, of_cell
from schemas.types import TEXT

_COLUMNS = ("id", "handle", "sku", "name", "command", "active_online", "active", "ecom_id", HEADING)
FOR_POS = frozenset({"activation.in_store", "activation.no_pos_id"})  # what is left to do in Retail POS
_UPDATE, _IGNORE = "update", "ignore"


@dataclass(frozen=True, slots=True)
class Asked:
    """``state``: 1 or 0, as a flag in a sheet. ``strict``: what is not ready stays offline."""

    state: str
    online: bool
    in_store: bool
    strict: bool = False


def switched(sheet: Sheet, there: Shelf, pos: Known, asked: Asked) -> pd.DataFrame:
    """The sheet to be planned: text, index = the row's number in the list. A product named again is left out."""
    seen: set[str] = set()
    rows = {}
    for number, row in rows_of(sheet).items():
        place = place_of(row, there, pos)
        name = item_id(there.items[place]) if place is not None else "|".join(row.get(column, "") for column in NAMING)
        again = (name in seen and _names(row)) or bool(row.get("composite_sku"))
        seen.add(name)
        command = _IGNORE if again else _UPDATE
        rows[number] = _row(row, None if place is None else there.items[place], pos, asked) | {"command": command}
        if asked.in_store and place is not None:
            rows[number][HEADING] = cell(_variants(row, there.items[place], there, pos))
    columns = [name for name in _COLUMNS if any(row.get(name) for row in rows.values()) or name in ("sku", "command")]
    return pd.DataFrame(
        {name: pd.array([row.get(name) for row in rows.values()], dtype=TEXT) for name in columns},
        index=pd.Index(list(rows), dtype="int64"),
    )


def nameless(listed: Sheet, at: Places) -> Iterator[Finding]:
    """Rows of the list that name no product."""
    column = next(name for name in NAMING if listed.heading(name))
    for number, row in rows_of(listed).items():
        if not _names(row) and "composite_sku" not in row:
            yield at.cell("sku.required", column, number)


def _names(row: Texts) -> bool:
    return any(name in row for name in NAMING)


def readiness(rows: pd.DataFrame, there: Shelf, pos: Known, asked: Asked, at: Places) -> Iterator[Finding]:
    """Is what goes online ready to be seen? And what is only for Retail POS to do. ``rows``: as switched gives them."""
    products: dict[object, list[Mapping[str, object]]] = {}
    for item in there.items:
        products.setdefault(item["product"], []).append(item)
    for row, command, ecom_id in zip(map(int, rows.index), rows["command"], _texts(rows, "ecom_id"), strict=True):
        if command == _IGNORE:
            continue
        place = there.one("ecom_id", ecom_id or "")
        if place is None and len(owners := _owners(rows.loc[row], there, pos)) > 1:
            yield at.cell("activation.id_ambiguous", "id", row, (("owners", ", ".join(owners)),))
            continue
        if place is None and not _is_known(rows.loc[row], there, asked):
            yield at.cell("activation.not_found", _naming(rows.loc[row]), row)
            continue
        if asked.in_store:
            yield at.cell("activation.in_store", "sku", row)
            if not all(is_text(one.get("id")) for one in of_cell(rows.loc[row].get(HEADING)) or [rows.loc[row]]):
                yield at.cell("activation.no_pos_id", "sku", row)
        if asked.online and asked.state == "1" and place is not None:
            yield from _unready(products[there.items[place]["product"]], row, asked, at)


def as_typed(findings: Sequence[Finding], listed: Sheet, at: Places) -> Iterator[Finding]:
    """An ID that two rows share is told where the list has it: a row whose ID was looked up does nothing wrong.

    Where the list has it nowhere, it is told on what the rows are named by. ``findings``: on the sheet that was made.
    """
    rows = rows_of(listed)
    typed = {one.facts for one in findings if one.code == "id.duplicate" and "id" in rows.get(one.row or 0, {})}
    for one in findings:
        row = rows.get(one.row or 0)
        if one.code != "id.duplicate" or one.row is None or row is None or "id" in row:
            yield one
        elif one.facts not in typed:
            yield at.cell(one.code, next((name for name in NAMING if name in row), "sku"), one.row, one.facts)


def _naming(row: pd.Series) -> str:
    return next((name for name in NAMING if is_text(row.get(name))), "sku")


def _is_known(row: pd.Series, there: Shelf, asked: Asked) -> bool:
    """A SKU with several owners is for the matching to tell. Retail POS knows products that the store does not."""
    column = _naming(row)
    if not asked.online:
        return column in ("sku", "id") and is_text(row.get(column))
    return column in ("sku", "ecom_id") and (column == "ecom_id" or ("sku", row[column]) in there.places)


def _unready(product: Sequence[Mapping[str, object]], row: int, asked: Asked, at: Places) -> Iterator[Finding]:
    """Nothing is said of a product that is online already."""
    if product[0]["active_online"]:
        return
    sold = [item for item in product if item["variation"] is not pd.NA and item["variation"] is not None] or product
    lacks = {
        "activation.no_name": not is_text(product[0]["name"]),
        "activation.no_price": not all(item["retail_price"] for item in sold),
        "activation.no_image": not any(is_text(item["image_url"]) for item in product),
        "activation.no_stock": not any(item["unlimited"] or _count(item["quantity"]) > 0 for item in sold),
        "activation.no_description": not is_text(product[0]["description"]),
    }
    found = [code for code, is_lacking in lacks.items() if is_lacking]
    yield from (at.cell(code, "sku", row) for code in found)
    if found and asked.strict:
        yield at.cell("activation.not_ready", "sku", row)


def _owners(row: pd.Series, there: Shelf, pos: Known) -> list[str]:
    """The products that the ``id`` of a row may mean, where nothing surer stands in it: by SKU, else by ID."""
    if _naming(row) != "id" or not is_text(row.get("id")):
        return []
    found = readings(row["id"], there, pos)
    skus = {product: None if place is None else text_of(there.items[place]["sku"]) for product, place in found.items()}
    return [sku or product for product, sku in skus.items()]


def _row(row: Texts, item: Mapping[str, object] | None, pos: Known, asked: Asked) -> dict[str, str | None]:
    told: dict[str, str | None] = {name: row.get(name) for name in NAMING}
    if item is not None:
        told |= {"sku": row.get("sku") or text_of(item["sku"]), "name": text_of(item["name"]), "ecom_id": item_id(item)}
        told["id"] = row.get("id") or text_of(item["pos_id"])
    there = pos.rows.get(told["sku"] or "", {})
    told |= {name: told[name] or there.get(name) for name in ("id", "handle")}
    if item is None:  # Retail POS refuses a row without a name, and the store does not know this one
        told["name"] = row.get("name") or there.get("name")
    return told | {
        "active_online": asked.state if asked.online else None,
        "active": asked.state if asked.in_store else None,
    }


def _variants(row: Texts, item: Mapping[str, object], there: Shelf, pos: Known) -> list[Variant]:
    """What Retail POS knows of the product that a row names: its variants alone. None where the row names one item.

    The SKU of a product with variants is the online store's own. An ID that the export knows is that of one variant.
    """
    column = next(name for name in NAMING if name in row)
    exported = pos.skus.get((column, row[column]), frozenset()) if column in ("id", "handle") else frozenset()
    own = [one for one in there.items if one["product"] == item["product"] and text_of(one["variation"])]
    is_whole = bool(own) and not text_of(item["variation"])
    if not is_whole and len(exported) < 2:
        return []
    known = {text_of(one["sku"]) or item_id(one): one for one in own}
    if column == "id" and exported:
        skus = sorted(exported)
    else:
        skus = [*(known if is_whole else ()), *sorted(exported - (known.keys() if is_whole else set()))]
    return [_variant(sku, known.get(sku), pos, row, text_of(item["name"])) for sku in skus]


def _variant(sku: str, item: Mapping[str, object] | None, pos: Known, row: Texts, name: str | None) -> Variant:
    """``row``: of the list; its handle counts where Retail POS was not asked. ``name``: of the product."""
    exported = pos.rows.get(sku, {})
    told = {
        "id": (item and text_of(item["pos_id"])) or exported.get("id"),
        "handle": exported.get("handle") or row.get("handle"),
        "sku": sku if item is None else text_of(item["sku"]),
        "name": name or exported.get("name"),
    }
    return {column: text for column, text in told.items() if text}


def _texts(rows: pd.DataFrame, column: str) -> list[str | None]:
    return [text_of(cell) for cell in rows[column].tolist()] if column in rows else [None] * len(rows)


def _count(value: object) -> int:
    return 0 if value is None or value is pd.NA else int(str(value).partition(".")[0])
