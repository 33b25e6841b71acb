"""explain, columns: what onshelf knows."""

from typing import TYPE_CHECKING

import click

from batch.cli.options import command

if TYPE_CHECKING:
    from batch.desk import Desk


@click.command()
@click.argument("code", required=False)
@command
def explain(desk: "Desk", code: str | None) -> int:
    """What a finding means and how to fix it; without CODE, the list."""
    from batch.commands import lists

    return lists.explain(desk, code)


@click.command()
@command
def columns(desk: "Desk") -> int:
    """The columns understood: headings, meaning, values, what syncs."""
    from batch.commands import lists

    return lists.columns(desk)
