"""Refused rows of which nobody can tell which product they mean: what their SKU or id says cannot be what was meant."""

from collections.abc import Iterable

from batch.model.catalog import Sheet
from batch.model.codes import BY_NAME, Scope, Severity
from batch.model.findings import Finding

_NAMES = ("sku", "ecom_id", "id")
_READ_WELL = frozenset({"sku.duplicate"})  # said twice, and plainly


def unnamed(findings: Iterable[Finding], sheet: Sheet) -> frozenset[int]:
    """Rows with an error in a cell that names the product, or about their cells as a whole."""
    names = {heading.text for heading in sheet.headings if heading.column in _NAMES}
    return frozenset(
        found.row
        for found in findings
        if found.row is not None
        and found.severity is Severity.ERROR
        and found.code not in _READ_WELL
        and (found.column in names or (BY_NAME[found.code].scope is Scope.ROW and found.code.startswith("row.")))
    )
