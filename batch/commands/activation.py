"""activate, deactivate: products switched on or off on a channel, from lists or from standard input."""

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from batch import scratch
from batch.commands.work import Planning, shown_and_applied
from batch.desk import Desk

_STDIN = Path("-")


@dataclass(frozen=True, slots=True)
class Typed:
    """As it was typed."""

    command: str
    channel: str
    catalog: Path | None
    strict: bool


def switch(desk: Desk, sheets: Sequence[Path], made_for: Planning, typed: Typed, sure: bool) -> int:
    from batch.jobs import activation

    asked = activation.asked(typed.command, typed.channel, "strict" if typed.strict else "lenient")
    order = activation.Order(typed.command, desk.store(made_for.store), asked, typed.catalog, made_for.choices)

    def one(sheet: Path) -> tuple[int, dict[str, object]]:
        with _file(sheet) as path:
            folder = made_for.out_dir or (Path("stdin.onshelf") if sheet == _STDIN else None)
            if not asked.online:
                return desk.reported(lambda context: activation.in_store(context, path, order), folder)
            with desk.context(folder) as context, activation.online(context, path, order) as work:
                return shown_and_applied(desk, context, work, sure)

    return desk.each(sheets, one)


@contextmanager
def _file(sheet: Path) -> Iterator[Path]:
    """What comes by standard input lies in a file for as long as it is needed."""
    if sheet != _STDIN:
        yield sheet
        return
    with scratch.folder() as folder:
        path = folder / "stdin.csv"
        path.write_bytes(sys.stdin.buffer.read())
        yield path
