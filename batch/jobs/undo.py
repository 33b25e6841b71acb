"""A plan that takes back what a run changed: reviewed and applied like any other."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from batch import plan as planning
from batch import stores
from batch import undo as undoing
from batch.jobs import folders, history, plans, tasks
from batch.jobs.context import Context, Done
from batch.jobs.history import Ended
from batch.jobs.tasks import Task
from batch.journal import Journal
from batch.model.changes import NO_ROW, Action
from batch.model.findings import Finding, in_sheet_order
from batch.model.plans import Plan
from batch.model.store import Store
from batch.stores import Open
from batch.undo import Undone


def undo(context: Context, run: str, out: Path | None, created: Action) -> Done:
    """Reads by id the products that the run changed, and writes the plan; the store is not written to.

    ``created``: KEEP or DISABLE, for what the run created. Raises Usage for a run that nobody knows.
    """
    with Journal(folders.journal(context.home)) as journal:
        was = history.ended(context.home, journal, run)
        task = _task(context, was)
        with stores.opened(context.home, was.plan.store_name, context.progress) as there:
            plans.refuse_elsewhere(was.plan, there)
            made = _plan(context, task, was, _undone(context, was, there, created), there)
            path = plans.kept(context, task, made, journal, out)
            return tasks.finished(context, task, plans.preview(context, task, made, path, there))


def _task(context: Context, was: Ended) -> Task:
    """The plan and its reports go beside those of the run that is taken back; its sheet comes from where that came."""
    task = tasks.anew(context, was.plan, "undo")
    origin = folders.origin(context.home, was.plan.id)
    return replace(task, origin=origin, folder=context.out_dir or was.reports.parent / task.run.id)


def _undone(context: Context, was: Ended, there: Open, created: Action) -> Undone:
    """What was deleted or renamed gets its SKU again, unless another product has that by now."""
    owned: dict[str, tuple[str, ...]] = {}
    if undoing.needs_owners(was.plan.changes, was.outcomes):
        items = there.channel.snapshot({}, context.progress).items[["sku", "product"]].dropna()
        for sku, product in items.itertuples(index=False):
            owned[sku] = (*owned.get(sku, ()), product)
    ids = sorted({outcome.product for outcome in was.outcomes if outcome.product})
    return undoing.undo(was.plan.changes, was.outcomes, there.channel.products(ids), created, owned)


def _plan(context: Context, task: Task, was: Ended, undone: Undone, there: Open) -> Plan:
    """Of the rows that the run wrote, those that need nothing are unchanged; all others are left out."""
    applied = {c.row for c, o in zip(was.plan.changes, was.outcomes, strict=True) if undoing.written(c, o) is not None}
    applied -= {NO_ROW}
    changed = {change.row for change in undone.changes}
    every = {int(row) for row in task.sheet.cells.index}
    moment, expires = planning.dates(context.clock())
    return planning.sealed(
        Plan(
            id="",
            created=moment,
            expires=expires,
            store_name=there.address.name,
            api=there.address.api,
            store=there.channel.store(),
            sheet=was.plan.sheet,
            changes=undone.changes,
            unchanged=tuple(sorted(applied - changed)),
            ignored=tuple(sorted(every - applied)),
            refused=(),
            findings=in_sheet_order(_findings(task, undone, there.channel.store())),
            undoes=was.run.id,
        )
    )


def _findings(task: Task, undone: Undone, store: Store) -> Iterator[Finding]:
    """On the cell that the merchant wrote, where the sheet has it; values with the unit in which the store has them."""
    again = [change for change in undone.changes if change.action is Action.CREATE]
    if again:
        yield Finding("undo.made_again", facts=(("count", str(len(again))),))
    for one in undone.kept:
        code, change, unit = one.reason.code, one.change, store.unit_of(one.field or "")
        facts = one.reason.facts + ((("unit", unit),) if unit else ())
        if change.row == NO_ROW:
            yield Finding(code, sku=change.sku, facts=facts)
        else:
            yield task.checked.places.cell(code, one.field or "sku", change.row, facts)
