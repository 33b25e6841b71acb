"""From places of rows to findings with an address: the one place where a cell gets its name."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import repeat

import numpy.typing as npt
import pandas as pd
import pyarrow as pa

from batch.model.catalog import Sheet
from batch.model.findings import Finding
from batch.values import cell_address, column_letters

Facts = tuple[tuple[str, str], ...]


@dataclass(frozen=True, eq=False)
class Places:
    """Where things stand in a sheet. ``texts``: the known columns as typed, stripped; blank is NA."""

    sheet: Sheet
    texts: pd.DataFrame

    def many(
        self,
        code: str,
        column: str,
        rows: npt.NDArray,  # type: ignore[type-arg]
        suggestions: Sequence[str | None] | None = None,
        facts: Sequence[Facts] | None = None,
    ) -> Iterator[Finding]:
        """A finding on that column's cell in each of these rows, counted from 0; the sequences go with the rows."""
        if not len(rows):
            return
        heading = self.sheet.heading(column)
        text = heading.text if heading else None
        letters = column_letters(heading.position) if heading else ""
        numbers = self.texts.index.to_numpy()[rows].tolist()
        cells = [f"{letters}{number}" for number in numbers] if heading else repeat(None)
        skus, values = self._texts("sku", rows), self._texts(column, rows)
        for row, cell, sku, value, suggestion, fact in zip(
            numbers, cells, skus, values, suggestions or repeat(None), facts or repeat(()), strict=False
        ):
            yield Finding(code, row, text, cell, sku, value, suggestion, fact)

    def cell(self, code: str, column: str, row: int, facts: Facts = (), suggestion: str | None = None) -> Finding:
        """The same for one row, by the number that Excel shows."""
        heading = self.sheet.heading(column)
        return Finding(
            code=code,
            row=int(row),
            column=heading.text if heading else None,
            cell=cell_address(row, heading.position) if heading else None,
            sku=self._text("sku", row),
            value=self._text(column, row),
            suggestion=suggestion,
            facts=facts,
        )

    def _texts(self, column: str, rows: npt.NDArray) -> Sequence[str | None]:  # type: ignore[type-arg]
        if column not in self.texts:
            return [None] * len(rows)
        taken: list[str | None] = self._columns[column].take(pa.array(rows)).to_pylist()
        return taken

    def _text(self, column: str, row: int) -> str | None:
        if column not in self.texts:
            return None
        text: str | None = self._columns[column][self.texts.index.get_loc(row)].as_py()
        return text

    @cached_property
    def _columns(self) -> Mapping[str, pa.ChunkedArray]:
        """A look into a frame costs as much as twenty into these."""
        return {str(name): pa.array(self.texts[name]) for name in self.texts}
