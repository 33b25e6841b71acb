"""A new workbook, written row by row, in which a text is a text."""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

import xlsxwriter

from batch import scratch
from batch.model.reports import Report

_OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


@contextmanager
def fresh_workbook(content: io.BytesIO, report: Report) -> Iterator[Any]:
    """Made at the moment when the run began: the same report gives the same bytes."""
    with (
        scratch.folder() as parts,
        xlsxwriter.Workbook(content, _OPTIONS | {"tmpdir": str(parts)}) as workbook,
    ):
        moment = datetime.fromisoformat(report.run.started.replace("Z", "+00:00")).replace(tzinfo=None)
        workbook.set_properties({"title": report.sheet.name, "author": "onshelf", "created": moment})
        workbook.set_size(1600, 1000)
        yield workbook
