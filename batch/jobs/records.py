"""The record of a run: its manifest, with who ran it and the link to the run before."""

import getpass
import platform
from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path

from batch.journal.history import History
from batch.model.records import Manifest, Operator
from batch.model.reports import Report
from batch.reports import manifest
from batch.reports.written import File


def manifest_file(report: Report, made: Mapping[str, File], folder: Path, history: History | None) -> File:
    """Over all ``made`` and the plan that lies in the same folder. With a ``history`` the run is added to its chain."""
    contents = {file.name: file.content for file in made.values()} | _plan(report, folder)
    alone = manifest.manifest(report, operator(), contents)
    if history is None:
        return _file(alone)
    return _file(history.linked(report.run.id, lambda previous: manifest.chained(alone, previous), manifest.seal))


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


def _file(made: Manifest) -> File:
    return File(manifest.NAME, manifest.text(made).encode())
