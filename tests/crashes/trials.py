"""A job on its ground, struck by mishaps, and what must be so once the same command was typed again."""

import json
import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from tests.crashes.ground import Ended, Ground, Store
from tests.crashes.points import Mishap
from tests.crashes.scene import AFTERWARDS_RUN, Job

LONGEST = 20.0  # seconds, of which ten are the most that a run takes to stop, on a machine that has the time for it
USUAL = 2.0  # seconds that the whole job takes there
_NOT_FOR_EYES = re.compile(r"Traceback|\w+Error\b|a mistake of its own")


class Trial:
    """A job, and what comes of it when nothing happens."""

    def __init__(self, there: Ground, job: Job) -> None:
        self.there, self.job = there, job
        there.anew()
        whole = there.command(job.words)
        assert whole.code == 0, whole.told
        assert whole.points is not None
        self.longest = LONGEST * max(1.0, whole.seconds / USUAL)  # others may be at work on the machine, too
        self.unbroken, (self.points, self.at_disk) = there.store(), whole.points

    def struck(self, *mishaps: Mishap) -> Ended:
        """The last of so many attempts: to each happens what is its own, if it comes so far."""
        self.there.anew()
        for mishap in mishaps:
            ended = self.there.command(self.job.words, mishap)
        return ended

    def complaints(self, struck: Ended) -> list[str]:
        """What is not as promised, now and once the same command was typed again; nothing is as it should be."""
        found = [*_shown(struck, self.longest), *half_files(self.there.shop.folder), *self._afterwards()]
        return [f"{struck.point}: {words}" for words in found]

    def _afterwards(self) -> Iterator[str]:
        again = self.there.command(self.job.words)
        yield from different(self.there.store(), self.unbroken)
        if again.code:
            yield f"exit code {again.code}: {again.told[-600:]}"
        elif (found := self.there.rows(again)) != Counter(range(2, 2 + self.job.rows)):
            yield f"rows reported: {dict(found)}"
        another = self.there.command(AFTERWARDS_RUN)
        if another.code:
            yield f"an ordinary job ends with {another.code}: {another.told[-600:]}"


def different(held: Store, unbroken: Store) -> Iterator[str]:
    if held.state != unbroken.state:
        yield "the store is another one"
    yield from (f"{times} times too often: {what}" for what, times in (held.effects - unbroken.effects).items())
    yield from (f"never done: {what}" for what in unbroken.effects - held.effects)


def half_files(folder: Path) -> Iterator[str]:
    """Files that have their name, and not all that belongs into them."""
    for path in folder.rglob("*"):
        try:
            if path.suffix == ".json":
                json.loads(path.read_text("utf-8"))
            elif path.suffix == ".xlsx":
                zipfile.ZipFile(path).close()
        except (ValueError, zipfile.BadZipFile) as fault:
            yield f"{path.name} is not whole: {fault}"


def _shown(struck: Ended, longest: float) -> Iterator[str]:
    if hit := _NOT_FOR_EYES.search(struck.printed + struck.told):
        yield f"{hit[0]} was shown: {struck.told[-600:]}"
    if struck.seconds > longest:
        yield f"took {struck.seconds:.1f} s"
