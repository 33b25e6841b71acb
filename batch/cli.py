"""The command line: parse, call one job, print one report, leave with its code. Nothing heavy is imported up here."""

import os
import sys
from collections.abc import Callable, Mapping, Sequence
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from batch.desk import Desk

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
_STORE = click.option("--store", metavar="NAME", envvar="ONSHELF_STORE", help="Which store; default: sandbox.")
_OUT_DIR = click.option(
    "--out-dir", metavar="DIR", type=click.Path(path_type=Path, file_okay=False), help="Where the reports go."
)
_MAP = click.option(
    "--map", "maps", multiple=True, metavar="HEADING=COLUMN", help="Read this heading as that column; repeatable."
)
_CHOICES = (
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
_CHOSEN = ("base", "stock", "on_conflict", "allow", "reason")  # go together, as ``chosen``: they are sealed in the plan
_SHEETS = click.argument("sheets", metavar="SHEET...", nargs=-1, required=True, type=click.Path(path_type=Path))


def _common(command: Callable[..., Any]) -> Callable[..., Any]:
    for option in reversed(_COMMON):
        command = option(command)
    return command


def _choosing(command: Callable[..., Any]) -> Callable[..., Any]:
    for option in reversed(_CHOICES):
        command = option(command)
    return command


def _command(work: Command) -> Callable[..., None]:
    """The common options may stand before or after the command; errors become a sentence and an exit code."""

    @wraps(work)
    def told(context: click.Context, /, **given: Any) -> None:
        from batch.desk import Desk

        names = ("home", "lang", "no_color", "as_json", "quiet", "verbose", "events")
        own = {name: given.pop(name) for name in names}
        before = context.obj or {}
        settings = {name: own[name] if own[name] is not None else before.get(name) for name in names}
        settings["maps"] = given.pop("maps", ())
        if chosen := {name: given.pop(name) for name in _CHOSEN if name in given}:
            given["chosen"] = chosen
        desk = Desk.from_options(settings)
        sys.exit(desk.guarded(lambda: work(desk, **given)))

    return _common(click.pass_context(told))


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@_common
@click.version_option(package_name="onshelf", message="%(prog)s %(version)s")
@click.pass_context
def cli(context: click.Context, /, **common: Any) -> None:
    """A catalog sheet in, the shop changed, a verdict on every row: Retail POS (X-Series) to eCom (E-Series)."""
    context.obj = common


@cli.command()
@_SHEETS
@_OUT_DIR
@_MAP
@_command
def check(desk: "Desk", sheets: Sequence[Path], out_dir: Path | None) -> int:
    """Read and validate a sheet; no store, no network."""
    from batch.commands import work

    return work.check(desk, sheets, out_dir)


@cli.command()
@_SHEETS
@_STORE
@_OUT_DIR
@_MAP
@_choosing
@click.option("--out", metavar="PLAN", type=click.Path(path_type=Path, dir_okay=False), help="Where the plan goes.")
@click.option("--detailed-exitcode", is_flag=True, help="Leave with 10 when changes are pending.")
@_command
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


@cli.command()
@click.argument("plan", metavar="PLAN", type=click.Path(path_type=Path))
@_OUT_DIR
@click.option("-y", "--yes", is_flag=True, help="Do not ask.")
@_command
def apply(desk: "Desk", plan: Path, out_dir: Path | None, yes: bool) -> int:
    """Apply exactly that plan; called again, it goes on where it stopped."""
    from batch.commands import work

    return work.apply(desk, plan, out_dir, sure=yes)


@cli.command()
@_SHEETS
@_STORE
@_OUT_DIR
@_MAP
@_choosing
@click.option("-y", "--yes", is_flag=True, help="Do not ask.")
@_command
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


_ACTIVATION = (
    click.argument("sheets", metavar="SHEET...", nargs=-1, required=True, type=click.Path(path_type=Path)),
    _STORE,
    click.option(
        "--channel", type=click.Choice(["online", "in-store", "all"]), required=True, help="Which channel, or both."
    ),
    click.option(
        "--catalog",
        metavar="EXPORT",
        type=click.Path(path_type=Path, dir_okay=False),
        help="An export of Retail POS, which knows what handles and ids stand for.",
    ),
    _OUT_DIR,
    _MAP,
    *_CHOICES,
    click.option("-y", "--yes", is_flag=True, help="Do not ask."),
)


def _activation(command: Callable[..., Any]) -> Callable[..., Any]:
    for option in reversed(_ACTIVATION):
        command = option(command)
    return command


@cli.command()
@_activation
@click.option("--strict", is_flag=True, help="What lacks a name, price, image, stock or description stays offline.")
@_command
def activate(
    desk: "Desk",
    sheets: Sequence[Path],
    store: str | None,
    channel: str,
    catalog: Path | None,
    out_dir: Path | None,
    chosen: Mapping[str, Any],
    yes: bool,
    strict: bool,
) -> int:
    """Put the products that a list names on a channel; - reads it from standard input."""
    from batch.commands import activation, choosing, work

    typed = activation.Typed("activate", channel, catalog, strict)
    planning = work.Planning(store, out_dir, choosing.choices(chosen))
    return activation.switch(desk, sheets, planning, typed, sure=yes)


@cli.command()
@_activation
@_command
def deactivate(
    desk: "Desk",
    sheets: Sequence[Path],
    store: str | None,
    channel: str,
    catalog: Path | None,
    out_dir: Path | None,
    chosen: Mapping[str, Any],
    yes: bool,
) -> int:
    """Take the products that a list names off a channel; - reads it from standard input."""
    from batch.commands import activation, choosing, work

    typed = activation.Typed("deactivate", channel, catalog, strict=False)
    planning = work.Planning(store, out_dir, choosing.choices(chosen))
    return activation.switch(desk, sheets, planning, typed, sure=yes)


@cli.command()
@_STORE
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
@_command
def export(
    desk: "Desk", store: str | None, status: str, channel: str, out: Path | None, form: str | None, headings: str
) -> int:
    """The store as a sheet, ready to be edited and given back."""
    from batch.commands import export as shelf

    return shelf.export(desk, store, status, channel, out, form, headings)


@cli.command()
@_command
def runs(desk: "Desk") -> int:
    """What was done, the newest first."""
    from batch.commands import lists

    return lists.runs(desk)


@cli.command()
@click.argument("run", metavar="RUN")
@_OUT_DIR
@_command
def report(desk: "Desk", run: str, out_dir: Path | None) -> int:
    """The reports of a run once more, in any language; the store is not asked."""
    from batch.commands import history

    return history.report(desk, run, out_dir)


@cli.command()
@click.argument("run", metavar="RUN")
@_OUT_DIR
@click.option("--out", metavar="PLAN", type=click.Path(path_type=Path, dir_okay=False), help="Where the plan goes.")
@click.option(
    "--created",
    type=click.Choice(["keep", "disable"]),
    default="keep",
    show_default=True,
    help="What becomes of products that the run created.",
)
@_command
def undo(desk: "Desk", run: str, out_dir: Path | None, out: Path | None, created: str) -> int:
    """A plan that takes back what a run changed; cells edited since are kept and listed."""
    from batch.commands import history

    return history.undo(desk, run, out_dir, out, created)


@cli.command()
@click.argument("what", metavar="RUN|BUNDLE")
@_command
def verify(desk: "Desk", what: str) -> int:
    """Is the record of a run intact, to the byte? BUNDLE: the folder of its reports."""
    from batch.commands import history

    return history.verify(desk, what)


@cli.command()
@click.argument("code", required=False)
@_command
def explain(desk: "Desk", code: str | None) -> int:
    """What a finding means and how to fix it; without CODE, the list."""
    from batch.commands import lists

    return lists.explain(desk, code)


@cli.command()
@_command
def columns(desk: "Desk") -> int:
    """The columns understood: headings, meaning, values, what syncs."""
    from batch.commands import lists

    return lists.columns(desk)


@cli.group()
def stores() -> None:
    """The stores that are known."""


@stores.command("add")
@click.argument("name")
@click.option("--api", required=True, metavar="URL", help="Up to and including /api/v3.")
@click.option("--id", "store_id", required=True, metavar="ID", help="The store's number.")
@click.option("--token-env", metavar="VAR", help="The environment variable that holds the token.")
@click.option("--token-stdin", is_flag=True, help="Read the token from standard input into the system keyring.")
@click.option("--outlet", "outlets", multiple=True, metavar="NAME", help="An outlet whose stock it sells; else all.")
@_command
def stores_add(
    desk: "Desk",
    name: str,
    api: str,
    store_id: str,
    token_env: str | None,
    token_stdin: bool,
    outlets: tuple[str, ...],
) -> int:
    """Remember a store; its token stays in the environment or the system keyring."""
    from batch.commands import stores as known

    address = known.StoreAddress(name, api.rstrip("/"), store_id, token_env, outlets)
    return known.add(desk, address, from_stdin=token_stdin)


@stores.command("list")
@_command
def stores_list(desk: "Desk") -> int:
    """The stores, and where their tokens come from."""
    from batch.commands import stores as known

    return known.listing(desk)


@stores.command("check")
@click.argument("name")
@_command
def stores_check(desk: "Desk", name: str) -> int:
    """Can it be reached, and does it take the token?"""
    from batch.commands import stores as known

    return known.check(desk, name)


@stores.command("remove")
@click.argument("name")
@_command
def stores_remove(desk: "Desk", name: str) -> int:
    """Forget a store and its token in the keyring."""
    from batch.commands import stores as known

    return known.remove(desk, name)


@cli.group()
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
@_command
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
@click.argument("sheet", type=click.Path(path_type=Path))
@_command
def seed(desk: "Desk", sheet: Path) -> int:
    """Make a seed from a sheet: what a store would hold that had been given it."""
    from batch.commands import sandbox as stand_in

    return stand_in.seed(desk, sheet)


def main() -> None:
    """The entry point; ends quietly when nobody reads on."""
    try:
        sys.exit(cli(prog_name="onshelf", standalone_mode=False))
    except click.ClickException as fault:
        fault.show()
        _print_as_json(fault)
        sys.exit(fault.exit_code)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)


def _print_as_json(fault: click.ClickException) -> None:
    """Words that do not fit together are told to scripts too."""
    if "--json" in sys.argv[1:]:
        from batch.desk import as_text, error_document

        click.echo(as_text(error_document("usage.words", fault.format_message(), fault.exit_code)))


if __name__ == "__main__":
    main()
