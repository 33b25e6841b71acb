"""What onshelf has to say about the merchant's data: collected, never raised."""

from collections.abc import Iterable
from dataclasses import dataclass

from batch.model.codes import BY_NAME, Severity


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing about one place.

    ``row`` and ``cell`` are as Excel shows them; ``column`` is the heading as the merchant wrote it;
    ``value`` is what was typed; ``facts`` are pairs that complete the sentence of the code.
    """

    code: str
    row: int | None = None
    column: str | None = None
    cell: str | None = None
    sku: str | None = None
    value: str | None = None
    suggestion: str | None = None
    facts: tuple[tuple[str, str], ...] = ()

    @property
    def severity(self) -> Severity:
        return BY_NAME[self.code].severity


def in_sheet_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """By row, then by place in the row; what concerns the whole sheet first."""
    return tuple(sorted(findings, key=lambda f: (f.row or 0, _column_number(f.cell), f.code)))


def rows_with_errors(findings: Iterable[Finding]) -> frozenset[int]:
    return frozenset(f.row for f in findings if f.row is not None and f.severity is Severity.ERROR)


def _column_number(cell: str | None) -> int:
    number = 0
    for letter in cell or "":
        if not letter.isalpha():
            break
        number = number * 26 + ord(letter) - 64
    return number
