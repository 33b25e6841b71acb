"""report.html: one page for the merchant and the auditor, that needs nothing but itself.

It asks for nothing outside, runs nothing, and prints. Everything shown comes from the figures that the console and the
workbook have.
"""

import base64
import hashlib
import re
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from batch.messages import Messages
from batch.model.records import Manifest
from batch.model.reports import Report
from batch.reports.page.contents import contents
from batch.reports.page.record import record
from batch.reports.page.view import Page

__all__ = ["NAME", "Page", "contents", "report_page"]

NAME = "report.html"

_HERE = Path(__file__).parent
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")  # what no page may hold


def report_page(page: Page, report: Report, made: Manifest, messages: Messages) -> bytes:
    """UTF-8. ``made``: the manifest without the page itself, whose digest nobody can write into it."""
    style = (_HERE / "page.css").read_text("utf-8")
    return (
        _environment()
        .get_template("page.html")
        .render(
            page=page,
            record=record(report, made, messages),
            files=made.files,
            say=messages,
            style=Markup(style),  # ours, and nobody else's words are in it
            style_digest=base64.b64encode(hashlib.sha256(style.encode()).digest()).decode(),
        )
        .encode()
    )


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(_HERE),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_seen,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def _seen(value: object) -> object:
    """Nothing that is shown turns the direction of the text around it, or is a letter that a page may not hold."""
    return _UNSEEN.sub("\ufffd", value) if isinstance(value, str) and not isinstance(value, Markup) else value
