"""A shop to test in: a sandbox that really listens, a home folder, and the jobs as the command line calls them."""

import json
import os
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx

from batch import config, jobs, stores
from batch.channels.http import Limits
from batch.events import Events
from batch.messages import Messages
from batch.model.choices import Choices
from batch.model.guards import Guard
from batch.ports import Unwatched
from batch.sandbox import Settings, running
from batch.values import now

TOKEN_ENV = "ONSHELF_TEST_TOKEN"
STORE = "shop"
EVERYTHING = Choices(allow=tuple(Guard), reason="a test changes half of a tiny shop")


@dataclass(frozen=True)
class Shop:
    """``api``: where the sandbox answers; ``folder``: for sheets and reports."""

    folder: Path
    api: str
    store_id: int
    token: str

    def context(self) -> jobs.Context:
        return jobs.Context(self.folder / "home", Messages("en"), Unwatched(), now, Events(None))

    def sheet(self, name: str, lines: str) -> Path:
        path = self.folder / name
        path.write_text(lines, "utf-8")
        return path

    def plan(self, sheet: Path, choices: Choices = EVERYTHING) -> jobs.Done:
        return jobs.plan(self.context(), sheet, STORE, None, choices)

    def apply(self, plan: str) -> jobs.Done:
        with jobs.resume(self.context(), Path(plan)) as work:
            return work.go_on()

    def run(self, sheet: Path, choices: Choices = EVERYTHING) -> jobs.Done:
        with jobs.run(self.context(), sheet, STORE, choices) as work:
            return work.go_on()

    def state(self) -> list[dict[str, Any]]:
        products: list[dict[str, Any]] = self._witness("state")
        return products

    def ledger(self) -> list[dict[str, Any]]:
        entries: list[dict[str, Any]] = self._witness("ledger")
        return entries

    def requests(self) -> list[dict[str, Any]]:
        requests: list[dict[str, Any]] = self._witness("requests")
        return requests

    def switch(self, switches: Mapping[str, str]) -> None:
        httpx.put(self._url("switches"), json=dict(switches), verify=False).raise_for_status()

    def faults(self, *faults: Mapping[str, object]) -> None:
        """What goes wrong from now on."""
        httpx.put(self._url("faults"), json={"faults": list(faults)}, verify=False).raise_for_status()

    def fired(self) -> int:
        """How often what goes wrong did."""
        return sum(fault["fired"] for fault in self._witness("faults")["faults"])

    def put(self, product: str, body: Mapping[str, object]) -> None:
        """Someone else edits the store."""
        url = f"{self.api}/{self.store_id}/products/{product}"
        httpx.put(
            url, json=dict(body), headers={"Authorization": f"Bearer {self.token}"}, verify=False
        ).raise_for_status()

    def post(self, path: str, body: Mapping[str, object]) -> None:
        """Someone else adds to a product of the store, ``50/combinations``."""
        url = f"{self.api}/{self.store_id}/products/{path}"
        httpx.post(
            url, json=dict(body), headers={"Authorization": f"Bearer {self.token}"}, verify=False
        ).raise_for_status()

    def delete(self, product: str) -> None:
        url = f"{self.api}/{self.store_id}/products/{product}"
        httpx.delete(url, headers={"Authorization": f"Bearer {self.token}"}, verify=False).raise_for_status()

    def _witness(self, what: str) -> Any:
        return httpx.get(self._url(what), timeout=60, verify=False).raise_for_status().json()

    def _url(self, what: str) -> str:
        return f"{self.api.removesuffix('/api/v3')}/_sandbox/{what}"


@contextmanager
def opened(
    folder: Path,
    switches: Mapping[str, str] | None = None,
    clock: Callable[[], float] = time.time,
    seed: Sequence[Mapping[str, Any]] | None = None,
) -> Iterator[Shop]:
    """A store for the length of a block, known to the home folder as ``shop``. ``clock``: the store's own."""
    with running(Settings(seed=seed, switches={"quota": "100000"} | dict(switches or {}), clock=clock)) as server:
        home = config.home(str(folder / "home"))
        (folder / "tmp").mkdir(exist_ok=True)
        os.environ[TOKEN_ENV] = server.token
        config.add(home, config.StoreAddress(STORE, server.api, str(server.store_id), TOKEN_ENV))
        before, stores.LIMITS = stores.LIMITS, Limits(budget=100_000)  # many runs share one token here
        try:
            yield Shop(folder, server.api, server.store_id, server.token)
        finally:
            stores.LIMITS = before


def written(done: jobs.Done, name: str) -> str:
    return Path(done.files[name]).read_text("utf-8")


def document(done: jobs.Done) -> dict[str, Any]:
    from batch.reports.document import document

    shown: dict[str, Any] = json.loads(json.dumps(document(done.report, done.files, Messages("en"))))
    return shown
