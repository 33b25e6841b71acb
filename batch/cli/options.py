"""What several commands have in common: their options, and how a command becomes a sentence and an exit code."""

import sys
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any

import click

Command = Callable[..., int | None]

_COMMON = (
    click.option("--home", metavar="DIR", help="Where settings, plans and the journal are kept."),
    click.option("--lang", type=click.Choice(["en", "fr"]), help="Language of all that people read."),
    click.option("--no-color", is_flag=True, default=None, help="No colours."),
    click.option("--json", "as_json", is_flag=True, default=None, help="One JSON document on standard output."),
    click.option("-q", "--quiet", is_flag=True, default=None, help="Only results and errors."),
    click.option("-v", "--verbose", is_flag=True, default=None, help="More of what goes on."),
    click.option("--events", metavar="FILE", type=click.Path(path_type=Path), help="Append JSON Lines while working."),
)
STORE = click.option("--store", metavar="NAME", envvar="ONSHELF_STORE", help="Which store; default: sandbox.")
OUT_DIR = click.option(
    "--out-dir", metavar="DIR", type=click.Path(path_type=Path, file_okay=False), help="Where the reports go."
)
MAP = click.option(
    "--map", "maps", multiple=True, metavar="HEADING=COLUMN", help="Read this heading as that column; repeatable."
)
CHOICES = (
    click.option(
        "--base",
        metavar="EXPORT",
        type=click.Path(path_type=Path, dir_okay=False),
        help="The sheet as it was exported: only what was changed since is planned; none: all that the sheet says.",
    ),
    click.option(
        "--stock",
        type=click.Choice(["edits", "absolute"]),
        default="edits",
        help="Of the stock: what was changed since the base, as a difference (the default), or the number.",
    ),
    click.option(
        "--on-conflict",
        type=click.Choice(["hold", "sheet", "store"]),
        default="hold",
        help="Whose value counts where the store changed the cell too since the base; nobody's by default.",
    ),
    click.option("--allow", multiple=True, metavar="GUARD", help="Let this guard pass, with --reason; repeatable."),
    click.option("--reason", metavar="TEXT", default="", help="Why a guard may pass; kept in the plan."),
)
_MIRROR = (
    click.option(
        "--mirror",
        is_flag=True,
        help="The sheet is the whole catalog: products of the store that it lacks are deleted.",
    ),
    click.option(
        "--missing",
        type=click.Choice(["delete", "disable"]),
        help="With --mirror: what becomes of these products; deleted by default.",
    ),
)
# go together, as ``chosen``: they are sealed in the plan
_CHOSEN = ("base", "stock", "on_conflict", "mirror", "missing", "allow", "reason")
_PLACES = ("out", "out_dir")  # what is written may be said to go there
SHEETS = click.argument("sheets", metavar="SHEET...", nargs=-1, required=True, type=click.Path(path_type=Path))


def common(command: Callable[..., Any]) -> Callable[..., Any]:
    for option in reversed(_COMMON):
        command = option(command)
    return command


def group(work: Callable[[], None]) -> Callable[..., None]:
    """The common options may stand behind a group of commands, too."""

    @wraps(work)
    def told(context: click.Context, /, **own: Any) -> None:
        given = {name: value for name, value in own.items() if value is not None}
        context.obj = (context.obj or {}) | given

    return common(click.pass_context(told))


def choosing(command: Callable[..., Any]) -> Callable[..., Any]:
    for option in reversed((*CHOICES[:-2], *_MIRROR, *CHOICES[-2:])):
        command = option(command)
    return command


def command(work: Command) -> Callable[..., None]:
    """The common options may stand before or after the command; errors become a sentence and an exit code."""

    @wraps(work)
    def told(context: click.Context, /, **given: Any) -> None:
        from batch.desk import Desk

        names = ("home", "lang", "no_color", "as_json", "quiet", "verbose", "events")
        own = {name: given.pop(name) for name in names}
        before = context.obj or {}
        settings = {name: own[name] if own[name] is not None else before.get(name) for name in names}
        settings["maps"] = given.pop("maps", ())
        settings["places"] = {name: given[name] for name in _PLACES if name in given}
        if chosen := {name: given.pop(name) for name in _CHOSEN if name in given}:
            given["chosen"] = chosen
        desk = Desk.from_options(settings)
        sys.exit(desk.guarded(lambda: work(desk, **given)))

    return common(click.pass_context(told))
