"""Values that the store keeps in a form of its own: while it holds what it made of them, they are not sent again."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

import numpy as np
import pandas as pd

from batch.compare.differences import Cells
from batch.compare.match import Matched, item_at
from batch.compare.threeway import shown
from batch.model.changes import FieldChange
from batch.model.findings import Finding
from batch.model.forms import Form
from batch.model.places import Places
from batch.model.rules import BY_NAME, OPTION_FIELDS, Level
from batch.model.store import Snapshot
from batch.values import same

CODE = "store.own_form"

Known = Mapping[tuple[str, str | None, str], Form]


def known(snapshot: Snapshot) -> Known:
    """By where they are."""
    return {form.place: form for form in snapshot.forms}


def skus(rows: pd.DataFrame, snapshot: Snapshot) -> pd.Series:
    """The SKU that the store made of the one in the row: by row, only where it is another."""
    nothing = pd.Series(dtype="object")
    if not snapshot.forms or "sku" not in rows:
        return nothing
    ids = snapshot.items[["product", "variation", "sku"]].itertuples(index=False)
    held = {(product, variation if isinstance(variation, str) else None): sku for product, variation, sku in ids}
    owned = set(held.values())
    made: dict[str, set[str]] = {}
    for form in snapshot.forms:
        if form.field == "sku" and held.get(form.place[:2]) == form.made and form.asked not in owned:
            made.setdefault(form.asked, set()).add(form.made)
    single = {asked: skus.pop() for asked, skus in made.items() if len(skus) == 1}
    found = rows["sku"].map(single).dropna()
    return found if len(found) else nothing


def with_skus(rows: pd.DataFrame, made: pd.Series) -> pd.DataFrame:
    """The rows, under the SKUs that the store made of theirs."""
    if not len(made):
        return rows
    sku = rows["sku"].copy()
    sku.loc[made.index] = made
    return rows.assign(sku=sku)


def told(made: pd.Series, at: Places) -> Iterator[Finding]:
    """Of SKUs that the store writes its own way."""
    for row, sku in made.items():
        yield at.cell(CODE, "sku", int(str(row)), (("store", sku), ("rule", "sku")))


def with_options(known: Matched, snapshot: Snapshot) -> tuple[Matched, pd.DataFrame]:
    """The rows under the option names and values that their products have of theirs; and these cells alone."""
    rows, made = known.rows, _options(snapshot)
    columns = [name for name in sorted(OPTION_FIELDS) if name in rows] if made else []
    products, changed = known.items["product"].tolist() if made else [], {}
    owned = [number for number in np.flatnonzero(known.bases >= 0) if made and products[known.bases[number]] in made]
    for column in columns:
        texts = rows[column].iloc[owned].tolist()
        pairs = zip(rows.index[owned].tolist(), owned, texts, strict=True)
        found = {row: made[products[known.bases[at]]].get((_is_name(column), text)) for row, at, text in pairs}
        if found := {row: text for row, text in found.items() if text is not None}:
            changed[column] = pd.Series(found)
    if not changed:
        return known, pd.DataFrame()
    new = {column: rows[column].copy() for column in changed}
    for column, texts in changed.items():
        new[column].loc[texts.index] = texts.astype(rows[column].dtype)
    return replace(known, rows=rows.assign(**new)), pd.DataFrame(changed)


def _options(snapshot: Snapshot) -> Mapping[str, Mapping[tuple[bool, object], str]]:
    """By product, what it made of option names (True) and values (False): where it has that still, and not ours too."""
    forms = [form for form in snapshot.forms if form.field in OPTION_FIELDS]
    if not forms:
        return {}
    items = snapshot.items[snapshot.items["product"].isin({form.product for form in forms})]
    held: dict[tuple[str, bool], set[object]] = {}
    for column in OPTION_FIELDS:
        for product, text in zip(items["product"], items[column], strict=True):
            held.setdefault((product, _is_name(column)), set()).add(text)
    found: dict[str, dict[tuple[bool, object], set[str]]] = {}
    for form in forms:
        kind = _is_name(form.field)
        there = held.get((form.product, kind), set())
        if form.made in there and form.asked not in there:
            found.setdefault(form.product, {}).setdefault((kind, form.asked), set()).add(form.made)
    return {
        product: {asked: next(iter(texts)) for asked, texts in of.items() if len(texts) == 1}
        for product, of in found.items()
    }


def _is_name(column: str) -> bool:
    return column.endswith("_name")


def told_options(made: pd.DataFrame, at: Places) -> Iterator[Finding]:
    for column in made:
        for row, text in made[column].dropna().items():
            yield at.cell(CODE, str(column), int(str(row)), (("store", text), ("rule", str(column))))


def settled(cells: Cells, here: Matched, forms: Known, at: Places) -> tuple[Cells, list[Finding]]:
    """The cells that remain to be sent, and what is said of the others."""
    if not forms:
        return cells, []
    findings: list[Finding] = []
    left: Cells = {}
    for row, fields in cells.items():
        number = here.rows.index.get_loc(row)
        kept = {field: form for field in fields if (form := _form(field, int(number), here, forms))}
        findings += [
            at.cell(CODE, field.name, row, (("store", shown(field.before)), ("rule", field.name))) for field in kept
        ]
        if open_fields := [field for field in fields if field not in kept]:
            left[row] = open_fields
    return left, findings


def _told(field: FieldChange, row: int, at: Places) -> Finding:
    return at.cell(CODE, field.name, row, (("store", shown(field.before)), ("rule", field.name)))


def _form(field: FieldChange, number: int, here: Matched, forms: Known) -> Form | None:
    """While the sheet asks for what was sent, and the store holds what it made of that."""
    rule, place = BY_NAME[field.name], int(here.found[number])
    base = int(here.bases[number])
    if base < 0:
        return None
    item = item_at(here.items, place if rule.level is Level.ITEM and place >= 0 else base)
    form = forms.get((item.product, item.variation, field.name))
    fits = form and same(form.asked, field.after, rule.kind) and same(form.made, field.before, rule.kind)
    return form if fits else None
