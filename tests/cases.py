"""Cases as data: a small sheet, perhaps a store, and every finding that must come of them, in TOML."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from batch.model.choices import Choices, Missing, OnConflict, Stock
from batch.model.store import Store
from tests.making import STORE


@dataclass(frozen=True, slots=True)
class Case:
    """``fires``: the code that the case is there to show; ``spares``: the one that it only just misses.

    ``finds``: all findings, as making.addressed tells them. ``each`` and ``times`` add rows, with {n} counting them.
    ``kinds``: what a workbook knows of a cell, by address. ``rival``: an encoding that fits as well as cp1252.
    ``repeat``: how many letters stand for {long}. ``chosen``: on the command line. ``base``: the sheet as exported.
    ``forms``: what the store made of values before. ``since``: by the id of a product, what our runs wrote since.
    """

    why: str
    sheet: str
    finds: Sequence[str]
    fires: str = ""
    spares: str = ""
    each: str = ""
    times: int = 0
    finds_each: str = ""
    repeat: int = 0
    kinds: Mapping[str, str] = field(default_factory=dict)
    rival: str = ""
    plans: Sequence[str] | None = None
    base: str = ""
    store: Sequence[Mapping[str, Any]] = field(default_factory=tuple)
    settings: Mapping[str, Any] = field(default_factory=dict)
    forms: Sequence[Mapping[str, Any]] = field(default_factory=tuple)
    since: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    chosen: Mapping[str, str] = field(default_factory=dict)

    @property
    def text(self) -> str:
        return self.sheet.replace("{long}", "x" * self.repeat) + "".join(
            self.each.format(n=n) + "\n" for n in range(self.times)
        )

    @property
    def expected(self) -> list[str]:
        return [*self.finds, *(self.finds_each.format(row=row) for row in range(2, self.times + 2) if self.finds_each)]

    @property
    def choices(self) -> Choices:
        made = Choices(**dict(self.chosen))  # type: ignore[arg-type]
        return replace(
            made, stock=Stock(made.stock), on_conflict=OnConflict(made.on_conflict), missing=Missing(made.missing)
        )

    @property
    def shop(self) -> Store:
        given = {name: getattr(STORE, name) for name in STORE.__slots__}
        return Store(**given | dict(self.settings))


def cases(folder: Path) -> list[Case]:
    return [
        Case(**document)
        for path in sorted(folder.glob("*.toml"))
        for document in tomllib.loads(path.read_text("utf-8"))["case"]
    ]


def name(case: Case) -> str:
    return f"{case.fires or 'not ' + case.spares}: {case.why}"


def without(kind: str, found: Sequence[Case], codes: Sequence[str]) -> list[str]:
    """The codes that no case ``fires``, or that none ``spares``."""
    shown = {getattr(case, kind) for case in found}
    return [code for code in codes if code not in shown]
