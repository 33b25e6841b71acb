"""The command line: parse, call one job, print one report, leave with its code. Nothing heavy is imported up here."""

import os
import sys
from typing import Any

import click

from batch.cli import channels, history, known, sandbox, sheets, spoken, stores
from batch.cli.options import common


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@common
@click.version_option(package_name="onshelf", message="%(prog)s %(version)s")
@click.pass_context
def cli(context: click.Context, /, **common: Any) -> None:
    """A catalog sheet in, the shop changed, a verdict on every row: Retail POS (X-Series) to eCom (E-Series)."""
    context.obj = common


_COMMANDS: tuple[click.Command, ...] = (
    sheets.check,
    sheets.plan,
    sheets.apply,
    sheets.run,
    channels.activate,
    channels.deactivate,
    channels.export,
    history.runs,
    history.report,
    history.undo,
    history.verify,
    known.explain,
    known.columns,
    stores.stores,
    sandbox.sandbox,
)
for _one in _COMMANDS:
    cli.add_command(_one)


def main() -> None:
    """The entry point."""
    spoken.speak(cli, sys.argv[1:])
    try:
        sys.exit(cli(prog_name="onshelf", standalone_mode=False))
    except click.ClickException as fault:
        fault.show()
        _print_as_json(fault)
        sys.exit(fault.exit_code)
    except BrokenPipeError:  # help that nobody reads
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)


def _print_as_json(fault: click.ClickException) -> None:
    """Words that do not fit together are told to scripts too."""
    if "--json" in sys.argv[1:]:
        from batch.desk import as_text, error_document

        click.echo(as_text(error_document("usage.words", fault.format_message(), fault.exit_code)))
