"""A command in a process of its own, forked from one that has everything loaded: what ends is a real process."""

import os
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from multiprocessing.connection import Connection
from pathlib import Path

from batch import desk
from batch.channels.eseries import owners, rhythm
from batch.cli import main
from batch.values import now
from tests.crashes.points import Mishap, Points
from tests.crashes.power import Disk
from tests.journeys.forked import CONTEXT, standing

CONTEXT.set_forkserver_preload([__name__])


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
    os.environ.update(setting.variables)
    standing(setting.folder, streams)
    setattr(desk, "now", lambda: now() + timedelta(seconds=setting.ahead))  # noqa: B010
    rhythm.SHORTEST = 0.02  # seconds: the store of the tests is quick
    owners.PAUSES = (0.0, 0.02, 0.04, 0.08, 0.12, 0.16)
    os.umask(0)  # what is to be private is made so, not left to chance
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
