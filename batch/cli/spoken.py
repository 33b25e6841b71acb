"""The command line's own words in the language of the one who reads: help, and what click says of a mistake.

click speaks through the standard library's gettext, which reads its catalogs from files: ``locale``, where an English
sentence is its own id.
"""

import gettext
import os
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import click

from batch.messages import LANGUAGES, usual_language

DOMAIN = "onshelf"
LOCALE = Path(__file__).parent / "locale"


def speak(command: click.Command, words: Sequence[str]) -> None:
    """``words``: as they were typed after ``onshelf``."""
    os.environ["LANGUAGE"] = _asked(words) or usual_language()  # what gettext looks at first
    gettext.bindtextdomain(DOMAIN, LOCALE)
    gettext.textdomain(DOMAIN)
    _translate(command)


def _asked(words: Sequence[str]) -> str | None:
    """Help is shown before options are read, so they are looked at here; a language that is not there is told later."""
    after = [following for word, following in pairwise(words) if word == "--lang"]
    joined = [word.partition("=")[2] for word in words if word.startswith("--lang=")]
    return next((language for language in (*after, *joined) if language in LANGUAGES), None)


def _translate(command: click.Command) -> None:
    command.help = _said(command.help)
    command.options_metavar = _said(command.options_metavar)
    for made in command.params:
        made.metavar = _said(made.metavar)
        if isinstance(made, click.Option):
            made.help = _said(made.help)
    if isinstance(command, click.Group):
        command.subcommand_metavar = _said(command.subcommand_metavar) or ""
        for inner in command.commands.values():
            _translate(inner)


def _said(told: str | None) -> str | None:
    return gettext.gettext(told) if told else None
