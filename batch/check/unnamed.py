"""Refused rows of which nobody can tell which product they mean: what their SKU or id says cannot be what was meant."""

from collections.abc import Iterable

from batch.model.catalog import Sheet
from batch.model.codes import CODES, Scope, Severity
from batch.model.findings import Finding

_NAMES = ("sku", "ecom_id", "id")
_READ_WELL = frozenset({"sku.duplicate"})  # said twice, and plainly
_ERRORS = frozenset(code.name for code in CODES if code.severity is Severity.ERROR) - _READ_WELL
_OF_ROWS = frozenset(code.name for code in CODES if code.scope is Scope.ROW and code.name.startswith("row."))


def unnamed(findings: Iterable[Finding], sheet: Sheet) -> frozenset[int]:
    """Rows with an error in a cell that names the product, or about their cells as a whole."""
    names = {heading.text for heading in sheet.headings if heading.column in _NAMES}
    return frozenset(
        found.row
        for found in findings
        if found.row is not None and found.code in _ERRORS and (found.column in names or found.code in _OF_ROWS)
    )
