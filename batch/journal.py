"""What was intended, sent and answered, on disk before the next thing is sent. Keyed by plan and step."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from batch.errors import Misconfigured
from batch.model.attempts import Attempts
from batch.model.plans import Plan
from batch.model.reports import RunFacts
from batch.model.runs import Answer, Step
from batch.values import timestamp

_META = sa.MetaData()

_PLANS = sa.Table(
    "plans",
    _META,
    sa.Column("id", sa.String, primary_key=True),
    sa.Column("store", sa.String, nullable=False),
    sa.Column("sheet", sa.String, nullable=False),
    sa.Column("consumed_by", sa.String),
)
_RUNS = sa.Table(
    "runs",
    _META,
    sa.Column("id", sa.String, primary_key=True),
    sa.Column("command", sa.String, nullable=False),
    sa.Column("plan", sa.String),
    sa.Column("store", sa.String),
    sa.Column("sheet", sa.String),
    sa.Column("status", sa.String, nullable=False),
    sa.Column("started", sa.String, nullable=False),
    sa.Column("ended", sa.String),
    sa.Column("reports", sa.String),
    sa.Column("totals", sa.String),
)
_BATCHES = sa.Table(
    "batches",
    _META,
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=True),
    sa.Column("plan", sa.String, nullable=False, index=True),
    sa.Column("key", sa.String, nullable=False, unique=True),
    sa.Column("steps", sa.Text, nullable=False),
    sa.Column("intended", sa.String, nullable=False),
    sa.Column("ticket", sa.String),
    sa.Column("answered", sa.Boolean, nullable=False, default=False),
)
_ANSWERS = sa.Table(
    "answers",
    _META,
    sa.Column("plan", sa.String, primary_key=True),
    sa.Column("step", sa.String, primary_key=True),
    sa.Column("status", sa.Integer),
    sa.Column("message", sa.Text),
    sa.Column("created_id", sa.String),
    sa.Column("heard", sa.Boolean, nullable=False),
)
_PICTURES = sa.Table(
    "pictures",
    _META,
    sa.Column("store", sa.String, primary_key=True),
    sa.Column("url", sa.Text, primary_key=True),
    sa.Column("source", sa.Text, nullable=False),
)

SCHEMA_VERSION = 1

# The store remembers a deduplication key for an hour: E-Series REST docs, Create batch request. Ten minutes to spare.
KEY_LIFETIME = timedelta(minutes=50)


@dataclass(frozen=True, slots=True)
class OpenBatch:
    """A batch whose answers were not written down. ``ticket`` is None when it is not known to have arrived."""

    number: int
    key: str
    steps: tuple[Step, ...]
    ticket: str | None
    key_is_alive: bool


class Journal:
    """One SQLite file; every method commits before it returns. Close it when done, or use it as a context."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.touch(mode=0o600)
        self._engine = sa.create_engine(f"sqlite:///{path}", connect_args={"timeout": 30})
        sa.event.listen(self._engine, "connect", _durable)
        with self._engine.begin() as database:
            version = database.scalar(sa.text("PRAGMA user_version"))
            if version and version > SCHEMA_VERSION:
                raise Misconfigured("home.newer", {"path": path, "version": version})
            _META.create_all(database)
            database.execute(sa.text(f"PRAGMA user_version = {SCHEMA_VERSION}"))

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
        with self._engine.begin() as database:
            if database.scalar(sa.select(_PLANS.c.id).where(_PLANS.c.id == plan.id)) is None:
                database.execute(_PLANS.insert().values(id=plan.id, store=plan.store_name, sheet=plan.sheet.name))

    def consumer(self, plan: str) -> str | None:
        """The run that applied the plan to its end, if one did."""
        with self._engine.connect() as database:
            consumer: str | None = database.scalar(sa.select(_PLANS.c.consumed_by).where(_PLANS.c.id == plan))
            return consumer

    def consume(self, plan: str, run: str) -> None:
        with self._engine.begin() as database:
            database.execute(_PLANS.update().where(_PLANS.c.id == plan).values(consumed_by=run))

    def begin(self, run: RunFacts, plan: Plan, reports: Path) -> None:
        with self._engine.begin() as database:
            database.execute(
                _RUNS.insert().values(
                    id=run.id,
                    command=run.command,
                    plan=plan.id,
                    store=plan.store_name,
                    sheet=plan.sheet.name,
                    status="running",
                    started=run.started,
                    reports=str(reports),
                )
            )

    def end(self, run: RunFacts, totals: Mapping[str, int]) -> None:
        with self._engine.begin() as database:
            ended = {"status": run.status, "ended": run.ended, "totals": json.dumps(dict(totals))}
            database.execute(_RUNS.update().where(_RUNS.c.id == run.id).values(**ended))

    def runs(self) -> list[dict[str, str | None]]:
        """The newest first."""
        with self._engine.connect() as database:
            rows = database.execute(sa.select(_RUNS).order_by(_RUNS.c.started.desc(), _RUNS.c.id.desc()))
            return [dict(row) for row in rows.mappings()]

    # batches

    def intend(self, plan: str, key: str, steps: Sequence[Step], moment: datetime) -> int:
        """Written before the batch is sent."""
        written = json.dumps([asdict(step) for step in steps])
        with self._engine.begin() as database:
            values = {"plan": plan, "key": key, "steps": written, "intended": timestamp(moment), "answered": False}
            number: int = database.scalar(_BATCHES.insert().values(**values).returning(_BATCHES.c.number)) or 0
            return number

    def sent(self, number: int, ticket: str) -> None:
        with self._engine.begin() as database:
            database.execute(_BATCHES.update().where(_BATCHES.c.number == number).values(ticket=ticket))

    def answered(self, plan: str, number: int, answers: Sequence[Answer]) -> None:
        """All answers of a batch at once; a later answer to a step takes the place of an earlier one."""
        with self._engine.begin() as database:
            for answer in answers:
                database.execute(_ANSWERS.insert().prefix_with("OR REPLACE").values(plan=plan, **asdict(answer)))
            database.execute(_BATCHES.update().where(_BATCHES.c.number == number).values(answered=True))

    def attempts(self, plan: Plan) -> Attempts:
        """All that was tried for the plan so far."""
        steps = self.steps(plan.id)
        so_far = Attempts(answers=self.answers(plan.id), steps=steps, sent=set(steps))
        changes = {change.key: change for change in plan.changes}
        for id_, answer in so_far.answers.items():
            step = so_far.steps[id_]
            change = changes[step.changes[0]]
            if step.creates and answer.created_id and change.product is None:
                so_far.created[change.family] = answer.created_id
        return so_far

    def answers(self, plan: str) -> dict[str, Answer]:
        """By step id."""
        columns = [column for column in _ANSWERS.c if column.name != "plan"]
        with self._engine.connect() as database:
            rows = database.execute(sa.select(*columns).where(_ANSWERS.c.plan == plan))
            return {row["step"]: Answer(**row) for row in rows.mappings()}

    def steps(self, plan: str) -> dict[str, Step]:
        """Every step that was ever intended for the plan, by its id."""
        query = sa.select(_BATCHES.c.steps).where(_BATCHES.c.plan == plan).order_by(_BATCHES.c.number)
        with self._engine.connect() as database:
            return {step.id: step for written in database.scalars(query) for step in _steps(written)}

    def batches(self, plan: str) -> int:
        """How many were ever intended for the plan."""
        with self._engine.connect() as database:
            return int(database.scalar(sa.select(sa.func.count()).where(_BATCHES.c.plan == plan)) or 0)

    def open_batches(self, plan: str, moment: datetime) -> list[OpenBatch]:
        """In the order in which they were intended."""
        query = sa.select(_BATCHES).where(_BATCHES.c.plan == plan, ~_BATCHES.c.answered).order_by(_BATCHES.c.number)
        with self._engine.connect() as database:
            return [_open(dict(row), moment) for row in database.execute(query).mappings()]

    # images: the store's URL of an image never equals the one that it was made from

    def picture(self, store: str, url: str, source: str) -> None:
        with self._engine.begin() as database:
            values = {"store": store, "url": url, "source": source}
            database.execute(_PICTURES.insert().prefix_with("OR REPLACE").values(**values))

    def pictures(self, store: str) -> dict[str, str]:
        """The store's URL of an image to the one that it was made from."""
        with self._engine.connect() as database:
            rows = database.execute(sa.select(_PICTURES).where(_PICTURES.c.store == store))
            return {row["url"]: row["source"] for row in rows.mappings()}


def _open(row: dict[str, Any], moment: datetime) -> OpenBatch:
    alive = row["intended"] > timestamp(moment - KEY_LIFETIME)
    return OpenBatch(row["number"], row["key"], _steps(row["steps"]), row["ticket"], alive)


def _steps(written: str) -> tuple[Step, ...]:
    return tuple(Step(**{**step, "changes": tuple(step["changes"])}) for step in json.loads(written))


def _durable(connection: object, _record: object) -> None:
    """What is committed is on the disk, not on its way there."""
    cursor = connection.cursor()  # type: ignore[attr-defined]
    cursor.execute("PRAGMA journal_mode = WAL")
    cursor.execute("PRAGMA synchronous = FULL")
    cursor.close()
