"""``make bench``: each work beside its reference, in one run on this machine; only the ratios hold elsewhere.

``make bench ROWS=10000`` does it with so many rows instead of 100,000, in a fraction of the time.
"""

import json
import statistics
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

import click

from benchmarks.main_job import main_job
from benchmarks.sheets import write_xlsx
from benchmarks.shop import opened

ROWS = 100_000
REPEATS = 3
_LINE = "{:58}{:>8}{:>13}{:>8}{:>9}{:>10}"


@dataclass(frozen=True, slots=True)
class Pair:
    """``target``: the ratio to hold, where there is one; ``repeats``: how often both are measured."""

    title: str
    work: str
    reference: str
    target: float | None
    repeats: int = REPEATS


PAIRS = (
    Pair("read XLSX / calamine parse", "read_sheet", "calamine_parse", 1.25),
    Pair("check / the same by hand in polars", "check_sheet", "polars_check", 4),
    Pair("check, half of the rows bad / check, all sound", "check_spoilt", "check_sheet", 2),
    Pair("compare / polars join", "compare_catalog", "polars_join", 1.5),
    Pair("own workbook back / inflate and deflate its sheet", "own_workbook", "repacked_part", 2),
    Pair("own workbook back / openpyxl", "own_workbook", "openpyxl_saved", 0.02, repeats=1),
    Pair("own workbook, three changes a row / their lines", "lists_of_changes", "changes_by_hand", None, repeats=1),
    Pair("own workbook, two findings a row / its verdicts", "lists_of_issues", "own_workbook", None, repeats=1),
    Pair("report.html, all rows change / their lines", "report_page", "changes_by_hand", None),
    Pair("fresh result workbook / plain XlsxWriter", "result_workbook", "xlsxwriter_plain", 0.1, repeats=1),
    Pair("plan again on a store that was read / calamine parse", "plan_again", "calamine_parse", 1.6),
    Pair("onshelf --help / click that does nothing", "help_page", "click_alone", 1.5),
)


def main(rows: int) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        sheet = write_xlsx(folder / "catalog.xlsx", rows)
        click.echo(f"{rows:,} rows x 38 columns, medians of up to {REPEATS}, each in a process of its own")
        click.echo(_LINE.format("work / reference", "s", "reference s", "ratio", "target", "peak MiB"))
        with opened(folder):
            _measured("keep_snapshot", sheet)
            for pair in PAIRS:
                click.echo(_told(pair, sheet))
        click.echo(main_job(folder, rows // 20))


def _told(pair: Pair, sheet: Path) -> str:
    (ours, peak), (theirs, _) = _alternating(pair, sheet)
    target = f"<= {pair.target:g}" if pair.target else "–"
    return _LINE.format(pair.title, f"{ours:.2f}", f"{theirs:.2f}", f"{ours / theirs:.2f}", target, f"{peak:.0f}")


def _alternating(pair: Pair, sheet: Path) -> tuple[tuple[float, float], tuple[float, float]]:
    """Medians of seconds and peak; work and reference in turn, so that a slow minute slows both."""
    runs = [(_measured(pair.work, sheet), _measured(pair.reference, sheet)) for _ in range(pair.repeats)]
    ours, theirs = zip(*runs, strict=True)
    return _median(ours), _median(theirs)


def _measured(work: str, sheet: Path) -> tuple[float, float]:
    command = [sys.executable, "-m", "benchmarks.measure", work, str(sheet)]
    figures = json.loads(subprocess.run(command, capture_output=True, check=True, text=True).stdout)
    return figures["seconds"], figures["peak"]


def _median(figures: tuple[tuple[float, float], ...]) -> tuple[float, float]:
    seconds, peaks = zip(*figures, strict=True)
    return statistics.median(seconds), statistics.median(peaks)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else ROWS)
