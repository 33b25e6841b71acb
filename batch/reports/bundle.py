"""Is the record of a run intact? A folder against its own manifest, byte by byte."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from batch.errors import Usage
from batch.model.records import Link, Manifest
from batch.reports import manifest


class State(StrEnum):
    """What became of a file since it was written."""

    INTACT = "intact"
    CHANGED = "changed"
    MISSING = "missing"
    ADDED = "added"  # it is none of ours: told, no breach


class Chain(StrEnum):
    """What the chain of a home folder says of a manifest."""

    LINKED = "linked"
    BROKEN = "broken"  # the run is in the chain with another digest, behind another run, or another run stands here
    OUTSIDE = "outside"  # nothing was applied, or it is told again: such a report is in no chain
    ELSEWHERE = "elsewhere"  # this home folder does not know the run


@dataclass(frozen=True, slots=True)
class Checked:
    """``manifest`` is None when it cannot be trusted any more. ``files``: name to state, the manifest among them."""

    folder: Path
    manifest: Manifest | None
    files: dict[str, State]

    @property
    def intact(self) -> bool:
        return not {State.CHANGED, State.MISSING} & set(self.files.values())


@dataclass(frozen=True, slots=True)
class Verified:
    """The folder against its manifest, and the manifest against the chain."""

    bundle: Checked
    chain: Chain

    @property
    def intact(self) -> bool:
        return self.bundle.intact and self.chain is not Chain.BROKEN


def checked(folder: Path) -> Checked:
    """Raises Usage when there is no manifest at all."""
    path = folder / manifest.NAME
    try:
        written = path.read_bytes()
    except OSError as fault:
        raise Usage("verify.no_manifest", {"path": path}) from fault
    try:
        found = manifest.loaded(written.decode("utf-8"))
    except ValueError:
        return Checked(folder, None, {manifest.NAME: State.CHANGED})
    return Checked(folder, found, {manifest.NAME: State.INTACT, **dict(_files(folder, found))})


def linked(found: Manifest | None, chain: Sequence[Link], here: Collection[str] = ()) -> Chain:
    """``chain``: the oldest first. ``here``: the runs whose reports were written to that folder, as the journal has it.

    A manifest that says that it belongs to another run, or in no chain, does not stand for one of these.
    """
    if found is None:
        return Chain.BROKEN
    places = {link.run: number for number, link in enumerate(chain)}
    due = places.keys() & set(here)
    if due and not (found.chained and found.run["id"] in due):
        return Chain.BROKEN
    place = places.get(found.run["id"])
    if not found.chained:
        return Chain.OUTSIDE
    if place is None:
        return Chain.ELSEWHERE
    before = chain[place - 1] if place else None
    kept = chain[place].digest == manifest.seal(found) and before == found.previous
    return Chain.LINKED if kept else Chain.BROKEN


def _files(folder: Path, found: Manifest) -> Iterator[tuple[str, State]]:
    """Sub-folders are other runs' business."""
    there = {path.name for path in folder.iterdir() if path.is_file() and path.name != manifest.NAME}
    for name, digest in found.files.items():
        yield name, _state(folder / name, digest) if name in there else State.MISSING
    yield from ((name, State.ADDED) for name in sorted(there - found.files.keys()))


def _state(path: Path, digest: str) -> State:
    return State.INTACT if manifest.sha256(path.read_bytes()) == digest else State.CHANGED


def document(found: Verified) -> dict[str, object]:
    """For ``--json``."""
    made = found.bundle.manifest
    return {
        "folder": str(found.bundle.folder),
        "run": made.run["id"] if made else None,
        "intact": found.intact,
        "chain": found.chain.value,
        "files": [{"name": name, "state": state.value} for name, state in found.bundle.files.items()],
    }
