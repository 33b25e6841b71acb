"""What was done before: listed, told again in any language, and checked against its own record."""

from collections.abc import Mapping, Set
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from batch import exits, lock, summarize
from batch import plan as planning
from batch.errors import Usage
from batch.jobs import folders, tasks
from batch.jobs.context import Context, Done
from batch.journal import INTERRUPTED, RUNNING, Journal
from batch.journal.database import whole
from batch.journal.history import History
from batch.model.plans import Plan
from batch.model.reports import RunFacts
from batch.model.runs import Outcome, Traffic
from batch.reports import bundle, manifest
from batch.reports.bundle import Chain, Verified


@dataclass(frozen=True, slots=True)
class Ended:
    """A run as it was kept. ``reports``: the folder that they were written to."""

    run: RunFacts
    plan: Plan
    outcomes: tuple[Outcome, ...]
    traffic: Traffic
    reports: Path


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
        was = ended(context.home, journal, run)
    task = tasks.again(context, was.plan, was.run, was.reports)
    skus = summarize.skus(task.checked.catalog)
    preview = summarize.planned(was.run, was.plan, "", skus, was.traffic)
    told = replace(summarize.applied(preview, was.outcomes), plan_path=None)
    return replace(tasks.finished(context, task, told), exit_code=exits.DONE)


def ended(home: Path, journal: Journal, run: str) -> Ended:
    """Raises Usage when nobody knows the run, or when it did not come to its end."""
    known = next((row for row in journal.runs() if row["id"] == run), None)
    if known is None:
        raise Usage("runs.unknown", {"run": run})
    history = History(journal.engine)
    traffic = history.traffic(run)
    plan = folders.kept_plan(home, known["plan"] or "")
    if traffic is None or not plan.exists():
        raise Usage("report.not_kept", {"run": run})
    facts = {name: known[name] or "" for name in ("id", "command", "status", "started", "ended")}
    found = Ended(
        run=RunFacts(**facts),
        plan=planning.loaded(plan.read_text("utf-8"), str(plan)),
        outcomes=history.outcomes(run),
        traffic=traffic,
        reports=Path(known["reports"] or ""),
    )
    _refuse_unless_whole(journal, found)
    return found


def _refuse_unless_whole(journal: Journal, found: Ended) -> None:
    """Raises Misconfigured: one outcome for each change, and moments that are some; else it is not what we wrote."""
    with whole(journal.engine):
        datetime.fromisoformat(found.run.started)
        if [outcome.change for outcome in found.outcomes] != [change.key for change in found.plan.changes]:
            raise ValueError(f"outcomes of {found.run.id}")


def verify(home: Path, what: str) -> Verified:
    """``what``: a run that this home knows, or the folder of its reports. Raises Usage when it is neither."""
    path = folders.journal(home)
    if not path.exists():
        return Verified(bundle.checked(_folder(what)), Chain.ELSEWHERE)
    with Journal(path) as journal:
        known = {row["id"] or "": row for row in journal.runs()}
        folder = Path(known[what]["reports"] or "") if what in known else _folder(what)
        here = [what] if what in known else _written_to(folder, known)
        found = bundle.checked(folder)
        return Verified(found, bundle.linked(found.manifest, History(journal.engine).chain(), here))


def _written_to(folder: Path, known: Mapping[str, Mapping[str, str | None]]) -> list[str]:
    """The runs whose reports went there."""
    place = folder.resolve()
    return [run for run, row in known.items() if row["reports"] and Path(row["reports"]).resolve() == place]


def _status(run: Mapping[str, str | None], alive: Set[str]) -> str | None:
    cut_off = run["status"] == RUNNING and run["id"] not in alive
    return INTERRUPTED if cut_off else run["status"]


def _folder(what: str) -> Path:
    path = Path(what)
    if path.name == manifest.NAME:
        path = path.parent
    if not path.is_dir():
        raise Usage("runs.unknown", {"run": what})
    return path
