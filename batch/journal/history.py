"""What became of each run, so that it can be told again, and the chain of manifests. Kept in the journal's file."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from typing import Any

import sqlalchemy as sa

from batch.journal.database import whole
from batch.journal.tables import CELLS, CHAIN, ENDINGS, OUTCOMES
from batch.model.records import Link, Manifest
from batch.model.runs import Outcome, Reason, Status, Traffic


class History:
    """Every method commits before it returns. ``engine``: the journal's.

    Raises Misconfigured for what is no longer what was written.
    """

    def __init__(self, engine: sa.Engine) -> None:
        self._engine = engine

    def keep(self, run: str, outcomes: Sequence[Outcome], traffic: Traffic) -> None:
        """All that a run's report is made of, beside its plan and its sheet."""
        rows = [_written(run, number, outcome) for number, outcome in enumerate(outcomes)]
        with self._engine.begin() as database:
            if rows:
                database.execute(OUTCOMES.insert(), rows)
            if cells := [_cells(run, outcome) for outcome in outcomes if outcome.sent is not None]:
                database.execute(CELLS.insert(), cells)
            database.execute(ENDINGS.insert().values(run=run, traffic=_json(asdict(traffic))))

    def outcomes(self, run: str) -> tuple[Outcome, ...]:
        """In the order of the plan's changes."""
        own = sa.and_(CELLS.c.run == OUTCOMES.c.run, CELLS.c.change == OUTCOMES.c.change)
        columns = (*OUTCOMES.c, CELLS.c.sent, CELLS.c.missing)
        query = sa.select(*columns).select_from(OUTCOMES.outerjoin(CELLS, own))
        query = query.where(OUTCOMES.c.run == run).order_by(OUTCOMES.c.number)
        with self._engine.connect() as database, whole(self._engine):
            return tuple(_outcome(row) for row in database.execute(query).mappings())

    def conflicts(self, run: str) -> dict[str, Reason]:
        """By change: what was left alone in a run, because the store had moved, and why."""
        found = self.outcomes(run)
        return {one.change: one.reason for one in found if one.status is Status.CONFLICT and one.reason}

    def traffic(self, run: str) -> Traffic | None:
        """None when the run never came to its end."""
        with self._engine.connect() as database:
            written = database.scalar(sa.select(ENDINGS.c.traffic).where(ENDINGS.c.run == run))
        with whole(self._engine):
            return None if written is None else Traffic(**json.loads(written))

    def linked(self, run: str, made: Callable[[Link | None], Manifest], sealed: Callable[[Manifest], str]) -> Manifest:
        """Adds a run to the chain: its manifest, made from the link before. Nobody else can take the same link."""
        with self._engine.connect() as database:
            database.exec_driver_sql("BEGIN IMMEDIATE")
            last = database.execute(sa.select(CHAIN).order_by(CHAIN.c.number.desc()).limit(1)).mappings().first()
            found = made(None if last is None else Link(last["run"], last["digest"]))
            database.execute(CHAIN.insert().values(run=run, digest=sealed(found)))
            database.commit()
        return found

    def chain(self) -> tuple[Link, ...]:
        """The oldest first."""
        with self._engine.connect() as database:
            rows = database.execute(sa.select(CHAIN).order_by(CHAIN.c.number)).mappings()
            return tuple(Link(row["run"], row["digest"]) for row in rows)


def _written(run: str, number: int, outcome: Outcome) -> dict[str, Any]:
    return {
        "run": run,
        "change": outcome.change,
        "number": number,
        "status": int(outcome.status),
        "reason": None if outcome.reason is None else _json(asdict(outcome.reason)),
        "product": outcome.product,
        "variation": outcome.variation,
        "confirmed": None if outcome.confirmed is None else _json(dict(outcome.confirmed)),
    }


def _cells(run: str, outcome: Outcome) -> dict[str, Any]:
    sent, missing = list(outcome.sent or ()), list(outcome.missing)
    return {"run": run, "change": outcome.change, "sent": _json(sent), "missing": _json(missing)}


def _outcome(row: Mapping[Any, Any]) -> Outcome:
    confirmed = row["confirmed"]
    return Outcome(
        change=row["change"],
        status=Status(row["status"]),
        reason=_reason(row["reason"]),
        product=row["product"],
        variation=row["variation"],
        confirmed=None if confirmed is None else json.loads(confirmed),
        missing=_names(row["missing"]) or (),
        sent=_names(row["sent"]),
    )


def _names(written: str | None) -> tuple[str, ...] | None:
    return None if written is None else tuple(json.loads(written))


def _reason(written: str | None) -> Reason | None:
    if written is None:
        return None
    document = json.loads(written)
    code, facts = document["code"], document["facts"]
    return Reason(code, tuple((name, fact) for name, fact in facts))


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
