"""The record of a run: its manifest, with who ran it and the link to the run before."""

import getpass
import platform
from collections.abc import Callable, Mapping
from importlib.metadata import version
from pathlib import Path

from batch.journal.history import History
from batch.model.records import Link, Manifest, Operator
from batch.model.reports import Report
from batch.reports import manifest, page
from batch.reports.written import File

Draw = Callable[[Manifest], bytes]


def recorded(
    report: Report, made: Mapping[str, File], folder: Path, history: History | None, draw: Draw
) -> dict[str, File]:
    """The page, which shows the record of all ``made`` and of the plan that lies in the same folder; and the manifest,
    which has the page too. With a ``history`` the run is added to its chain.
    """
    contents = {file.name: file.content for file in made.values()} | _plan(report, folder)
    alone = manifest.manifest(report, operator(), contents)
    drawn: list[bytes] = []

    def linked(previous: Link | None) -> Manifest:
        shown = manifest.chained(alone, previous)
        drawn.append(draw(shown))
        return manifest.with_file(shown, page.NAME, drawn[-1])

    if history is None:
        drawn.append(draw(alone))
        whole = manifest.with_file(alone, page.NAME, drawn[-1])
    else:
        whole = history.linked(report.run.id, linked, manifest.seal)
    return {"report": File(page.NAME, drawn[-1]), "manifest": File(manifest.NAME, manifest.text(whole).encode())}


def operator() -> Operator:
    """As the system names them; an account without a name is told as such."""
    try:
        user = getpass.getuser()
    except (OSError, KeyError):
        user = "?"
    return Operator(user, platform.node() or "?", version("onshelf"))


def _plan(report: Report, folder: Path) -> dict[str, bytes]:
    path = Path(report.plan_path) if report.plan_path else None
    return {path.name: path.read_bytes()} if path and path.parent.absolute() == folder.absolute() else {}
