"""What can be typed: the commands of ``onshelf`` with their options, and the targets of ``make``."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import click

from batch.cli import cli

_MAKEFILE = Path(__file__).parents[1] / "Makefile"
_TARGET = re.compile(r"^([a-z-]+):.*## (.*)$", re.MULTILINE)

Commands = Mapping[str, click.Command]


def commands() -> Commands:
    """Every command that does something, by what is typed after ``onshelf``."""
    return dict(_commands(cli, ()))


def options() -> Iterator[tuple[str, click.Option]]:
    """Every option of every command, with the command's name; those of ``onshelf`` itself too."""
    for name, command in {"": cli, **commands()}.items():
        yield from ((name, option) for option in options_of(command))


def make_targets() -> dict[str, str]:
    return dict(_TARGET.findall(_MAKEFILE.read_text("utf-8")))


def _commands(group: click.Group, path: tuple[str, ...]) -> Iterator[tuple[str, click.Command]]:
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from _commands(command, (*path, name))
        else:
            yield " ".join((*path, name)), command


def typed(name: str, command: click.Command) -> str:
    """The command with the words that it asks for."""
    arguments = (made for made in command.params if isinstance(made, click.Argument))
    return " ".join([name, *(made.make_metavar(click.Context(command)) for made in arguments)])


def options_of(command: click.Command) -> list[click.Option]:
    return [made for made in command.params if isinstance(made, click.Option)]


def written(option: click.Option) -> str:
    """The option with what it asks for."""
    name = ", ".join(option.opts)
    if option.is_flag:
        return name
    if isinstance(option.type, click.Choice):
        return f"{name} {'|'.join(option.type.choices)}"
    return f"{name} {option.metavar or option.type.name.upper().replace('INTEGER RANGE', 'N')}"
