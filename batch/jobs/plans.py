"""From a checked sheet and a store to a plan that is kept."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from batch import compare as comparing
from batch import config, guards, summarize
from batch import plan as planning
from batch.config import SANDBOX
from batch.disk import save
from batch.errors import StalePlan
from batch.jobs import counted, earlier, folders, tasks
from batch.jobs.context import Context, Done, opened
from batch.jobs.tasks import Task
from batch.journal import Journal
from batch.journal.forms import Forms
from batch.model.base import NOTHING, Base, Written
from batch.model.changes import Change
from batch.model.choices import USUAL, Choices
from batch.model.plans import Plan
from batch.model.reports import Report
from batch.model.store import Snapshot
from batch.stores import Open


def plan(context: Context, path: Path, store: str, out: Path | None, choices: Choices = USUAL) -> Done:
    """Check, read the store, compare; writes the plan, never the store."""
    task = tasks.with_base(context, tasks.started(context, path, "plan"), choices, store)
    with opened(context, store) as (there, journal):
        made = planned(context, task, there, journal, choices)
        path = kept(context, task, made, journal, out)
        return tasks.finished(context, task, preview(context, task, made, path, there))


def planned(context: Context, task: Task, there: Open, journal: Journal, choices: Choices) -> Plan:
    store, name = there.address.name, task.sheet.source.name
    since = NOTHING if task.base is None else earlier.written(context.home, journal, task.origin, store, name)
    return against(context, task, there, snapshot(context, there, journal), choices, since)


def snapshot(context: Context, there: Open, journal: Journal) -> Snapshot:
    """The store as it is, with what our settings and our records say of it."""
    found = there.channel.snapshot(journal.pictures(there.key), context.progress)
    forms = Forms(journal.engine).known(there.key)
    return replace(found, store=replace(found.store, outlets=there.address.outlets), forms=forms)


def against(
    context: Context, task: Task, there: Open, snapshot: Snapshot, choices: Choices, since: Written = NOTHING
) -> Plan:
    """The plan for a store as it was just read. ``since``: what we have written since the base of the sheet."""
    catalog = task.checked.catalog
    base, said = None if task.base is None else Base(task.base, since), task.checked.findings
    compared = comparing.compare(catalog, snapshot, task.checked.places, choices, base, said)
    limits, sent = config.limits(context.home), _counted(context, there, task, compared.changes)
    created, expires = planning.dates(context.clock())
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
            ignored=tuple(sorted(catalog.ignored.union(compared.idle))),
            refused=planning.refused_rows(catalog, compared.refused),
            findings=compared.findings,
            choices=choices,
            guards=guards.tripped(compared.changes, snapshot, limits, sent),
            conflicts=compared.conflicts,
        )
    )
    context.events.tell("planned", task.run.id, {"plan": made.id, "changes": len(made.changes)})
    return made


def _counted(context: Context, there: Open, task: Task, changes: Sequence[Change]) -> frozenset[str]:
    if not guards.counting(changes):
        return frozenset()
    with Journal(folders.journal(context.home)) as journal:
        return counted.before(context.home, journal, task.sheet.guesses, there.address.name)


def kept(context: Context, task: Task, made: Plan, journal: Journal, out: Path | None) -> Path:
    """The plan where it was asked for; with the journal, all that applying it later will need."""
    path = out or folders.plan(task.folder, task.sheet.source.name)
    text = planning.text(made).encode()
    save(path, text)
    listed = task.listed.source.path if task.listed else None
    folders.keep(context.home, made, text, task.read_from, task.origin, listed)
    journal.remember(made)
    return path


def refuse_elsewhere(made: Plan, there: Open) -> None:
    """Raises StalePlan when the store of that name is another one now; the sandbox's address changes by right."""
    if made.store_name != SANDBOX and made.api != there.address.api:
        raise StalePlan("plan.other_store", {"plan_store": made.api, "store": there.address.api})


def preview(context: Context, task: Task, made: Plan, path: Path, there: Open) -> Report:
    """What would be done."""
    skus = summarize.skus(task.checked.catalog)
    report = summarize.planned(tasks.ended(context, task), made, str(path), skus, there.channel.traffic())
    return tasks.headed(task, report)
