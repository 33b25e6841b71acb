"""What Retail POS must be given so that it agrees with the store: the changed products, as X-Series imports them.

Every cell says what the store was read back to hold, in the sheet's own words where they mean the same. So no cell is
blank where there is a value, and a row that was refused brings no price into Retail POS that the store does not have.

Source: X-Series help: Importing products with a spreadsheet; header lines of real X-Series exports.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from decimal import Decimal

import pandas as pd

from batch.model import variants
from batch.model.catalog import Sheet
from batch.model.changes import Action, FieldChange
from batch.model.forms import is_form
from batch.model.harmless import table
from batch.model.reports import Held, Report, RowResult
from batch.model.rules import BY_NAME, OPTIONS, Kind
from batch.model.units import MEASURES, SIDES, converted
from batch.model.variants import Variant
from batch.reports.columns import NUMBERS
from batch.reports.verdicts import verdict
from batch.values import plain, same, unambiguous
from schemas.cells import is_clear
from schemas.headings import COLUMNS

SWITCHING = frozenset({"activate", "deactivate"})  # commands; without a plan they are about the in-store channel
KEYS = ("id", "handle", "sku", "name")
_ALWAYS = frozenset(KEYS) - {"handle"}  # a blank handle would ask for a new one
ONLINE, IN_STORE = "active_online", "active"

# What is told together or not at all: a value with its unit, an option with its name.
_MEASURES: tuple[tuple[str, ...], ...] = (("weight", "weight_unit"), (*SIDES, "dimensions_unit"))
_GROUPS = {name: group for group in (*_MEASURES, sum(OPTIONS, ())) for name in group}
_XSERIES = frozenset(column.name for column in COLUMNS if column.layouts != "ours")  # no upc, image or stock
_WITHOUT_ONLINE = frozenset({"C", "D"})  # layouts of stores without eCom

Cells = Mapping[str, str]


@dataclass(frozen=True, eq=False, slots=True)
class _Row:
    """``typed``: the filled cells of the sheet, canonical. ``held``: canonical text by column, units included;

    ``doubtful``: columns in which the sheet does not say what the store holds. ``beside``: no row of the sheet is it.
    """

    typed: Cells
    held: Cells
    doubtful: frozenset[str]
    beside: bool = False


def pos_import_file(report: Report, sheet: Sheet, understood: pd.DataFrame) -> bytes | None:
    """``<stem>.pos-import.csv``: comma, UTF-8, LF; in sheet order; None when there is nothing to tell Retail POS.

    ``id, handle, sku, name``, then the columns in which the store changed. ``understood``: as the stage check has it.
    """
    if report.plan is None:
        return _in_store_file(report, understood, variants.by_row(sheet)) if report.run.command in SWITCHING else None
    changed = _changes(report, sheet, understood)
    told = _told(report, {number for number, columns in changed.items() if columns})
    if not told:
        return None
    columns = _columns(frozenset().union(*changed.values()))
    results, gone = {row.row: row for row in report.rows}, _gone(report)
    listed = {number: _row(results[number], understood, report, gone) for number in sorted(told)}
    one_by_one = report.plan.choices.in_store
    rows = _one_by_one(listed, variants.by_row(sheet)) if one_by_one else _with_siblings(listed, report)
    lines = [[_cell(column, row) for column in columns] for row in rows if IN_STORE not in columns or not row.beside]
    kept = [at for at, column in enumerate(columns) if column in _ALWAYS or any(line[at] for line in lines)]
    return table([columns[at] for at in kept], ([line[at] for at in kept] for line in lines)).encode()


def _changes(report: Report, sheet: Sheet, understood: pd.DataFrame) -> dict[int, frozenset[str]]:
    """By row, the columns of which Retail POS is to be told."""
    changed = {row.row: _changed(row, report.held.get(row.row), sheet) for row in report.rows}
    if report.plan and report.plan.choices.in_store and report.reconciled is not None:
        changed |= {row.row: changed[row.row] | {ONLINE, IN_STORE} for row in report.rows if _is_so(row)}
    changed |= dict.fromkeys(_gone_alone(report) & changed.keys(), frozenset())
    if sheet.layout not in _WITHOUT_ONLINE:
        changed |= {number: changed[number] | {ONLINE} for number in _made_again(report, understood)}
    return changed


def _told(report: Report, touched: Set[int]) -> Set[int]:
    """The touched rows with all others of their products; of what a list asks for in-store, each row alone."""
    products = {report.held[number].product for number in touched if number in report.held}
    told = touched | {number for number, there in report.held.items() if there.product in products}
    if report.plan and report.plan.choices.in_store:
        return told & {row.row for row in report.rows if _is_so(row)}
    return told


def _in_store_file(report: Report, understood: pd.DataFrame, several: Mapping[int, Sequence[Variant]]) -> bytes:
    """The same of a list that is about the in-store channel alone: nothing of it is the store's to hold."""
    columns = [name for name in (*KEYS, IN_STORE) if name in understood or name in _ALWAYS]
    typed = understood.loc[[row.row for row in report.rows if _is_so(row)]]
    cells = zip(*(_column(typed, name) for name in columns), strict=True)
    listed = {
        int(number): _Row({name: text for name, text in zip(columns, of, strict=True) if _typed(text)}, {}, frozenset())
        for number, of in zip(typed.index, cells, strict=True)
    }
    rows = _one_by_one(listed, several)
    return table(columns, ([row.typed.get(name, "") for name in columns] for row in rows)).encode()


def _one_by_one(rows: Mapping[int, _Row], several: Mapping[int, Sequence[Variant]]) -> Iterator[_Row]:
    """Of a list that is about the in-store channel; a product as each of its variants that no other row names."""
    named = {row.typed.get("sku") for number, row in rows.items() if number not in several}
    for number, row in rows.items():
        if number not in several:
            yield row
        for one in several.get(number, ()):
            name = one.get("sku") or one.get("id")
            if name and name not in named:
                named.add(name)
                rest = {column: text for column, text in row.typed.items() if column not in KEYS}
                yield replace(row, typed={**rest, **one}, held={**row.held, "name": one.get("name", "")})


def _column(typed: pd.DataFrame, name: str) -> list[object]:
    return typed[name].astype(object).tolist() if name in typed else [""] * len(typed)


def _typed(text: object) -> str:
    return text if isinstance(text, str) else ""


def _is_so(row: RowResult) -> bool:
    """The row asks for something, and nothing of it went wrong."""
    return row.result != "ignored" and not verdict(row.result).needs_hand


def _gone_alone(report: Report) -> frozenset[int]:
    """Rows of variants that were deleted from a product that stays: Retail POS has no online state for them alone."""
    deleted = [change for change in report.plan.changes if change.action is Action.DELETE] if report.plan else []
    whole = {change.product for change in deleted if change.variation is None}
    return frozenset(change.row for change in deleted if change.product not in whole)


def _made_again(report: Report, understood: pd.DataFrame) -> frozenset[int]:
    """Rows whose product a deletion had taken, and told Retail POS to take offline."""
    if "command" not in understood:
        return frozenset()
    deleted = set(understood.index[understood["command"].eq("delete").fillna(False)])
    return frozenset(
        row.row for row in report.rows if row.result == "created" and row.row in report.held and row.row in deleted
    )


def _changed(row: RowResult, there: Held | None, sheet: Sheet) -> frozenset[str]:
    """The X-Series columns of what this row was to change and the store now holds."""
    if row.result == "deleted":
        return frozenset() if sheet.layout in _WITHOUT_ONLINE else frozenset({ONLINE})
    if there is None:
        return frozenset()
    held = [field for field in row.fields if _is_held(field, there)]
    return frozenset().union(*(_columns_of(field.name, row, sheet) for field in held))


def _columns_of(field: str, row: RowResult, sheet: Sheet) -> tuple[str, ...]:
    if field not in _XSERIES:
        return ()
    if field == ONLINE and sheet.heading(ONLINE) is None:
        said = sheet.heading(IN_STORE) is not None and row.result != "created"
        return (IN_STORE,) if said else ()
    return _GROUPS.get(field, (field,))


def _is_held(field: FieldChange, there: Held) -> bool:
    return same(there.fields.get(field.name), field.after, BY_NAME[field.name].kind)


def _columns(changed: frozenset[str]) -> list[str]:
    """In the order of X-Series."""
    return [*KEYS, *(column.name for column in COLUMNS if column.name in changed and column.name not in KEYS)]


def _row(result: RowResult, understood: pd.DataFrame, report: Report, deleted: Mapping[int, Held]) -> _Row:
    typed = {str(name): text for name, text in understood.loc[result.row].items() if _is_filled(text)}
    there = report.held.get(result.row)
    if there is None:
        gone = deleted.get(result.row) if result.result == "deleted" else None
        return _Row(typed, _held(gone, report), frozenset(BY_NAME)) if gone else _Row(typed, {}, frozenset())
    held = _held(there, report)
    if _stands_for_online(result, typed):
        held = {**held, IN_STORE: held.get(ONLINE, "")}
    if result.result == "refused":
        return _Row(typed, held, frozenset(BY_NAME))
    return _Row(typed, held, frozenset(name for name in typed if not _agrees(name, typed, held)))


def _stands_for_online(result: RowResult, typed: Cells) -> bool:
    """Without a column for the online state, the in-store state of what was switched is the one that tells it."""
    switched = any(field.name == ONLINE for field in result.fields)
    return switched and result.result != "created" and IN_STORE in typed and ONLINE not in typed


def _agrees(name: str, typed: Cells, held: Cells) -> bool:
    """Does the cell say what the store holds? Of what is never sent, it is the sheet that knows.

    A cell may not have been sent, since the store was edited, or the sheet may be one whose run was taken back.
    """
    text, there = typed[name], held.get(name)
    if name == IN_STORE:
        return there in (None, text)
    if name not in BY_NAME:
        return True
    if name in MEASURES:
        unit = "weight_unit" if name == "weight" else "dimensions_unit"
        text = plain(converted(Decimal(text), typed.get(unit, held[unit]), held[unit]))
    kind = BY_NAME[name].kind
    return same(there, text, kind) or (kind is Kind.CODE and is_form(text, there, kind))


def _with_siblings(rows: Mapping[int, _Row], report: Report) -> Iterator[_Row]:
    """After the last row of each product, those of its variations that no row of the sheet means.

    Only with the ID that the store has of Retail POS, since a row without one would be a new product there; and under
    a SKU that is its alone.
    """
    last = {report.held[number].product: number for number in rows if number in report.held}
    skus = Counter(there.fields.get("sku") for there in (*report.siblings, *report.held.values()))
    siblings: dict[int, list[Held]] = {}
    for there in report.siblings:
        if there.pos_id and there.product in last and skus[there.fields.get("sku")] == 1:
            siblings.setdefault(last[there.product], []).append(there)
    for number, row in rows.items():
        yield row
        for there in siblings.get(number, ()):
            typed = {"id": there.pos_id or ""} | {name: row.typed[name] for name in ("handle",) if name in row.typed}
            yield _Row(typed, _held(there, report), frozenset(BY_NAME), beside=True)


def _gone(report: Report) -> Mapping[int, Held]:
    """By row, what a deleted item held: offline from now on."""
    changes = report.plan.changes if report.plan else ()
    deleted = [change for change in changes if change.action is Action.DELETE]
    before = {change.row: {cell.name: cell.before for cell in change.fields} for change in deleted}
    return {change.row: Held(change.product or "", before[change.row] | {ONLINE: "0"}) for change in deleted}


def _is_filled(text: object) -> bool:
    return isinstance(text, str) and not is_clear(text)


def _held(there: Held, report: Report) -> Cells:
    texts = {name: text for name, text in there.fields.items() if text}
    numbers = {name: unambiguous(text) for name, text in texts.items() if name in NUMBERS}
    store = report.plan.store if report.plan else None
    units = {"weight_unit": store.weight_unit, "dimensions_unit": store.dimensions_unit} if store else {}
    return texts | numbers | units


def _cell(column: str, row: _Row) -> str:
    return (row.typed if _is_said(column, row) else row.held).get(column, "")


def _is_said(column: str, row: _Row) -> bool:
    """The sheet's own words count when they are there and the store agrees: of a group all of them, or none."""
    group = _GROUPS.get(column, (column,))
    if row.doubtful.intersection(group):
        return False
    if column not in BY_NAME and column not in _GROUPS:
        return True
    if group in _MEASURES:
        *values, unit = group
        return all(name in row.typed and (unit in row.typed or row.typed[name] == "0") for name in values)
    return any(name in row.typed for name in group)
