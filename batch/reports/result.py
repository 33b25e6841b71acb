"""The merchant's answer: a workbook with the rows as typed, a verdict on each, and what there is to know beside it."""

import io
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from batch.messages import Messages
from batch.model.catalog import Sheet
from batch.model.reports import Report
from batch.reports.fresh import fresh_workbook
from batch.reports.lines import Lines
from batch.reports.looks import Looks, looks
from batch.reports.own_book import Unpatchable, completed, filled, page_names
from batch.reports.result_answer import marks_and_answer
from batch.reports.result_lists import changes_list, issues_list
from batch.reports.result_pages import write_guide, write_summary
from batch.reports.result_rows import rows_list

_TABS = ("summary", "changes", "issues", "guide")


def result_workbook(report: Report, sheet: Sheet | None, messages: Messages, original: bytes | None = None) -> bytes:
    """``<stem>.result.xlsx``: every row of the sheet at its own row number, with the verdict beside it.

    ``original``: the merchant's workbook, which is completed in place; one that cannot be, and any other kind of file,
    gets a fresh workbook. Without the sheet (a run told again when the file is gone) the rows are their SKU and their
    verdict. Nothing that we write is live.
    """
    if original is None or sheet is None:
        return _fresh(report, sheet, messages)
    try:
        return _completed(report, sheet, messages, original)
    except Unpatchable as unpatchable:
        return _fresh(replace(report, remark=f"fresh.{unpatchable.reason}"), sheet, messages)


def _fresh(report: Report, sheet: Sheet | None, messages: Messages) -> bytes:
    content, names = io.BytesIO(), [messages(f"tab.{name}") for name in ("rows", *_TABS)]
    with fresh_workbook(content, report) as workbook:
        look = looks(workbook, messages)
        rows, *pages = (workbook.add_worksheet(name) for name in names)
        lines = {names[0]: rows_list(rows, report, sheet, look)} | _laid_out(pages, report, look)
    return filled(content.getvalue(), lines)


def _completed(report: Report, sheet: Sheet, messages: Messages, original: bytes) -> bytes:
    names = page_names(original, [messages(f"tab.{name}") for name in _TABS])
    content = io.BytesIO()
    with fresh_workbook(content, report) as workbook:
        look = looks(workbook, messages)
        marks = workbook.add_worksheet()
        pages = [workbook.add_worksheet(name) for name in names]
        answer = marks_and_answer(marks, report, sheet, look)
        lines = _laid_out(pages, report, look)
    return completed(original, content.getvalue(), answer, lines)


def _laid_out(pages: Sequence[Any], report: Report, look: Looks) -> dict[str, Lines]:
    """The pages to read are written; those to filter are laid out, and their rows come back, by name."""
    summary, changes, issues, guide = pages
    write_summary(summary, report, look)
    write_guide(guide, look)
    return {changes.name: changes_list(changes, report, look), issues.name: issues_list(issues, report, look)}
