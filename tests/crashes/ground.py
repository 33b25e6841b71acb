"""Where commands are cut off: a store and a home folder that can be put back, and what came of it."""

import json
import shutil
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
from python_calamine import CalamineWorkbook

from tests.crashes import child, power, scene
from tests.crashes.points import ALL, Kind, Mishap
from tests.journeys.forked import CONTEXT, whole
from tests.journeys.shop import Shop, opened
from tests.journeys.terminal import surroundings

_MOMENTS = {"created", "updated", "createTimestamp", "updateTimestamp"}
PACE = "20"  # milliseconds for each request of a batch: a death finds it half done
NONE = Mishap()
_GLANCE = 0.02  # seconds
_LONGEST = 120.0  # seconds


@dataclass(frozen=True)
class Ended:
    """``point``: of the mishap; else ``points``: how many there were, and how many of these at the disk.

    ``printed`` on standard output, ``told`` on standard error.
    """

    code: int
    seconds: float
    point: str
    printed: str
    told: str

    @property
    def points(self) -> tuple[int, int] | None:
        if not self.point.startswith(ALL):
            return None
        every, at_disk = self.point.removeprefix(ALL).split()
        return int(every), int(at_disk)


@dataclass(frozen=True)
class Store:
    """What the witness knows. ``effects``: each accepted mutation, how many times."""

    state: list[Any]
    effects: Counter[str]


@dataclass(frozen=True)
class Ground:
    """``laid``: the folder of the merchant and the home folder, as they are before the command."""

    shop: Shop
    laid: Path

    def anew(self) -> None:
        """Everything as it was before the command that is cut off."""
        httpx.post(f"{self.shop.api.removesuffix('/api/v3')}/_sandbox/reset", verify=False).raise_for_status()
        shutil.rmtree(self.shop.folder)
        shutil.copytree(self.laid, self.shop.folder)

    def command(
        self,
        words: Sequence[str],
        mishap: Mishap = NONE,
        ahead: float = 0.0,
        killed_when: Callable[[], object] = lambda: False,
    ) -> Ended:
        """A process of its own, from its beginning to its end. ``ahead``: seconds, of its clock."""
        variables = surroundings(self.shop)
        kept = self.laid.with_name("kept") if mishap.kind is Kind.POWER_CUT else None
        if kept is not None:
            shutil.rmtree(kept, ignore_errors=True)
            kept.mkdir()
            first = power.inodes(self.shop.folder)
        setting = child.Setting(self.shop.folder, variables, ahead, kept)
        ours, theirs = zip(*(CONTEXT.Pipe(duplex=False) for _ in range(3)), strict=True)
        process = CONTEXT.Process(target=child.started, args=(setting, words, mishap, theirs))
        begun = time.monotonic()
        process.start()
        for end in theirs:
            end.close()
        with ThreadPoolExecutor() as readers:
            streams = readers.map(whole, ours)
            while process.is_alive() and not killed_when():
                process.join(_GLANCE)
            if killed_when():
                process.kill()
            printed, told, point = streams
        process.join(_LONGEST)
        assert process.exitcode is not None, f"still at work: {words}"
        if kept is not None:
            power.cut(self.shop.folder, self.laid, kept, first)
        return Ended(process.exitcode, time.monotonic() - begun, point.split("\n")[0], printed, told)

    def store(self) -> Store:
        return Store(_without_moments(self.shop.state()), Counter(_effect(entry) for entry in self.shop.ledger()))

    def rows(self, ended: Ended) -> Counter[int]:
        """How often each row of the sheet has a verdict in the result that was written; read by another reader."""
        path = self.shop.folder / json.loads(ended.printed)["reports"]["result"]
        with CalamineWorkbook.from_path(path) as book:
            head, *lines = book.get_sheet_by_index(0).to_python()
        verdict = head.index("Result")
        return Counter(number for number, line in enumerate(lines, 2) if line[verdict])


@contextmanager
def ground(folder: Path, job: scene.Job) -> Iterator[Ground]:
    with opened(folder / "first") as first:
        made = first.run(first.sheet("before.csv", scene.BEFORE))
        assert made.exit_code == 0
        seed = first.state()
    (folder / "at").mkdir()
    with opened(folder / "at", {"batch_pace": PACE}, seed=seed) as shop:
        for name, text in scene.FILES.items():
            shop.sheet(name, text)
        there = Ground(shop, folder / "laid")
        if job.prepared:
            prepared = there.command(job.prepared)
            assert prepared.code == 0, prepared.told
        shutil.copytree(shop.folder, there.laid)
        yield there


def _effect(entry: dict[str, Any]) -> str:
    return f"{entry['method']} {entry['path']} {json.dumps(entry['body'], sort_keys=True)}"


def _without_moments(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _without_moments(inner) for name, inner in value.items() if name not in _MOMENTS}
    if isinstance(value, list):
        return [_without_moments(inner) for inner in value]
    return value
