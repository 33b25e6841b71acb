"""What the reports say of the small shop, to the letter: ``make golden`` writes it anew, to be read as a diff.

Clock, ids, operator and version are the shop's own, so that nothing but our words and figures can change them.
"""

import io
from collections.abc import Iterator
from pathlib import Path

import openpyxl
from rich.console import Console

from batch.messages import LANGUAGES, Messages
from batch.model.records import Link, Operator
from batch.model.reports import Report
from batch.reports import console, manifest
from batch.reports.changes import changes_file
from batch.reports.fix import fix_file
from batch.reports.issues import issues_file
from batch.reports.page import contents, report_page
from batch.reports.result import result_workbook
from tests.reports import shop

FOLDER = Path(__file__).parent / "golden"
_FILES = {"result": "/shop/catalogue.result.xlsx", "report": "/shop/report.html", "changes": "/shop/changes.csv"}
_NAMES = {number: row[3] for number, row in enumerate(shop.ROWS, start=shop.FIRST_ROW)}


def files(language: str) -> Iterator[tuple[str, str]]:
    """Name and content of each, in one language."""
    messages = Messages(language)
    ran = shop.run_report()
    for name, report in (("check", shop.check_report()), ("plan", shop.plan_report()), ("run", ran)):
        yield f"{name}.txt", _screen(report, messages)
        yield f"{name}.html", _page(report, messages)
    yield "changes.csv", changes_file(ran).decode()
    yield "issues.csv", issues_file(ran, messages).decode()
    yield "result.txt", _cells(result_workbook(ran, shop.sheet(), messages))
    fix = fix_file(ran, shop.sheet(None, None, "xlsx"), shop.FAMILIES, messages)
    yield "fix.txt", _cells(fix.content)


def _screen(report: Report, messages: Messages) -> str:
    out = io.StringIO()
    console.show(report, _FILES, Console(file=out, width=120), messages)
    return "".join(f"{line.rstrip()}\n" for line in out.getvalue().splitlines())


def _page(report: Report, messages: Messages) -> str:
    made = manifest.manifest(report, Operator("élise", "caisse", "1.0"), {"changes.csv": b"", "issues.csv": b""})
    if report.reconciled is not None:
        made = manifest.chained(made, Link("r-20260228-170000-a1b2", "c" * 64))
    return report_page(contents(report, _NAMES, messages), report, made, messages).decode()


def _cells(workbook: bytes) -> str:
    """Each sheet under its name, each cell that holds something on a line, its note below it."""
    lines = []
    for sheet in openpyxl.load_workbook(io.BytesIO(workbook)).worksheets:
        lines.append(f"== {sheet.title}")
        for cell in (cell for row in sheet.iter_rows() for cell in row if cell.value is not None or cell.comment):
            lines.append(f"{cell.coordinate}: {cell.value!r}")
            lines += [f"    {line}" for line in cell.comment.text.splitlines()] if cell.comment else []
    return "\n".join(lines) + "\n"


def main() -> None:
    for language in LANGUAGES:
        folder = FOLDER / language
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in files(language):
            (folder / name).write_text(content, "utf-8", newline="\n")


if __name__ == "__main__":
    main()
