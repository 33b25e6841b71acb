"""Where things are kept, and the stores that are known. Tokens come from the environment or the system's keyring."""

import json
import os
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from batch import disk
from batch.errors import CannotWrite, Misconfigured, Usage
from batch.model.guards import Limits

SANDBOX = "sandbox"
KEYRING_SERVICE = "onshelf"

API_ENDS = "/api/v3"  # the version that we speak

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")


@dataclass(frozen=True, slots=True)
class StoreAddress:
    """How a store is reached. ``token_env``: the variable that holds its token; None = the system's keyring.

    ``outlets``: of the POS whose stock it sells, by name; none means all.
    """

    name: str
    api: str
    id: str
    token_env: str | None = None
    outlets: tuple[str, ...] = ()


def home(given: str | None) -> Path:
    """``--home``, else ONSHELF_HOME, else the user's own data folder. Made with mode 0700."""
    import platformdirs

    path = Path(given or os.environ.get("ONSHELF_HOME") or platformdirs.user_data_dir("onshelf"))
    try:
        disk.folder(path)
    except CannotWrite as fault:
        raise Misconfigured("home.denied", fault.facts) from fault
    return path


def limits(folder: Path) -> Limits:
    """What a plan may do unasked, from ``settings.json`` in the home folder; what is not set there is as usual."""
    path = folder / "settings.json"
    if not path.exists():
        return Limits()
    try:
        given = json.loads(path.read_text("utf-8"))["guards"]
        if any(type(limit) is not int or limit < 0 for limit in given.values()):
            raise ValueError("guards: whole numbers from 0")
        return Limits(**given)
    except (OSError, ValueError, TypeError, KeyError, AttributeError) as fault:
        raise Misconfigured("config.unreadable", {"path": path, "reason": fault}) from fault


def stores(folder: Path) -> dict[str, StoreAddress]:
    """By name; the sandbox is not listed, for it always exists."""
    path = _file(folder)
    if not path.exists():
        return {}
    try:
        known = json.loads(path.read_text("utf-8")).items()
        return {name: StoreAddress(**found | {"outlets": tuple(found.get("outlets", ()))}) for name, found in known}
    except (OSError, ValueError, TypeError, AttributeError) as fault:
        raise Misconfigured("config.unreadable", {"path": path, "reason": fault}) from fault


def store(folder: Path, name: str) -> StoreAddress:
    known = stores(folder)
    if name not in known:
        raise Misconfigured("store.unknown", {"name": name, "known": ", ".join([SANDBOX, *known])})
    return known[name]


def refuse_unusable(folder: Path, address: StoreAddress) -> None:
    """Raises Usage when the name cannot be a store's, or is one's already; Misconfigured for another API than ours."""
    if not _NAME.fullmatch(address.name):
        raise Usage("store.bad_name", {"name": address.name})
    if address.name == SANDBOX or address.name in stores(folder):
        raise Usage("store.exists_already", {"name": address.name})
    if not address.api.rstrip("/").endswith(API_ENDS):
        raise Misconfigured("stores.api_unusable")


def add(folder: Path, address: StoreAddress) -> None:
    refuse_unusable(folder, address)
    _save(folder, stores(folder) | {address.name: address})


def remove(folder: Path, name: str) -> None:
    """Forgets the store and its token in the keyring; what was done to it stays in the history."""
    address = store(folder, name)
    _save(folder, {other: known for other, known in stores(folder).items() if other != name})
    if address.token_env is None:
        _forget_token(name)


def token(address: StoreAddress) -> str:
    """Raises Misconfigured when there is none; the token itself is in no message."""
    variable = address.token_env
    found = os.environ.get(variable) if variable is not None else _from_keyring(address.name)
    if not found:
        code = "store.no_token" if variable else "store.no_token_kept"
        raise Misconfigured(code, {"name": address.name, "variable": variable})
    return found


def keep_token(name: str, secret: str) -> None:
    import keyring
    from keyring.errors import KeyringError

    try:
        keyring.set_password(KEYRING_SERVICE, name, secret)
    except KeyringError as fault:
        raise Misconfigured("store.no_keyring") from fault


def _from_keyring(name: str) -> str | None:
    import keyring
    from keyring.errors import KeyringError

    try:
        return keyring.get_password(KEYRING_SERVICE, name)
    except KeyringError as fault:
        raise Misconfigured("store.no_keyring") from fault


def _forget_token(name: str) -> None:
    import keyring
    from keyring.errors import KeyringError, PasswordDeleteError

    try:
        keyring.delete_password(KEYRING_SERVICE, name)
    except PasswordDeleteError:
        return  # there was none: nothing to forget
    except KeyringError as fault:
        raise Misconfigured("store.no_keyring") from fault


def _save(folder: Path, known: Mapping[str, StoreAddress]) -> None:
    text = json.dumps({name: asdict(address) for name, address in known.items()}, indent=1, ensure_ascii=False)
    disk.keep(_file(folder), f"{text}\n".encode())


def _file(folder: Path) -> Path:
    return folder / "stores.json"
