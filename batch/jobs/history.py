"""What was done before: listed, told again in any language, and checked against its own record."""

from collections.abc import Mapping, Set
from dataclasses import replace
from pathlib import Path

from batch import exits, lock, summarize
from batch import plan as planning
from batch.errors import Usage
from batch.history import History
from batch.jobs import folders, tasks
from batch.jobs.context import Context, Done
from batch.journal import Journal
from batch.model.reports import RunFacts
from batch.reports import bundle, manifest
from batch.reports.bundle import Chain, Verified

RUNNING, INTERRUPTED = "running", "interrupted"


def runs(home: Path) -> list[dict[str, str | None]]:
    """What was applied, the newest first. A run that did not end, and no longer holds its store, was interrupted."""
    path = folders.journal(home)
    if not path.exists():
        return []
    with Journal(path) as journal:
        known = journal.runs()
    alive = lock.at_work(folders.locks(home)) if any(run["status"] == RUNNING for run in known) else set()
    return [run | {"status": _status(run, alive)} for run in known]


def report(context: Context, run: str) -> Done:
    """The reports of a run once more, from what was kept of it: the store is not asked."""
    with Journal(folders.journal(context.home)) as journal:
        known = _known(journal, run)
        history = History(journal.engine)
        traffic, outcomes = history.traffic(run), history.outcomes(run)
    plan_path = folders.kept_plan(context.home, known["plan"] or "")
    if traffic is None or not plan_path.exists():
        raise Usage("report.not_kept", {"run": run})
    made = planning.loaded(plan_path.read_text("utf-8"), str(plan_path))
    facts = RunFacts(run, known["command"] or "", known["status"] or "", known["started"] or "", known["ended"] or "")
    task = tasks.again(context, made, facts, Path(known["reports"] or ""))
    skus = summarize.skus(task.checked.catalog)
    preview = summarize.planned(facts, made, str(plan_path), skus, traffic)
    told = replace(summarize.applied(preview, outcomes), plan_path=None)
    return replace(tasks.finished(context, task, told), exit_code=exits.DONE)


def verify(home: Path, what: str) -> Verified:
    """``what``: a run that this home knows, or the folder of its reports. Raises Usage when it is neither."""
    path = folders.journal(home)
    if not path.exists():
        return Verified(bundle.checked(_folder(what)), Chain.ELSEWHERE)
    with Journal(path) as journal:
        known = {row["id"]: row for row in journal.runs()}
        folder = Path(known[what]["reports"] or "") if what in known else _folder(what)
        found = bundle.checked(folder)
        return Verified(found, bundle.linked(found.manifest, History(journal.engine).chain()))


def _status(run: Mapping[str, str | None], alive: Set[str]) -> str | None:
    cut_off = run["status"] == RUNNING and run["id"] not in alive
    return INTERRUPTED if cut_off else run["status"]


def _known(journal: Journal, run: str) -> dict[str, str | None]:
    found = next((row for row in journal.runs() if row["id"] == run), None)
    if found is None:
        raise Usage("runs.unknown", {"run": run})
    return found


def _folder(what: str) -> Path:
    path = Path(what)
    if path.name == manifest.NAME:
        path = path.parent
    if not path.is_dir():
        raise Usage("runs.unknown", {"run": what})
    return path
