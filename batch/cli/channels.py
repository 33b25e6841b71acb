"""activate, deactivate, export: the shop and its channels."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from batch.cli.options import CHOICES, MAP, OUT_DIR, STORE, command

if TYPE_CHECKING:
    from batch.desk import Desk


_ACTIVATION = (
    click.argument("sheets", metavar="SHEET...", nargs=-1, required=True, type=click.Path(path_type=Path)),
    STORE,
    click.option(
        "--channel", type=click.Choice(["online", "in-store", "all"]), required=True, help="Which channel, or both."
    ),
    click.option(
        "--catalog",
        metavar="EXPORT",
        type=click.Path(path_type=Path, dir_okay=False),
        help="An export of Retail POS, which knows what handles and ids stand for.",
    ),
    OUT_DIR,
    MAP,
    *CHOICES,
    click.option("-y", "--yes", is_flag=True, help="Do not ask."),
)


def _activation(command: Callable[..., Any]) -> Callable[..., Any]:
    for option in reversed(_ACTIVATION):
        command = option(command)
    return command


@click.command()
@_activation
@click.option("--strict", is_flag=True, help="What lacks a name, price, image, stock or description stays offline.")
@command
def activate(desk: "Desk", **typed: Any) -> int:
    """Put the products that a list names on a channel; - reads it from standard input."""
    return _switched(desk, "activate", **typed)


@click.command()
@_activation
@command
def deactivate(desk: "Desk", **typed: Any) -> int:
    """Take the products that a list names off a channel; - reads it from standard input."""
    return _switched(desk, "deactivate", **typed)


def _switched(
    desk: "Desk",
    name: str,
    *,
    sheets: Sequence[Path],
    store: str | None,
    channel: str,
    catalog: Path | None,
    out_dir: Path | None,
    chosen: Mapping[str, Any],
    yes: bool,
    strict: bool = False,
) -> int:
    from batch.commands import activation, choosing, work

    typed = activation.Typed(name, channel, catalog, strict)
    planning = work.Planning(store, out_dir, choosing.choices(chosen))
    return activation.switch(desk, sheets, planning, typed, sure=yes)


@click.command()
@STORE
@click.option(
    "--status", type=click.Choice(["active", "inactive", "all"]), default="all", show_default=True, help="Which state."
)
@click.option(
    "--channel",
    type=click.Choice(["online", "in-store", "all"]),
    default="all",
    show_default=True,
    help="On which channel; the online store knows its own alone.",
)
@click.option("--out", metavar="FILE", type=click.Path(path_type=Path, dir_okay=False), help="Where the sheet goes.")
@click.option("--format", "form", type=click.Choice(["xlsx", "csv"]), help="Default: after the ending of --out; xlsx.")
@click.option(
    "--headings",
    type=click.Choice(["exact", "en", "fr"]),
    default="exact",
    show_default=True,
    help="X-Series headings, or the words of the screens.",
)
@command
def export(
    desk: "Desk", store: str | None, status: str, channel: str, out: Path | None, form: str | None, headings: str
) -> int:
    """The store as a sheet, ready to be edited and given back."""
    from batch.commands import export as shelf

    return shelf.export(desk, store, status, channel, out, form, headings)
