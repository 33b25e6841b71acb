"""What a store can have made of a value, and what only somebody else can have put there."""

import pytest

from batch.model.forms import is_form
from batch.model.rules import Kind


@pytest.mark.parametrize(
    ("kind", "asked", "made"),
    [
        (Kind.MONEY, "19.25", "19.00"),
        (Kind.MONEY, "19.75", "20.00"),
        (Kind.MONEY, "19.99", "20.00"),
        (Kind.NUMBER, "0.1234", "0.123"),
        (Kind.TEXT, "Grand bol de grès", "Grand bol"),
        (Kind.TEXT, "Grand  Bol", "GRAND BOL"),
        (Kind.CODE, "lamp-1", "LAMP-1"),
        (Kind.CODE, "AB 12", "AB12"),
        (Kind.HTML, '<p class="x">Grès<!-- fin --></p>', "<p>Grès</p>"),
        (Kind.HTML, "<p>Grès et <b>lin</b></p>", "<p>Grès"),
    ],
)
def test_what_a_store_made_of_a_value(kind: Kind, asked: str, made: str) -> None:
    assert is_form(asked, made, kind)


@pytest.mark.parametrize(
    ("kind", "asked", "made"),
    [
        (Kind.MONEY, "19.25", "18.00"),
        (Kind.MONEY, "19.25", "20.25"),
        (Kind.MONEY, "19.25", "19.255"),
        (Kind.MONEY, "19.25", "19.26"),
        (Kind.MONEY, "19.00", "20.00"),
        (Kind.MONEY, "1925.00", "19.25"),
        (Kind.MONEY, "19.25", None),
        (Kind.NUMBER, "0.12", "0.123"),
        (Kind.TEXT, "Grand bol", "Petit bol"),
        (Kind.TEXT, "Grand bol", ""),
        (Kind.TEXT, "Grand bol", " "),
        (Kind.CODE, "lamp-1", "LAMP"),
        (Kind.CODE, "0123", "123"),
        (Kind.HTML, "<p>Grès</p>", "<p>Lin</p>"),
        (Kind.HTML, "<p>Grès</p>", "<p></p>"),
        (Kind.FLAG, "1", "0"),
        (Kind.COUNT, "5", "4"),
    ],
)
def test_what_it_cannot_have_made_of_it(kind: Kind, asked: str, made: str | None) -> None:
    assert not is_form(asked, made, kind)
