"""What is shown in one language has no remnant of the other: words, decimal marks, plurals."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

import batch.messages
from batch.messages import LANGUAGES
from tests.reports.golden import FOLDER

HERE = Path(batch.messages.__file__).parent
OTHER = {"en": "fr", "fr": "en"}
SHOWN = ("check.txt", "check.html", "plan.txt", "plan.html", "run.txt", "run.html", "result.txt", "fix.txt")

VERSION = "1.0"  # of the program, in the golden files

_LEAST = 8  # letters of a piece that is surely of one language
_PLACEHOLDER = re.compile(r"\{\w+\}")
_POINT = re.compile(r"(?<![\w./-])\d+\.\d+(?![\w./-])")
_ONE = re.compile(
    r"(?<![\d\u202f\u00a0,.])1 (?:lignes|lots|articles|produits|autres|cellules|changements|prix bougent)\b"
)


@pytest.mark.parametrize("name", SHOWN)
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_piece_of_a_sentence_is_of_the_other_language(language: str, name: str) -> None:
    shown = _shown(language, name)

    assert [piece for piece in _only_in(OTHER[language]) if piece in shown] == []


@pytest.mark.parametrize("name", SHOWN)
def test_french_numbers_have_a_comma_and_one_is_singular(name: str) -> None:
    shown = _shown("fr", name)
    meant = {*_POINT.findall("\n".join(_sentences("fr"))), VERSION}

    assert set(_POINT.findall(shown)) - meant == set()
    assert _ONE.findall(shown) == []


def _shown(language: str, name: str) -> str:
    text = (FOLDER / language / name).read_text("utf-8")
    return re.sub(r"<style>.*?</style>|<svg.*?<title>|</?\w[^>]*>", " ", text, flags=re.DOTALL)


@cache
def _only_in(language: str) -> frozenset[str]:
    """Pieces of sentences between placeholders, of some length, that no sentence of the other language has."""
    others = "\n".join(_sentences(OTHER[language]))
    pieces = {piece.strip() for text in _sentences(language) for piece in _PLACEHOLDER.split(text)}
    return frozenset(piece for piece in pieces if len(piece) >= _LEAST and " " in piece and piece not in others)


def _sentences(language: str) -> Iterator[str]:
    for path in sorted((HERE / language).glob("*.po")):
        with path.open("rb") as source:
            for message in read_po(source):
                if message.id:
                    yield from [message.string] if isinstance(message.string, str) else message.string or ()
