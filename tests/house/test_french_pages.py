"""The pages in both languages say the same: their formulas, their parts, and words that the reports really use."""

import re

import pytest
from babel.messages.pofile import read_po

from batch.messages import LANGUAGES, Messages
from docs.tables import ROOT

PAGES = {"en": ROOT / "docs" / "auditing.md", "fr": ROOT / "docs" / "fr" / "auditing.md"}
TEXTS = {language: page.read_text("utf-8") for language, page in PAGES.items()}

FUNCTIONS = {
    "NB.SI.ENS": "COUNTIFS",
    "NB.SI": "COUNTIF",
    "NBVAL": "COUNTA",
    "SOMMEPROD": "SUMPRODUCT",
    "NON": "NOT",
    ";": ",",
}
VERDICTS = ["created", "deleted", "unchanged", "ignored", "refused", "conflict", "failed", "unknown", "not_run"]

# What the spreadsheet program calls it.
NOT_OURS = {"Data > From Text/CSV", "Données > À partir d’un fichier texte/CSV"}

_FORMULA = re.compile(r"`(=[^`]+)`")
_CODE = re.compile(r"`([^`\n]+)`")
_STRESSED = re.compile(r"(?<!\*)\*([^*\n]+)\*(?!\*)")


def test_the_formulas_are_the_same_in_a_french_spreadsheet() -> None:
    french = [_in_english(formula) for formula in _FORMULA.findall(TEXTS["fr"])]

    assert french == _FORMULA.findall(TEXTS["en"])


def test_the_pages_have_the_same_parts_and_lines() -> None:
    parts = {
        language: [line[:2] for line in text.splitlines() if line.startswith(("#", "|"))]
        for language, text in TEXTS.items()
    }

    assert parts["fr"] == parts["en"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_word_that_the_page_quotes_stands_in_the_reports(language: str) -> None:
    quoted = set(_STRESSED.findall(_CODE.sub("", TEXTS[language])))
    named = set(_CODE.findall(TEXTS[language]))

    assert quoted - NOT_OURS - _sentences(language) == set()
    assert {Messages(language)(f"result.{word}") for word in VERDICTS} <= named


def _in_english(formula: str) -> str:
    messages = {language: Messages(language) for language in LANGUAGES}
    for french, english in FUNCTIONS.items():
        formula = formula.replace(french, english)
    return formula.replace(messages["fr"]("result.updated"), messages["en"]("result.updated"))


def _sentences(language: str) -> set[str]:
    said: set[str] = set()
    for path in (ROOT / "batch" / "messages" / language).glob("*.po"):
        with path.open("rb") as source:
            for message in read_po(source):
                said.update([message.string] if isinstance(message.string, str) else message.string or ())
    return said
