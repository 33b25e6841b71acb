"""A store by its name, ready to talk to: a configured one, or the sandbox that is started for as long as needed."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from batch import config
from batch.channels.eseries.client import ESeries
from batch.channels.http import Limits, Seams

# The store of our samples is in Québec.
LIMITS = Limits()
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
def opened(home: Path, name: str, waits: Callable[[float], object] = lambda _: None) -> Iterator[Open]:
    """``waits`` is told how many seconds are left of a wait for the store's quota, and 0 at its end."""
    if name == config.SANDBOX:
        with _sandbox(home) as store:
            yield store
        return
    address = config.store(home, name)
    seams = Seams(turns=home / "turns.db", waits=waits)
    with ESeries(address.api, address.id, config.token(address), LIMITS, seams, _kept(home, address)) as channel:
        yield Open(address, channel)


def refuse_unusable(address: config.StoreAddress) -> None:
    """Raises Misconfigured when no store can be reached so."""
    ESeries(address.api, address.id, "secret_not_known_yet").close()


@contextmanager
def _sandbox(home: Path) -> Iterator[Open]:
    """The local stand-in store, its state kept in the home folder; seeded with our samples the first time."""
    from batch.sandbox import Settings, running

    database = home / "sandbox.db"
    seed = None if database.exists() else _seed()
    database.touch(mode=0o600)
    with running(Settings(db=database, seed=seed, switches=SANDBOX_SETTINGS)) as server:
        address = config.StoreAddress(config.SANDBOX, server.api, str(server.store_id))
        with ESeries(server.api, address.id, server.token, LIMITS, Seams(), _kept(home, address)) as channel:
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
