"""The reports say what they said: a word, a figure or a place that changes is seen before it is sent out."""

import pytest

from batch.messages import LANGUAGES
from tests.reports.golden import FOLDER, files


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_reports_say_to_the_letter_what_they_said(language: str) -> None:
    made = dict(files(language))
    kept = {path.name: path.read_bytes().decode("utf-8") for path in (FOLDER / language).iterdir()}

    assert sorted(made) == sorted(kept), "make golden writes them anew; read the diff"
    assert [name for name in made if made[name] != kept[name]] == [], "make golden writes them anew; read the diff"
