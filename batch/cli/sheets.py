"""check, plan, apply, run: the main job and its steps."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from batch.cli.options import MAP, OUT_DIR, SHEETS, STORE, choosing, command

if TYPE_CHECKING:
    from batch.desk import Desk


@click.command()
@SHEETS
@OUT_DIR
@MAP
@command
def check(desk: "Desk", sheets: Sequence[Path], out_dir: Path | None) -> int:
    """Read and validate a sheet; no store, no network."""
    from batch.commands import work

    return work.check(desk, sheets, out_dir)


@click.command()
@SHEETS
@STORE
@OUT_DIR
@MAP
@choosing
@click.option("--out", metavar="PLAN", type=click.Path(path_type=Path, dir_okay=False), help="Where the plan goes.")
@click.option("--detailed-exitcode", is_flag=True, help="Leave with 10 when changes are pending.")
@command
def plan(
    desk: "Desk",
    sheets: Sequence[Path],
    store: str | None,
    out_dir: Path | None,
    out: Path | None,
    detailed_exitcode: bool,
    chosen: Mapping[str, Any],
) -> int:
    """Check, read the store, compare; writes the plan, never the store."""
    from batch.commands import choosing, work

    planning = work.Planning(store, out_dir, choosing.choices(chosen))
    return work.plan(desk, sheets, planning, out, pending_is_told=detailed_exitcode)


@click.command()
@click.argument("plan", metavar="PLAN", type=click.Path(path_type=Path))
@OUT_DIR
@click.option("-y", "--yes", is_flag=True, help="Do not ask.")
@command
def apply(desk: "Desk", plan: Path, out_dir: Path | None, yes: bool) -> int:
    """Apply exactly that plan; called again, it goes on where it stopped."""
    from batch.commands import work

    return work.apply(desk, plan, out_dir, sure=yes)


@click.command()
@SHEETS
@STORE
@OUT_DIR
@MAP
@choosing
@click.option("-y", "--yes", is_flag=True, help="Do not ask.")
@command
def run(
    desk: "Desk",
    sheets: Sequence[Path],
    store: str | None,
    out_dir: Path | None,
    yes: bool,
    chosen: Mapping[str, Any],
) -> int:
    """Check, plan, show, ask, apply, confirm, report: the main job."""
    from batch.commands import choosing, work

    return work.run(desk, sheets, work.Planning(store, out_dir, choosing.choices(chosen)), sure=yes)
