"""What a sample is, and the clean catalog that most of them hold."""

import csv
import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

Row = Sequence[str]
Cells = Mapping[str, str]  # canonical column to canonical text; blank and unreadable cells are left out
Reading = Mapping[int, Cells]  # by the row that Excel shows

_CLEAN = (Path(__file__).parent / "clean.csv").read_text("utf-8")
_ADDRESS = re.compile(r"([A-Z]+)(\d+)")


def table(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text.removeprefix("\n"), newline="")))


HEADINGS, *ROWS = table(_CLEAN)


def clean(top: int = 2) -> Reading:
    """The clean catalog, its first product in row ``top``."""
    return reading([HEADINGS, *ROWS], top=top)


def reading(rows: Sequence[Row], but: Mapping[str, str] | None = None, top: int = 2) -> Reading:
    """Cells as typed under their headings; ``but``: address to what is read instead, nothing for blank."""
    found = [list(row) for row in rows]
    for address, text in (but or {}).items():
        column, row = position(address)
        found[row - top + 1][column] = text
    headings, *products = found
    return {
        row: {heading: cell for heading, cell in zip(headings, cells, strict=False) if heading and cell}
        for row, cells in enumerate(products, top)
    }


def position(address: str) -> tuple[int, int]:
    """``F17``: the place of the column, from 0, and the row."""
    found = _ADDRESS.fullmatch(address)
    assert found is not None, address
    number = 0
    for letter in found[1]:
        number = number * 26 + ord(letter) - 64
    return number - 1, int(found[2])


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """``wrong``: what is wrong with the file. The rest is the promise.

    ``refused``: the code of the refusal. Else ``reads``: every cell that is read; ``finds``: every finding as code,
    cell, heading; ``skips``: rows that are no products, and why; ``tells``: guesses that are told. ``note`` says it
    in words.
    """

    name: str
    wrong: str
    content: bytes
    refused: str = ""
    reads: Reading = field(default_factory=clean)
    finds: Sequence[str] = ()
    skips: Sequence[str] = ()
    tells: Sequence[str] = ()
    note: str = ""

    def promise(self) -> str:
        """In one line."""
        if self.refused:
            return f"refused: `{self.refused}`"
        said = [self.note or ("reads as the clean catalog" if self._is_clean() else "reads every cell as typed")]
        said += [f"finds {_listed(self.finds)}"] if self.finds else []
        said += [f"skips row {row} ({reason})" for row, reason in (skip.split() for skip in self.skips)]
        said += [f"tells {', '.join(f'`{code}`' for code in self.tells)}"] if self.tells else []
        return "; ".join(said)

    def _is_clean(self) -> bool:
        return list(self.reads.values()) == list(clean().values())


def typed(
    name: str,
    wrong: str,
    text: str,
    *,
    but: Mapping[str, str] | None = None,
    finds: Sequence[str] = (),
    tells: Sequence[str] = (),
    note: str = "",
) -> Sample:
    """A comma file in UTF-8, as typed here; ``but``: what is read otherwise than typed."""
    content = text.removeprefix("\n").encode()
    return Sample(
        name=name,
        wrong=wrong,
        content=content,
        reads=reading(table(text), but),
        finds=finds,
        tells=tells,
        note=note,
    )


def _listed(finds: Sequence[str]) -> str:
    """Code and cell; many cells of one code are counted."""
    cells: dict[str, list[str]] = {}
    for found in finds:
        code, cell, *_ = found.split(" ", 2)
        cells.setdefault(code, []).append(cell)
    return ", ".join(f"`{code}` {_counted(places)}" for code, places in cells.items())


def _counted(places: Sequence[str]) -> str:
    return ", ".join(places) if len(places) <= 6 else f"{len(places)} times, {places[0]} to {places[-1]}"
