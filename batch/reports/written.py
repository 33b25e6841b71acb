"""All the files of a report into its folder."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from batch.disk import save
from batch.messages import Messages
from batch.model.catalog import Sheet
from batch.model.own import POS_ENDING
from batch.model.reports import Report
from batch.reports.changes import changes_file
from batch.reports.fix import fix_file
from batch.reports.issues import issues_file
from batch.reports.own_book import suffix
from batch.reports.pos_import import pos_import_file
from batch.reports.result import result_workbook
from batch.reports.understood import understood_file
from batch.reports.verdicts import verdict


@dataclass(frozen=True, slots=True)
class File:
    """A report by its file name."""

    name: str
    content: bytes


@dataclass(frozen=True, eq=False, slots=True)
class Reading:
    """The sheet beside what was made of it. ``families``: by row; rows of one product have the same.

    ``typed``: the sheet that comes back with the verdicts: the same one, or the list that it was made of.
    ``original``: the bytes of the merchant's workbook, if it is one that can be completed.
    """

    sheet: Sheet
    understood: pd.DataFrame
    families: pd.Series
    typed: Sheet
    original: bytes | None = None


def files(report: Report, reading: Reading, messages: Messages) -> dict[str, File]:
    """By kind. Rows to fix and rows for Retail POS have a file only when there are any."""
    sheet, understood = reading.sheet, reading.understood
    stem = Path(sheet.source.name).stem
    result = result_workbook(report, reading.typed, messages, reading.original)
    made = {
        "result": File(f"{stem}.result{suffix(result)}", result),
        "catalog": File(_understood_name(stem), understood_file(understood)),
        "issues": File("issues.csv", issues_file(report, messages)),
    }
    if report.plan is not None:
        made["changes"] = File("changes.csv", changes_file(report))
    undoes = report.plan is not None and report.plan.undoes  # given back, these rows would do anew what it takes back
    if not undoes and any(verdict(row.result).needs_hand for row in report.rows):
        fix = fix_file(report, reading.typed, reading.families, messages)
        made["fix"] = File(f"{stem}.fix{fix.suffix}", fix.content)
    if (for_pos := pos_import_file(report, sheet, understood)) is not None:
        made["pos_import"] = File(f"{stem}{POS_ENDING}", for_pos)
    return made


def save_all(made: Mapping[str, File], folder: Path) -> dict[str, str]:
    """Kind to path of what was written."""
    for file in made.values():
        save(folder / file.name, file.content)
    return {kind: str(folder / file.name) for kind, file in made.items()}


def _understood_name(stem: str) -> str:
    """After the sheet; one that is called like a report of ours gets out of its way."""
    return f"{stem}.catalog.csv" if stem in ("changes", "issues") else f"{stem}.csv"
