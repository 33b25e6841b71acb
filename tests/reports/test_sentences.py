"""Promises of the words: both languages say the same things, and each finding is told in full."""

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from babel.messages.pofile import read_po

import batch.messages
from batch.messages import LANGUAGES, Messages
from batch.model.catalog import Heading
from batch.model.findings import Finding
from batch.model.runs import Reason
from batch.reports.columns import field_label, own_headings
from batch.reports.own_words import in_own_words
from batch.reports.sentences import reason, reasons, told
from batch.reports.verdicts import STATUSES, VERDICTS, verdict
from schemas.headings import recognised
from tests.reports import shop

HERE = Path(batch.messages.__file__).parent


def catalog(language: str, name: str) -> dict[str, Any]:
    with (HERE / language / f"{name}.po").open("rb") as source:
        entries: list[tuple[Any, Any]] = [(entry.id, entry.string) for entry in read_po(source) if entry.id]
    return {entry if isinstance(entry, str) else entry[0]: (entry, text) for entry, text in entries}


def placeholders(text: str | tuple[str, ...]) -> list[set[str]]:
    texts = (text,) if isinstance(text, str) else text
    return [set(re.findall(r"\{(\w+)\}", one)) for one in texts]


def test_both_languages_have_the_same_ids_and_placeholders() -> None:
    english, french = (catalog(language, "reports") for language in LANGUAGES)

    assert list(english) == list(french)
    for code, (ids, text) in english.items():
        assert placeholders(text) == placeholders(french[code][1]), code
        assert all(text if isinstance(text, tuple) else (text,)), code
        assert not isinstance(ids, tuple) or ids == (code, f"{code}+")


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_word_of_the_reports_is_said_elsewhere_too(language: str) -> None:
    others = [path.stem for path in (HERE / language).glob("*.po") if path.stem != "reports"]

    for other in others:
        assert not set(catalog(language, "reports")) & set(catalog(language, other))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_verdict_and_every_status_has_its_words(language: str) -> None:
    messages = Messages(language)

    for word in [known.word for known in VERDICTS]:
        assert all(messages.knows(f"{kind}.{word}") for kind in ("result", "meaning", "counted"))
    for status in [word for word, _, _ in STATUSES]:
        assert all(messages.knows(f"{kind}.{status}") for kind in ("status", "outcome"))


def test_french_has_no_break_spaces_and_curved_apostrophes() -> None:
    for code, (_, text) in catalog("fr", "reports").items():
        for one in (text,) if isinstance(text, str) else text:
            assert not re.search(r"(?<!\u00a0)[:;?!»](?!//)|«(?!\u00a0)|'", one), code


class Asked(Messages):
    """Remembers what it was asked for."""

    def __init__(self) -> None:
        super().__init__("en")
        self.asked: list[tuple[str, dict[str, object]]] = []

    def __call__(self, code: str, facts: Any = None) -> str:
        self.asked.append((code, dict(facts or {})))
        return super().__call__(code, facts)


def test_a_finding_is_told_with_its_place_and_its_facts() -> None:
    messages = Asked()

    told(Finding("price.unreadable", 4, "Prix", "I4", "GANT-G", "28,9O", facts=(("currency", "CAD"),)), messages)

    facts = {"value": "28,9O", "column": "Prix", "row": 4, "sku": "GANT-G", "cell": "I4", "currency": "CAD"}
    assert messages.asked == [("price.unreadable", facts), ("price.unreadable.expected", facts)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_row_that_needs_a_hand_is_never_left_without_a_word(language: str) -> None:
    for row in shop.run_report().rows:
        if verdict(row.result).needs_hand:
            assert reasons(row, [], Messages(language))


@pytest.mark.parametrize(
    ("field", "language", "expected"),
    [
        ("retail_price", "fr", "« 18,50 »"),
        ("retail_price", "en", "“18.50”"),
        ("variant_option_one_value", "fr", "« 18.50 »"),
    ],
)
@pytest.mark.parametrize("headings", [{}, {"retail_price": "Prix de détail", "variant_option_one_value": "Taille"}])
def test_a_reason_tells_a_price_with_the_mark_of_its_language_and_an_option_as_it_is(
    field: str, language: str, expected: str, headings: dict[str, str]
) -> None:
    why_not = Reason("apply.conflict", (("field", field), ("expected", "18.50"), ("found", "19.00")))
    report = shop.run_report()
    row = replace(report.rows[0], reason=why_not)

    named = in_own_words(replace(report, rows=(row,)), headings).rows[0].reason

    assert named
    assert expected in reason(named, Messages(language)).replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("typed", "outlets", "expected"),
    [
        (["Inventory Plateau"], (), {"quantity": "Inventory Plateau"}),
        (["inventory_A", "inventory_B"], (), {"quantity": "inventory_A, inventory_B"}),
        (["inventory_A", "inventory_B", "inventory_C"], (), {"quantity": "inventory_A … inventory_C"}),
        (["inventory_A", "inventory_B"], ("b",), {"quantity": "inventory_B"}),
        (["Image 2", "Image 3"], (), {"gallery": "Image 2, Image 3"}),
        ([], (), {"quantity": "inventory_…", "quantity_delta": "inventory_…", "gallery": "image_url_2 …"}),
    ],
)
def test_a_field_of_several_columns_is_called_what_they_are(
    typed: list[str], outlets: tuple[str, ...], expected: dict[str, str]
) -> None:
    heads = tuple(Heading(at, text, recognised(text)) for at, text in enumerate(typed))
    report = in_own_words(shop.run_report(), own_headings(replace(shop.sheet(), headings=heads), outlets))

    assert {field: field_label(field, report) for field in expected} == expected


def test_what_the_store_holds_is_told_with_its_marks_and_unit() -> None:
    facts = (("field", "Poids"), ("rule", "weight"), ("now", "1.5"), ("wrote", ""), ("unit", "KG"))
    kept = Finding("undo.edited_since", 2, facts=facts)

    assert "holds “1.5”\u00a0KG, the run had written (nothing)" in told(kept, Messages("en")).message
    assert "contient «\u00a01,5\u00a0»\u00a0KG, l’exécution avait écrit (rien)" in told(kept, Messages("fr")).message


def test_a_text_that_looks_like_a_number_keeps_its_point() -> None:
    facts = (("store", "12.50"), ("base", "12"), ("rule", "variant_option_one_value"))

    assert "«\u00a012.50\u00a0»" in told(Finding("store.drift", 2, facts=facts), Messages("fr")).message
