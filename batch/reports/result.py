"""The merchant's answer: a workbook with the rows as typed, a verdict on each, and what there is to know beside it."""

import io
from datetime import datetime
from tempfile import TemporaryDirectory

import xlsxwriter

from batch.messages import Messages
from batch.model.catalog import Sheet
from batch.model.reports import Report
from batch.reports.looks import looks
from batch.reports.result_lists import write_changes, write_issues
from batch.reports.result_pages import write_guide, write_summary
from batch.reports.result_rows import write_rows

_OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


def result_workbook(report: Report, sheet: Sheet | None, messages: Messages) -> bytes:
    """``<stem>.result.xlsx``: every row of the sheet at its own row number, then the verdict. Nothing in it is live.

    Without the sheet (a run told again when the file is gone) the rows are their SKU and their verdict.
    """
    content = io.BytesIO()
    with (
        TemporaryDirectory(prefix="onshelf-") as parts,
        xlsxwriter.Workbook(content, _OPTIONS | {"tmpdir": parts}) as workbook,
    ):
        moment = datetime.fromisoformat(report.run.started.replace("Z", "+00:00")).replace(tzinfo=None)
        workbook.set_properties({"title": report.sheet.name, "author": "onshelf", "created": moment})
        workbook.set_size(1600, 1000)
        look = looks(workbook, messages)
        rows, *others = [workbook.add_worksheet(messages(f"tab.{name}")) for name in _TABS]
        write_rows(rows, report, sheet, look)
        for worksheet, write in zip(others, _WRITERS, strict=True):
            write(worksheet, report, sheet, look)
    return content.getvalue()


_TABS = ("rows", "summary", "changes", "issues", "guide")
_WRITERS = (write_summary, write_changes, write_issues, write_guide)
