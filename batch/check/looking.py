"""What every check looks at: the columns as read, which rows are products, and where to point."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from batch.check.typed import Reads
from batch.model.findings import Finding
from batch.model.groups import Mask
from batch.model.places import Facts, Places
from schemas.types import TEXT

Amounts = npt.NDArray[np.float64]


@dataclass(frozen=True, eq=False, slots=True)
class Looking:
    """``products``: the rows that are a product or a variant. Masks are over the rows of the sheet."""

    places: Places
    reads: Reads
    products: Mask

    def __contains__(self, column: str) -> bool:
        return column in self.reads

    def __len__(self) -> int:
        return len(self.products)

    def filled(self, column: str) -> Mask:
        """True where something was typed; nowhere when the sheet has no such column."""
        return self.reads[column].column.filled() if column in self.reads else np.zeros(len(self), dtype=bool)

    def texts(self, column: str) -> pa.Array:
        """As read, on each row; null where blank, unreadable, or without such a column."""
        return self.reads[column].laid if column in self.reads else pa.nulls(len(self), TEXT.pyarrow_dtype)

    def amounts(self, column: str) -> Amounts:
        """To compare sizes with, never to send: NaN where there is none."""
        if column not in self.reads:
            return np.full(len(self), np.nan)
        numbers = self.reads[column].values.cast(pa.float64())
        values = pc.fill_null(numbers, float("nan")).to_numpy(zero_copy_only=False)
        laid: np.typing.NDArray[np.float64] = values[self.reads[column].column.at]
        return laid

    def flags(self, column: str) -> Mask:
        """True where the flag says yes."""
        if column not in self.reads:
            return np.zeros(len(self), dtype=bool)
        said = np.asarray(pc.fill_null(self.reads[column].values, False))
        return said[self.reads[column].column.at]

    def found(self, code: str, column: str, mask: Mask, facts: Mapping[int, Facts] | None = None) -> Iterator[Finding]:
        """On every row of the mask that is a product; facts by place of the row."""
        rows = np.flatnonzero(mask & self.products)
        told = [facts.get(row, ()) for row in rows.tolist()] if facts else None
        return self.places.many(code, column, rows, None, told)

    def suggested(self, code: str, column: str, found: Mapping[int, str | None]) -> Iterator[Finding]:
        """On these rows, each with what it should be."""
        rows = np.array(sorted(row for row in found if self.products[row]), dtype=np.intp)
        return self.places.many(code, column, rows, [found[row] for row in rows.tolist()])


def listed(rows: Sequence[object]) -> str:
    """Row numbers for a sentence: the first ten are enough to find the others."""
    return ", ".join(map(str, rows[:10])) + (", …" if len(rows) > 10 else "")
