"""The main job on a bad day: a store with faults, a clock that jumps over every wait, and all that was written."""

import os
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
import pytest
import stamina

from batch import config, jobs, stores
from batch.channels.eseries.client import ESeries
from batch.channels.http import Limits, Seams
from batch.errors import OnshelfError
from batch.events import Events
from batch.messages import Messages
from batch.ports import Unwatched
from batch.sandbox import Settings, running

TOKEN = "secret_CANARY8f3a61"
TOKEN_ENV = "ONSHELF_TEST_TOKEN"
STORE = "shop"
ATTEMPTS = 6
LONG = 700.0  # seconds in which every block of a token has passed
MOST_TRIES = 3

Faults = Sequence[Mapping[str, Any]]
Document = dict[str, Any]


class Clock:
    """The time of everybody: whoever sleeps moves it, and the store gets a moment to work meanwhile."""

    def __init__(self) -> None:
        self._ahead = 0.0

    def now(self) -> float:
        return time.time() + self._ahead

    def date(self) -> datetime:
        return datetime.fromtimestamp(self.now(), UTC)

    def sleep(self, seconds: float) -> None:
        self._ahead += seconds
        time.sleep(0.001)


@dataclass(frozen=True)
class Attempt:
    """What came of a job: a report, or an error of ours and its sentence; and what the witness knew just then."""

    done: jobs.Done | None
    error: OnshelfError | None
    sentence: str
    state: list[Document]
    ledger: list[Document]

    @property
    def exit_code(self) -> int:
        if self.done is not None:
            return self.done.exit_code
        return self.error.exit_code if self.error else 0


@dataclass(frozen=True)
class Day:
    """``folder``: for the sheet, the reports and the home folder."""

    folder: Path
    witness: httpx.Client
    clock: Clock
    token: str
    attempts: list[Attempt] = field(default_factory=list)

    def strike(self, faults: Faults, seed: int = 0) -> None:
        document = {"seed": seed, "faults": list(faults)}
        self.witness.put("faults", json=document).raise_for_status()

    def told(self, what: str) -> Any:
        return self.witness.get(what).raise_for_status().json()

    def struck(self) -> bool:
        """Whether every fault did."""
        return all(fault["fired"] for fault in self.told("faults")["faults"])

    def run(self, sheet: str) -> Attempt:
        path = self.folder / "catalog.csv"
        path.write_text(sheet, "utf-8")
        return self._attempted(lambda: jobs.run(self._context(), path, STORE))

    def mended(self, sheet: str) -> Attempt:
        """The faults are over, time has passed, and the merchant types what was said until it is done."""
        self.strike([])
        self.clock.sleep(LONG)
        for _ in range(MOST_TRIES):
            last = self.attempts[-1]
            if last.exit_code == 0:
                return last
            stopped = last.done is not None and last.done.report.stopped is not None
            if stopped and last.done is not None and last.done.report.plan_path:
                self.apply(last.done.report.plan_path)
            else:
                self.run(sheet)
        return self.attempts[-1]

    def planned(self, sheet: str) -> str:
        """The path of a plan that nobody has applied."""
        path = self.folder / "earlier.csv"
        path.write_text(sheet, "utf-8")
        return jobs.plan(self._context(), path, STORE, None).files["plan"]

    def apply(self, plan: str) -> Attempt:
        return self._attempted(lambda: jobs.resume(self._context(), Path(plan)))

    def _attempted(self, started: Any) -> Attempt:
        """Any exception but ours is a traceback, and goes through."""
        done, error = None, None
        try:
            with started() as work:
                done = work.go_on()
        except OnshelfError as fault:
            error = fault
        told = error or (done.report.stopped if done else None)
        sentence = Messages("en")(told.code, told.facts) if told else ""
        attempt = Attempt(done, error, sentence, self.told("state"), self.told("ledger"))
        self.attempts.append(attempt)
        return attempt

    def _context(self) -> jobs.Context:
        return jobs.Context(self.folder / "home", Messages("en"), Unwatched(), self.clock.date, Events(None))


@contextmanager
def day(folder: Path, monkeypatch: pytest.MonkeyPatch, seed: list[Document]) -> Iterator[Day]:
    """A shop that opens. Reads time out after a second; all other waits take none."""
    clock = Clock()
    limits = Limits(timeout=1.0, deadline=5.0, answer_bytes=8 * 2**20)
    seams = Seams(clock=clock.now, sleep=clock.sleep)

    def opened(api: str, store_id: str, token: str, _: Limits, __: Seams, keep: Path) -> ESeries:
        return ESeries(api, store_id, token, limits, seams, keep)

    monkeypatch.setattr(stores, "ESeries", opened)
    settings = Settings(token=TOKEN, seed=seed, clock=clock.now)
    with running(settings) as server, stamina.set_testing(True, attempts=ATTEMPTS, cap=True):
        home = config.home(str(folder / "home"))
        os.environ[TOKEN_ENV] = server.token
        config.add(home, config.StoreAddress(STORE, server.api, str(server.store_id), TOKEN_ENV))
        url = server.api.removesuffix("/api/v3") + "/_sandbox/"
        with httpx.Client(base_url=url, timeout=60, verify=False) as witness:  # the certificates take long to load
            yield Day(folder, witness, clock, server.token)
