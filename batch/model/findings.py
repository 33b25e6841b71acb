"""What onshelf has to say about the merchant's data: collected, never raised."""

from collections.abc import Iterable
from dataclasses import dataclass

from batch.model.codes import BY_NAME, CODES, Severity


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
    """By row, then by place in the row; what concerns the whole sheet first. What is said twice is told once."""
    return tuple(sorted(dict.fromkeys(findings), key=_place))


def rows_with_errors(findings: Iterable[Finding]) -> frozenset[int]:
    return frozenset(f.row for f in findings if f.code in _ERRORS and f.row is not None)


def _place(finding: Finding) -> tuple[int, int, str, str]:
    """Excel's letters in order: the shorter first."""
    letters = (finding.cell or "").rstrip("0123456789")
    return finding.row or 0, len(letters), letters, finding.code


_ERRORS = frozenset(code.name for code in CODES if code.severity is Severity.ERROR)
