"""The sheet as typed, and the catalog it was checked into."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # the reader's process makes no frame, and is spared half a second
    import pandas as pd


@dataclass(frozen=True, slots=True)
class Heading:
    """``position`` counts from 0; ``column`` is the canonical name, or None when we carry it along untouched.

    ``could_be``: the columns that the text could mean, where it could mean more than one.
    """

    position: int
    text: str
    column: str | None
    could_be: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Guess:
    """One thing that was found out or decided about a file; ``facts`` complete the sentence ``guess.<code>``."""

    code: str
    facts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Skipped:
    """A row that is no product. ``reason``: heading, total, note or title; the sentence is ``skipped.<reason>``."""

    row: int
    reason: str


@dataclass(frozen=True, slots=True)
class Source:
    """Where a sheet came from and what was found out about its file. Digest is SHA-256 of the bytes, hex."""

    path: Path
    name: str
    sha256: str
    format: str
    encoding: str | None = None
    delimiter: str | None = None
    worksheet: str | None = None


@dataclass(frozen=True, eq=False, slots=True)
class Sheet:
    """What was typed. ``cells``: text, one column per position, index = the row number Excel shows; blank is NA.

    ``layout``: A, B, C, D as in the X-Series exports, or minimal. ``overlong``: rows with more cells than
    headings. ``cut``: rows that a line break cut, and what it left. ``heading_row``: the row of the headings, as Excel
    shows it. ``skipped``: rows below or above it that hold something and are no products; they are not in ``cells``.
    ``passed``: what stands in them, as typed, by row and position.
    ``kinds``: what stands in a cell besides text and numbers, by row and position, for the known columns: formula
    (its result was never stored; the text is the formula), error, date (the text is ISO 8601), boolean (flags apart),
    padded (a number that is shown otherwise; the text is as shown), percent (the same, a percentage), unlike (the same,
    and the text is not as shown), rounded (the same, of a number that is read as it is), rich (raised or lowered in
    part), part (struck out in part), struck (struck out as a whole), covered (hidden under a merged cell), text (1.234
    in a column of numbers, and no number), mixed (the same, in a column that has numbers too), money and a sign (a
    number that is read as it is, shown in that currency).
    ``export``: the id of the export of ours that the sheet was made from. ``answer_at``: the position where an earlier
    answer of ours begins, which is no part of the sheet.
    """

    source: Source
    layout: str
    headings: tuple[Heading, ...]
    cells: "pd.DataFrame"
    overlong: frozenset[int] = frozenset()
    cut: frozenset[int] = frozenset()
    heading_row: int = 1
    guesses: tuple[Guess, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    passed: Mapping[int, Mapping[int, str]] = field(default_factory=dict)
    kinds: Mapping[tuple[int, int], str] = field(default_factory=dict)
    export: str | None = None
    answer_at: int | None = None

    def heading(self, column: str) -> Heading | None:
        return next((h for h in self.headings if h.column == column), None)

    def known(self) -> "pd.DataFrame":
        """The columns that we understand, under their canonical names."""
        known = [h for h in self.headings if h.column]
        return self.cells[[h.position for h in known]].set_axis([h.column for h in known], axis=1)


@dataclass(frozen=True, eq=False, slots=True)
class Catalog:
    """The desired state. ``rows``: typed (schemas.catalog), index = Excel row; NA = leave as it is; "" = empty it.

    A column that the sheet lacks is absent here too. ``refused``: rows with an error finding. ``ignored``: rows that
    are no product by right (components of composites, or told so by the command column). ``unnamed``: refused rows that
    may mean any product: what stands for their SKU or id cannot be what was meant, or their cells are not their own.
    """

    rows: "pd.DataFrame"
    refused: frozenset[int]
    ignored: frozenset[int]
    unnamed: frozenset[int] = frozenset()

    def products(self) -> "pd.DataFrame":
        """The rows that are products, refused or not."""
        return self.rows[~self.rows.index.isin(self.ignored)]

    def desired(self) -> "pd.DataFrame":
        """The rows that may be compared and applied."""
        return self.rows[~self.rows.index.isin(self.refused | self.ignored)]
