"""The plan: what was shown is what was approved is what will be sent."""

from dataclasses import dataclass

from batch.model.catalog import Guess, Skipped
from batch.model.changes import Change
from batch.model.choices import USUAL, Choices
from batch.model.findings import Finding
from batch.model.guards import Tripped
from batch.model.store import Store


@dataclass(frozen=True, slots=True)
class SheetFacts:
    """What was found out about the sheet, for people to check our guesses.

    ``rows``: rows read; blank ones and those of ``skipped`` apart, of which the first are listed.
    """

    name: str
    path: str
    sha256: str
    format: str
    layout: str
    encoding: str | None
    delimiter: str | None
    worksheet: str | None
    rows: int
    guesses: tuple[Guess, ...] = ()
    skipped: tuple[Skipped, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """``changes`` in sheet order, none of them KEEP. The other rows are listed by number: all are accounted for.

    ``undoes``: the run that it takes back.

    ``created`` and ``expires`` are UTC, ISO 8601. ``digest`` is over everything else in the file.
    """

    id: str
    created: str
    expires: str
    store_name: str
    api: str
    store: Store
    sheet: SheetFacts
    changes: tuple[Change, ...]
    unchanged: tuple[int, ...]
    ignored: tuple[int, ...]
    refused: tuple[int, ...]
    findings: tuple[Finding, ...]
    choices: Choices = USUAL
    guards: tuple[Tripped, ...] = ()
    conflicts: tuple[int, ...] = ()
    undoes: str = ""
    digest: str = ""

    @property
    def stopped_by(self) -> tuple[Tripped, ...]:
        """The guards that were not let pass: with one of them nothing of the plan is sent."""
        return tuple(one for one in self.guards if one.guard.value not in self.choices.allow)
