"""Help and complaints are in French too: every sentence, and the compiled catalog is that of today."""

import ast
import io
import os
import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from string import Formatter

import click
import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from batch.cli import cli, spoken
from docs import commands

SOURCE = spoken.LOCALE / "fr" / "LC_MESSAGES" / f"{spoken.DOMAIN}.po"
SAME = frozenset({"PLAN", "URL", "ID"})  # in both languages
ONSHELF = Path(sys.executable).with_name("onshelf")
NO_LANGUAGE = {"ONSHELF_LANG": "", "LC_ALL": "", "LC_MESSAGES": "", "LANGUAGE": "", "LANG": "C.UTF-8"}

_BARE = re.compile("(?<!\u00a0)[;?!»]|(?<!\u00a0):(?!//)|«(?!\u00a0)|'(?!\\w+\\})")


@pytest.fixture(scope="module")
def french() -> Catalog:
    with SOURCE.open("rb") as source:
        return read_po(source)


def test_the_compiled_catalog_is_that_of_its_source(french: Catalog) -> None:
    compiled = io.BytesIO()
    write_mo(compiled, french)

    assert SOURCE.with_suffix(".mo").read_bytes() == compiled.getvalue(), "make words compiles it"


def test_every_help_sentence_is_told_in_french(french: Catalog) -> None:
    told = {message.id for message in french if message.string and message.string != message.id}

    assert sorted(set(helps(cli)) - told) == []


def test_no_french_sentence_is_for_what_nobody_says(french: Catalog) -> None:
    said = {*helps(cli), *clicks()}

    assert [message.id for message in french if message.id and not {*forms(message.id)} <= said] == []


def test_french_sentences_name_nothing_that_the_english_do_not(french: Catalog) -> None:
    for message in french:
        known = {name for form in forms(message.id) for name in placeholders(form)}
        assert {name for form in forms(message.string) for name in placeholders(form)} <= known, message.id


def test_french_marks_have_their_no_break_space(french: Catalog) -> None:
    written = [form for message in french if message.id for form in forms(message.string)]

    assert [form for form in written if _BARE.search(form)] == []


@pytest.mark.parametrize(
    ("words", "variables", "expected"),
    [
        (("--lang", "fr", "run", "--help"), {}, "Utilisation :"),
        (("run", "-h", "--lang=fr"), {}, "Ne rien demander."),
        (("stores", "--help", "--lang", "fr"), {}, "Les boutiques connues."),
        (("sandbox", "--lang", "fr", "serve", "-h"), {}, "Utilisation :"),
        (("run", "-h", "--lang=fr"), {}, "Utilisation : onshelf run [OPTIONS] FEUILLE..."),
        (("--help",), {"ONSHELF_LANG": "fr"}, "Commandes :"),
        (("--help",), {"LANG": "fr_CA.UTF-8"}, "Lit et vérifie une feuille"),
        (("--help", "--lang", "en"), {"LANG": "fr_CA.UTF-8"}, "Commands:"),
        (("--help",), {"ONSHELF_LANG": "en", "LANG": "fr_CA.UTF-8"}, "Commands:"),
        (("--lang", "fr", "run"), {}, "Il manque l’argument"),
        (("--lang", "fr", "plam"), {}, "La commande plam n’existe pas. Est-ce 'plan' ?"),
        (("--lang", "fr", "run", "x.csv", "--stock", "all"), {}, "'edits', 'absolute'"),
        (("--lang", "de", "run", "x.csv"), {}, "'de' is not one of 'en', 'fr'"),
    ],
    ids=lambda given: " ".join(given) if isinstance(given, tuple) else "",
)
def test_the_language_is_the_one_asked_for(words: tuple[str, ...], variables: dict[str, str], expected: str) -> None:
    surroundings = os.environ | NO_LANGUAGE | variables
    done = subprocess.run([ONSHELF, *words], env=surroundings, capture_output=True, text=True, check=False)

    assert expected in (done.stdout + done.stderr).replace("\u00a0", " ")


def helps(command: click.Command) -> Iterator[str]:
    """Sentences, and the words in capitals for what is to be typed."""
    named = [made.metavar for made in command.params if made.metavar not in SAME]
    told = [command.help, *(option.help for option in commands.options_of(command)), *named]
    yield from filter(None, told)
    if isinstance(command, click.Group):
        yield command.subcommand_metavar
        for inner in command.commands.values():
            yield from helps(inner)


def clicks() -> Iterator[str]:
    """What click's own code hands to gettext."""
    for path in Path(click.__file__).parent.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield node.value


def forms(text: str | Sequence[str] | None) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text or ())


def placeholders(form: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(form) if name}
