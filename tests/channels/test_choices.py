"""A list of options beside what the store made of it."""

import pytest

from batch.channels.eseries import choices
from batch.model.runs import Step

Options = list[tuple[str, list[str]]]


def document(options: Options) -> dict[str, object]:
    return {"options": [{"name": name, "choices": [{"text": text} for text in texts]} for name, texts in options]}


def sent(options: Options | None) -> Step:
    return Step("product:1", "PUT", "/products/1", document(options) if options else {"name": "Scarf"}, ("k",))


@pytest.mark.parametrize(
    ("asked", "there", "made"),
    [
        ([("Size", ["S", "XL"])], [("Size", ["S", "Xl"])], {("Size", "XL"): ("Size", "Xl")}),
        ([("size", ["S"])], [("Size", ["S"])], {("size", "S"): ("Size", "S")}),
        ([("Size", ["S", "Extra large"])], [("Size", ["S", "Extra"])], {("Size", "Extra large"): ("Size", "Extra")}),
        # it had one like it before: only a further one is what it made of ours
        ([("Size", ["Xl", "XL"])], [("Size", ["Xl", "Xl"])], {("Size", "XL"): ("Size", "Xl")}),
        ([("Size", ["L", "Large"])], [("Size", ["L"])], {}),
        # two could be it
        ([("Size", ["XL"])], [("Size", ["Xl", "xl"])], {}),
        # another's
        ([("Size", ["XL"])], [("Size", ["XXL"])], {}),
        ([("Size", ["S", "XL"])], [("Size", ["S", "XL", "Xl"])], {}),
    ],
)
def test_what_was_told_last_and_is_there_otherwise(
    asked: Options, there: Options, made: dict[choices.Pair, choices.Pair]
) -> None:
    assert choices.made(document(there), [sent([("Size", ["M"])]), sent(asked), sent(None)]) == made
    assert choices.made(document(there), []) == {}


def test_a_row_is_read_with_the_stores_own_words() -> None:
    row = {"sku": "A", "variant_option_one_name": "Colour", "variant_option_one_value": "red"}
    row |= {"variant_option_two_name": "Size", "variant_option_two_value": "XL"}

    assert choices.rewritten(row, {("Size", "XL"): ("SIZE", "Xl")}) == {
        "variant_option_two_name": "SIZE",
        "variant_option_two_value": "Xl",
    }
    assert choices.rewritten(row, {("Colour", "XL"): ("a", "b")}) == {}
