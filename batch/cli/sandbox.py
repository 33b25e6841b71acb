"""sandbox: the stand-in store."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from batch.cli.options import command, group

if TYPE_CHECKING:
    from batch.desk import Desk


@click.group()
@group
def sandbox() -> None:
    """A local stand-in for the E-Series store."""


@sandbox.command()
@click.option("--port", type=click.IntRange(0, 65535), default=0, show_default=True, help="0: any free one.")
@click.option("--db", type=click.Path(path_type=Path, dir_okay=False), help="Keeps its state here.")
@click.option("--seed", type=click.Path(path_type=Path, exists=True, dir_okay=False), help="JSON list of products.")
@click.option("--switch", "switches", multiple=True, metavar="NAME=VALUE", help="How it behaves where docs are silent.")
@click.option(
    "--faults", type=click.Path(path_type=Path, exists=True, dir_okay=False), help="What goes wrong, and when."
)
@click.option("--store-id", type=click.IntRange(1), default=1003, show_default=True)
@click.option("--token", default="secret_sandbox", show_default=True)
@command
def serve(
    _: "Desk",
    port: int,
    db: Path | None,
    seed: Path | None,
    switches: Sequence[str],
    faults: Path | None,
    store_id: int,
    token: str,
) -> int:
    """Serve on loopback until SIGTERM; prints one JSON line when it listens."""
    from batch.commands import sandbox as stand_in

    return stand_in.serve(port, stand_in.Files(db, seed, faults), switches, store_id, token)


@sandbox.command()
@click.argument("sheet", metavar="SHEET", type=click.Path(path_type=Path))
@command
def seed(desk: "Desk", sheet: Path) -> int:
    """Make a seed from a sheet: what a store would hold that had been given it."""
    from batch.commands import sandbox as stand_in

    return stand_in.seed(desk, sheet)
