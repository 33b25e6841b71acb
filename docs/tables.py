"""Tables printed from the code into the pages that are marked for them: ``python -m docs.tables`` rewrites them.

A page says where: ``<!-- begin:NAME -->`` and ``<!-- end:NAME -->``. What stands between is ours to replace.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from string import Formatter

import click

from batch import exits
from batch.cli import cli
from batch.messages import Messages
from batch.model.codes import CODES, Code
from batch.model.exports import SCOPES
from batch.model.guards import Guard, Limits
from batch.model.rules import BY_NAME, NEVER_FROM_SHEET, NEVER_IN_STORE, FieldRule
from batch.reports import listings
from batch.reports.listings import SYNCED, columns_known
from batch.reports.verdicts import STATUSES, VERDICTS
from batch.sandbox.routes import ROUTES
from batch.sandbox.switches import SWITCHES, wording
from docs import commands, faults, lines

ROOT = Path(__file__).parents[1]
ENGLISH = Messages("en")

_MARKED = re.compile(r"(<!-- begin:(?P<name>[a-z-]+) -->\n).*?(<!-- end:(?P=name) -->)", re.DOTALL)


def pages() -> list[Path]:
    """Every page of the documentation."""
    return [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").rglob("*.md"))]


def rewritten(page: str) -> str:
    """The same page with its tables printed anew. KeyError when a mark names no table."""
    return _MARKED.sub(lambda mark: f"{mark[1]}{TABLES[mark['name']]()}\n{mark[3]}", page)


def marks(page: str) -> list[str]:
    """The names of the tables that a page asks for."""
    return [mark["name"] for mark in _MARKED.finditer(page)]


def command_table() -> str:
    return _table(
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
    return _table(("command", "option", "meaning"), rows)


def guard_table() -> str:
    """Each guard, what stops it and where its limit is set."""
    limits = {"deletes": "deletes", "price-moves": "price_percent", "disables": "disables_percent"}
    usual = Limits()
    rows = (
        (
            f"`{guard.value}`",
            _sentence(ENGLISH(f"guard.{guard.value}.meaning")),
            f"`{limits[guard]}`: {getattr(usual, limits[guard])}" if guard in limits else "",
        )
        for guard in Guard
    )
    return _table(("guard", "stops a plan when", "limit in settings.json, as usual"), rows)


def common_option_table() -> str:
    common = (option for option in commands.options_of(cli) if option.name != "version")
    return _table(
        ("option", "meaning"), ((f"`{commands.written(option)}`", _sentence(option.help)) for option in common)
    )


def sync_table() -> str:
    rows = (
        (f"`{row['column']}`", *(row[name] for name in SYNCED if name != "column")) for row in listings.synced(ENGLISH)
    )
    return _table([ENGLISH(f"listing.{name}") for name in SYNCED], rows)


def never_table() -> str:
    rows = (
        ("of the sheet, never sent", ", ".join(f"`{name}`" for name in NEVER_FROM_SHEET)),
        ("of the store, never touched", ", ".join(f"`{name}`" for name in NEVER_IN_STORE)),
    )
    return _table(("side", "fields"), rows)


def exit_table() -> str:
    rows = ((str(code), ENGLISH(f"exit.{code}")) for code in sorted({*exits.ORDER, *exits.ALONE}))
    return _table(("code", "meaning"), rows)


def exit_order() -> str:
    return "Where several apply, the first in this order counts: " + ", ".join(map(str, exits.ORDER)) + "."


def column_table() -> str:
    rows = (
        (
            f"`{known['column']}`",
            known["english"],
            known["french"],
            known["values"],
            known["store"] or "–",
            _clears(BY_NAME.get(known["column"])),
            known["layouts"],
        )
        for known in columns_known(ENGLISH)
    )
    head = ("heading", "English screen", "French screen", "values", "in the store", "`[clear]`", "layouts")
    return _table(head, rows)


def layout_table() -> str:
    rows = ((layout, ENGLISH(f"layout.{layout}")) for layout in ("A", "B", "C", "D", "minimal"))
    return _table(("layout", "is"), rows)


def scope_table() -> str:
    holds = {None: "every product", True: "products that are online", False: "products that are not online"}
    told = ((known, ENGLISH(known.note) if known.note else "") for known in SCOPES)
    rows = ((known.status, known.channel, holds[known.online], note) for known, note in told)
    return _table(("`--status`", "`--channel`", "the sheet holds", "and it is said"), rows)


def code_table() -> str:
    rows = (
        (f"[`{code.name}`](#{anchor(code.name)})", code.severity.value, ENGLISH(f"scope.{code.scope}"))
        for code in CODES
    )
    return _table(("code", "severity", "is about"), rows)


def code_sections() -> str:
    return "\n\n".join(_code_section(code) for code in CODES)


def verdict_table() -> str:
    rows = (
        (f"{known.symbol} {ENGLISH(f'result.{known.word}')}", f"`{known.word}`", ENGLISH(f"meaning.{known.word}"))
        for known in VERDICTS
    )
    return _table(("in the workbook", "word", "means"), rows)


def status_table() -> str:
    return _table(("`status`", "in words"), ((f"`{word}`", ENGLISH(f"status.{word}")) for word, _, _ in STATUSES))


def switch_table() -> str:
    rows = ((f"`{switch.name}`", f"`{switch.default}`", wording(switch.choices), switch.meaning) for switch in SWITCHES)
    return _table(("switch", "default", "takes", "what it decides"), rows)


def route_table() -> str:
    rows = (
        (f"`{route.method} /{route.path}`", ", ".join(f"`{scope}`" for scope in route.scopes) or "–")
        for route in ROUTES
    )
    return _table(("call", "scopes of the token"), rows)


def fault_table() -> str:
    return _table(faults.FAULT_HEAD, faults.fault_rows())


def breach_table() -> str:
    return _table(faults.BREACH_HEAD, faults.breach_rows())


def line_table() -> str:
    return _table(lines.HEAD, lines.line_rows())


def target_table() -> str:
    return _table(("command", "does"), ((f"`make {name}`", does) for name, does in commands.make_targets().items()))


TABLES: Mapping[str, Callable[[], str]] = {
    "commands": command_table,
    "options": option_table,
    "common-options": common_option_table,
    "sync": sync_table,
    "never": never_table,
    "guards": guard_table,
    "exit-codes": exit_table,
    "exit-order": exit_order,
    "columns": column_table,
    "layouts": layout_table,
    "scopes": scope_table,
    "codes": code_table,
    "code-sections": code_sections,
    "verdicts": verdict_table,
    "statuses": status_table,
    "switches": switch_table,
    "routes": route_table,
    "faults": fault_table,
    "lines": line_table,
    "breaches": breach_table,
    "make-targets": target_table,
}


def anchor(heading: str) -> str:
    """What a heading is called in a link."""
    return re.sub(r"[^\w -]", "", heading.strip().lower()).replace(" ", "-")


def _sentence(text: str | None) -> str:
    return " ".join((text or "").split()).rstrip(".")


def _clears(rule: FieldRule | None) -> str:
    if rule is None:
        return "–"
    return "yes" if rule.clearable else "no"


def _code_section(code: Code) -> str:
    lines = [f"### {code.name}", "", f"{ENGLISH(f'severity.{code.severity}')}. {_said(code)}.", ""]
    lines += [ENGLISH(f"{code.name}.meaning"), ""]
    lines += [f"- Example: `{code.example}`"] if code.example else []
    lines += [
        f"- Expected: {_filled(f'{code.name}.expected', code)}",
        f"- How to fix it: {ENGLISH(f'{code.name}.fix')}",
    ]
    return "\n".join(lines)


def _said(code: Code) -> str:
    return f"It says: *{_filled(code.name, code)}*"


def _filled(sentence: str, code: Code) -> str:
    """The sentence with the example as its value; what only a real sheet knows is left open."""
    names = {name for _, name, _, _ in Formatter().parse(ENGLISH(sentence)) if name}
    return ENGLISH(sentence, dict.fromkeys(names, "…") | {"value": code.example or "…"})


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *([cell.replace("|", r"\|") for cell in row] for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def main() -> None:
    faults.SCHEMA.write_text(faults.schema_text(), "utf-8")
    for page in pages():
        text = page.read_text("utf-8")
        if (new := rewritten(text)) != text:
            page.write_text(new, "utf-8")
            click.echo(f"{page.relative_to(ROOT)} is printed anew")


if __name__ == "__main__":
    main()
