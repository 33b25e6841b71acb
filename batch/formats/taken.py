"""What is taken out of a workbook: the cells and the facts about them, and how both travel between two processes."""

import json
from dataclasses import dataclass, field
from typing import IO

import pyarrow as pa

from batch.errors import UnreadableFile
from batch.formats.grid import Grid
from batch.formats.tables import Totals
from batch.model.catalog import Guess

Place = tuple[int, int]  # the row number Excel shows, the position


@dataclass(frozen=True, eq=False, slots=True)
class Taken:
    """``format``: xlsx, xls or ods; ``kinds`` as in Sheet, for all cells; ``totals``: tables that show totals."""

    format: str
    grid: Grid
    worksheet: str
    guesses: tuple[Guess, ...] = ()
    kinds: dict[Place, str] = field(default_factory=dict)
    totals: tuple[Totals, ...] = ()


def send(taken: Taken, sink: IO[bytes]) -> None:
    """One line of JSON, then the columns as an Arrow stream."""
    grid = taken.grid
    facts = {
        "format": taken.format,
        "worksheet": taken.worksheet,
        "left": grid.left,
        "top": grid.top,
        "guesses": [[guess.code, guess.facts] for guess in taken.guesses],
        "totals": taken.totals,
        "kinds": [[*place, kind] for place, kind in taken.kinds.items()],
    }
    _line(facts, sink)
    table = pa.table(list(grid.columns), names=[str(at) for at in range(len(grid.columns))])
    with pa.ipc.new_stream(sink, table.schema) as writer:
        writer.write_table(table)


def refuse(refusal: UnreadableFile, sink: IO[bytes]) -> None:
    _line({"refused": refusal.code, "facts": dict(refusal.facts)}, sink)


def receive(source: IO[bytes]) -> Taken:
    """Raises UnreadableFile as the other side did; ValueError and EOFError when it died on the way."""
    facts = json.loads(source.readline() or b"null")
    if facts is None:
        raise EOFError
    if "refused" in facts:
        code, about = facts["refused"], facts["facts"]
        raise UnreadableFile(code, about)
    columns = pa.ipc.open_stream(source).read_all().columns
    return Taken(
        format=facts["format"],
        grid=Grid(tuple(columns), left=facts["left"], top=facts["top"]),
        worksheet=facts["worksheet"],
        guesses=tuple(Guess(code, tuple((name, value) for name, value in about)) for code, about in facts["guesses"]),
        totals=tuple((*totals,) for totals in facts["totals"]),
        kinds={(row, position): kind for row, position, kind in facts["kinds"]},
    )


def _line(facts: object, sink: IO[bytes]) -> None:
    sink.write(json.dumps(facts).encode() + b"\n")
