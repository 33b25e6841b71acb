"""A command in a process of its own, forked from one that has everything loaded: what ends is a real process."""

import os
import pkgutil
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from importlib import import_module
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path

import batch
import schemas
from batch import desk
from batch.channels.eseries import batches, owners
from batch.cli import main
from batch.messages import Messages
from batch.values import now
from tests.crashes.points import Mishap, Points
from tests.crashes.power import Disk

CONTEXT = get_context("forkserver")
CONTEXT.set_forkserver_preload([__name__])


def loaded() -> None:
    for package in (batch, schemas):
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if not module.name.endswith("__main__"):
                import_module(module.name)
    for language in ("en", "fr"):
        Messages(language)


@dataclass(frozen=True)
class Setting:
    """Where a command is typed. ``ahead``: of the true time, in seconds, is the clock on the wall.

    ``kept``: for what it writes through, where that is wanted.
    """

    folder: Path
    variables: Mapping[str, str]
    ahead: float = 0.0
    kept: Path | None = None


def started(setting: Setting, words: Sequence[str], mishap: Mishap, streams: Sequence[Connection]) -> None:
    """``streams``: standard output, standard error, and one for the name of the point, or the count of all of them."""
    for number, stream in zip((1, 2), streams, strict=False):
        os.dup2(stream.fileno(), number)
    sys.stdout, sys.stderr = (os.fdopen(number, "w", closefd=False) for number in (1, 2))
    os.environ.update(setting.variables)
    tempfile.tempdir = None  # to be found anew
    setattr(desk, "now", lambda: now() + timedelta(seconds=setting.ahead))  # noqa: B010
    batches.FIRST_PAUSE = 0.02  # seconds: the store of the tests is quick
    owners.PAUSES = (0.0, 0.02, 0.04, 0.08, 0.12, 0.16)
    os.umask(0)  # what is to be private is made so, not left to chance
    os.chdir(setting.folder)
    sys.argv = ["onshelf", *words]
    if setting.kept is not None:
        Disk(setting.kept).armed()
    points = Points(mishap, streams[2].fileno(), setting.kept)
    points.armed()
    try:
        main()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        points.end()


if __name__ != "__main__" and __name__ != "__mp_main__":
    loaded()
