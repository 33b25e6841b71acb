"""What stands on the page, ready to be shown: texts and sizes, and no decision left for the template."""

from collections.abc import Sequence
from dataclasses import dataclass

from batch.reports.verdicts import Tone


@dataclass(frozen=True, slots=True)
class Bar:
    """A line of a chart. ``size``: of 100, the whole; ``share``: the same in words."""

    label: str
    number: str
    size: float
    share: str
    tone: Tone


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars below each other, each with its number: read aloud, it is a table. ``note``: what they add up to."""

    name: str
    title: str
    columns: tuple[str, str, str]
    bars: Sequence[Bar]
    note: str


@dataclass(frozen=True, slots=True)
class Cell:
    """``kind``: text, number or code. ``below``: a second text, in a softer voice."""

    text: str
    kind: str = "text"
    tone: Tone | None = None
    below: str = ""


@dataclass(frozen=True, slots=True)
class Listing:
    """A table with a sentence above, the true count in it, and a note on what was left out."""

    name: str
    title: str
    sentence: str
    columns: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    more: str = ""


@dataclass(frozen=True, slots=True)
class Facts:
    """Labels and values. ``notes`` stand below."""

    name: str
    title: str
    pairs: Sequence[tuple[str, str]]
    notes: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Box:
    """The rows by verdict, their sum, and whether they are all of them."""

    chart: Chart
    total: tuple[str, str]
    verdict: Cell
    notes: Sequence[str]


@dataclass(frozen=True, slots=True)
class Page:
    """All but the record, which is known last."""

    title: str
    when: str
    sentence: str
    box: Box
    guards: Sequence[Cell]
    charts: Sequence[Chart]
    listings: Sequence[Listing]
    facts: Facts
