"""A sheet on its way: from its file to a checked catalog, and in the end to the files of its report."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from batch import check as checking
from batch import config, disk, exits, leftovers, summarize
from batch import plan as planning
from batch.check import Checked
from batch.check.guesses import of_numbers
from batch.compare.unsent import unsent
from batch.errors import CannotWrite, StalePlan, Usage
from batch.formats.delimited import Delimited
from batch.formats.workbook import Workbook
from batch.jobs import folders, records, whole
from batch.jobs.context import Context, Done
from batch.jobs.folders import Origin
from batch.journal.history import History
from batch.model.catalog import Catalog, Guess, Sheet
from batch.model.choices import NO_BASE, Choices, Stock
from batch.model.findings import in_sheet_order
from batch.model.plans import Plan
from batch.model.reports import Report, RunFacts
from batch.read import names_of, pairs_of, read, refuse_mere_list, refuse_unmet
from batch.reports import page, written
from batch.reports.columns import own_headings
from batch.reports.own_words import in_own_words
from batch.reports.written import File
from batch.values import timestamp
from schemas.headings import STOCK_PREFIX

_RECORD = 400_000  # bytes, at most: the page and the manifest, which are made last

FORMATS = (Workbook(), Delimited())


@dataclass(frozen=True, eq=False, slots=True)
class Task:
    """A sheet, read and checked, with the run that it is part of. ``folder`` is for the run's reports.

    ``read_from``: the file itself; the sheet may bear the name of one that it is a copy of.
    ``base``: the sheet as it was exported; ``origin``: what it is known by.
    ``listed``: the list that the sheet was made of; its rows are told on it.
    """

    run: RunFacts
    sheet: Sheet
    checked: Checked
    folder: Path
    read_from: Path
    base: Catalog | None = None
    origin: Origin = folders.UNKNOWN
    listed: Sheet | None = None


def check(context: Context, path: Path) -> Done:
    """Read and validate; no store, no network."""
    task = started(context, path, "check")
    checked = task.checked
    report = summarize.checked(ended(context, task), planning.facts(task.sheet), checked.catalog, checked.findings)
    return finished(context, task, report)


def started(context: Context, path: Path, command: str, listed: Sheet | None = None) -> Task:
    """``listed``: the list that the sheet was made of; what was struck out or hidden there is so in the sheet, too."""
    moment = context.clock()
    run = RunFacts(folders.run_id(moment), command, "done", timestamp(moment), "")
    context.events.tell("started", run.id, {"command": command, "sheet": path.name})
    context.progress("reading", 0, None)
    sheet = read(path, FORMATS, names_of(context.maps))
    refuse_unmet(context.maps, sheet)
    refuse_mere_list(sheet)
    sheet = replace(sheet, kinds=listed.kinds) if listed else sheet
    checked = checking.check(sheet)
    sheet = replace(sheet, guesses=(*sheet.guesses, *of_numbers(checked.conventions, sheet)))
    context.events.tell("checked", run.id, {"rows": len(sheet.cells), "findings": len(checked.findings)})
    return Task(run, sheet, checked, folders.reports(context.out_dir, path, run.id), path)


def with_base(context: Context, task: Task, choices: Choices, store: str) -> Task:
    """The sheet as it was exported, read and checked like the sheet; which one it was is told with the sheet.

    One that ``export`` wrote is found by itself, unless no base is asked for. Then its stock counts for nothing: the
    same sheet given twice would send the same edit twice. Raises Usage where the base is another store's export.
    """
    mark = (task.sheet.export,) if task.sheet.export else ()
    task = replace(task, origin=Origin(mark))
    found = folders.base_of(context.home, task.sheet.export, store) if choices.base is None else Path(choices.base)
    if found is None or choices.base == NO_BASE:
        whole.refuse_part(task.sheet, task.checked, choices)
        return task
    whole.refuse_part(task.sheet, task.checked, choices, has_base=True)
    sheet = read(found, FORMATS, names_of(context.maps))
    _same_store(context, sheet, store)
    known = Guess("base", (("name", sheet.source.name), ("sha256", sheet.source.sha256)))
    told = replace(task.sheet, guesses=(*task.sheet.guesses, known))
    base = checking.check(sheet).catalog
    if choices.base is None:
        task = _with_unsent_stock(task, base, choices)
        base = replace(base, rows=base.rows.drop(columns=[c for c in base.rows if c.startswith(STOCK_PREFIX)]))
    digest = (sheet.source.sha256,)
    origin = Origin(mark + digest if choices.base is None else digest + mark)
    return replace(task, sheet=told, base=base, origin=origin)


def _with_unsent_stock(task: Task, base: Catalog, choices: Choices) -> Task:
    if choices.stock is not Stock.EDITS:
        return task
    checked = task.checked
    found = unsent(checked.catalog.rows, base.rows, checked.places)
    return replace(task, checked=replace(checked, findings=in_sheet_order([*checked.findings, *found])))


def _same_store(context: Context, base: Sheet, store: str) -> None:
    """One store may have two names."""
    shown = folders.store_of(context.home, base.export)
    known = {name: (there.api, there.id) for name, there in config.stores(context.home).items()}
    if shown in known and known.get(store) != known[shown]:
        raise Usage("base.other_store", {"base": base.source.name, "shown": shown, "store": store})


def resumed(context: Context, made: Plan, path: Path) -> Task:
    """The sheet as it was planned: the copy that was kept, not what has become of the merchant's file since."""
    task = anew(context, made, "apply")
    beside = Path(made.sheet.path) if Path(made.sheet.path).exists() else path
    return replace(task, folder=folders.reports(context.out_dir, beside, task.run.id))


def again(context: Context, made: Plan, run: RunFacts, reports: Path) -> Task:
    """The task of a run that has ended; ``reports``: where its reports were written."""
    folder = folders.told_again(context.out_dir, reports, context.messages.language)
    return replace(anew(context, made, "report"), run=run, folder=folder)


def anew(context: Context, made: Plan, command: str) -> Task:
    """Another run on the sheet of a plan, read from the copy that was kept. Raises StalePlan when there is none."""
    kept = folders.kept_sheet(context.home, made)
    if not kept.exists():
        raise StalePlan("plan.sheet_gone", {"sheet": made.sheet.name, "plan": made.id})
    listed = _listed(context.home, made)
    task = started(replace(context, maps=() if listed else pairs_of(made.sheet.guesses)), kept, command, listed)
    sheet = named_as(listed, task.sheet) if listed else task.sheet
    source = replace(sheet.source, path=Path(made.sheet.path), name=made.sheet.name)
    return replace(task, sheet=replace(sheet, source=source), listed=listed)


def _listed(home: Path, made: Plan) -> Sheet | None:
    """The list that the sheet of the plan was made of, if it was made of one, and this is still what was read."""
    kept = folders.kept_list(home, made)
    listed = read(kept, FORMATS, names_of(pairs_of(made.sheet.guesses))) if kept.exists() else None
    return listed if listed and listed.source.sha256 == made.sheet.sha256 else None


def named_as(listed: Sheet, sheet: Sheet) -> Sheet:
    """The sheet that was made of a list, under its name and headings, with what was found out about its file."""
    texts = {heading.position: heading.text for heading in listed.headings}
    heads = tuple(replace(heading, text=texts.get(heading.position, heading.text)) for heading in sheet.headings)
    return replace(
        sheet,
        source=listed.source,
        headings=heads,
        guesses=listed.guesses,
        skipped=listed.skipped,
        passed=listed.passed,
    )


def ended(context: Context, task: Task) -> RunFacts:
    return replace(task.run, ended=timestamp(context.clock()))


def finished(context: Context, task: Task, report: Report, history: History | None = None) -> Done:
    """The reports, and last their manifest; with a ``history`` the run becomes the last of its chain."""
    checked, typed = task.checked, task.listed or task.sheet
    report = headed(task, report)
    families = checked.catalog.rows["family"]
    reading = written.Reading(task.sheet, checked.understood, families, typed, _original(task))
    made = written.files(report, reading, context.messages)
    folder, fault = _room(context, task, made, history)
    shown = page.contents(report, _names(checked), context.messages)
    draw = partial(page.report_page, shown, report, messages=context.messages)
    made |= records.recorded(report, made, folder, history, draw)
    files = written.save_all(made, folder) | ({"plan": report.plan_path} if report.plan_path else {})
    context.events.tell("finished", task.run.id, {"status": report.run.status, "reports": files})
    code = exits.of(report) if fault is None else exits.gravest([exits.of(report), fault.exit_code])
    return Done(report, files, code, folder, fault)


def headed(task: Task, report: Report) -> Report:
    """With the merchant's own words for the columns."""
    outlets = report.plan.store.outlets if report.plan else ()
    return in_own_words(report, own_headings(task.listed or task.sheet, outlets))


def _names(checked: Checked) -> dict[int, str]:
    """Of products, by row, as far as the sheet says them."""
    if "name" not in checked.understood:
        return {}
    return {int(row): name for row, name in checked.understood["name"].items() if isinstance(name, str)}


def _room(
    context: Context, task: Task, made: Mapping[str, File], history: History | None
) -> tuple[Path, CannotWrite | None]:
    """Where the reports go. What became of a store is told in any case: else it is the home folder that keeps them."""
    size = sum(len(file.content) for file in made.values()) + _RECORD
    leftovers.sweep(folders.of_other_runs(context.home, task.folder))
    try:
        disk.refuse_unless_room(task.folder, size)
    except CannotWrite as fault:
        if history is None:
            raise CannotWrite("output.denied", fault.facts) from fault
        elsewhere = folders.kept_reports(context.home, task.run.id)
        disk.refuse_unless_kept(elsewhere, size)
        return elsewhere, CannotWrite("output.denied", fault.facts)
    return task.folder, None


def _original(task: Task) -> bytes | None:
    """The merchant's own workbook, if the sheet is one and is still what was read."""
    if task.sheet.source.format != "xlsx":
        return None
    try:
        content = (task.listed.source.path if task.listed else task.read_from).read_bytes()
    except OSError:
        return None
    return content if hashlib.sha256(content).hexdigest() == task.sheet.source.sha256 else None
