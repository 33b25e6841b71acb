"""runs, report, undo, verify: what was done before."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from batch.cli.options import OUT_DIR, command

if TYPE_CHECKING:
    from batch.desk import Desk


@click.command()
@command
def runs(desk: "Desk") -> int:
    """What was done, the newest first."""
    from batch.commands import lists

    return lists.runs(desk)


@click.command()
@click.argument("run", metavar="RUN")
@OUT_DIR
@command
def report(desk: "Desk", run: str, out_dir: Path | None) -> int:
    """The reports of a run once more, in any language; the store is not asked."""
    from batch.commands import history

    return history.report(desk, run, out_dir)


@click.command()
@click.argument("run", metavar="RUN")
@OUT_DIR
@click.option("--out", metavar="PLAN", type=click.Path(path_type=Path, dir_okay=False), help="Where the plan goes.")
@click.option(
    "--created",
    type=click.Choice(["keep", "disable"]),
    default="keep",
    show_default=True,
    help="What becomes of products that the run created.",
)
@command
def undo(desk: "Desk", run: str, out_dir: Path | None, out: Path | None, created: str) -> int:
    """A plan that takes back what a run changed; cells edited since are kept and listed."""
    from batch.commands import history

    return history.undo(desk, run, out_dir, out, created)


@click.command()
@click.argument("what", metavar="RUN|BUNDLE")
@command
def verify(desk: "Desk", what: str) -> int:
    """Is the record of a run intact, to the byte? BUNDLE: the folder of its reports."""
    from batch.commands import history

    return history.verify(desk, what)
