"""What was intended, sent and answered, on disk before the next thing is sent. Keyed by plan and step."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from batch import disk
from batch.errors import CannotWrite
from batch.journal.database import damaged, opened, whole
from batch.journal.tables import ANSWERS, BATCHES, PICTURES, PLANS, RUNS, SIGHTS
from batch.model.attempts import Attempts
from batch.model.plans import Plan
from batch.model.reports import RunFacts
from batch.model.runs import Answer, Step
from batch.values import timestamp

RUNNING, INTERRUPTED = "running", "interrupted"
_CUT_OFF = frozenset({RUNNING, INTERRUPTED})

# The store remembers a deduplication key for an hour: E-Series REST docs, Create batch request. Ten minutes to spare.
KEY_LIFETIME = timedelta(minutes=50)
CLOCK_SLACK = timedelta(seconds=5)  # a batch from further ahead was sent before the clock was set: nobody knows when


@dataclass(frozen=True, slots=True)
class OpenBatch:
    """A batch whose answers were not written down. ``ticket`` is None when it is not known to have arrived."""

    number: int
    key: str
    steps: tuple[Step, ...]
    ticket: str | None
    key_is_alive: bool


@dataclass(frozen=True, slots=True)
class LastRun:
    """``cut_off``: it was stopped, or it died, or it is at work this moment."""

    id: str
    plan: str | None
    cut_off: bool


class Journal:
    """One SQLite file; every method commits before it returns. Close it when done, or use it as a context."""

    def __init__(self, path: Path) -> None:
        """Raises CannotWrite or Misconfigured, and so does every method."""
        self._path = path
        self._engine = opened(path)
        self._mark = path.with_name(f"{path.name}-mark")
        self._refuse_shortened()
        self._seen = self._last()

    def __enter__(self) -> "Journal":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        self._engine.dispose()

    @property
    def engine(self) -> sa.Engine:
        """The same file, for what else is kept in it."""
        return self._engine

    # plans and runs

    def remember(self, plan: Plan) -> None:
        """With what was sent to any store when this journal was opened: a plan that was made since knows no more."""
        with self._engine.begin() as database:
            if database.scalar(sa.select(PLANS.c.id).where(PLANS.c.id == plan.id)) is None:
                database.execute(PLANS.insert().values(id=plan.id, store=plan.store_name, sheet=plan.sheet.name))
                database.execute(SIGHTS.insert().prefix_with("OR IGNORE").values(plan=plan.id, batch=self._seen))

    def sent_since(self, plan: str, store: str) -> dict[str, list[Step]]:
        """What other plans have sent to the store since a plan was made, by plan; nothing where that is not known."""
        with self._engine.connect() as database:
            seen = database.scalar(sa.select(SIGHTS.c.batch).where(SIGHTS.c.plan == plan))
            query = sa.select(PLANS.c.id).where(PLANS.c.store == store, PLANS.c.id != plan)
            others = list(database.scalars(query))
        found = {} if seen is None else {other: self._sendings(other, int(seen)) for other in others}
        return {other: steps for other, steps in found.items() if steps}

    def consumer(self, plan: str) -> str | None:
        """The run that applied the plan to its end, if one did."""
        with self._engine.connect() as database:
            consumer: str | None = database.scalar(sa.select(PLANS.c.consumed_by).where(PLANS.c.id == plan))
            return consumer

    def consume(self, plan: str, run: str) -> None:
        with self._engine.begin() as database:
            database.execute(PLANS.update().where(PLANS.c.id == plan).values(consumed_by=run))

    def begin(self, run: RunFacts, plan: Plan, reports: Path) -> None:
        with self._engine.begin() as database:
            database.execute(
                RUNS.insert().values(
                    id=run.id,
                    command=run.command,
                    plan=plan.id,
                    store=plan.store_name,
                    sheet=plan.sheet.name,
                    status=RUNNING,
                    started=run.started,
                    reports=str(reports),
                )
            )

    def end(self, run: RunFacts, totals: Mapping[str, int], reports: Path) -> None:
        """``reports``: where they were written in the end. Raises CannotWrite when nobody will find them there."""
        self._refuse_gone()
        with self._engine.begin() as database:
            ended = {
                "status": run.status,
                "ended": run.ended,
                "totals": json.dumps(dict(totals)),
                "reports": str(reports.absolute()),
            }
            database.execute(RUNS.update().where(RUNS.c.id == run.id).values(**ended))

    def runs(self) -> list[dict[str, str | None]]:
        """The one that was begun last comes first."""
        with self._engine.connect() as database:
            rows = database.execute(sa.select(RUNS).order_by(sa.literal_column("rowid").desc()))
            return [dict(row) for row in rows.mappings()]

    def last_run(self, store: str) -> LastRun | None:
        """The newest run on a store, ended or not."""
        query = sa.select(RUNS).where(RUNS.c.store == store).order_by(RUNS.c.started.desc(), RUNS.c.id.desc())
        with self._engine.connect() as database:
            row = database.execute(query.limit(1)).mappings().first()
            return None if row is None else LastRun(row["id"], row["plan"], row["status"] in _CUT_OFF)

    def open_plans(self, store: str) -> list[str]:
        """Plans with a batch of which nothing was written down since it was intended; the oldest first."""
        query = (
            sa.select(BATCHES.c.plan)
            .join(PLANS, PLANS.c.id == BATCHES.c.plan)
            .where(~BATCHES.c.answered, PLANS.c.store == store)
            .group_by(BATCHES.c.plan)
            .order_by(sa.func.min(BATCHES.c.number))
        )
        with self._engine.connect() as database:
            return list(database.scalars(query))

    # batches

    def intend(self, plan: str, key: str, steps: Sequence[Step], moment: datetime) -> int:
        """Written before the batch is sent. Raises CannotWrite, too, when somebody took the file away meanwhile."""
        self._refuse_gone()
        written = json.dumps([asdict(step) for step in steps])
        with self._engine.begin() as database:
            values = {"plan": plan, "key": key, "steps": written, "intended": timestamp(moment), "answered": False}
            number: int = database.scalar(BATCHES.insert().values(**values).returning(BATCHES.c.number)) or 0
        disk.keep(self._mark, str(number).encode())
        return number

    def sent(self, number: int, ticket: str) -> None:
        with self._engine.begin() as database:
            database.execute(BATCHES.update().where(BATCHES.c.number == number).values(ticket=ticket))

    def answered(self, plan: str, number: int, answers: Sequence[Answer]) -> None:
        """All answers of a batch at once; a later answer to a step takes the place of an earlier one."""
        with self._engine.begin() as database:
            _write(database, plan, answers)
            database.execute(BATCHES.update().where(BATCHES.c.number == number).values(answered=True))

    def learned(self, plan: str, answers: Sequence[Answer]) -> None:
        """What looking at the store told in the place of its answers."""
        with self._engine.begin() as database:
            _write(database, plan, answers)

    def attempts(self, plan: Plan) -> Attempts:
        """All that was tried for the plan so far."""
        steps = self.steps(plan.id)
        so_far = Attempts(answers=self.answers(plan.id), steps=steps)
        so_far.sending(self._sendings(plan.id))
        changes = {change.key: change for change in plan.changes}
        with whole(self._engine):  # an answer to nothing that was ever asked is none that we wrote
            asked = {id_: (steps[id_], changes[steps[id_].changes[0]]) for id_ in so_far.answers}
        for id_, (step, change) in asked.items():
            created = so_far.answers[id_].created_id
            if step.creates and created and change.product is None:
                so_far.created.setdefault(change.family, created)
        return so_far

    def answers(self, plan: str) -> dict[str, Answer]:
        """By step id."""
        columns = [column for column in ANSWERS.c if column.name != "plan"]
        with self._engine.connect() as database:
            rows = database.execute(sa.select(*columns).where(ANSWERS.c.plan == plan))
            return {row["step"]: Answer(**row) for row in rows.mappings()}

    def steps(self, plan: str) -> dict[str, Step]:
        """Every step that was ever intended for the plan, by its id."""
        return {step.id: step for step in self._sendings(plan)}

    def _sendings(self, plan: str, since: int = 0) -> list[Step]:
        """In the order in which they were intended, each as often as it was."""
        query = sa.select(BATCHES.c.steps).where(BATCHES.c.plan == plan, BATCHES.c.number > since)
        with self._engine.connect() as database:
            written = list(database.scalars(query.order_by(BATCHES.c.number)))
        return [step for steps in written for step in self._steps(steps)]

    def batches(self, plan: str) -> int:
        """How many were ever intended for the plan."""
        with self._engine.connect() as database:
            return int(database.scalar(sa.select(sa.func.count()).where(BATCHES.c.plan == plan)) or 0)

    def open_batches(self, plan: str, moment: datetime) -> list[OpenBatch]:
        """In the order in which they were intended."""
        query = sa.select(BATCHES).where(BATCHES.c.plan == plan, ~BATCHES.c.answered).order_by(BATCHES.c.number)
        with self._engine.connect() as database:
            return [self._open(dict(row), moment) for row in database.execute(query).mappings()]

    def _refuse_shortened(self) -> None:
        """A file that lost its last entries is sound to SQLite; the mark, kept apart, knows how many there were."""
        if not self._mark.exists():
            return
        marked = int(self._mark.read_bytes() or 0)  # before the other: someone may be sending to another store
        if self._last() < marked:
            raise damaged(self._path, "its last entries are missing")

    def _last(self) -> int:
        """The number of the batch that was intended last, to any store."""
        with self._engine.connect() as database:
            return int(database.scalar(sa.select(sa.func.max(BATCHES.c.number))) or 0)

    def _refuse_gone(self) -> None:
        if not self._path.exists():
            raise CannotWrite("home.gone", {"path": self._path})

    # images: the store's URL of an image never equals the one that it was made from

    def picture(self, store: str, url: str, source: str) -> None:
        with self._engine.begin() as database:
            values = {"store": store, "url": url, "source": source}
            database.execute(PICTURES.insert().prefix_with("OR REPLACE").values(**values))

    def pictures(self, store: str) -> dict[str, str]:
        """The store's URL of an image to the one that it was made from."""
        with self._engine.connect() as database:
            rows = database.execute(sa.select(PICTURES).where(PICTURES.c.store == store))
            return {row["url"]: row["source"] for row in rows.mappings()}

    def _open(self, row: Mapping[str, Any], moment: datetime) -> OpenBatch:
        alive = timestamp(moment - KEY_LIFETIME) < row["intended"] <= timestamp(moment + CLOCK_SLACK)
        return OpenBatch(row["number"], row["key"], self._steps(row["steps"]), row["ticket"], alive)

    def _steps(self, written: str) -> tuple[Step, ...]:
        """Raises Misconfigured when they are no longer what was written."""
        with whole(self._engine):
            return tuple(_step(step) for step in json.loads(written))


def _step(document: Mapping[str, Any]) -> Step:
    """One of before fields were written down carries all that its changes ask for."""
    named = {name: tuple(document.get(name, ())) for name in ("changes", "fields")}
    return Step(**{**document, **named})


def _write(database: sa.Connection, plan: str, answers: Sequence[Answer]) -> None:
    for answer in answers:
        database.execute(ANSWERS.insert().prefix_with("OR REPLACE").values(plan=plan, **asdict(answer)))
