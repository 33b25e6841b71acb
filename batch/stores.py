"""A store by its name, ready to talk to: a configured one, or the sandbox that is started for as long as needed."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from batch import config
from batch.channels.eseries.client import ESeries
from batch.channels.http import Limits, Seams
from batch.ports import Progress, Unwatched

# The store of our samples is in Québec.
LIMITS = Limits()
NOBODY = Unwatched()
SANDBOX_SETTINGS = {"currency": "CAD", "languages": "fr,en"}


@dataclass(frozen=True, slots=True)
class Open:
    """A store that can be talked to. ``address`` holds no token."""

    address: config.StoreAddress
    channel: ESeries

    @property
    def key(self) -> str:
        return _key(self.address)


@contextmanager
def opened(home: Path, name: str, progress: Progress = NOBODY) -> Iterator[Open]:
    """``progress`` is told of waits for the store's quota, and how much is left of it."""
    if name == config.SANDBOX:
        with _sandbox(home, progress) as store:
            yield store
        return
    address = config.store(home, name)
    seams = Seams(turns=home / "turns.db", waits=progress.waits, quota=progress.quota)
    with ESeries(address.api, address.id, config.token(address), LIMITS, seams, _kept(home, address)) as channel:
        yield Open(address, channel)


def refuse_unusable(address: config.StoreAddress) -> None:
    """Raises Misconfigured when no store can be reached so."""
    ESeries(address.api, address.id, "secret_not_known_yet").close()


@contextmanager
def _sandbox(home: Path, progress: Progress) -> Iterator[Open]:
    """The local stand-in store, its state kept in the home folder; seeded with our samples the first time."""
    from batch.sandbox import Settings, running

    database = home / "sandbox.db"
    seed = None if database.exists() else _seed()
    database.touch(mode=0o600)
    with running(Settings(db=database, seed=seed, switches=SANDBOX_SETTINGS)) as server:
        address = config.StoreAddress(config.SANDBOX, server.api, str(server.store_id))
        seams = Seams(waits=progress.waits, quota=progress.quota)
        with ESeries(server.api, address.id, server.token, LIMITS, seams, _kept(home, address)) as channel:
            yield Open(address, channel)


def _key(here: config.StoreAddress) -> str:
    """The journal knows a store by where it is, not by the merchant's name for it; the sandbox's port varies."""
    return config.SANDBOX if here.name == config.SANDBOX else f"{here.api}/{here.id}"


def _kept(home: Path, address: config.StoreAddress) -> Path:
    """Where what was read of a store is kept."""
    return home / "snapshots" / f"{sha256(_key(address).encode()).hexdigest()[:16]}.parquet"


def _seed() -> list[dict[str, object]] | None:
    path = Path(__file__).parent.parent / "samples" / "store.json"
    if not path.exists():
        return None
    seed: list[dict[str, object]] = json.loads(path.read_text("utf-8"))
    return seed
