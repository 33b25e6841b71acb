"""Galleries: what a sheet's cells ask of the images that the store holds."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from batch.model.galleries import Turning, merged, typed_over

PLACES = st.lists(st.sampled_from(["", "", "[clear]", "a", "b", "c", "n", "m"]), min_size=1, max_size=5)
GALLERIES = st.lists(st.sampled_from("abcdef"), max_size=5, unique=True).map(tuple)


def asked(typed: str, there: str, made: str = "") -> str:
    """One letter an image, a dot for a blank cell, a bang for [clear]; ``made``: pairs of source and store's image."""
    sources = dict(zip(made[1::2], made[::2], strict=True))
    lines = "\n".join({".": "", "!": "[clear]"}.get(letter, letter) for letter in typed)
    return "".join(typed_over(lines, tuple(there), [sources.get(url) for url in there]))


@pytest.mark.parametrize(
    ("typed", "there", "wanted"),
    [
        ("abc", "abc", "abc"),
        ("...", "abc", "abc"),
        (".", "abc", "abc"),
        ("abcn", "abc", "abcn"),
        ("..n", "ab", "abn"),
        ("n..", "abc", "nbc"),
        ("n", "abc", "nbc"),
        ("acb", "abc", "acb"),
        ("c..", "abc", "cab"),
        ("a!", "abc", "a"),
        (".!", "abc", "a"),
        ("!", "abc", ""),
        ("ac!", "abc", "ac"),
        ("!.c", "abc", "c"),
        ("nn", "", "n"),
        ("....n", "", "n"),
    ],
)
def test_a_blank_keeps_an_address_places_and_clear_ends(typed: str, there: str, wanted: str) -> None:
    assert asked(typed, there) == wanted


def test_an_image_is_known_by_what_it_was_made_from() -> None:
    assert asked("sa", "ab", "sb") == "ba"


@given(PLACES, GALLERIES)
def test_what_was_asked_for_once_needs_nothing_more(typed: list[str], there: tuple[str, ...]) -> None:
    once = typed_over("\n".join(typed), there, there)

    assert typed_over("\n".join(typed), once, once) == once


@given(PLACES, GALLERIES)
def test_without_clear_only_what_a_new_image_replaces_goes(typed: list[str], there: tuple[str, ...]) -> None:
    lines = [line for line in typed if line != "[clear]"]
    wanted = typed_over("\n".join(lines), there, there)

    new = {line for line in lines if line and line not in there}
    assert len(set(there) - set(wanted)) <= sum(line in new for line in lines)
    assert set(wanted) <= {*there, *new}


def test_rows_of_one_product_fill_each_others_gaps() -> None:
    assert merged(["a\n\nc", "\nb", "x"]) == "a\nb\nc"


def test_nothing_is_taken_away_before_all_that_is_new_has_come() -> None:
    on_its_way = Turning(("a", "b"), ("n", "b", "m"), ("a", "b", "1"))

    assert not on_its_way.complete
    assert on_its_way.made == {}


def test_images_that_others_add_meanwhile_stay_behind_ours() -> None:
    turning = Turning(("a", "b"), ("n", "b"), ("a", "b", "1", "2"))

    assert turning.made == {"n": "1"}
    assert turning.wanted == ("1", "b", "2")
    assert turning.unwanted == ("a",)
