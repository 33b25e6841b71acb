"""The stories, in order: the one module that knows both the stages and what they work on."""

import os
import secrets
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import httpx

from batch import check as checking
from batch import compare as comparing
from batch import config, exits, lock, stores, summarize
from batch import plan as planning
from batch.apply import Applying, apply
from batch.check import Checked
from batch.check.guesses import of_numbers
from batch.config import SANDBOX
from batch.confirm import confirm
from batch.errors import StalePlan
from batch.events import Events
from batch.formats.delimited import Delimited
from batch.formats.workbook import Workbook
from batch.journal import Journal
from batch.messages import Messages
from batch.model.attempts import Attempts
from batch.model.catalog import Sheet
from batch.model.findings import in_sheet_order
from batch.model.plans import Plan
from batch.model.reports import Report, RunFacts
from batch.model.runs import Outcome, Status
from batch.ports import Clock, Progress
from batch.read import names_of, pairs_of, read, refuse_unmet
from batch.reports import written
from batch.reports.files import save
from batch.stores import Open
from batch.values import timestamp

FORMATS = (Workbook(), Delimited())

_SEED_TOKEN = "ONSHELF_SEED_TOKEN"
_FINAL = frozenset({Status.APPLIED, Status.SKIPPED, Status.CONFLICT, Status.REJECTED, Status.FAILED})


@dataclass(frozen=True, slots=True)
class Context:
    """What every job needs to know about where it runs and who waits for it."""

    home: Path
    messages: Messages
    progress: Progress
    clock: Clock
    events: Events
    out_dir: Path | None = None
    maps: tuple[str, ...] = ()  # "Prix web=retail_price"


@dataclass(frozen=True, slots=True)
class Done:
    """``files``: name to path of what was written. ``exit_code`` as the contract has it."""

    report: Report
    files: dict[str, str]
    exit_code: int


@dataclass(frozen=True, eq=False, slots=True)
class Task:
    """A sheet on its way: read and checked, with the run that it is part of."""

    run: RunFacts
    sheet: Sheet
    checked: Checked
    folder: Path


def check(context: Context, path: Path) -> Done:
    """Read and validate; no store, no network."""
    task = _started(context, path, "check")
    checked = task.checked
    report = summarize.checked(_ended(context, task), planning.facts(task.sheet), checked.catalog, checked.findings)
    return _finished(context, task, report)


def plan(context: Context, path: Path, store: str, out: Path | None) -> Done:
    """Check, read the store, compare; writes the plan, never the store."""
    task = _started(context, path, "plan")
    with stores.opened(context.home, store) as there, _journal(context) as journal:
        made = _planned(context, task, there, journal)
        path = _keep(context, task, made, journal, out)
        return _finished(context, task, _preview(context, task, made, path, there))


@contextmanager
def resume(context: Context, path: Path) -> Iterator["Run"]:
    """A plan from its file; applied when told to, it goes on where an earlier apply stopped."""
    made = planning.loaded(_text(path), str(path))
    task = _resumed(context, made, path)
    with stores.opened(context.home, made.store_name) as there, _journal(context) as journal:
        if made.store_name != SANDBOX and made.api != there.address.api:
            raise StalePlan("plan.other_store", {"plan_store": made.api, "store": there.address.api})
        if journal.consumer(made.id) is None:
            planning.refuse_unless_fresh(made, there.channel.store(), str(path), context.clock())
        journal.remember(made)
        yield Run(context, task, made, path, there, journal)


@contextmanager
def run(context: Context, path: Path, store: str) -> Iterator["Run"]:
    """Check, plan; then, when told to go on, apply, confirm, report: the main job."""
    task = _started(context, path, "run")
    with stores.opened(context.home, store) as there, _journal(context) as journal:
        made = _planned(context, task, there, journal)
        yield Run(context, task, made, _keep(context, task, made, journal, None), there, journal)


@dataclass(frozen=True, eq=False, slots=True)
class Run:
    """Half way: there is a saved plan, and of this run nothing is in the store yet."""

    context: Context
    task: Task
    plan: Plan
    plan_path: Path
    there: Open
    journal: Journal

    def preview(self) -> Report:
        """What would be done."""
        return _preview(self.context, self.task, self.plan, self.plan_path, self.there)

    def decline(self) -> Done:
        """Leaves the plan where it lies, with its reports."""
        return _finished(self.context, self.task, self.preview())

    def go_on(self) -> Done:
        return _applied(self.context, self.task, self.plan, str(self.plan_path), self.there, self.journal)


def _started(context: Context, path: Path, command: str) -> Task:
    moment = context.clock()
    run = RunFacts(f"r-{moment:%Y%m%d-%H%M%S}-{secrets.token_hex(2)}", command, "done", timestamp(moment), "")
    context.events.tell("started", run.id, {"command": command, "sheet": path.name})
    context.progress("reading", 0, None)
    sheet = read(path, FORMATS, names_of(context.maps))
    refuse_unmet(context.maps, sheet)
    checked = checking.check(sheet)
    sheet = replace(sheet, guesses=(*sheet.guesses, *of_numbers(checked.conventions, sheet)))
    context.events.tell("checked", run.id, {"rows": len(sheet.cells), "findings": len(checked.findings)})
    return Task(run, sheet, checked, _folder(context, path, run.id))


def _resumed(context: Context, made: Plan, path: Path) -> Task:
    """The sheet as it was planned: the copy that was kept, not what has become of the merchant's file since."""
    kept = _kept(context.home, made)
    if not kept.exists():
        raise StalePlan("plan.sheet_gone", {"path": path, "sheet": made.sheet.name})
    task = _started(replace(context, maps=pairs_of(made.sheet.guesses)), kept, "apply")
    source = replace(task.sheet.source, path=Path(made.sheet.path), name=made.sheet.name)
    beside = Path(made.sheet.path) if Path(made.sheet.path).exists() else path
    return replace(task, sheet=replace(task.sheet, source=source), folder=_folder(context, beside, task.run.id))


def _planned(context: Context, task: Task, there: Open, journal: Journal) -> Plan:
    pictures = journal.pictures(_store_key(there))
    snapshot = there.channel.snapshot(pictures, context.progress)
    compared = comparing.compare(task.checked.catalog, snapshot, task.checked.places)
    created, expires = planning.dates(context.clock())
    catalog = task.checked.catalog
    made = planning.sealed(
        Plan(
            id="",
            created=created,
            expires=expires,
            store_name=there.address.name,
            api=there.address.api,
            store=snapshot.store,
            sheet=planning.facts(task.sheet),
            changes=compared.changes,
            unchanged=compared.unchanged,
            ignored=tuple(sorted(catalog.ignored)),
            refused=planning.refused_rows(catalog, compared.refused),
            findings=in_sheet_order([*task.checked.findings, *compared.findings]),
        )
    )
    context.events.tell("planned", task.run.id, {"plan": made.id, "changes": len(made.changes)})
    return made


def _keep(context: Context, task: Task, made: Plan, journal: Journal, out: Path | None) -> Path:
    """The plan where it was asked for, and a copy of the sheet beside the journal: reports can be told again."""
    path = out or task.folder / f"{Path(task.sheet.source.name).stem}.plan.json"
    save(path, planning.text(made).encode())
    kept = _kept(context.home, made)
    kept.parent.parent.mkdir(mode=0o700, exist_ok=True)
    kept.parent.mkdir(mode=0o700, exist_ok=True)
    shutil.copyfile(task.sheet.source.path, kept)
    kept.chmod(0o600)
    journal.remember(made)
    return path


def _preview(context: Context, task: Task, made: Plan, path: Path, there: Open) -> Report:
    skus = summarize.skus(task.checked.catalog)
    return summarize.planned(_ended(context, task), made, str(path), skus, there.channel.traffic())


def _ended(context: Context, task: Task) -> RunFacts:
    return replace(task.run, ended=timestamp(context.clock()))


def _applied(context: Context, task: Task, made: Plan, path: str, there: Open, journal: Journal) -> Done:
    with lock.held(context.home / "locks", _store_key(there).replace("/", "_").replace(":", "_"), task.run.id):
        journal.begin(task.run, made, task.folder.absolute())
        done = _attempts(context, made, there, journal)
        outcomes = confirm(made.changes, done, there.channel, context.progress)
        _remember_pictures(made, outcomes, there, journal)
        preview = _preview(context, task, made, Path(path), there)
        report = replace(summarize.applied(preview, outcomes), stopped=done.stopped)
        if done.stopped is None and all(outcome.status in _FINAL for outcome in outcomes):
            journal.consume(made.id, task.run.id)
        journal.end(report.run, report.totals)
    return _finished(context, task, report)


def _attempts(context: Context, made: Plan, there: Open, journal: Journal) -> Attempts:
    """A plan that was applied to its end is only read back: nothing of it is ever sent again."""
    if journal.consumer(made.id) is not None:
        return journal.attempts(made)
    return apply(Applying(made, there.channel, journal, context.progress, context.clock))


def _remember_pictures(made: Plan, outcomes: tuple[Outcome, ...], there: Open, journal: Journal) -> None:
    """Which of the store's images came from which source: the store's own URL does not say."""
    sent = {change.key: change.after("image_url") for change in made.changes}
    for outcome in outcomes:
        source, url = sent[outcome.change], (outcome.confirmed or {}).get("image_url")
        if outcome.status is Status.APPLIED and source and url and outcome.product:
            item = f"{outcome.product}/{outcome.variation}" if outcome.variation else outcome.product
            journal.picture(_store_key(there), item, source, url)


def _finished(context: Context, task: Task, report: Report) -> Done:
    files = written.write(report, task.sheet, task.checked.understood, task.folder, context.messages)
    context.events.tell("finished", task.run.id, {"status": report.run.status, "reports": files})
    return Done(report, files, exits.of(report))


def runs(home: Path) -> list[dict[str, str | None]]:
    """What was applied, the newest first."""
    path = home / "journal.db"
    if not path.exists():
        return []
    journal = Journal(path)
    try:
        return journal.runs()
    finally:
        journal.close()


def seed(context: Context, path: Path) -> str:
    """JSON: what a store would hold that had been given this sheet; made by giving it to a sandbox of its own."""
    from batch.sandbox import Settings, running

    with tempfile.TemporaryDirectory() as folder, running(Settings(switches={"quota": "1000000"})) as server:
        away = replace(context, home=Path(folder), out_dir=Path(folder) / "reports")
        os.environ[_SEED_TOKEN] = server.token
        config.add(away.home, config.StoreAddress("seed", server.api, str(server.store_id), _SEED_TOKEN))
        with run(away, path, "seed") as work:
            work.go_on()
        return httpx.get(server.api.removesuffix("/api/v3") + "/_sandbox/state", timeout=60).text


@contextmanager
def _journal(context: Context) -> Iterator[Journal]:
    journal = Journal(context.home / "journal.db")
    try:
        yield journal
    finally:
        journal.close()


def _folder(context: Context, path: Path, run: str) -> Path:
    """Beside the sheet, a folder for each run; one that was named is used as it is while it is empty of ours."""
    if context.out_dir is None:
        return path.parent / f"{path.stem}.onshelf" / run
    taken = context.out_dir.exists() and any(context.out_dir.iterdir())
    return context.out_dir / run if taken else context.out_dir


def _kept(home: Path, made: Plan) -> Path:
    return home / "plans" / made.id / f"sheet{Path(made.sheet.name).suffix}"


def _store_key(there: Open) -> str:
    """The journal knows a store by where it is, not by the merchant's name for it; the sandbox's port varies."""
    address = there.address
    return SANDBOX if address.name == SANDBOX else f"{address.api}/{address.id}"


def _text(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8")
    except FileNotFoundError as fault:
        raise StalePlan("plan.missing", {"path": path}) from fault
    except (OSError, UnicodeDecodeError) as fault:
        raise StalePlan("plan.not_a_plan", {"path": path}) from fault
