"""The real command in a world that is not as it should be: no rights, no room, no descriptors, nobody who reads."""

import ctypes
import os
import resource
import sys
from collections.abc import Callable
from pathlib import Path

from tests.journeys import forked
from tests.journeys.forked import Started
from tests.journeys.shop import STORE, Shop
from tests.journeys.terminal import ONSHELF, surroundings

RUN = ("run", "catalog.csv", "--store", STORE, "--yes")

_CAP_DAC_OVERRIDE, _CAP_DAC_READ_SEARCH = 1, 2
_VERSION = 0x20080522  # of the structures that Linux takes: capabilities(2)


def without_privilege() -> None:
    """For root, too, rights on folders count."""
    if os.geteuid() == 0 and sys.platform == "linux":
        libc = ctypes.CDLL(None, use_errno=True)
        head, held = (ctypes.c_uint32 * 2)(_VERSION, 0), (ctypes.c_uint32 * 6)()  # twice: effective, permitted, ...
        assert libc.capget(head, held) == 0
        for place in (0, 1):
            held[place] &= ~(1 << _CAP_DAC_OVERRIDE | 1 << _CAP_DAC_READ_SEARCH)
        assert libc.capset(head, held) == 0


def with_no_mask() -> None:
    os.umask(0)


def with_few_descriptors() -> None:
    resource.setrlimit(resource.RLIMIT_NOFILE, (16, 16))


def started(shop: Shop, *words: str, before: Callable[[], None] | None = None) -> Started:
    """A process of its own, its streams read later."""
    return forked.started([str(ONSHELF), *words], shop.folder, surroundings(shop), before)


def ended(process: Started) -> tuple[int | None, str, str]:
    """Exit code, output, talk. What was never meant for a user's eyes is not in them."""
    out, err = process.communicate()
    assert "Traceback" not in out + err
    assert "a mistake of its own" not in err
    return process.returncode, out, err


def onshelf(shop: Shop, *words: str, before: Callable[[], None] | None = None) -> tuple[int | None, str, str]:
    return ended(started(shop, *words, before=before))


def modes(folder: Path) -> dict[str, int]:
    """Of everything below a folder that others than its owner could open."""
    found = {str(path.relative_to(folder)): path.lstat().st_mode & 0o777 for path in folder.rglob("*")}
    return {name: mode for name, mode in found.items() if mode & 0o077}
