"""check, plan, apply, run: one sheet after the other, each shown and then written down."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from batch import exits, jobs
from batch.desk import Desk
from batch.errors import Usage
from batch.model.choices import Choices, Missing

_PENDING = ("create", "update", "delete", "enable", "disable")


@dataclass(frozen=True, slots=True)
class Planning:
    """What a plan is made for, besides its sheet."""

    store: str | None
    out_dir: Path | None
    choices: Choices


def check(desk: Desk, sheets: Sequence[Path], out_dir: Path | None) -> int:
    return desk.each(sheets, lambda sheet: desk.reported(lambda context: jobs.check(context, sheet), out_dir))


def plan(desk: Desk, sheets: Sequence[Path], made_for: Planning, out: Path | None, pending_is_told: bool) -> int:
    if out is not None and len(sheets) > 1:
        raise Usage("usage.one_plan")
    _refuse_half_mirror(sheets, made_for.choices)

    def planned(sheet: Path) -> tuple[int, dict[str, object]]:
        store, choices = desk.store(made_for.store), made_for.choices
        code, shown = desk.reported(lambda context: jobs.plan(context, sheet, store, out, choices), made_for.out_dir)
        counts = shown["counts"]
        pending = isinstance(counts, dict) and any(counts[word] for word in _PENDING)
        return exits.gravest([code, exits.PENDING if pending and pending_is_told else code]), shown

    return desk.each(sheets, planned)


def apply(desk: Desk, plan: Path, out_dir: Path | None, sure: bool) -> int:
    with desk.context(out_dir) as context, jobs.resume(context, plan) as work:
        context.progress.rest()
        if not sure or work.plan.stopped_by:
            desk.show(work.preview(), {})
        code, shown = _applied(desk, context, work, sure)
    desk.print_json([shown])
    return code


def run(desk: Desk, sheets: Sequence[Path], made_for: Planning, sure: bool) -> int:
    _refuse_half_mirror(sheets, made_for.choices)

    def applied(sheet: Path) -> tuple[int, dict[str, object]]:
        store, choices = desk.store(made_for.store), made_for.choices
        with desk.context(made_for.out_dir) as context, jobs.run(context, sheet, store, choices) as work:
            if work.goes_on:
                desk.mention("run.goes_on", {"plan": work.plan.id})
            return shown_and_applied(desk, context, work, sure)

    return desk.each(sheets, applied)


def shown_and_applied(desk: Desk, context: jobs.Context, work: jobs.Run, sure: bool) -> tuple[int, dict[str, object]]:
    """A plan that was just made."""
    context.progress.rest()
    desk.show(work.preview(), {})
    return _applied(desk, context, work, sure)


def _applied(desk: Desk, context: jobs.Context, work: jobs.Run, sure: bool) -> tuple[int, dict[str, object]]:
    """Nothing is sent that was not shown: here, or when the plan was made."""
    context.progress.rest()
    if work.plan.stopped_by:
        desk.mention("guard.stopped", {"guards": ", ".join(one.guard for one in work.plan.stopped_by)})
        return desk.done(work.decline(), shown_already=True)
    if work.plan.changes and not sure and not desk.agreed(work.plan_path):
        return Usage.exit_code, desk.done(work.decline(), shown_already=True)[1]
    done = work.go_on()
    context.progress.rest()
    return desk.done(done)


def _refuse_half_mirror(sheets: Sequence[Path], choices: Choices) -> None:
    """Each of several sheets would take away what the others hold."""
    if choices.missing is not Missing.LEAVE and len(sheets) > 1:
        raise Usage("mirror.several", {"count": len(sheets)})
