"""The stores that are known, and their tokens."""

import sys

from batch import config, stores
from batch.config import StoreAddress as StoreAddress
from batch.desk import Desk
from batch.errors import Usage
from batch.reports import listings


def listing(desk: Desk) -> int:
    known = [StoreAddress(config.SANDBOX, "-", "-", "-"), *config.stores(desk.home).values()]
    rows = [
        {"name": s.name, "api": s.api, "id": s.id, "token": s.token_env or "keyring"}
        | {"outlets": ", ".join(s.outlets)}
        for s in known
    ]
    return desk.listed({"stores": rows}, lambda: listings.stores(rows, desk.out, desk.messages))


def add(desk: Desk, address: StoreAddress, from_stdin: bool) -> int:
    if bool(address.token_env) == from_stdin:
        raise Usage("store.one_token_source")
    config.refuse_unusable(desk.home, address)
    stores.refuse_unusable(address)
    if from_stdin:
        config.keep_token(address.name, sys.stdin.readline().strip())
    config.add(desk.home, address)
    return desk.say("store.added", {"name": address.name})


def check(desk: Desk, name: str) -> int:
    with stores.opened(desk.home, name) as there:
        store = there.channel.store()
        return desk.say("store.answers", {"name": name, "id": store.id, "title": store.name})


def remove(desk: Desk, name: str) -> int:
    config.remove(desk.home, name)
    return desk.say("store.removed", {"name": name})
