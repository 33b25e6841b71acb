"""Tables printed from the code into the pages that are marked for them: ``python -m docs.tables`` rewrites them.

A page says where: ``<!-- begin:NAME -->`` and ``<!-- end:NAME -->``. What stands between is ours to replace. The pages
in ``docs/fr`` are in French.
"""

import re
from collections.abc import Callable, Mapping
from pathlib import Path

import click

from batch import exits
from batch.cli import cli
from batch.messages import Messages
from batch.model.exports import SCOPES
from batch.sandbox.routes import ROUTES
from batch.sandbox.switches import SWITCHES, wording
from docs import bilingual, commands, faults, lines
from docs.bilingual import table

ROOT = Path(__file__).parents[1]
ENGLISH = Messages("en")

_MARKED = re.compile(r"(<!-- begin:(?P<name>[a-z-]+) -->\n).*?(<!-- end:(?P=name) -->)", re.DOTALL)


def pages() -> list[Path]:
    """Every page of the documentation."""
    return [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").rglob("*.md"))]


def language(path: Path) -> str:
    return "fr" if path.parent.name == "fr" else "en"


def rewritten(page: str, said: Messages = ENGLISH) -> str:
    """The same page with its tables printed anew. KeyError when a mark names no table."""
    return _MARKED.sub(lambda mark: f"{mark[1]}{_printed(mark['name'], said)}\n{mark[3]}", page)


def marks(page: str) -> list[str]:
    """The names of the tables that a page asks for."""
    return [mark["name"] for mark in _MARKED.finditer(page)]


def command_table() -> str:
    return table(
        ("command", "does"),
        (
            (f"`onshelf {commands.typed(name, made)}`", _sentence(made.help))
            for name, made in commands.commands().items()
        ),
    )


def option_table() -> str:
    """The options of each command that are not common to all."""
    common = {option.name for option in commands.options_of(cli)}
    rows = (
        (f"`{name}`", f"`{commands.written(option)}`", _sentence(option.help))
        for name, option in commands.options()
        if name and option.name not in common
    )
    return table(("command", "option", "meaning"), rows)


def common_option_table() -> str:
    common = (option for option in commands.options_of(cli) if option.name != "version")
    return table(
        ("option", "meaning"), ((f"`{commands.written(option)}`", _sentence(option.help)) for option in common)
    )


def exit_order() -> str:
    return "Where several apply, the first in this order counts: " + ", ".join(map(str, exits.ORDER)) + "."


def scope_table() -> str:
    holds = {None: "every product", True: "products that are online", False: "products that are not online"}
    told = ((known, ENGLISH(known.note) if known.note else "") for known in SCOPES)
    rows = ((known.status, known.channel, holds[known.online], note) for known, note in told)
    return table(("`--status`", "`--channel`", "the sheet holds", "and it is said"), rows)


def switch_table() -> str:
    rows = ((f"`{switch.name}`", f"`{switch.default}`", wording(switch.choices), switch.meaning) for switch in SWITCHES)
    return table(("switch", "default", "takes", "what it decides"), rows)


def route_table() -> str:
    rows = (
        (f"`{route.method} /{route.path}`", ", ".join(f"`{scope}`" for scope in route.scopes) or "–")
        for route in ROUTES
    )
    return table(("call", "scopes of the token"), rows)


def fault_table() -> str:
    return table(faults.FAULT_HEAD, faults.fault_rows())


def breach_table() -> str:
    return table(faults.BREACH_HEAD, faults.breach_rows())


def line_table() -> str:
    return table(lines.HEAD, lines.line_rows())


def target_table() -> str:
    return table(("command", "does"), ((f"`make {name}`", does) for name, does in commands.make_targets().items()))


TABLES: Mapping[str, Callable[[], str]] = {
    "commands": command_table,
    "options": option_table,
    "common-options": common_option_table,
    "exit-order": exit_order,
    "scopes": scope_table,
    "switches": switch_table,
    "routes": route_table,
    "faults": fault_table,
    "lines": line_table,
    "breaches": breach_table,
    "make-targets": target_table,
}


def _printed(name: str, said: Messages) -> str:
    return bilingual.TABLES[name](said) if name in bilingual.TABLES else TABLES[name]()


def _sentence(text: str | None) -> str:
    return " ".join((text or "").split()).rstrip(".")


def main() -> None:
    faults.SCHEMA.write_text(faults.schema_text(), "utf-8")
    for page in pages():
        text = page.read_text("utf-8")
        if (new := rewritten(text, Messages(language(page)))) != text:
            page.write_text(new, "utf-8")
            click.echo(f"{page.relative_to(ROOT)} is printed anew")


if __name__ == "__main__":
    main()
