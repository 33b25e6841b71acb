"""``make bench``: each work beside its reference, in one run on this machine; only the ratios hold elsewhere.

``python -m benchmarks --rows 10000`` does it with so many rows instead of 100,000, in a fraction of the time;
``python -m benchmarks read check`` measures these two alone. With 10,000 rows all of it takes some ten
minutes on a busy machine, half of them computing.
"""

import json
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from benchmarks.main_job import main_job
from benchmarks.sheets import write_csv, write_formatted, write_xls, write_xlsx
from benchmarks.shop import opened

ROWS = 100_000
REPEATS = 3
_LINE = "{:10} {:56}{:>8}{:>13}{:>8}{:>9}{:>10}"
_COLUMNS = ("name", "work / reference", "s", "reference s", "ratio", "target", "peak MiB")

# Each sheet by its name: how it is written, and its part of the rows.
SHEETS: dict[str, tuple[Callable[[Path, int], Path], float]] = {
    "catalog.xlsx": (write_xlsx, 1),
    "formats.xlsx": (write_formatted, 0.2),
    "old.xls": (write_xls, 0.2),
    "catalog.csv": (write_csv, 1),
    "long.csv": (write_csv, 10),
}
_BEFORE = {"plan_again": "keep_snapshot"}


@dataclass(frozen=True, slots=True)
class Pair:
    """``target``: the ratio to hold, where there is one; ``repeats``: how often both are measured.

    ``sheet`` is what the work is about, and ``of`` the reference, where that is another sheet.
    """

    name: str
    title: str
    work: str
    reference: str
    target: float | None = None
    repeats: int = REPEATS
    sheet: str = "catalog.xlsx"
    of: str = ""


PAIRS = (
    Pair("read", "read XLSX / calamine parse", "read_sheet", "calamine_parse", 1.25),
    Pair("arrow", "read XLSX / fastexcel into Arrow", "read_sheet", "fastexcel_eager"),
    Pair(
        "formats", "read numbers under formats / calamine parse", "read_sheet", "calamine_parse", sheet="formats.xlsx"
    ),
    Pair("xls", "read XLS / calamine parse", "read_sheet", "calamine_parse", sheet="old.xls"),
    Pair("check", "check / the same by hand in polars", "check_sheet", "polars_check", 4),
    Pair("spoilt", "check, half of the rows bad / check, all sound", "check_spoilt", "check_sheet", 2),
    Pair("compare", "compare / polars join", "compare_catalog", "polars_join", 1.5),
    Pair("own", "own workbook back / inflate and deflate its sheet", "own_workbook", "repacked_part", 2),
    Pair("openpyxl", "own workbook back / openpyxl", "own_workbook", "openpyxl_saved", 0.02, repeats=1),
    Pair(
        "changes", "own workbook, three changes a row / their lines", "lists_of_changes", "changes_by_hand", repeats=1
    ),
    Pair("issues", "own workbook, two findings a row / its verdicts", "lists_of_issues", "own_workbook", repeats=1),
    Pair("page", "report.html, all rows change / their lines", "report_page", "changes_by_hand"),
    Pair("fresh", "fresh result workbook / plain XlsxWriter", "result_workbook", "xlsxwriter_plain", 0.1, repeats=1),
    Pair("plan", "plan again on a store that was read / calamine parse", "plan_again", "calamine_parse", 1.6),
    Pair("long", "check a CSV / one of a tenth", "check_file", "check_file", 10, 1, "long.csv", of="catalog.csv"),
    Pair("longplan", "plan a CSV / one of a tenth", "plan_again", "plan_again", 10, 1, "long.csv", of="catalog.csv"),
    Pair("help", "onshelf --help / click that does nothing", "help_page", "click_alone", 1.5),
)
_MAIN = "main"
_NAMES = (*(pair.name for pair in PAIRS), _MAIN)


@click.command()
@click.argument("names", nargs=-1, type=click.Choice(_NAMES))
@click.option("--rows", default=ROWS, show_default=True)
def main(names: Sequence[str], rows: int) -> None:
    """Measure all works, or those of these NAMES, in seconds of computing."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        click.echo(f"{rows:,} rows x 38 columns, medians of up to {REPEATS}, each in a process of its own")
        click.echo(_LINE.format(*_COLUMNS))
        with opened(folder):
            for pair in PAIRS:
                if pair.name in (names or _NAMES):
                    click.echo(_told(pair, folder, rows))
        if _MAIN in (names or _NAMES):
            click.echo(main_job(folder, rows // 20))


def _told(pair: Pair, folder: Path, rows: int) -> str:
    sheet, other = (_sheet(folder, name, rows) for name in (pair.sheet, pair.of or pair.sheet))
    # In turn, so that a slow minute slows both.
    runs = [(_measured(pair.work, sheet), _measured(pair.reference, other)) for _ in range(pair.repeats)]
    (ours, peak), (theirs, _) = (_median(figures) for figures in zip(*runs, strict=True))
    target = f"<= {pair.target:g}" if pair.target else "–"
    figures = (f"{ours:.2f}", f"{theirs:.2f}", f"{ours / theirs:.2f}", target, f"{peak:.0f}")
    return _LINE.format(pair.name, pair.title, *figures)


def _sheet(folder: Path, name: str, rows: int) -> Path:
    """Written when it is first asked for."""
    write, part = SHEETS[name]
    path = folder / name
    return path if path.exists() else write(path, int(rows * part))


def _measured(work: str, sheet: Path) -> tuple[float, float]:
    if work in _BEFORE:
        _measured(_BEFORE[work], sheet)
    command = [sys.executable, "-m", "benchmarks.measure", work, str(sheet)]
    figures = json.loads(subprocess.run(command, stdout=subprocess.PIPE, check=True, text=True).stdout)
    return figures["seconds"], figures["peak"]


def _median(figures: tuple[tuple[float, float], ...]) -> tuple[float, float]:
    seconds, peaks = zip(*figures, strict=True)
    return statistics.median(seconds), statistics.median(peaks)


if __name__ == "__main__":
    main()
