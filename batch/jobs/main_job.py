"""The main job: a plan, new or from its file; and, when told to go on, the store changed, read back and reported."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from batch import lock, summarize
from batch import plan as planning
from batch.apply import Applying, apply
from batch.apply.resuming import LOOK_GRACE
from batch.confirm import confirm, held
from batch.errors import GuardStop, Interrupted, StalePlan, UnreadableFile, Usage
from batch.jobs import counted, folders, forms, plans, preflight, tasks, unfinished
from batch.jobs.context import Context, Done, opened
from batch.jobs.tasks import Task
from batch.journal import INTERRUPTED, Journal
from batch.journal.history import History
from batch.model.attempts import Attempts
from batch.model.changes import Change
from batch.model.choices import USUAL, Choices
from batch.model.galleries import Turning, urls
from batch.model.plans import Plan
from batch.model.reports import NOT_APPLIED, STOPPED, Report
from batch.model.runs import Outcome, Status
from batch.stores import Open

_SENT = frozenset({Status.APPLIED, Status.REJECTED, Status.FAILED})  # as a whole or in part
_FINAL = frozenset({Status.APPLIED, Status.SKIPPED, Status.CONFLICT, Status.REJECTED, Status.FAILED})


@dataclass(frozen=True, eq=False, slots=True)
class Run:
    """Half way: there is a saved plan, and of this run nothing is in the store yet.

    ``goes_on``: the plan is one that an earlier run did not bring to its end.
    """

    context: Context
    task: Task
    plan: Plan
    plan_path: Path
    there: Open
    journal: Journal
    goes_on: bool = False

    def preview(self) -> Report:
        """What would be done."""
        return plans.preview(self.context, self.task, self.plan, self.plan_path, self.there)

    def decline(self) -> Done:
        """Leaves the plan where it lies, with its reports, which say that nothing was applied."""
        report = self.preview()
        word = STOPPED if self.plan.stopped_by else NOT_APPLIED
        return tasks.finished(self.context, self.task, replace(report, run=replace(report.run, status=word)))

    def go_on(self) -> Done:
        """Apply, confirm, report. One run at a time: raises Busy while another holds the store.

        Raises GuardStop, before anything is sent, for a plan that a guard stopped.
        """
        if self.plan.stopped_by:
            raise GuardStop("guard.stopped", {"guards": ", ".join(one.guard for one in self.plan.stopped_by)})
        there, run = self.there, self.task.run
        with lock.held(folders.locks(self.context.home), there.key, there.address.name, run.id):
            preflight.refuse_unless_room(self.context, self.task, self.plan)
            _refuse_overtaken(self)
            self.journal.begin(run, self.plan, self.task.folder.absolute())
            report = _applied(self)
            forms.remember(self.journal, there.key, self.plan, report.details)
            history = History(self.journal.engine)
            history.keep(report.run.id, report.details, self.there.channel.traffic())
            if report.stopped is None and all(outcome.status in _FINAL for outcome in report.details):
                self.journal.consume(self.plan.id, run.id)
            done = tasks.finished(self.context, self.task, report, history)
            self.journal.end(report.run, report.totals, done.folder)
            return done


@contextmanager
def run(context: Context, path: Path, store: str, choices: Choices = USUAL) -> Iterator[Run]:
    """Check and plan; the rest when told to. A run that was cut off is gone on with by the same command."""
    task = tasks.with_base(context, tasks.started(context, path, "run"), choices, store)
    with opened(context, store) as (there, journal):
        if (found := unfinished.same(context, task, there, journal, choices)) is not None:
            yield Run(context, task, *found, there, journal, goes_on=True)
            return
        unfinished.brought_to_its_end(context, there, journal, task.run.id)
        made = plans.planned(context, task, there, journal, choices)
        yield Run(context, task, made, plans.kept(context, task, made, journal, None), there, journal)


@contextmanager
def resume(context: Context, path: Path) -> Iterator[Run]:
    """A plan from its file; applied when told to, it goes on where an earlier apply stopped."""
    made = planning.loaded(_text(path), str(path))
    task = tasks.resumed(context, made, path)
    with opened(context, made.store_name) as (there, journal):
        plans.refuse_elsewhere(made, there)
        if journal.consumer(made.id) is None:
            planning.refuse_unless_fresh(made, there.channel.store(), str(path), context.clock())
        journal.remember(made)
        yield Run(context, task, made, path, there, journal)


def _applied(run: Run) -> Report:
    done = _attempts(run)
    outcomes = _confirmed(run, done)
    _remember_pictures(run, outcomes)
    there, siblings = held(run.task.checked.catalog.rows, run.plan.changes, done)
    told = summarize.applied(run.preview(), outcomes)
    report = replace(told, stopped=done.stopped, held=there, siblings=siblings)
    return report if done.stopped is None else replace(report, run=replace(report.run, status=INTERRUPTED))


def _confirmed(run: Run, done: Attempts) -> tuple[Outcome, ...]:
    """Whoever stops us here still gets reports, of what can be read back in a moment."""
    progress = run.context.progress
    try:
        return confirm(run.plan.changes, done, run.there.channel, progress)
    except KeyboardInterrupt:
        done.stopped = done.stopped or Interrupted("run.stopped")
        progress("stopping", 0, None)
        run.there.channel.hurry(LOOK_GRACE)
        return confirm(run.plan.changes, done, run.there.channel, progress)


def _refuse_overtaken(run: Run) -> None:
    """What an earlier run had on its way to the store is heard first; a plan that was made before that is stale."""
    begun = run.journal.batches(run.plan.id) > 0
    if unfinished.settle_others(run.context, run.there, run.journal, run.plan.id) and not begun:
        raise StalePlan("plan.overtaken", {"store": run.there.address.name, "sheet": run.plan.sheet.name})


def _attempts(run: Run) -> Attempts:
    """A plan that was applied to its end is only read back: nothing of it is ever sent again."""
    consumer = run.journal.consumer(run.plan.id)
    if consumer is not None:
        done = run.journal.attempts(run.plan)
        done.conflicts.update(History(run.journal.engine).conflicts(consumer))
        return done
    context = run.context
    overtaken = counted.meanwhile(context.home, run.journal, run.plan)
    return apply(Applying(run.plan, run.there.channel, run.journal, context.progress, context.clock, overtaken))


def _remember_pictures(run: Run, outcomes: tuple[Outcome, ...]) -> None:
    """Which of the store's images came from which source: the store's own URL does not say."""
    sent = {change.key: change for change in run.plan.changes}
    for outcome in outcomes:
        if outcome.status in _SENT:
            held = {name: now for name, now in (outcome.confirmed or {}).items() if name not in outcome.missing}
            for url, source in _pictures(sent[outcome.change], held):
                run.journal.picture(run.there.key, url, source)


def _pictures(change: Change, held: Mapping[str, str | None]) -> Iterator[tuple[str, str]]:
    """The store's URL and the source of each image that a change has brought."""
    source, url = change.after("image_url"), held.get("image_url")
    if source and url:
        yield url, source
    for field in change.fields:
        if field.name == "gallery":
            made = Turning(urls(field.before), urls(field.after), urls(held.get("gallery"))).made
            yield from ((url, source) for source, url in made.items())


def _text(path: Path) -> str:
    """Raises Usage where there is nothing, UnreadableFile where it is no text."""
    try:
        return path.read_bytes().decode("utf-8")
    except FileNotFoundError as fault:
        raise Usage("plan.missing", {"path": path}) from fault
    except (OSError, UnicodeDecodeError) as fault:
        raise UnreadableFile("plan.not_a_plan", {"path": path}) from fault
