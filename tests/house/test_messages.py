"""The sentences: both languages or not at all, and every code has its own."""

import re
from collections.abc import Iterator
from functools import cache
from string import Formatter

import pytest
from babel.messages.catalog import Message
from babel.messages.pofile import read_po

from batch.messages import LANGUAGES, Messages
from batch.model.codes import CODES, Code, Scope, Severity
from tests.house.source import BATCH, calls, last_name, raised, texts

SENTENCES = ("", ".expected", ".meaning", ".fix")
EXPLANATIONS = {code.name + part for code in CODES for part in (".meaning", ".fix")}

# A second way to tell a finding, where it is known what Excel shows.
SEEN = {"cell.shown_otherwise.seen"}

PLACE = {"column", "cell", "row", "sku", "value"}

# What a finding carries besides its place and value.
FACTS = {
    "undo.edited_since": {"field", "now", "wrote"},
    "undo.cannot_come_back": {"field"},
    "heading.ambiguous": {"columns"},
    "id.duplicate": {"rows"},
    "sku.duplicate": {"rows"},
    "store.family_incomplete": {"rows"},
    "store.family_sku_taken": {"own"},
    "sku.alike": {"skus"},
    "price.ambiguous": {"thousands", "units"},
    "price.currencies": {"currency", "other"},
    "price.counted": {"first", "rows"},
    "text.counted": {"first", "rows"},
    "store.sku_counted": {"store"},
    "price.absurd": {"other"},
    "price.shown_otherwise": {"shown"},
    "number.shown_otherwise": {"shown"},
    "number.ambiguous": {"thousands", "units"},
    "code.damaged": {"digits", "length"},
    "code.damaged_unsent": {"digits", "length"},
    "code.rounded": {"digits"},
    "option.alike": {"values"},
    "price.rounded": {"sent", "currency"},
    "store.too_small": {"unit", "places"},
    "family.names_differ": {"rows"},
    "family.values_differ": {"rows"},
    "family.options_differ": {"rows"},
    "family.duplicate_options": {"rows", "options"},
    "family.without_options": {"rows"},
    "family.mixed_online": {"rows"},
    "family.too_many_variants": {"count"},
    "stock.negative": {"sum", "sent"},
    "stock.fraction": {"sum", "sent"},
    "stock.starts_counting": {"sent"},
    "stock.outlet_absent": {"outlets"},
    "activation.id_ambiguous": {"owners"},
    "store.currency": {"currency", "store"},
    "store.sku_ambiguous": {"owners"},
    "store.sku_taken": {"owners"},
    "store.pos_id_contradicts": {"owner"},
    "text.unsure_letters": {"other"},
    "row.shifted": {"first", "columns"},
    "store.sku_alike": {"other"},
    "store.matched_twice": {"rows"},
    "store.split_family": {"products"},
    "store.family_exists": {"product"},
    "store.options_differ": {"sheet", "store"},
    "store.duplicate_options": {"options", "other"},
    "store.options_in_turn": {"options", "other"},
    "delete.pos_keeps": {"skus"},
    "store.variants_left": {"count", "skus"},
    "store.stays_online": {"rows"},
    "store.whole_product": {"count", "others"},
    "store.conflict": {"store", "base"},
    "store.conflict_sheet": {"store", "base"},
    "store.conflict_store": {"store", "base"},
    "store.drift": {"store", "base"},
    "store.written_since": {"store", "base"},
    "store.own_form": {"store"},
    "store.linked": {"count", "skus"},
    "delete.linked": {"count", "skus"},
    "delete.edited": {"fields"},
    "delete.contradicted": {"rows"},
    "delete.product_stays": {"left", "product"},
    "mirror.held": {"count", "rows"},
    "mirror.not_exported": {"count", "skus"},
    "undo.made_again": {"count"},
}

# Findings about what is not there: naming the value would show an empty pair of quotation marks.
WITHOUT_VALUE = frozenset(
    {
        "row.too_long",
        "row.spilled",
        "sku.required",
        "name.required",
        "price.required",
        "option.incomplete",
        "family.without_options",
        "family.options_differ",
        "family.duplicate_options",
        "family.too_many_variants",
        "family.apart",
        "online.no_description",
        "online.no_image",
        "store.matched_twice",
        "store.split_family",
        "store.shape_differs",
        "store.options_differ",
        "store.duplicate_options",
        "store.options_in_turn",
    }
)

# Words that both languages share: a French sentence that is the English one is one that nobody translated.
ALIKE = frozenset(
    {
        "again.undo",
        "column.code",
        "column.message",
        "column.suggestion",
        "converted.none",
        "exit.78",
        "fact.format",
        "fact.plan",
        "listing.api",
        "listing.code",
        "listing.id",
        "moment",
        "page.when",
        "severity.info",
        "synced.description",
        "synced.dimensions",
        "synced.images",
        "synced.stock",
        "values.command",
        "values.length-unit",
        "values.weight-unit",
    }
)
_ENGLISH = re.compile(
    r"\b(the|this|that|which|with|not|and|was|were|has|have|its?|your|from|is|are|will|be|of|to)\b", re.I
)

_NO_FRENCH = re.compile(r"\w+://\S*|#\S+[!?]")  # addresses and Excel's errors keep their own punctuation
_BARE_MARK = re.compile("(?<!\u00a0)[:;?!»]|«(?!\u00a0)")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_finding_has_a_message_what_was_expected_its_meaning_and_its_fix(language: str) -> None:
    said = Messages(language)

    assert [code.name + part for code in CODES for part in SENTENCES if not said.knows(code.name + part)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_severity_and_scope_has_a_word(language: str) -> None:
    said = Messages(language)
    words = [f"severity.{word}" for word in Severity] + [f"scope.{word}" for word in Scope]

    assert [word for word in words if not said.knows(word)] == []


def test_no_sentence_speaks_of_a_finding_that_cannot_be() -> None:
    possible = {code.name + part for code in CODES for part in SENTENCES} | SEEN
    words = {f"severity.{word}" for word in Severity} | {f"scope.{word}" for word in Scope}

    assert sorted({str(message.id) for message in _messages("en", "findings.po")} - possible - words) == []


def test_the_two_languages_say_the_same_things() -> None:
    names = {language: _catalogs(language) for language in LANGUAGES}

    assert names["en"] == names["fr"] != []
    for name in names["en"]:
        english, french = ({_key(message) for message in _messages(language, name)} for language in LANGUAGES)
        assert english ^ french == set(), name


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_is_written_and_stands_in_one_catalog_only(language: str) -> None:
    messages = [message for name in _catalogs(language) for message in _messages(language, name)]
    keys = [_key(message) for message in messages]

    assert [_key(message) for message in messages if message.fuzzy or not all(_forms(message))] == []
    assert sorted({key for key in keys if keys.count(key) > 1}) == []


def test_the_two_languages_ask_for_the_same_facts() -> None:
    english, french = ({key: _placeholders(*forms) for key, forms in _all(language)} for language in LANGUAGES)

    assert {key: (english[key], french[key]) for key in english.keys() & french if english[key] != french[key]} == {}


def test_every_french_sentence_is_french() -> None:
    english, french = dict(_all("en")), dict(_all("fr"))
    told = [(key, form) for key, forms in french.items() for form in forms]

    assert {key for key in english if english[key] == french.get(key)} == ALIKE
    assert [key for key, form in told if len({word.lower() for word in _ENGLISH.findall(form)}) > 1] == []


@pytest.mark.parametrize("code", CODES, ids=lambda code: code.name)
def test_a_finding_is_told_with_nothing_but_its_own_facts(code: Code) -> None:
    sentences = dict(_all("en"))
    asked = _placeholders(*(form for part in SENTENCES for form in sentences[code.name + part]))
    known = PLACE | FACTS.get(code.name, set())

    assert asked <= (known - {"value"} if code.name in WITHOUT_VALUE else known)


def test_every_error_that_is_raised_has_a_sentence() -> None:
    said = Messages("en")

    assert sorted({code for code, _ in raised() if not said.knows(code)}) == []


def test_every_stage_that_reports_progress_has_its_words() -> None:
    said = Messages("en")
    labels = {label for call in calls() if last_name(call.func) == "progress" for label in texts(call)}

    assert sorted({label for label in labels if not said.knows(f"progress.{label}")}) == []


def test_an_error_is_told_with_nothing_but_the_facts_it_is_raised_with() -> None:
    sentences = dict(_all("en"))
    added = {"again", "elsewhere"}  # by the one who tells it: what to do next depends on the run, and on the command
    raised_with = {code: facts | added for code, facts in raised() if facts is not None}
    lacking = {code: _placeholders(*sentences.get(code, ())) - facts for code, facts in raised_with.items()}

    assert {code: missing for code, missing in lacking.items() if missing} == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_message_of_one_line_ends_with_a_full_stop(language: str) -> None:
    one_line = [
        (key, form) for key, forms in _all(language) for form in forms if not (key in EXPLANATIONS or _is_prose(form))
    ]

    assert [key for key, form in one_line if form.rstrip().endswith((".", "\u2026")) or "\n" in form] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_explanations_are_full_sentences(language: str) -> None:
    explanations = [(key, form) for key, forms in _all(language) for form in forms if key in EXPLANATIONS]

    assert [key for key, form in explanations if not form.endswith(".") or form[0].islower()] == []


def test_french_marks_have_their_no_break_space() -> None:
    french = [(key, _NO_FRENCH.sub("", form)) for key, forms in _all("fr") for form in forms]

    assert [(key, form) for key, form in french if _BARE_MARK.search(form)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_apostrophes_are_the_typographic_one(language: str) -> None:
    assert [key for key, forms in _all(language) for form in forms if "'" in form] == []


def _catalogs(language: str) -> list[str]:
    return sorted(path.name for path in (BATCH / "messages" / language).glob("*.po"))


@cache
def _messages(language: str, name: str) -> tuple[Message, ...]:
    with (BATCH / "messages" / language / name).open("rb") as source:
        return tuple(message for message in read_po(source) if message.id)


def _all(language: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each id with its forms: one, or as many as the language has plurals."""
    for name in _catalogs(language):
        for message in _messages(language, name):
            yield _key(message), _forms(message)


def told(language: str) -> Iterator[tuple[str, str]]:
    """Each id with each of its forms."""
    yield from ((key, form) for key, forms in _all(language) for form in forms)


def _key(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def _forms(message: Message) -> tuple[str, ...]:
    text = message.string or ""
    return (text,) if isinstance(text, str) else tuple(text)


def _placeholders(*forms: str) -> set[str]:
    return {field for form in forms for _, field, _, _ in Formatter().parse(form) if field is not None}


def _is_prose(form: str) -> bool:
    """Two sentences or more need their full stops."""
    return re.search(r"[.?!] +\S", form) is not None and form.endswith(".")
