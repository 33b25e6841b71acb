"""Requests that a plan costs, counted by the store itself: ``python -m benchmarks.requests 10000``.

A store of so many products, a sheet that names them all; planned, planned again, planned after a few edits by
somebody else; then plans that change, create and delete, applied, and planned again. Beside each count stands the
least that the store's API allows where each change is confirmed: products are read before they are written and after,
a hundred at a time; a batch of 500 is sent and asked after; and who the store is, is asked once. Where products are
made, the catalog is looked at before, for SKUs that somebody took meanwhile, and its products are counted twice.

Last, how much of the store's quota is used while there is work, on a clock of its own: no minute is waited for.
"""

import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from math import ceil
from pathlib import Path
from typing import Any

import click
import httpx

from batch import config, jobs
from batch.channels.eseries.client import ESeries
from batch.channels.http import Limits, Seams
from batch.events import Events
from batch.messages import Messages
from batch.model.choices import Choices
from batch.ports import Unwatched
from batch.sandbox import Settings, running
from batch.values import now

PAGE, BATCH = 100, 500  # E-Series REST docs: Search products; Create batch request
ASKS = 2  # who the store is, and what changed last
ALLOWED = Choices(allow=("deletes", "disables"), reason="a store made to be measured")
QUOTA, WINDOW = 600, 60.0  # requests, seconds: REST docs, API limits
LATENCY, MINUTES = 0.1, 5
TOKEN_ENV = "ONSHELF_BENCH_TOKEN"


@dataclass(frozen=True, slots=True)
class Shop:
    folder: Path
    api: str
    store: int
    token: str

    @property
    def context(self) -> jobs.Context:
        return jobs.Context(self.folder / "home", Messages("en"), Unwatched(), now, Events(None))

    def sheet(self, name: str, rows: Iterator[str], headings: str = "sku,name,retail_price") -> Path:
        path = self.folder / name
        path.write_text(f"{headings}\n" + "".join(rows), "utf-8")
        return path

    def heard(self) -> int:
        url = f"{self.api.removesuffix('/api/v3')}/_sandbox/requests"
        return len(httpx.get(url, timeout=600).json())

    def put(self, product: int, body: dict[str, Any]) -> None:
        headers = {"Authorization": f"Bearer {self.token}"}
        httpx.put(f"{self.api}/{self.store}/products/{product}", json=body, headers=headers).raise_for_status()


@contextmanager
def opened(products: int) -> Iterator[Shop]:
    """A store whose last change lies some time back."""
    seen = int(time.time()) - 3600
    seed = [
        {
            "id": n,
            "sku": f"S-{n}",
            "name": f"Name {n}",
            "price": n % 90 + 1,
            "createTimestamp": seen,
            "updateTimestamp": seen,
        }
        for n in range(1, products + 1)
    ]
    with (
        tempfile.TemporaryDirectory() as folder,
        running(Settings(seed=seed, switches={"quota": "10000000"})) as server,
    ):
        os.environ[TOKEN_ENV] = server.token
        home = config.home(str(Path(folder) / "home"))
        config.add(home, config.StoreAddress("bench", server.api, str(server.store_id), TOKEN_ENV))
        yield Shop(Path(folder), server.api, server.store_id, server.token)


def main(products: int) -> None:
    with opened(products) as shop:
        everything = shop.sheet("all.csv", (f"S-{n},Name {n},{n % 90 + 1}\n" for n in range(1, products + 1)))

        def plan() -> object:
            return jobs.plan(shop.context, everything, "bench", None)

        _told("first plan", ASKS + ceil(products / PAGE), shop, plan)
        _told("second plan, nothing changed", ASKS, shop, plan)
        for product in range(1, 11):
            shop.put(product, {"price": 500})
        _told("plan after 10 edits by others", ASKS + 2, shop, plan)
        for count in (10, 500, 5000):
            if count <= products:
                rows = (f"S-{n},Name {n} of {count},\n" for n in range(1, count + 1))
                _run_and_planned(f"{count} changes", count, shop, shop.sheet(f"{count}.csv", rows), plan)
        some = products // 10
        made = shop.sheet("new.csv", (f"N-{n},New {n},5\n" for n in range(1, some + 1)))
        _run_and_planned(f"{some} creations", some, shop, made, plan)
        gone = shop.sheet("gone.csv", (f"N-{n},delete\n" for n in range(1, some + 1)), "sku,command")
        _run_and_planned(f"{some} deletions", some, shop, gone, plan)


def _run_and_planned(what: str, count: int, shop: Shop, sheet: Path, plan: Callable[[], object]) -> None:
    """A plan after the run has to read what the run changed, once; and then, within minutes, look at it again."""
    pages = ceil(count / PAGE)
    planned = jobs.plan(shop.context, sheet, "bench", None, ALLOWED)
    _told(f"apply {what}", 1 + ceil(count / BATCH) * 2 + pages * 2, shop, lambda: _apply(shop, planned.files["plan"]))
    _told("  plan after it", ASKS + 1 + pages, shop, plan)
    _told("  second plan after it", ASKS + 1, shop, plan)


def quota(minutes: int) -> None:
    """Requests of a tenth of a second each, one after the other, against the store's own count of them."""
    time_ = [time.time()]

    def slept(seconds: float) -> None:
        time_[0] += seconds

    settings = Settings(clock=lambda: time_[0])
    with running(settings) as server, tempfile.TemporaryDirectory() as folder:
        seams = Seams(clock=lambda: time_[0], sleep=slept, turns=Path(folder) / "turns.db")
        began = time_[0]
        with ESeries(server.api, str(server.store_id), server.token, Limits(), seams) as channel:
            asked = 0
            while time_[0] < began + minutes * WINDOW:
                channel.count()
                asked += 1
                slept(LATENCY)
        url = f"{server.api.removesuffix('/api/v3')}/_sandbox/requests"
        moments = [datetime.fromisoformat(request["time"]).timestamp() for request in httpx.get(url).json()]
    most = max(sum(start <= moment < start + WINDOW for moment in moments) for start in moments)
    used = asked / minutes / QUOTA
    click.echo(f"{'quota':32} {used:6.0%} used over {minutes} minutes; most in any 60 s: {most} of {QUOTA}")


def _apply(shop: Shop, plan: str) -> None:
    with jobs.resume(shop.context, Path(plan)) as work:
        work.go_on()


def _told(what: str, least: int, shop: Shop, work: Any) -> None:
    before, began = shop.heard(), time.monotonic()
    work()
    seconds = time.monotonic() - began
    click.echo(f"{what:32} {shop.heard() - before:6} requests   least {least:6}   {seconds:7.1f} s")


if __name__ == "__main__":
    main(int(sys.argv[1]))
    quota(MINUTES)
