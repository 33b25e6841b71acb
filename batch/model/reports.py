"""What comes back, before any file format or language: every writer renders this same value."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from batch.errors import OnshelfError
from batch.model.changes import FieldChange
from batch.model.findings import Finding
from batch.model.plans import Plan, SheetFacts
from batch.model.runs import Outcome, Reason, Traffic

STOPPED, NOT_APPLIED = "stopped", "not_applied"
LEFT = frozenset({STOPPED, NOT_APPLIED})  # a guard stopped the plan, or nobody agreed: nothing was sent


@dataclass(frozen=True, slots=True)
class RowResult:
    """The verdict on one row of the sheet.

    ``result`` is a word of messages ("result.<word>"): after ``check`` ok or refused or ignored; after ``plan`` the
    same or plan_create, plan_update, plan_enable, plan_disable, plan_delete, unchanged; after ``apply`` a Verdict.
    ``reason``: why it did not happen. ``confirmed``: field name to what the store holds now. ``deletes``: it is, or was
    to be, deleted; then there are no fields. ``untouched``: fields that held what was wanted before anything was sent.
    """

    row: int
    sku: str
    result: str
    fields: tuple[FieldChange, ...] = ()
    status: str = ""
    store_id: str | None = None
    confirmed: Mapping[str, str | None] = field(default_factory=dict)
    reason: Reason | None = None
    deletes: bool = False
    untouched: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class RunFacts:
    """``status``: the word of the gravest outcome, "done", "interrupted", or one of ``LEFT``. Times: UTC, ISO 8601."""

    id: str
    command: str
    status: str
    started: str
    ended: str


@dataclass(frozen=True, slots=True)
class Held:
    """What the store was read back to hold for a row: its product's id, and canonical text by field name.

    ``pos_id``: as in Item.
    """

    product: str
    fields: Mapping[str, str | None]
    pos_id: str | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """``counts`` are rows by kind, ``totals`` rows by verdict (apply and run only; they add up to the rows read),

    ``outcomes`` changes by status. ``reconciled`` is None where nothing was applied. ``stopped``: why not
    everything was sent, if it was not. ``remark``: a message on the workbook itself. ``held``: by row, for all rows of
    the products that were touched. ``siblings``: variations of these products that no row means.

    ``headings``: what the merchant calls a column, by its canonical name, where that is another.

    ``beside``: what becomes of items of the store for which no row of the sheet stands; they are in no total of rows.
    """

    run: RunFacts
    sheet: SheetFacts
    findings: tuple[Finding, ...]
    rows: tuple[RowResult, ...]
    counts: Mapping[str, int]
    plan: Plan | None = None
    plan_path: str | None = None
    totals: Mapping[str, int] = field(default_factory=dict)
    outcomes: Mapping[str, int] = field(default_factory=dict)
    details: tuple[Outcome, ...] = ()
    traffic: Traffic | None = None
    reconciled: bool | None = None
    stopped: OnshelfError | None = None
    remark: str | None = None
    held: Mapping[int, Held] = field(default_factory=dict)
    siblings: tuple[Held, ...] = ()
    beside: tuple[RowResult, ...] = ()
    headings: Mapping[str, str] = field(default_factory=dict)
