"""What is measured. Each function prepares, and returns the work whose time counts."""

import csv
import io
import os
import subprocess
import sys
import zipfile
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

from benchmarks.sheets import HEADINGS

Work = Callable[[], Any]

SPOILT = {"retail_price": "about 12", "weight": "1,234", "active_online": "maybe", "supplier_code": "7.45E+11"}


def calamine_parse(sheet: Path) -> Work:
    """The parse alone: every cell in calamine's own values, none of them handed over to Python.

    ``get_sheet_by_index`` parses the whole worksheet; ``to_python``, which makes objects of its cells, comes on top
    and is left out. It is the reference of the aims.
    """
    import python_calamine

    return lambda: python_calamine.CalamineWorkbook.from_path(str(sheet)).get_sheet_by_index(0)


def fastexcel_eager(sheet: Path) -> Work:
    """The same parser straight into Arrow texts, the least that any reader of ours must pay: a third below the parse
    into calamine's own values, since no value is made of a cell."""
    import fastexcel

    return lambda: fastexcel.read_excel(sheet).load_sheet(0, header_row=None, dtypes="string", eager=True)


def check_file(sheet: Path) -> Work:
    """Reading and checking, as ``onshelf check`` does it."""
    from batch.check import check

    read = read_sheet(sheet)
    return lambda: check(read())


def read_sheet(sheet: Path) -> Work:
    from batch.formats.delimited import Delimited
    from batch.formats.workbook import Workbook
    from batch.read import read

    return lambda: read(sheet, (Workbook(), Delimited()))


def check_sheet(sheet: Path) -> Work:
    from batch.check import check

    typed = read_sheet(sheet)()
    return lambda: check(typed)


def check_spoilt(sheet: Path) -> Work:
    """Every other row has a price, a weight and a flag that cannot be read, and a damaged code."""
    from batch.check import check

    typed = read_sheet(sheet)()
    cells = typed.cells.copy()
    for column, text in SPOILT.items():
        heading = typed.heading(column)
        assert heading is not None
        cells.loc[cells.index[::2], heading.position] = text
    spoilt = replace(typed, cells=cells)
    return lambda: check(spoilt)


def polars_check(sheet: Path) -> Work:
    """The same questions of the same texts, by hand."""
    import polars as pl

    known = read_sheet(sheet)().known()
    frame = pl.from_arrow(_arrow(known))
    assert isinstance(frame, pl.DataFrame)
    number = r"^-?\d+(\.\d+)?$"
    asked = [pl.col(name).str.contains(number) for name in ("retail_price", "weight", "length", "width", "height")]
    asked += [pl.col(name).str.contains("^[01]$") for name in ("active", "active_online", "track_inventory")]
    asked += [pl.col("sku").is_duplicated(), pl.col("sku").is_null(), pl.col("name").is_null()]
    asked += [(pl.col(name).n_unique().over("handle") > 1).alias(f"{name}!") for name in ("name", "brand_name")]
    named = [question.alias(str(place)) for place, question in enumerate(asked)]
    return lambda: frame.select(named)


def compare_catalog(sheet: Path) -> Work:
    from batch.check import check
    from batch.compare import compare

    checked = check(read_sheet(sheet)())
    snapshot = _snapshot(checked.catalog.rows)
    return lambda: compare(checked.catalog, snapshot, checked.places)


def polars_join(sheet: Path) -> Work:
    import polars as pl

    from batch.check import check

    rows = check(read_sheet(sheet)()).catalog.rows
    columns = ["sku", "name", "description", "brand_name", "retail_price", "weight", "length", "width", "height"]
    frame = pl.from_arrow(_arrow(rows[columns]))
    assert isinstance(frame, pl.DataFrame)
    differs = [pl.col(name) != pl.col(f"{name}_right") for name in columns[1:]]
    return lambda: frame.join(frame, on="sku").filter(pl.any_horizontal(differs))


def keep_snapshot(sheet: Path) -> Work:
    """The home folder keeps what the sheet says, but for one price in a hundred, as what was read of its store.

    The store itself stays empty: it says the same of itself as when it was read, and is not read again.
    """
    import pandas as pd

    from batch import stores
    from batch.channels.eseries import kept
    from batch.check import check
    from batch.ports import Unwatched

    items = _snapshot(check(read_sheet(sheet)()).catalog.rows).items
    home = Path(os.environ["ONSHELF_HOME"])

    def keep() -> None:
        with stores.opened(home, "bench") as there:
            store = there.channel.snapshot({}, Unwatched()).store
        (file,) = (home / "snapshots").iterdir()
        empty = kept.read(file, store)
        assert empty is not None
        times = pd.Series(0, index=items.index, dtype="int64[pyarrow]")
        kept.write(file, store, replace(empty, items=items.assign(**{kept.UPDATED: times})))

    return keep


def plan_again(sheet: Path) -> Work:
    """On a store that was read before, see keep_snapshot; with all files that a plan comes with."""
    from batch import jobs
    from batch.events import Events
    from batch.messages import Messages
    from batch.ports import Unwatched
    from batch.values import now

    context = jobs.Context(Path(os.environ["ONSHELF_HOME"]), Messages("en"), Unwatched(), now, Events(None))
    return lambda: jobs.plan(context, sheet, "bench", None)


def result_workbook(sheet: Path) -> Work:
    from batch.messages import Messages
    from batch.reports.result import result_workbook as write

    typed = read_sheet(sheet)()
    report = _checked(typed)
    return lambda: write(report, typed, Messages("en"))


def own_workbook(sheet: Path) -> Work:
    """The merchant's own workbook, a verdict on every row."""
    from batch.messages import Messages
    from batch.reports.result import result_workbook as write

    typed, original = read_sheet(sheet)(), sheet.read_bytes()
    report = _checked(typed)
    return lambda: write(report, typed, Messages("en"), original)


def lists_of_changes(sheet: Path) -> Work:
    """The merchant's own workbook with three changes in every row: the sheet Changes has three times as many lines."""
    from batch.messages import Messages
    from batch.reports.result import result_workbook as write

    typed, original, report = read_sheet(sheet)(), sheet.read_bytes(), _planned(sheet)
    return lambda: write(report, typed, Messages("en"), original)


def lists_of_issues(sheet: Path) -> Work:
    """The same with two findings in every row: twice as many lines in the sheet Issues."""
    from batch.messages import Messages
    from batch.model.findings import Finding
    from batch.reports.result import result_workbook as write

    typed, original, report = read_sheet(sheet)(), sheet.read_bytes(), _checked(read_sheet(sheet)())
    codes = (("text.spaces", "G"), ("row.component", "E"))
    findings = tuple(
        Finding(code, row.row, "name", f"{column}{row.row}", row.sku, "Product")
        for row in report.rows
        for code, column in codes
    )
    told = replace(report, findings=findings)
    return lambda: write(told, typed, Messages("en"), original)


def repacked_part(sheet: Path) -> Work:
    """The least that it takes: the worksheet out of the archive and in again, as densely as ours."""
    original = zipfile.ZipFile(sheet)
    part = "xl/worksheets/sheet1.xml"

    def write() -> None:
        with zipfile.ZipFile(io.BytesIO(), "w", zipfile.ZIP_DEFLATED, compresslevel=1) as made:
            made.writestr(part, original.read(part))

    return write


def openpyxl_saved(sheet: Path) -> Work:
    """The usual way: loaded whole, a cell written in each row, and saved; charts and formulas' results are lost."""
    import openpyxl

    def write() -> None:
        workbook = openpyxl.load_workbook(sheet)
        rows: Any = workbook.worksheets[0]
        for number in range(1, rows.max_row + 1):
            rows.cell(number, len(HEADINGS) + 1, "ready")
        workbook.save(io.BytesIO())

    return write


def report_page(sheet: Path) -> Work:
    """The page of a plan in which every price moves and every product disappears."""
    from batch.messages import Messages
    from batch.model.records import Operator
    from batch.reports import manifest
    from batch.reports.page import contents
    from batch.reports.page import report_page as write

    report, messages = _planned(sheet), Messages("en")
    names = {row.row: f"Product {row.row}" for row in report.rows}
    made = manifest.manifest(report, Operator("bench", "bench", "1"), {})
    return lambda: write(contents(report, names, messages), report, made, messages)


def changes_by_hand(sheet: Path) -> Work:
    """The same changes written as lines, nothing else."""
    rows = [
        (row.row, row.sku, field.name, field.before, field.after)
        for row in _planned(sheet).rows
        for field in row.fields
    ]
    return lambda: csv.writer(io.StringIO()).writerows(rows)


def xlsxwriter_plain(sheet: Path) -> Work:
    """The same cells through the library, nothing else."""
    import xlsxwriter

    rows = read_sheet(sheet)().cells.fillna("").to_numpy().tolist()

    def write() -> None:
        with xlsxwriter.Workbook(io.BytesIO(), {"constant_memory": True}) as workbook:
            worksheet = workbook.add_worksheet()
            for number, row in enumerate(rows):
                for position, text in enumerate(row):
                    worksheet.write_string(number, position, text)

    return write


def help_page(_: Path) -> Work:
    return lambda: subprocess.run(
        [Path(sys.executable).with_name("onshelf"), "--help"], capture_output=True, check=True
    )


def click_alone(_: Path) -> Work:
    program = "import click\n@click.command()\ndef nothing(): pass\nnothing()"
    return lambda: subprocess.run([sys.executable, "-c", program, "--help"], capture_output=True, check=True)


def _checked(typed: Any) -> Any:
    from batch import summarize
    from batch.check import check
    from batch.plan import facts

    checked = check(typed)
    return summarize.checked(_run("check"), facts(typed), checked.catalog, checked.findings)


def _run(command: str) -> Any:
    from batch.model.reports import RunFacts

    return RunFacts("r-1", command, "done", "2026-01-01T00:00:00Z", "2026-01-01T00:00:00Z")


def _planned(sheet: Path) -> Any:
    """A plan that changes three cells in every row of the sheet."""
    from batch.model.changes import FieldChange

    report = _checked(read_sheet(sheet)())
    cells = ("retail_price", "20.00", "21.00"), ("active_online", "1", "0"), ("name", "Product", "Products")
    fields = tuple(FieldChange(*cell) for cell in cells)
    rows = tuple(replace(row, result="plan_update", fields=fields) for row in report.rows)
    return replace(report, run=_run("plan"), rows=rows)


def _snapshot(rows: Any) -> Any:
    """A store that holds what the sheet says, but for one price in a hundred."""
    import pandas as pd

    from batch.model.store import Snapshot, Store
    from schemas.eseries import STORE_ITEMS, store_items

    items = rows.reindex(columns=list(STORE_ITEMS.columns)).astype(object).reset_index(drop=True)
    family = rows["family"].reset_index(drop=True)
    variant = items["variant_option_one_value"].notna()
    items["product"] = pd.Series(pd.factorize(family)[0]).astype(str)
    items["variation"] = pd.Series(items.index.astype(str)).where(variant, None)
    items["has_variations"] = variant
    items[["linked", "more_options", "own_stock", "unlimited"]] = False
    items.loc[items.index % 100 == 0, "retail_price"] += Decimal(1)
    bases = items[variant & ~family.duplicated()].assign(sku=None, variation=None)
    whole = pd.concat([items, bases], ignore_index=True).astype(object)
    columns = {name: whole[name].where(whole[name].notna(), None).tolist() for name in STORE_ITEMS.columns}
    return Snapshot(Store("1", "bench", "KG", "CM", "EUR", 2), store_items(columns))


def _arrow(frame: Any) -> Any:
    import pyarrow

    return pyarrow.Table.from_pandas(frame, preserve_index=False)
