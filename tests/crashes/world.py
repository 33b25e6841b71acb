"""The real command in a world that is not as it should be: no rights, no room, no descriptors, nobody who reads."""

import ctypes
import os
import resource
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from tests.journeys.shop import STORE, Shop
from tests.journeys.terminal import ONSHELF, surroundings

RUN = ("run", "catalog.csv", "--store", STORE, "--yes")

_PR_CAPBSET_DROP, _CAP_DAC_OVERRIDE, _CAP_DAC_READ_SEARCH = 24, 1, 2


def without_privilege() -> None:
    """For root, too, rights on folders count."""
    if os.geteuid() == 0 and sys.platform == "linux":
        libc = ctypes.CDLL(None)
        for capability in (_CAP_DAC_OVERRIDE, _CAP_DAC_READ_SEARCH):
            libc.prctl(_PR_CAPBSET_DROP, capability, 0, 0, 0)


def with_no_mask() -> None:
    os.umask(0)


def with_few_descriptors() -> None:
    resource.setrlimit(resource.RLIMIT_NOFILE, (16, 16))


def started(shop: Shop, *words: str, before: Callable[[], None] | None = None) -> subprocess.Popen[str]:
    """A process of its own, its streams read later."""
    return subprocess.Popen(
        [ONSHELF, *words],
        env=surroundings(shop),
        cwd=shop.folder,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=before,
    )


def ended(process: subprocess.Popen[str]) -> tuple[int, str, str]:
    """Exit code, output, talk. What was never meant for a user's eyes is not in them."""
    out, err = process.communicate(timeout=120)
    assert "Traceback" not in out + err
    assert "a mistake of its own" not in err
    return process.returncode, out, err


def onshelf(shop: Shop, *words: str, before: Callable[[], None] | None = None) -> tuple[int, str, str]:
    return ended(started(shop, *words, before=before))


def modes(folder: Path) -> dict[str, int]:
    """Of everything below a folder that others than its owner could open."""
    found = {str(path.relative_to(folder)): path.lstat().st_mode & 0o777 for path in folder.rglob("*")}
    return {name: mode for name, mode in found.items() if mode & 0o077}
