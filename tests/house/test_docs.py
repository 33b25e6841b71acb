"""The documentation says what the program does: its tables are the code's, its commands exist, its links lead there."""

import re
import shlex
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

import click
import pytest

from batch.cli import cli
from batch.messages import Messages
from batch.model.codes import CODES
from batch.reports import changes, issues
from docs import bilingual, commands, tables

ROOT = Path(__file__).parents[2]
PAGES = tables.pages()
TEXTS = {page.relative_to(ROOT).as_posix(): page.read_text("utf-8") for page in PAGES}
ALL = "\n".join(TEXTS.values())

HEAVY = frozenset(
    {"jinja2", "pandas", "numpy", "pyarrow", "pandera", "httpx", "sqlalchemy", "rich", "openpyxl", "xlsxwriter"}
)
README_LINES = 280

_BLOCK = re.compile(r"^ *```.*?^ *```", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"(?<!!)\[[^\]]*\]\(([^)\s]+)\)")
_HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
_TYPED = re.compile(r"^ *\$ onshelf (.+)$", re.MULTILINE)
_SHELL = frozenset({"|", ">", ">>", "<", "&", "&&", ";"})

# Written so that this file is not found by what it looks for.
_REGISTRY = re.compile(r"[p]ypi\.|[p]ythonhosted\.|[n]pmjs\.|[c]rates\.io|[p]roxy\.golang|[a]rtifactory|[d]evpi")
_MACHINE_PATH = re.compile(r"(?<![\w./:])/(?:home|Users|root|work|mnt)/\w|\b[C]:\\\w")


@pytest.mark.parametrize("page", TEXTS)
def test_tables_are_what_the_code_prints(page: str) -> None:
    said = Messages(tables.language(ROOT / page))

    assert tables.rewritten(TEXTS[page], said) == TEXTS[page], "python -m docs.tables prints them anew"


def test_every_table_is_printed_somewhere() -> None:
    assert {name for text in TEXTS.values() for name in tables.marks(text)} == {*tables.TABLES, *bilingual.TABLES}


def test_a_mark_for_a_table_that_is_not_there_is_told() -> None:
    with pytest.raises(KeyError):
        tables.rewritten("<!-- begin:nothing -->\n<!-- end:nothing -->")


@pytest.mark.parametrize("name", commands.commands())
def test_every_command_is_documented(name: str) -> None:
    assert re.search(rf"`(?:onshelf )?{name}(?![\w-])", ALL)


@pytest.mark.parametrize("option", sorted({name for _, option in [*commands.options()] for name in option.opts}))
def test_every_option_is_documented(option: str) -> None:
    assert re.search(rf"(?<![\w-]){option}(?![\w-])", ALL)


def test_every_make_target_is_documented() -> None:
    assert [name for name in commands.make_targets() if f"`make {name}`" not in TEXTS["README.md"]] == []


@pytest.mark.parametrize("page", ["docs/codes.md", "docs/fr/codes.md"])
def test_every_finding_has_its_section(page: str) -> None:
    assert [code.name for code in CODES if f"\n### {code.name}\n" not in TEXTS[page]] == []


@pytest.mark.parametrize("column", sorted({*changes.COLUMNS, *issues.COLUMNS}))
def test_every_column_of_the_lists_is_explained(column: str) -> None:
    assert f"| `{column}` |" in TEXTS["docs/reports.md"]


def test_every_dependency_is_explained_and_no_other() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    required = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    explained = re.findall(r"^\| `([\w-]+)` \|", TEXTS["docs/dependencies.md"], re.MULTILINE)

    assert sorted(explained) == sorted(re.match(r"[\w-]+", line)[0] for line in required)  # type: ignore[index]


@pytest.mark.parametrize(("page", "link"), [(page, link) for page in TEXTS for link in _LINK.findall(TEXTS[page])])
def test_every_relative_link_leads_somewhere(page: str, link: str) -> None:
    if re.match(r"[a-z]+:", link):
        return
    path, _, fragment = unquote(link).partition("#")
    target = (ROOT / page).parent / path if path else ROOT / page

    assert target.exists()
    assert not fragment or fragment in anchors(target.read_text("utf-8"))


@pytest.mark.parametrize("typed", sorted({typed for text in TEXTS.values() for typed in _TYPED.findall(text)}))
def test_commands_in_the_examples_exist(typed: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)

    parse(cli, words(typed))


def test_an_example_with_an_option_that_is_not_there_is_told() -> None:
    with pytest.raises(click.NoSuchOption):
        parse(cli, words("plan catalog.xlsx --color | less"))


def test_the_front_page_stays_short() -> None:
    assert len(TEXTS["README.md"].splitlines()) <= README_LINES


def test_no_file_names_a_package_registry_or_a_path_of_one_machine() -> None:
    patterns = (_REGISTRY, _MACHINE_PATH)

    assert [
        (path, hit[0]) for path, text in tracked() for forbidden in patterns if (hit := forbidden.search(text))
    ] == []


def test_help_imports_nothing_heavy() -> None:
    asked = [sys.executable, "-X", "importtime", "-m", "batch.cli", "--help"]
    told = subprocess.run(asked, cwd=ROOT, capture_output=True, text=True, check=True).stderr
    imported = {line.rpartition("|")[2].strip().partition(".")[0] for line in told.splitlines()}

    assert "click" in imported
    assert imported & HEAVY == set()


def words(typed: str) -> list[str]:
    """What onshelf is given of a line of the shell."""
    split = shlex.split(typed, comments=True)
    end = next((place for place, word in enumerate(split) if word in _SHELL), len(split))
    return split[:end]


def parse(command: click.Command, given: list[str], parent: click.Context | None = None) -> None:
    """As click would, without doing it. Raises UsageError for what click would refuse."""
    if not isinstance(command, click.Group):
        command.make_context(command.name, given, parent=parent)
        return
    context = click.Context(command, parent=parent, info_name=command.name)
    _, rest, _ = command.make_parser(context).parse_args(given)
    _, chosen, rest = command.resolve_command(context, rest)
    assert chosen is not None
    parse(chosen, rest, context)


def anchors(page: str) -> set[str]:
    return {bilingual.anchor(heading) for heading in _HEADING.findall(_BLOCK.sub("", page))}


def tracked() -> Iterator[tuple[str, str]]:
    """Every text file of the project, those that are about to be added too."""
    asked = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(asked, cwd=ROOT, capture_output=True, text=True, check=True)
    for name in filter(None, listed.stdout.split("\0")):
        path = ROOT / name
        content = path.read_bytes() if path.is_file() else b"\0"
        if b"\0" not in content:
            yield name, content.decode("utf-8", "replace")
