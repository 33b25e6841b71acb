"""What is advised can be typed: every option that a sentence names is one of the command that it is typed with."""

import re
from collections.abc import Iterator
from fnmatch import fnmatchcase
from pathlib import Path

import click
import pytest

from batch.desk import Desk
from batch.messages import LANGUAGES
from docs.commands import commands, options_of
from tests.house.test_messages import told

_OPTION = re.compile(r"--[a-z][a-z-]*")
_SPELLED_OUT = re.compile(r"onshelf ((?:[a-z]+ ?)+)[^;.)”»]*")
_OF_ALL = frozenset({"--home", "--lang", "--no-color", "--json", "--quiet", "--verbose", "--events", "--help"})
_PLANNERS = ("plan", "run", "activate", "deactivate")

# Who says a sentence that names an option without spelling out its command, or whose next command it speaks of.
SAID_BY = (
    ("usage.one_plan", ("plan",)),
    ("store.one_token_source", ("stores add",)),
    ("exit.10", ("plan",)),
    ("goes.asked", _PLANNERS),  # a table of rules: what planning can be asked for
    ("elsewhere.out", ("plan", "undo", "export")),
    ("elsewhere.out_dir", ("check", "plan", "apply", "run", "activate", "deactivate", "report", "undo")),
    ("output.no_events", tuple(commands())),
    ("home.*", tuple(commands())),
    ("confirm.needed", ("run", "apply", "activate", "deactivate")),
    ("mirror.*", ("plan", "run")),
    ("base.*", _PLANNERS),
    ("export.stock_unsent.fix", ("plan", "run")),
    ("export.*", ("export",)),
    ("stock.*", _PLANNERS),
    ("store.conflict*", _PLANNERS),
    ("store.pos_id_contradicts.fix", _PLANNERS),
    ("store.out_of_step.fix", _PLANNERS),
    ("activation.not_ready*", ("activate",)),
    ("activation.*", ("activate", "deactivate")),
    ("guard.*", _PLANNERS),
    ("usage.map*", ("check", *_PLANNERS)),
    ("undo.created.fix", ("undo",)),
)


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_option_that_a_sentence_names_is_one_of_each_command_that_says_it(language: str) -> None:
    named = [(key, option, who) for key, form in told(language) for option in options(form) for who in speakers(key)]

    assert [(key, option) for key, form in told(language) for option in options(form) if not speakers(key)] == []
    assert [(key, option, who) for key, option, who in named if option not in known(who)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_command_that_a_sentence_spells_out_takes_its_options_and_lacks_none(language: str) -> None:
    for key, form in told(language):
        for name, words in spelled_out(form):
            assert set(_OPTION.findall(words)) <= known(name), key
            if _OPTION.search(words) and "…" not in words:
                assert required(name) <= set(_OPTION.findall(words)), key


def test_nobody_is_said_to_say_what_is_not_there() -> None:
    keys = [key for key, form in told("en") if options(form)]

    assert [pattern for pattern, _ in SAID_BY if not any(fnmatchcase(key, pattern) for key in keys)] == []


@pytest.mark.parametrize(("name", "command"), commands().items())
def test_where_else_to_write_is_said_with_an_option_of_the_command(
    name: str, command: click.Command, tmp_path: Path
) -> None:
    places = {made.name or "": None for made in command.params if made.name in ("out", "out_dir")}
    common = dict.fromkeys(("no_color", "as_json", "quiet", "verbose", "events"))
    desk = Desk.from_options({**common, "home": tmp_path, "lang": "en", "places": places})
    advice = desk.messages(f"elsewhere.{desk.elsewhere({})}")

    assert set(_OPTION.findall(advice)) <= known(name)
    assert bool(places) == bool(_OPTION.findall(advice))


def options(form: str) -> list[str]:
    """Those that stand outside of commands that are spelled out."""
    return _OPTION.findall(_SPELLED_OUT.sub("", form))


def spelled_out(form: str) -> Iterator[tuple[str, str]]:
    """Each command with its words."""
    for found in _SPELLED_OUT.finditer(form):
        words = found[1].split()
        names = (" ".join(words[:length]) for length in range(len(words), 0, -1))
        name = next((name for name in names if name in commands()), None)
        if name is not None:
            yield name, found[0]


def speakers(key: str) -> tuple[str, ...]:
    return next((who for pattern, who in SAID_BY if fnmatchcase(key, pattern)), ())


def known(name: str) -> set[str]:
    return {word for option in options_of(commands()[name]) for word in option.opts} | _OF_ALL


def required(name: str) -> set[str]:
    return {option.opts[0] for option in options_of(commands()[name]) if option.required}
