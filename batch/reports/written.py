"""All the files of a report into its folder."""

from pathlib import Path

import pandas as pd

from batch.messages import Messages
from batch.model.catalog import Sheet
from batch.model.own import POS_ENDING
from batch.model.reports import Report
from batch.reports.changes import changes_file
from batch.reports.files import save
from batch.reports.fix import fix_file
from batch.reports.issues import issues_file
from batch.reports.pos_import import pos_import_file
from batch.reports.result import result_workbook
from batch.reports.understood import understood_file
from batch.reports.verdicts import verdict


def write(report: Report, sheet: Sheet, understood: pd.DataFrame, folder: Path, messages: Messages) -> dict[str, str]:
    """Name to path of what was written. Rows to fix and rows for Retail POS have a file only when there are any."""
    stem = Path(sheet.source.name).stem
    contents = {
        "result": (f"{stem}.result.xlsx", result_workbook(report, sheet, messages)),
        "catalog": (_understood_name(stem), understood_file(understood)),
        "issues": ("issues.csv", issues_file(report, messages)),
    }
    if report.plan is not None:
        contents["changes"] = ("changes.csv", changes_file(report))
    if any(verdict(row.result).needs_hand for row in report.rows):
        contents["fix"] = (f"{stem}.fix.csv", fix_file(report, sheet, messages))
    if (for_pos := pos_import_file(report, sheet, understood)) is not None:
        contents["pos_import"] = (f"{stem}{POS_ENDING}", for_pos)
    for name, content in contents.values():
        save(folder / name, content)
    files = {name: str(folder / file) for name, (file, _) in contents.items()}
    return files | ({"plan": report.plan_path} if report.plan_path else {})


def _understood_name(stem: str) -> str:
    """After the sheet; one that is called like a report of ours gets out of its way."""
    return f"{stem}.catalog.csv" if stem in ("changes", "issues") else f"{stem}.csv"
