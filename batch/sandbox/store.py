"""The open store: settings, switches, tables, clock and numbers to give out."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from threading import Event
from typing import Any

from sqlalchemy import Connection, select
from sqlalchemy.dialects.sqlite import insert

from batch.sandbox import Settings
from batch.sandbox.breaches import Breaches
from batch.sandbox.faults import limits
from batch.sandbox.faults.active import Active
from batch.sandbox.faults.document import Faults
from batch.sandbox.faults.document import faults as faults_of
from batch.sandbox.quota import Quota
from batch.sandbox.storage import Storage, counters, ledger, metadata
from batch.sandbox.switches import Switches

FIRST_NUMBERS: Mapping[str, int] = {
    "product": 500_000_001,
    "variation": 400_000_001,
    "attribute": 201_437_971,  # the two below belong to the General type
    "class": 30_000_001,
    "category": 9_691_001,
    "image": 4_519_591_001,
    "sku": 1,
}
GENERAL_UPC, GENERAL_BRAND = 201_437_969, 201_437_970

_numbered = insert(counters)
_numbered = _numbered.on_conflict_do_update(index_elements=["name"], set_={"value": _numbered.excluded.value})


class Store:
    def __init__(self, settings: Settings) -> None:
        self._shift = 0.0  # seconds by which a fault has moved the clock
        self._clock = settings.clock
        self.settings = replace(settings, clock=lambda: self._clock() + self._shift)
        self.switches = Switches().turned(settings.switches)
        self.active = Active(faults_of(settings.faults))
        self.breaches = Breaches(self.settings.clock)
        self.quota = Quota(self.settings.clock)
        self.work = Event()  # set when a batch waits
        self.entries: list[dict[str, Any]] = []  # of the ledger, written down with the transaction
        self.classes: dict[int, str] = {}  # product types already read
        self._storage = Storage(settings.db)
        self._numbers: dict[str, int] = {}
        self._given: set[str] = set()  # kinds of numbers given since they were last written down
        with self.transaction():
            self._numbers |= {row.name: row.value for row in self.db.execute(select(counters))}

    @property
    def db(self) -> Connection:
        """The connection; only inside a transaction."""
        return self._storage.db

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Everything inside happens, or nothing; other threads wait."""
        with self._storage.transaction(), self._remembering():
            yield
            self._write_down()

    @contextmanager
    def part(self) -> Iterator[None]:
        """A part of a transaction that can fail alone."""
        with self._storage.part(), self._remembering():
            yield

    def now(self) -> int:
        return int(self.settings.clock())

    def shift(self, seconds: float) -> None:
        """Moves the clock, and whoever asks it from now on."""
        self._shift += seconds

    def allowed(self, call: str) -> limits.Allowed:
        """How often a token may call."""
        return limits.allowed(self.active, call, self.switches.number("quota"))

    def index_lag(self) -> float:
        """Seconds before search sees a write that is made now."""
        return limits.index_lag(self.active, self.switches.number("index_lag"))

    def strike(self, faults: Faults) -> None:
        """From now on these faults and no others; what earlier ones did stays done."""
        self.active = Active(faults)

    @contextmanager
    def turned(self, switches: Mapping[str, str]) -> Iterator[None]:
        """Some switches turned for the length of a block."""
        before, self.switches = self.switches, self.switches.turned(switches)
        try:
            yield
        finally:
            self.switches = before

    def next_number(self, kind: str) -> int:
        """A number never given before, nor after a restart."""
        number = self._numbers.get(kind, FIRST_NUMBERS[kind])
        self.number_used(kind, number)
        return number

    def number_used(self, kind: str, number: int) -> None:
        """Numbers given from now on are above this one."""
        if number >= self._numbers.get(kind, FIRST_NUMBERS[kind]):
            self._numbers[kind] = number + 1
            self._given.add(kind)

    def clear(self) -> None:
        """Empties every table and begins counting again."""
        for table in metadata.sorted_tables:
            self.db.execute(table.delete())
        self._numbers.clear()
        self._given.clear()
        self.classes.clear()
        self._shift = 0.0

    def close(self) -> None:
        self._storage.close()

    @contextmanager
    def _remembering(self) -> Iterator[None]:
        entries = len(self.entries)
        try:
            yield
        except BaseException:
            self.classes.clear()  # it may hold what is undone now
            del self.entries[entries:]
            raise

    def _write_down(self) -> None:
        if self.entries:
            self.db.execute(ledger.insert(), self.entries)
        self.entries.clear()
        for kind in self._given:
            self.db.execute(_numbered, {"name": kind, "value": self._numbers[kind]})
        self._given.clear()
