"""Sentences call a column what the merchant calls it, where facts and advice say ``retail_price``."""

import re
from collections.abc import Mapping
from dataclasses import replace

from batch.model.findings import Finding
from batch.model.places import Facts
from batch.model.reports import Report, RowResult
from batch.model.rules import BY_NAME

_NAMING = frozenset({"field", "fields"})  # the facts that are names of columns
_HEADING = re.compile(r"\b[a-z]+(?:_[a-z0-9]+)+\b")  # no word of a sentence looks like that

Headings = Mapping[str, str]
"""What the merchant calls a column, by its X-Series heading; a field that comes of several, by its name."""


def called(field: str, headings: Headings) -> str:
    """Else its X-Series heading, or what its headings begin with: ``gallery`` is a word of ours alone."""
    return headings.get(field) or (BY_NAME[field].column if field in BY_NAME else field)


def in_own_words(report: Report, headings: Headings) -> Report:
    """The report with ``headings``, and what its reasons and findings tell of a column under them."""
    findings = tuple(_finding(found, headings) for found in report.findings)
    rows, beside = (tuple(_row(row, headings) for row in some) for some in (report.rows, report.beside))
    return replace(report, headings=headings, findings=findings, rows=rows, beside=beside)


def advice(text: str, headings: Headings) -> str:
    """A sentence of ours that names columns."""
    return _HEADING.sub(lambda found: headings.get(found[0], found[0]), text)


def _finding(found: Finding, headings: Headings) -> Finding:
    named = any(name in _NAMING for name, _ in found.facts)
    return replace(found, facts=_facts(found.facts, headings)) if named else found


def _row(row: RowResult, headings: Headings) -> RowResult:
    """The field stays known as ``rule``: by it, not by a heading, a value is told as a number."""
    if row.reason is None:
        return row
    rule = tuple(("rule", text) for name, text in row.reason.facts if name == "field")
    return replace(row, reason=replace(row.reason, facts=_facts(row.reason.facts, headings) + rule))


def _facts(facts: Facts, headings: Headings) -> Facts:
    return tuple((name, _named(text, headings) if name in _NAMING else text) for name, text in facts)


def _named(columns: str, headings: Headings) -> str:
    """``columns``: X-Series headings with commas between."""
    return ", ".join(called(column, headings) for column in columns.split(", "))
