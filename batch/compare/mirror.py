"""The sheet as the whole catalog: products of the store that it does not name are deleted, or hidden. Pure.

A product is named by any row that bears its id, a SKU of it or of a variation, or that stands in a family with such a
row; also by a row that is refused, left out, or no product by right. What looks like one of its SKUs names it too.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

import pandas as pd

from batch.compare import gone
from batch.compare.against import loose
from batch.compare.alike import bare
from batch.compare.match import Matched, matched
from batch.model.catalog import Catalog
from batch.model.changes import NO_ROW, Action, Change, FieldChange, own_family
from batch.model.choices import Missing
from batch.model.findings import Finding
from batch.model.places import Places
from batch.values import few

ONLINE = "active_online"
_MARKS = ".,;:!?()[]«»“”\"'"  # around a word of a note


@dataclass(frozen=True, slots=True)
class Mirrored:
    """What becomes of the products that no row names. ``findings`` are about the sheet as a whole."""

    changes: tuple[Change, ...] = ()
    findings: tuple[Finding, ...] = ()


def mirrored(
    catalog: Catalog, known: Matched, refused: Collection[int], missing: Missing, base: Catalog | None, at: Places
) -> Mirrored:
    """``known``: the rows that are products, with what they mean. ``refused``: those of them that were, by now.

    With a ``base`` only what the base names: what came to the store since was never in the sheet.
    """
    if missing is Missing.LEAVE:
        return Mirrored()
    items = known.items
    every = matched(catalog.rows, items)
    named = _meant(known) | _meant(every) | _named(catalog.rows, items, _mentioned(at))
    named |= _called(every.rows[every.rows.index.isin(list(refused))], items)
    unknown = _unknown(every, catalog.unnamed | _nameless(every.rows, refused), named)
    absent = _absent(items, named)
    if unknown and absent:
        facts = (("rows", few([str(row) for row in unknown])), ("count", str(len(absent))))
        return Mirrored(findings=(Finding("mirror.held", facts=facts),))
    findings: list[Finding] = []
    if base is not None and absent:
        known_before = _meant(matched(base.rows, items)) | _named(base.rows, items, ())
        later = [product for product in absent if product not in known_before]
        absent = [product for product in absent if product in known_before]
        findings += _not_exported(items, later)
    return Mirrored(tuple(_changes(items, absent, missing)), tuple(findings))


def _meant(known: Matched) -> frozenset[str]:
    """The products of the items that rows have, and of their families."""
    products = known.items["product"].to_numpy()
    places = {*known.found[known.found >= 0].tolist(), *known.bases[known.bases >= 0].tolist()}
    return frozenset(products[sorted(places)]) if places else frozenset()


def _named(rows: pd.DataFrame, items: pd.DataFrame, also: Iterable[str]) -> frozenset[str]:
    """The products of which a SKU, or nearly, or an id of either system stands in the rows."""
    skus = bare([*_texts(rows, "sku"), *also])
    own = items["sku"].fillna("").tolist()
    alike = pd.Series(bare(own), index=items.index).isin(set(skus) - {""})
    ids = {id_.partition("/")[0] for id_ in _texts(rows, "ecom_id")}
    by_id = items["product"].isin(ids) | items["pos_id"].isin(set(_texts(rows, "id")))
    return frozenset(items["product"][(alike | by_id.fillna(False)).to_numpy(dtype=bool)])


def _called(rows: pd.DataFrame, items: pd.DataFrame) -> frozenset[str]:
    """The products that bear the name of one of the rows: of a row that is refused, the SKU may be what is wrong."""
    names = {loose(name) for name in _texts(rows, "name")}
    bases = items[items["variation"].isna()]
    return frozenset(
        p for p, name in zip(bases["product"], bases["name"].fillna(""), strict=True) if loose(name) in names
    )


def _texts(rows: pd.DataFrame, column: str) -> list[str]:
    return [text for text in rows[column].dropna().astype(str) if text] if column in rows else []


def _mentioned(at: Places) -> list[str]:
    """Components of composites; and what stands in rows taken for titles, notes or totals: it may be a product."""
    passed = [text.strip() for row in at.sheet.passed.values() for text in row.values() if text.strip()]
    words = [word.strip(_MARKS) for text in passed for word in text.split()]
    return [*_texts(at.texts, "composite_sku"), *passed, *words]


def _nameless(rows: pd.DataFrame, refused: Collection[int]) -> frozenset[int]:
    """Refused rows without a SKU."""
    bad = rows.index.isin(list(refused))
    blank = rows["sku"].fillna("").eq("").to_numpy(dtype=bool) if "sku" in rows else True
    return frozenset(map(int, rows.index[bad & blank]))


def _unknown(every: Matched, doubtful: Collection[int], named: Collection[str]) -> list[int]:
    """Of the rows whose name is none, those of which nothing is in the store: each may be any product of it."""
    rows, items = every.rows, every.items
    bad = rows.index.isin(list(doubtful)) & (every.found < 0) & (every.bases < 0)
    owned = frozenset(bare(items["sku"][items["product"].isin(list(named))].fillna("").tolist())) - {""}
    skus = rows["sku"] if "sku" in rows else pd.Series(pd.NA, index=rows.index)
    return [int(row) for row in rows.index[bad] if bare([gone.text(skus[row])])[0] not in owned]


def _absent(items: pd.DataFrame, named: Collection[str]) -> list[str]:
    products = items["product"][items["variation"].isna()]
    return [product for product in products if product not in named]


def _changes(items: pd.DataFrame, absent: Collection[str], missing: Missing) -> Iterator[Change]:
    for held in gone.of_products(items, absent).values():
        if missing is Missing.DELETE:
            yield from gone.product(held, {})
        elif held[0][ONLINE]:
            yield _hidden(held)


def _hidden(held: Sequence[gone.Held]) -> Change:
    product, *variations = held
    return Change(
        action=Action.DISABLE,
        row=NO_ROW,
        sku=gone.text(product["sku"]),
        family=own_family(product["product"]),
        product=product["product"],
        variation=None,
        fields=(FieldChange(ONLINE, "1", "0"),),
        also=tuple(gone.text(one["sku"]) or one["variation"] for one in variations),
    )


def _not_exported(items: pd.DataFrame, later: Collection[str]) -> Iterator[Finding]:
    if later:
        bases = items[items["variation"].isna() & items["product"].isin(list(later))]
        facts = (("count", str(len(bases))), ("skus", few(bases["sku"].dropna().tolist())))
        yield Finding("mirror.not_exported", facts=facts)
