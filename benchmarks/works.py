"""What is measured. Each function prepares, and returns the work whose time counts."""

import io
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

Work = Callable[[], Any]

SPOILT = {"retail_price": "about 12", "weight": "1,234", "active_online": "maybe", "supplier_code": "7.45E+11"}


def calamine_parse(sheet: Path) -> Work:
    import python_calamine

    return lambda: python_calamine.CalamineWorkbook.from_path(str(sheet)).get_sheet_by_index(0).to_python()


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


def result_workbook(sheet: Path) -> Work:
    from batch import summarize
    from batch.check import check
    from batch.messages import Messages
    from batch.model.reports import RunFacts
    from batch.plan import facts
    from batch.reports.result import result_workbook as write

    typed = read_sheet(sheet)()
    checked = check(typed)
    run = RunFacts("r-1", "check", "done", "2026-01-01T00:00:00Z", "2026-01-01T00:00:00Z")
    report = summarize.checked(run, facts(typed), checked.catalog, checked.findings)
    return lambda: write(report, typed, Messages("en"))


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
