"""From a mask over rows to findings with an address: the one place where a cell gets its name."""

from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

from batch.model.catalog import Sheet
from batch.model.findings import Finding
from batch.values import cell_address

Facts = tuple[tuple[str, str], ...]


@dataclass(frozen=True, eq=False, slots=True)
class Places:
    """Where things stand in a sheet. ``texts``: the known columns as typed, stripped; blank is NA."""

    sheet: Sheet
    texts: pd.DataFrame

    def cells(self, code: str, column: str, failing: pd.Series, facts: Facts = ()) -> Iterator[Finding]:
        """A finding for each True row of the mask, on the cell of that column."""
        for row in failing.index[failing.to_numpy(dtype=bool)]:
            yield self.cell(code, column, row, facts)

    def cell(self, code: str, column: str, row: int, facts: Facts = ()) -> Finding:
        heading = self.sheet.heading(column)
        return Finding(
            code=code,
            row=int(row),
            column=heading.text if heading else None,
            cell=cell_address(row, heading.position) if heading else None,
            sku=self._text("sku", row),
            value=self._text(column, row),
            facts=facts,
        )

    def _text(self, column: str, row: int) -> str | None:
        if column not in self.texts:
            return None
        text = self.texts.at[row, column]
        return text if isinstance(text, str) else None
